extension Sides {
  /// Reads the text form of sides.
  ///
  /// A line at the margin opens a side: its code, then its full name. Indented lines below it name
  /// its members: a kind (``Kind``), the name, and after `=` further spellings parted by `;`.
  /// `sponsor CODE` says who stands behind it. A person's days in office may close the line, as
  /// `[2017-01-20..2021-01-20]`, either end open. `#` begins a comment, blank lines are skipped:
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
      let (names, tenure) = try Sides.tenure(in: rest) { problem($0, column: indent + 1) }
      let parts = names.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = parts[0].trimmed
      guard !name.isEmpty else { throw problem(.nothingAfter(String(head)), column: indent + 1) }
      let spellings =
        parts.count < 2 ? [] : parts[1].split(separator: ";").map(\.trimmed).filter { !$0.isEmpty }
      add(Member(side: side, kind: kind, name: name, spellings: spellings, tenure: tenure))
    }
  }

  /// The names of a line, and the days in office that close it.
  private static func tenure(
    in text: String, problem: (SidesTextError.Problem) -> SidesTextError
  ) throws(SidesTextError) -> (names: String, tenure: DayInterval) {
    guard text.last == "]", let open = text.lastIndex(of: "[") else { return (text, .unknown) }
    let span = String(text[text.index(after: open)...].dropLast())
    let ends = span.split(separator: ".", omittingEmptySubsequences: false).map(\.trimmed)
    guard ends.count == 3, ends[1].isEmpty else { throw problem(.malformedTenure(span)) }
    let days = [ends[0], ends[2]].map { $0.isEmpty ? nil : Day(iso: $0) }
    guard days[0] != nil || ends[0].isEmpty, days[1] != nil || ends[2].isEmpty,
      let tenure = try? DayInterval(earliest: days[0], latest: days[1])
    else { throw problem(.malformedTenure(span)) }
    return (text[..<open].trimmed, tenure)
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
    /// Days in office that are not written `[FROM..TO]`.
    case malformedTenure(String)
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
      words = "the side '\(side)' has two lines; put all its members under one of them"
    case .memberBeforeSide:
      words = "an indented line before any side; begin with a line such as 'US  United States'"
    case .unknownKind(let kind):
      let kinds = Sides.Kind.allCases.map(\.rawValue).joined(separator: ", ")
      words = "'\(kind)' is not a kind of member; use one of \(kinds), or sponsor"
    case .nothingAfter(let kind):
      words = "no name follows '\(kind)'; write '\(kind)  NAME'"
    case .malformedTenure(let span):
      words =
        "'[\(span)]' is not a term of office; write [2017-01-20..2021-01-20], either end can be empty"
    }
    return "\(file):\(line):\(column): \(words)"
  }
}
