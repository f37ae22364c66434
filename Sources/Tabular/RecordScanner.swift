/// Finds the fields of one record after the other in a text of UTF-8.
///
/// A record stays where it was read, and its fields are ranges of it; quoted ones lose their quotes in
/// place. Nothing else is kept, so the size of the file does not matter.
struct RecordScanner: ~Copyable {
  let file: String
  let dialect: Dialect
  private let source: any ByteSource
  private let isSpecial: UnsafeMutablePointer<Bool>

  /// Bytes that were read; those from `start` to `end` belong to the record and to what follows it.
  private var block: UnsafeMutableBufferPointer<UInt8>
  private var start = 0
  private var end = 0
  private var isAtEnd = false

  /// Fields of the current record; places count from its start.
  private var fields: UnsafeMutableBufferPointer<Field>
  private(set) var fieldCount = 0
  /// Bytes of the current record, with its end.
  private var length = 0
  private var hasQuoted = false
  /// The line on which the current record begins, and the one on which the next does.
  private(set) var recordLine = 0
  private var nextLine = 1

  private struct Field {
    var start: Int32
    var end: Int32
    /// Lines after that of the record, and the byte within the line from 0.
    var line: Int32
    var column: Int32
  }

  /// No record is longer: one that is has lost the quote that ends it.
  static let longestRecord = 64 << 20

  init(source: any ByteSource, file: String, dialect: Dialect, blockSize: Int = 1 << 18) {
    self.file = file
    self.dialect = dialect
    self.source = source
    block = .allocate(capacity: blockSize)
    fields = .allocate(capacity: 64)
    isSpecial = .allocate(capacity: 256)
    isSpecial.initialize(repeating: false, count: 256)
    isSpecial[Int(dialect.separator)] = true
    isSpecial[Int(dialect.recordEnd)] = true
    // In other tables a quote inside a field is a letter: 5" gun.
    isSpecial[Int(UInt8(ascii: "\""))] =
      dialect.hasQuotes && dialect.separator == UInt8(ascii: ",")
  }

  deinit {
    block.deallocate()
    fields.deallocate()
    isSpecial.deallocate()
  }

  /// The bytes of a field; valid until the next record is read.
  @inline(__always)
  func bytes(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    let field = fields[index]
    return UnsafeBufferPointer(
      rebasing: block[(start + Int(field.start))..<(start + Int(field.end))])
  }

  func text(_ index: Int) throws(TabularError) -> String {
    let bytes = bytes(index)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw error(
        index, problem: "the text is not UTF-8, though other letters of the file are",
        hint: "save the file as UTF-8")
    }
    return text
  }

  func error(_ index: Int, problem: String, hint: String) -> TabularError {
    let field = fields[index]
    return error(field.line, dialect.isSheet ? Int32(index) : field.column, problem, hint)
  }

  private func error(
    _ line: Int32, _ column: Int32, _ problem: String, _ hint: String
  ) -> TabularError {
    TabularError(
      file: file, line: recordLine + Int(line), column: Int(column) + 1, problem: problem,
      hint: hint)
  }

  /// Reads the first record that is not blank; false where there is none.
  mutating func nextAfterBlanks() throws -> Bool {
    repeat { try scan() } while fieldCount > 0 && isBlank && fieldCount == 1
    return fieldCount > 0
  }

  /// Reads the next record; false at the end.
  ///
  /// After an error the next call goes on behind the record at fault.
  mutating func next(expecting width: Int?) throws -> Bool {
    try scan()
    guard fieldCount > 0 else { return false }
    if isBlank, width != 1 {
      // Blank lines may end a file; between records one hides a lost row.
      let line = recordLine
      while fieldCount > 0, isBlank { try scan() }
      guard fieldCount > 0 else { return false }
      // The record behind the blank line is read again.
      unread()
      recordLine = line
      throw error(
        0, 0, dialect.isSheet ? "a blank row between others" : "a blank line between records",
        "delete it, or fill in the missing row")
    }
    if let width, fieldCount != width {
      throw error(
        min(width, fieldCount - 1),
        problem:
          "the row has \(fieldCount) \(fieldCount == 1 ? "field" : "fields"), the header \(width)",
        hint: fieldCount > width
          ? dialect.isSheet
            ? "give every column a name"
            : "put a field that contains the separator in double quotes"
          : "write empty fields too; look for a missing quote above")
    }
    return true
  }

  /// Whether the record holds nothing but separators.
  private var isBlank: Bool {
    guard !hasQuoted else { return false }
    return (0..<fieldCount).allSatisfy { fields[$0].start == fields[$0].end }
  }

  private mutating func unread() {
    length = 0
    nextLine = recordLine
  }

  /// Finds the fields of the next record; none at the end of the file.
  private mutating func scan() throws {
    start += length
    (length, fieldCount, hasQuoted) = (0, 0, false)
    recordLine = nextLine
    guard try hasByte(0) else { return }
    let (separator, recordEnd) = (dialect.separator, dialect.recordEnd)
    var index = 0
    var line: Int32 = 0
    var lineStart = 0
    while true {
      var field = Field(
        start: Int32(truncatingIfNeeded: index), end: 0, line: line,
        column: Int32(truncatingIfNeeded: index - lineStart))
      if dialect.hasQuotes, try hasByte(index), self[index] == UInt8(ascii: "\"") {
        field.start += 1
        let opening = field
        let end = try scanQuoted(&index, &line, &lineStart, opening)
        field.end = Int32(truncatingIfNeeded: end)
        append(field)
        guard try hasByte(index) else { return finish(index, line) }
        let byte = self[index]
        if byte == separator {
          index += 1
          continue
        }
        if byte == recordEnd { return finish(index + 1, line) }
        if byte == 0x0D, try hasByte(index + 1), self[index + 1] == recordEnd {
          return finish(index + 2, line)
        }
        let fault = error(
          line, Int32(truncatingIfNeeded: index - lineStart),
          "text after the closing quote of a field", "write a quote inside a quoted field twice")
        try skipRecord(index, line)
        throw fault
      }
      // The bytes of a field, to the end of what was read.
      while true {
        let bytes = block.baseAddress.unsafelyUnwrapped + start
        let available = end - start
        while index < available, !isSpecial[Int(bytes[index])] { index += 1 }
        if index < available { break }
        guard try hasByte(index) else {
          field.end = Int32(truncatingIfNeeded: index)
          trimReturn(&field)
          append(field)
          return finish(index, line)
        }
      }
      field.end = Int32(truncatingIfNeeded: index)
      let byte = self[index]
      if byte == separator {
        append(field)
        index += 1
      } else if byte == recordEnd {
        trimReturn(&field)
        append(field)
        return finish(index + 1, line)
      } else {
        let fault = error(
          line, Int32(truncatingIfNeeded: index - lineStart), "a quote inside an unquoted field",
          "put the whole field in double quotes and write the quote twice")
        try skipRecord(index, line)
        throw fault
      }
    }
  }

  /// Reads a quoted field and takes out the quotes in place; returns where it ends.
  private mutating func scanQuoted(
    _ index: inout Int, _ line: inout Int32, _ lineStart: inout Int, _ field: Field
  ) throws -> Int {
    hasQuoted = true
    index += 1
    var written = index
    while try hasByte(index) {
      let bytes = block.baseAddress.unsafelyUnwrapped + start
      let available = end - start
      while index < available {
        let byte = bytes[index]
        if byte == UInt8(ascii: "\"") { break }
        index += 1
        if byte == 0x0A {
          line += 1
          lineStart = index
        }
        bytes[written] = byte
        written += 1
      }
      guard index < available else { continue }
      guard try hasByte(index + 1), self[index + 1] == UInt8(ascii: "\"") else {
        index += 1
        return written
      }
      block[start + written] = UInt8(ascii: "\"")
      written += 1
      index += 2
    }
    let fault = error(
      field.line, field.column, "the quote that begins this field never ends",
      "close it with a double quote before the next separator")
    finish(index, line)
    throw fault
  }

  /// Leaves out the rest of a record that cannot be read.
  private mutating func skipRecord(_ index: Int, _ line: Int32) throws {
    var index = index
    while try hasByte(index), self[index] != dialect.recordEnd { index += 1 }
    fieldCount = 0
    finish(try hasByte(index) ? index + 1 : index, line)
  }

  @inline(__always)
  private subscript(index: Int) -> UInt8 {
    block.baseAddress.unsafelyUnwrapped[start + index]
  }

  @inline(__always)
  private mutating func append(_ field: Field) {
    if fieldCount == fields.count {
      let wider = UnsafeMutableBufferPointer<Field>.allocate(capacity: 2 * fields.count)
      _ = wider.update(fromContentsOf: fields)
      fields.deallocate()
      fields = wider
    }
    fields[fieldCount] = field
    fieldCount += 1
  }

  /// CRLF: the CR was taken for content.
  private func trimReturn(_ field: inout Field) {
    if !dialect.isSheet, field.end > field.start, self[Int(field.end) - 1] == 0x0D {
      field.end -= 1
    }
  }

  /// Ends the record; `lines` are the line ends within it.
  private mutating func finish(_ length: Int, _ lines: Int32) {
    self.length = length
    nextLine = recordLine + Int(lines) + 1
  }

  /// Whether the record has a byte at a place; reads on where it is not there yet.
  @inline(__always)
  private mutating func hasByte(_ index: Int) throws -> Bool {
    if start + index < end { return true }
    return try refill(index)
  }

  private mutating func refill(_ index: Int) throws -> Bool {
    while start + index >= end, !isAtEnd {
      if start > 0 {
        let first = block.baseAddress.unsafelyUnwrapped
        first.update(from: first + start, count: end - start)
        end -= start
        start = 0
      }
      if block.count - end < smallestBuffer {
        guard block.count < RecordScanner.longestRecord else {
          throw error(
            0, 0, "the row has more than \(RecordScanner.longestRecord >> 20) MB",
            "look for a missing quote")
        }
        let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 2 * block.count)
        _ = larger.update(fromContentsOf: block[..<end])
        block.deallocate()
        block = larger
      }
      let rest = UnsafeMutableBufferPointer(rebasing: block[end...])
      // What cannot be read on ends here: who gathers faults asks for the next record all the same.
      isAtEnd = true
      let count = try source.read(into: UnsafeMutableRawBufferPointer(rest))
      isAtEnd = false
      end += count
      if count == 0 { isAtEnd = true }
    }
    return start + index < end
  }
}
