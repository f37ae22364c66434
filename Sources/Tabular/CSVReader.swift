/// Reads a table record by record, in constant memory.
///
/// A table of text is comma-, semicolon-, tab- or pipe-separated, in UTF-8, UTF-16 or Windows-1252,
/// perhaps compressed by gzip or alone in a ZIP archive: its content shows which. Fields follow RFC
/// 4180: they may be quoted, quotes inside are doubled, quoted fields may hold separators and line
/// ends. Lines end with LF or CRLF. A table can be a sheet of an .xlsx workbook, too
/// (`events.xlsx#2024`; the first sheet where none is named).
///
/// Whatever does not fit (a row of another width, a quote that never ends, text beside a quoted field)
/// is an error with its place; no row is skipped or repaired. After an error the next call of
/// ``next()`` goes on behind it. Blank lines at the end of the file are allowed, and before the header.
public final class CSVReader {
  /// The names in the first record, without blanks around them.
  public let header: [String]
  /// The name that messages use.
  public let file: String
  private let table: TableText
  private let origin: Origin
  @exclusivity(unchecked) private var scanner: RecordScanner
  private let columnOf: [String: Int]

  /// Opens a table and reads its header.
  ///
  /// - Parameters:
  ///   - path: A file, or `-` for standard input; `#` and a sheet may follow the name of a workbook.
  ///   - separator: Between fields; nil finds out.
  ///   - hasQuotes: Whether fields may stand in double quotes.
  /// - Throws: ``FileError/cannotRead(path:reason:)``, ``TabularError`` for a missing or unreadable
  ///   header or one that names a column twice.
  public convenience init(path: String, separator: UInt8? = nil, hasQuotes: Bool = true) throws {
    let input = try InputFile(path: path)
    let name = path == "-" ? input.name : path
    // What standard input says is heard once; a table may be read again.
    let content: Origin.Content = path == "-" ? .bytes(try input.allBytes()) : .path(path)
    try self.init(
      Origin(content: content, file: name, separator: separator, hasQuotes: hasQuotes))
  }

  /// Reads a table from the bytes of its file.
  ///
  /// - Throws: ``TabularError`` as ``init(path:separator:hasQuotes:)``.
  public convenience init(
    bytes: [UInt8], file: String, separator: UInt8? = nil, hasQuotes: Bool = true
  ) throws {
    try self.init(
      Origin(content: .bytes(bytes), file: file, separator: separator, hasQuotes: hasQuotes))
  }

  /// Another reader of the same table, at its beginning.
  ///
  /// - Throws: As ``init(path:separator:hasQuotes:)``.
  public func reopened() throws -> CSVReader { try CSVReader(origin) }

  /// Where the bytes of a table come from.
  private struct Origin {
    enum Content {
      case path(String)
      case bytes([UInt8])
    }

    let content: Content
    let file: String
    let separator: UInt8?
    let hasQuotes: Bool

    func source() throws -> any ByteSource {
      switch content {
      case .path(let path): FileBytes(try InputFile(path: path))
      case .bytes(let bytes): MemoryBytes(bytes)
      }
    }
  }

  private convenience init(_ origin: Origin) throws {
    let table = try TableText(
      origin.source(), name: SheetName(origin.file), separator: origin.separator,
      hasQuotes: origin.hasQuotes)
    try self.init(
      origin, table,
      RecordScanner(source: table.bytes, file: origin.file, dialect: table.dialect))
  }

  private init(_ origin: Origin, _ table: TableText, _ opened: consuming RecordScanner) throws {
    self.origin = origin
    self.table = table
    scanner = opened
    file = scanner.file
    guard try scanner.nextAfterBlanks() else {
      throw TabularError(
        file: file, line: 1, column: 1, problem: "the file is empty",
        hint: "the first line must name the columns")
    }
    var header: [String] = []
    var columnOf: [String: Int] = [:]
    for index in 0..<scanner.fieldCount {
      let name = try scanner.text(index).trimmingBlanks()
      guard columnOf[name] == nil else {
        throw scanner.error(
          index, problem: "the column '\(name)' is named twice", hint: "rename one of them")
      }
      // Columns without a name, such as an index that a program wrote, cannot be asked for.
      if !name.isEmpty { columnOf[name] = index }
      header.append(name)
    }
    self.header = header
    self.columnOf = columnOf
  }

  /// How fields and records are kept apart.
  public var dialect: Dialect { table.dialect }

  /// The encoding, as far as the table was read.
  public var encoding: TextEncoding { table.encoding }

  /// Whether the table is a sheet of a workbook that counts serial dates from 1904.
  public var countsFrom1904: Bool { table.sheet?.countsFrom1904 ?? false }

  /// What a user should know about how the file was read, as far as it was read.
  public var notes: [TableNote] {
    var notes: [TableNote] = []
    if encoding == .windows1252 { notes.append(.encoding(.windows1252)) }
    if let sheet = table.sheet {
      if !sheet.others.isEmpty { notes.append(.otherSheets(sheet.others)) }
      if sheet.errors.count > 0 {
        notes.append(.errorCells(sheet.errors.first, count: sheet.errors.count))
      }
      if sheet.emptyFormulas.count > 0 {
        notes.append(
          .formulasWithoutValue(sheet.emptyFormulas.first, count: sheet.emptyFormulas.count))
      }
    }
    return notes
  }

  /// Reads the next record.
  ///
  /// - Returns: False at the end of the table.
  /// - Throws: ``TabularError``, ``FileError/cannotRead(path:reason:)``.
  public func next() throws -> Bool {
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

  /// The bytes of a field of the current record, UTF-8; valid until the next record is read.
  @inline(__always)
  package func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8> { scanner.bytes(column) }

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
    guard let value = CSVReader.whole(text.trimmingBlanks()) else {
      throw error(
        column, problem: "'\(text)' is not a whole number", hint: "write digits only, such as 12")
    }
    return value
  }

  /// A whole number; `12.0` is one that a program made real.
  private static func whole(_ text: String) -> Int? {
    if let value = Int(text) { return value }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty, parts[1].allSatisfy({ $0 == "0" }) else {
      return nil
    }
    return Int(parts[0])
  }

  /// An error at a field of the current record; the column's name is added to the problem.
  public func error(_ column: Int, problem: String, hint: String) -> TabularError {
    scanner.error(column, problem: "\(header[column]): \(problem)", hint: hint)
  }
}
