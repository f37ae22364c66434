/// A block of README.md that shows a command and what it prints:
///
///     ```console
///     $ talion fit hawkes --incidents incidents.csv \
///         --window 2023-01-01..2023-12-31
///     what is printed
///     ...
///     ```
///
/// A comment `<!-- until Next: -->` before the block says that the output is shown up to the end of
/// the paragraph that begins with `Next:`; `...` stands for the rest.
struct ConsoleBlock: Sendable {
  /// The command, as a shell takes it.
  let command: String
  /// The lines that are shown.
  let shown: [String]
  /// The beginning of the last paragraph that is shown; nil where all is shown.
  let until: String?
  /// The lines of the file that hold the output.
  let range: Range<Int>

  /// The blocks of a text.
  static func blocks(of text: String) -> [ConsoleBlock] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var blocks: [ConsoleBlock] = []
    var index = 0
    while index < lines.count {
      defer { index += 1 }
      guard lines[index] == "```console" else { continue }
      let until = index > 0 ? ConsoleBlock.until(lines[index - 1]) : nil
      var command: [String] = []
      index += 1
      repeat {
        command.append(String(lines[index].dropFirst(2)))
        index += 1
      } while command.last?.hasSuffix("\\") ?? false
      let start = index
      while lines[index] != "```" { index += 1 }
      blocks.append(
        ConsoleBlock(
          command: command.joined(separator: "\n"), shown: Array(lines[start..<index]),
          until: until, range: start..<index))
    }
    return blocks
  }

  private static func until(_ comment: String) -> String? {
    let opening = "<!-- until "
    guard comment.hasPrefix(opening), comment.hasSuffix(" -->") else { return nil }
    return String(comment.dropFirst(opening.count).dropLast(4))
  }

  /// The part of an output that the block shows; nil where the paragraph that ends it is missing.
  func excerpt(of output: String) -> [String]? {
    var lines = output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.last?.isEmpty ?? false { lines.removeLast() }
    guard let until else { return lines }
    guard let first = lines.firstIndex(where: { $0.hasPrefix(until) }) else { return nil }
    let end = lines[first...].firstIndex(where: \.isEmpty) ?? lines.count
    return lines[..<end] + ["..."]
  }
}
