/// Why a file cannot be read as a report.
public struct ReportProblem: Error, Hashable, Sendable {
  /// The kinds of file that are no reports.
  public enum Kind: Hashable, Sendable {
    /// Nothing is in it.
    case empty
    /// A web page without any text.
    case noText
    /// It is no text, but for instance a picture.
    case binary(String)
    /// A byte that is not UTF-8, in a text that does not say what it is.
    case notUTF8(byte: UInt8)
    /// It is larger than a report can be.
    case tooLarge(limit: Int)
    /// The compressed file is cut off or damaged.
    case damaged(String)
  }

  /// The file.
  public let path: String
  /// The line and column of a bad byte, counted from 1.
  public var position: (line: Int, column: Int)? { line.map { ($0, column ?? 1) } }
  /// What is wrong with it.
  public let kind: Kind
  private let line: Int?
  private let column: Int?

  init(path: String, kind: Kind, line: Int? = nil, column: Int? = nil) {
    self.path = path
    self.kind = kind
    self.line = line
    self.column = column
  }
}

extension ReportProblem: CustomStringConvertible {
  /// `file[:line:column]: what is wrong; what to do`.
  public var description: String {
    let place = line.map { "\(path):\($0):\(column ?? 1)" } ?? path
    return "\(place): \(words)"
  }

  private var words: String {
    switch kind {
    case .empty: return "the file is empty; save the report again"
    case .noText: return "the web page holds no text; save it when it has loaded"
    case .binary(let what):
      return "this is \(what), no text; save the report as text or HTML"
    case .notUTF8(let byte):
      let code = String(byte, radix: 16, uppercase: true)
      return "the byte 0x\(code) is not UTF-8; convert the file: iconv -f WINDOWS-1252 -t UTF-8"
    case .tooLarge(let limit):
      return "the file holds more than \(limit >> 20) MB, which no report does; split it"
    case .damaged(let words): return words
    }
  }
}
