import Incidents

/// The entries of a dictionary file, in order.
///
/// A section begins at the margin. Indented lines below it hold entries parted by `;`. An entry is a
/// word or phrase, after `=` further forms of it parted by `,` (by `;` when the line holds one entry
/// only), and in brackets an attribute. `#` begins a comment:
///
///     attack            # the subject acts on the object
///       strike = struck; stricken
///       storm [ground]
struct DictionaryText: Sendable {
  struct Entry: Sendable {
    let section: String
    let name: String
    let forms: [String]
    let attribute: String?
    let line: Int
    let column: Int
  }

  let file: String
  private(set) var entries: [Entry] = []

  /// Reads a whole dictionary file.
  ///
  /// - Throws: ``DictionaryError`` with file, line and column.
  init(_ text: some StringProtocol, file: String) throws(DictionaryError) {
    self.file = file
    var section: String?
    var number = 0
    for line in text.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" })
    {
      number += 1
      let content = line.prefix { $0 != "#" }
      let indent = content.prefix { $0 == " " || $0 == "\t" }.count
      guard indent < content.count else { continue }
      let words = content.trimmed
      if indent == 0 {
        section = words
        continue
      }
      guard let section else {
        throw DictionaryError(
          file: file, line: number, column: indent + 1, problem: .entryBeforeSection)
      }
      try append(words, section: section, line: number, column: indent + 1)
    }
  }

  private mutating func append(
    _ line: String, section: String, line number: Int, column: Int
  ) throws(DictionaryError) {
    var line = line
    var attribute: String?
    if line.last == "]" {
      guard let open = line.lastIndex(of: "[") else {
        throw DictionaryError(
          file: file, line: number, column: column + line.count - 1, problem: .unopenedBracket)
      }
      attribute = line[line.index(after: open)...].dropLast().trimmed
      line = line[..<open].trimmed
    } else if let open = line.lastIndex(of: "["), open > line.startIndex,
      line[line.index(before: open)] == " "
    {
      throw DictionaryError(
        file: file, line: number, column: column + line.distance(from: line.startIndex, to: open),
        problem: .unclosedBracket)
    }
    let equals = line.split(separator: "=", omittingEmptySubsequences: false)
    let first = equals[0].split(separator: ";").count
    if equals.count == 2, first == 1 {
      let forms = equals[1].split { $0 == ";" || $0 == "," }.map(\.trimmed)
      try add(
        equals[0].trimmed, forms.filter { !$0.isEmpty }, attribute, section, number, column)
      return
    }
    for piece in line.split(separator: ";") {
      let parts = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let forms = parts.count < 2 ? [] : parts[1].split(separator: ",").map(\.trimmed)
      let offset = line.distance(from: line.startIndex, to: piece.startIndex)
      try add(parts[0].trimmed, forms, attribute, section, number, column + offset)
    }
  }

  private mutating func add(
    _ name: String, _ forms: [String], _ attribute: String?, _ section: String, _ line: Int,
    _ column: Int
  ) throws(DictionaryError) {
    guard !name.isEmpty else {
      throw DictionaryError(file: file, line: line, column: column, problem: .emptyEntry)
    }
    entries.append(
      Entry(
        section: section, name: name, forms: forms, attribute: attribute, line: line,
        column: column))
  }

  /// The entry as the place of an error.
  func problem(_ problem: DictionaryError.Problem, at entry: Entry) -> DictionaryError {
    DictionaryError(file: file, line: entry.line, column: entry.column, problem: problem)
  }

}

/// What is wrong in a dictionary file, and where.
public struct DictionaryError: Error, Hashable, Sendable {
  /// The kinds of mistake.
  public enum Problem: Hashable, Sendable {
    /// An indented line above the first section.
    case entryBeforeSection
    /// A section whose name means nothing.
    case unknownSection(String)
    /// An attribute that means nothing.
    case unknownAttribute(String)
    /// A `;` or `=` with nothing before it.
    case emptyEntry
    /// A `]` without its `[`.
    case unopenedBracket
    /// A `[` without its `]`.
    case unclosedBracket
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

extension DictionaryError: CustomStringConvertible {
  /// `file:line:column: what is wrong; what to do`.
  public var description: String {
    let words =
      switch problem {
      case .entryBeforeSection: "an entry before any section; begin with a section at the margin"
      case .unknownSection(let name): "'\(name)' is not a section of this dictionary"
      case .unknownAttribute(let name): "'\(name)' is not an attribute of this dictionary"
      case .emptyEntry: "an entry without a word; remove the separator before it"
      case .unopenedBracket: "']' without '['; write [attribute] at the end of the line"
      case .unclosedBracket: "'[' without ']'; close the attribute"
      }
    return "\(file):\(line):\(column): \(words)"
  }
}
