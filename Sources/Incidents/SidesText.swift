extension Sides {
  /// Reads the text form of sides.
  ///
  /// A line at the margin opens a side: its code, then its full name. Indented lines below it name
  /// its members: a kind (``Kind``), the name, and after `=` further spellings parted by `;`.
  /// `sponsor CODE` says who stands behind it. `#` begins a comment, blank lines are skipped:
  ///
  ///     militias  Iran-backed militias in Iraq and Syria
  ///       sponsor  IRAN
  ///       group    Kataib Hezbollah = Kata'ib Hizballah; KH
  ///
  /// - Parameters:
  ///   - text: The whole file.
  ///   - file: Its name, for messages.
  /// - Throws: ``SidesTextError`` with file, line and column.
  public init(text: some StringProtocol, file: String) throws(SidesTextError) {
    self.init()
    var side: Side?
    var number = 0
    for line in text.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" })
    {
      number += 1
      let content = line.prefix { $0 != "#" }
      guard content.contains(where: { !$0.isWhitespace }) else { continue }
      let indent = content.prefix { $0 == " " || $0 == "\t" }.count
      let words = content.dropFirst(indent)
      let head = words.prefix { !$0.isWhitespace }
      let rest = words.dropFirst(head.count).trimmed

      func problem(_ problem: SidesTextError.Problem, column: Int) -> SidesTextError {
        SidesTextError(file: file, line: number, column: column, problem: problem)
      }

      if indent == 0 {
        let opened = Side(String(head))
        guard titles[opened] == nil else { throw problem(.repeatedSide(opened), column: 1) }
        add(opened, title: rest)
        side = opened
        continue
      }
      guard let side else { throw problem(.memberBeforeSide, column: indent + 1) }
      guard !rest.isEmpty else { throw problem(.nothingAfter(String(head)), column: indent + 1) }
      if head == "sponsor" {
        setSponsor(Side(rest), of: side)
        continue
      }
      guard let kind = Kind(rawValue: String(head)) else {
        throw problem(.unknownKind(String(head)), column: indent + 1)
      }
      let parts = rest.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = parts[0].trimmed
      guard !name.isEmpty else { throw problem(.nothingAfter(String(head)), column: indent + 1) }
      let spellings =
        parts.count < 2 ? [] : parts[1].split(separator: ";").map(\.trimmed).filter { !$0.isEmpty }
      add(Member(side: side, kind: kind, name: name, spellings: spellings))
    }
  }
}

/// What is wrong in a file of sides, and where.
public struct SidesTextError: Error, Hashable, Sendable {
  /// The kinds of mistake.
  public enum Problem: Hashable, Sendable {
    /// A side that was opened before.
    case repeatedSide(Side)
    /// An indented line above the first side.
    case memberBeforeSide
    /// A kind that is none of ``Sides/Kind``.
    case unknownKind(String)
    /// A kind or `sponsor` without a name behind it.
    case nothingAfter(String)
  }

  /// The name of the file.
  public let file: String
  /// The line, counted from 1.
  public let line: Int
  /// The column, counted from 1.
  public let column: Int
  /// What is wrong.
  public let problem: Problem
}

extension SidesTextError: CustomStringConvertible {
  /// `file:line:column: what is wrong; what to do`.
  public var description: String {
    let words: String
    switch problem {
    case .repeatedSide(let side):
      words = "side '\(side)' is opened twice; put all its members under one line"
    case .memberBeforeSide:
      words = "an indented line before any side; begin with a line such as 'US  United States'"
    case .unknownKind(let kind):
      let kinds = Sides.Kind.allCases.map(\.rawValue).joined(separator: ", ")
      words = "'\(kind)' is no kind of member; use one of \(kinds), or sponsor"
    case .nothingAfter(let kind):
      words = "'\(kind)' has no name behind it; write '\(kind)  NAME'"
    }
    return "\(file):\(line):\(column): \(words)"
  }
}
