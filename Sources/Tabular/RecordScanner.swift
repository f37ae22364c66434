/// Finds the fields of one record after the other in a stream of bytes.
///
/// Unquoted fields are copied as they stand, quoted ones without their quotes, into one buffer per
/// record; nothing else is kept, so the size of the file does not matter.
struct RecordScanner: ~Copyable {
  let file: String
  private let separator: UInt8
  private var input: InputFile?
  private var block: [UInt8]
  private var position = 0
  private var end: Int
  private var line = 1
  /// Bytes of the current line before `position`'s byte.
  private var column = 0

  private var content: [UInt8] = []
  private var fields: [Field] = []
  /// The line on which the current record begins.
  private(set) var recordLine = 0

  private struct Field {
    var start: Int
    var end: Int
    var line: Int
    var column: Int
  }

  init(input: consuming InputFile, separator: UInt8) throws {
    file = input.name
    self.separator = separator
    self.input = consume input
    block = [UInt8](repeating: 0, count: 1 << 18)
    end = 0
    try skipByteOrderMark()
  }

  init(bytes: [UInt8], file: String, separator: UInt8) throws {
    self.file = file
    self.separator = separator
    input = nil
    block = bytes
    end = bytes.count
    try skipByteOrderMark()
  }

  var fieldCount: Int { fields.count }

  func bytes(_ index: Int) -> ArraySlice<UInt8> { content[fields[index].start..<fields[index].end] }

  func text(_ index: Int) throws(TabularError) -> String {
    let slice = bytes(index)
    guard let text = String(validating: slice, as: UTF8.self) else {
      throw error(
        index, problem: "the text is not UTF-8",
        hint: "save the file as UTF-8")
    }
    return text
  }

  func error(_ index: Int, problem: String, hint: String) -> TabularError {
    TabularError(
      file: file, line: fields[index].line, column: fields[index].column, problem: problem,
      hint: hint)
  }

  /// Reads the next record; false at the end.
  mutating func next(expecting width: Int?) throws -> Bool {
    content.removeAll(keepingCapacity: true)
    fields.removeAll(keepingCapacity: true)
    recordLine = line
    guard try peek() != nil else { return false }
    while true {
      let ended = try scanField()
      if ended { break }
    }
    let isBlank = fields.count == 1 && fields[0].start == fields[0].end && fields[0].column == 1
    if isBlank, width != 1 {
      // Blank lines may end a file; between records one hides a lost row.
      let blankLine = recordLine
      while let byte = try peek() {
        guard byte == 0x0A || byte == 0x0D else {
          throw TabularError(
            file: file, line: blankLine, column: 1, problem: "a blank line between records",
            hint: "delete it, or fill in the missing row")
        }
        advance()
      }
      return false
    }
    if let width, fields.count != width {
      throw TabularError(
        file: file, line: recordLine, column: fields[min(width, fields.count - 1)].column,
        problem:
          "the row has \(fields.count) \(fields.count == 1 ? "field" : "fields"), the header \(width)",
        hint: fields.count > width
          ? "put a field that contains the separator in double quotes"
          : "write empty fields too; look for a missing quote above")
    }
    return true
  }

  /// Reads one field; true when it ends the record.
  private mutating func scanField() throws -> Bool {
    var field = Field(start: content.count, end: 0, line: line, column: column + 1)
    if try peek() == UInt8(ascii: "\"") {
      try scanQuoted(opening: field)
      field.end = content.count
      fields.append(field)
      guard let byte = try peek() else { return true }
      advance()
      switch byte {
      case separator: return false
      case 0x0A:
        newLine()
        return true
      case 0x0D where try peek() == 0x0A:
        advance()
        newLine()
        return true
      default:
        throw TabularError(
          file: file, line: line, column: column,
          problem: "text after the closing quote of a field",
          hint: "write a quote inside a quoted field twice")
      }
    }
    while let byte = try peek() {
      if byte == separator {
        advance()
        field.end = content.count
        fields.append(field)
        return false
      }
      if byte == 0x0A {
        advance()
        field.end = content.count
        // CRLF: the CR was taken for content.
        if field.end > field.start, content[field.end - 1] == 0x0D { field.end -= 1 }
        fields.append(field)
        newLine()
        return true
      }
      if byte == UInt8(ascii: "\""), separator == UInt8(ascii: ",") {
        throw TabularError(
          file: file, line: line, column: column + 1, problem: "a quote inside an unquoted field",
          hint: "put the whole field in double quotes and write the quote twice")
      }
      content.append(byte)
      advance()
      let separator = separator
      takeRun { $0 == separator || $0 == 0x0A || $0 == UInt8(ascii: "\"") }
    }
    field.end = content.count
    if field.end > field.start, content[field.end - 1] == 0x0D { field.end -= 1 }
    fields.append(field)
    return true
  }

  private mutating func scanQuoted(opening field: Field) throws {
    advance()
    while let byte = try peek() {
      advance()
      if byte == UInt8(ascii: "\"") {
        guard try peek() == UInt8(ascii: "\"") else { return }
        advance()
      } else if byte == 0x0A {
        newLine()
      }
      content.append(byte)
      takeRun { $0 == UInt8(ascii: "\"") || $0 == 0x0A }
    }
    throw TabularError(
      file: file, line: field.line, column: field.column,
      problem: "the quote that begins this field never ends",
      hint: "close it with a double quote before the next separator")
  }

  /// Takes the bytes up to the next special one, or to the end of the block, as content.
  @inline(__always)
  private mutating func takeRun(until isSpecial: (UInt8) -> Bool) {
    var stop = position
    while stop < end, !isSpecial(block[stop]) { stop += 1 }
    guard stop > position else { return }
    content.append(contentsOf: block[position..<stop])
    column += stop - position
    position = stop
  }

  private mutating func advance() {
    position += 1
    column += 1
  }

  private mutating func newLine() {
    line += 1
    column = 0
  }

  @inline(__always)
  private mutating func peek() throws -> UInt8? {
    if position < end { return block[position] }
    return try refill() ? block[position] : nil
  }

  private mutating func refill() throws -> Bool {
    guard input != nil else { return false }
    end = try block.withUnsafeMutableBytes { try input?.read(into: $0) ?? 0 }
    position = 0
    if end == 0 { input = nil }
    return end > 0
  }

  private mutating func skipByteOrderMark() throws {
    guard try peek() == 0xEF else { return }
    // The mark is at the start of a block, whole or not at all.
    if end >= 3, block[1] == 0xBB, block[2] == 0xBF { position = 3 }
  }
}
