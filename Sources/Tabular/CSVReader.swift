/// Reads a table of comma- or tab-separated values record by record, in constant memory.
///
/// RFC 4180: fields may be quoted, quotes inside are doubled, quoted fields may hold separators and
/// line ends. Lines end with LF or CRLF. A byte order mark is skipped. Whatever does not fit (a row
/// of another width, a quote that never ends, text beside a quoted field) is an error with its
/// place; no row is skipped or repaired. Blank lines at the end of the file are allowed.
public struct CSVReader: ~Copyable {
  /// The names in the first record.
  public let header: [String]
  /// The name that messages use.
  public let file: String
  private var scanner: RecordScanner
  private let columnOf: [String: Int]

  /// Opens a table and reads its header.
  ///
  /// - Parameters:
  ///   - path: A file, or `-` for standard input.
  ///   - separator: Between fields; a comma by default, or a tab.
  /// - Throws: ``FileError/cannotRead(path:reason:)``, ``TabularError`` for a missing or unreadable
  ///   header or one that names a column twice.
  public init(path: String, separator: UInt8 = UInt8(ascii: ",")) throws {
    try self.init(scanner: RecordScanner(input: InputFile(path: path), separator: separator))
  }

  /// Reads a table from bytes.
  ///
  /// - Throws: ``TabularError`` as ``init(path:separator:)``.
  public init(
    bytes: [UInt8], file: String, separator: UInt8 = UInt8(ascii: ",")
  ) throws {
    try self.init(scanner: RecordScanner(bytes: bytes, file: file, separator: separator))
  }

  private init(scanner opened: consuming RecordScanner) throws {
    scanner = opened
    file = scanner.file
    guard try scanner.next(expecting: nil) else {
      throw TabularError(
        file: file, line: 1, column: 1, problem: "the file is empty",
        hint: "the first line must name the columns")
    }
    var header: [String] = []
    var columnOf: [String: Int] = [:]
    for index in 0..<scanner.fieldCount {
      let name = try scanner.text(index)
      guard columnOf[name] == nil else {
        throw scanner.error(
          index, problem: "the column '\(name)' is named twice", hint: "rename one of them")
      }
      columnOf[name] = index
      header.append(name)
    }
    self.header = header
    self.columnOf = columnOf
  }

  /// Reads the next record.
  ///
  /// - Returns: False at the end of the table.
  /// - Throws: ``TabularError``, ``FileError/cannotRead(path:reason:)``.
  public mutating func next() throws -> Bool {
    try scanner.next(expecting: header.count)
  }

  /// The line on which the current record begins, counted from 1.
  public var line: Int { scanner.recordLine }

  /// The position of a column, or nil when the table has none of this name.
  public func column(_ name: String) -> Int? { columnOf[name] }

  /// The position of a column that must be there.
  ///
  /// - Throws: ``TabularError`` that lists the columns of the table.
  public func requiredColumn(_ name: String) throws(TabularError) -> Int {
    if let index = columnOf[name] { return index }
    throw TabularError(
      file: file, line: 1, column: 0, problem: "there is no column '\(name)'",
      hint: "the columns are \(header.joined(separator: ", "))")
  }

  /// A field of the current record as text.
  ///
  /// - Throws: ``TabularError`` when it is not UTF-8.
  public func text(_ column: Int) throws(TabularError) -> String {
    try scanner.text(column)
  }

  /// Whether a field of the current record is empty.
  public func isBlank(_ column: Int) -> Bool { scanner.bytes(column).isEmpty }

  /// A field as a whole number; nil when it is empty.
  ///
  /// - Throws: ``TabularError`` when it is anything else.
  public func integer(_ column: Int) throws(TabularError) -> Int? {
    guard !isBlank(column) else { return nil }
    let bytes = scanner.bytes(column)
    // Most counts are a few digits, which need no text.
    if bytes.count < 18, bytes.allSatisfy({ 0x30...0x39 ~= $0 }) {
      return bytes.reduce(0) { 10 * $0 + Int($1 - 0x30) }
    }
    let text = try text(column)
    guard let value = Int(text) else {
      throw error(
        column, problem: "'\(text)' is not a whole number", hint: "write digits only, such as 12")
    }
    return value
  }

  /// A field as a finite number; nil when it is empty.
  ///
  /// - Throws: ``TabularError`` when it is anything else.
  public func number(_ column: Int) throws(TabularError) -> Double? {
    guard !isBlank(column) else { return nil }
    let text = try text(column)
    guard let value = Double(text), value.isFinite else {
      throw error(
        column, problem: "'\(text)' is not a number",
        hint: "write a decimal point and no separators between thousands, such as 1234.5")
    }
    return value
  }

  /// An error at a field of the current record; the column's name is added to the problem.
  public func error(_ column: Int, problem: String, hint: String) -> TabularError {
    scanner.error(column, problem: "\(header[column]): \(problem)", hint: hint)
  }
}
