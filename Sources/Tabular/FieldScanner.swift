#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A row of a table as it stands in the scanner's memory. It is valid until the next row is read.
package struct FieldRow {
  fileprivate let base: UnsafePointer<UInt8>
  fileprivate let bounds: UnsafePointer<UInt32>
  /// The number of fields.
  package let count: Int
  /// The line on which the row begins, counted from 1.
  package let line: Int

  /// A field; one that the row does not have is empty.
  package subscript(_ column: Int) -> FieldBytes {
    guard column >= 0, column < count else { return .none }
    let (first, last) = (Int(bounds[2 * column]), Int(bounds[2 * column + 1]))
    return FieldBytes(start: base + first, count: last - first)
  }

  /// A field of a column that a table can lack.
  package subscript(_ column: Int?) -> FieldBytes { column.map { self[$0] } ?? .none }
}

/// Finds rows and fields in a table of any length: the fast way for event data of gigabytes.
///
/// Beside ``RecordScanner``, which holds a table to its header and names the place of every field, it
/// gives rows of any width as they stand, and the caller says which width is right. A row points into
/// the block that was read. In files with tabs quotes are letters, unless the header has some: sets
/// that are written with tabs quote nothing.
package struct FieldScanner: ~Copyable {
  /// The longest row that is read, bytes: more means a quote that never ends.
  static let longestRow = 1 << 24

  /// The file, as the user named it.
  package let file: String
  private let hashed: HashedBytes
  private let source: any ByteSource
  /// Between fields.
  package let separator: UInt8
  private let rowEnd: UInt8
  private let hasQuotes: Bool
  private var block: UnsafeMutablePointer<UInt8>
  private var capacity = 1 << 20
  private var begin = 0
  private var end = 0
  private var isAtEnd = false
  private var bounds: UnsafeMutablePointer<UInt32>
  private var room = 256
  private var fieldCount = 0
  private var rowStart = 0
  private var line = 1
  private var rowLine = 1
  private var isPending = false

  /// Opens a table: a text in whatever encoding, a sheet of a workbook, the only file of an archive, or
  /// the JSON text of a web service.
  ///
  /// - Parameters:
  ///   - path: Where it is.
  ///   - name: Its name in messages; the path by default.
  /// - Throws: ``FileError``, ``TabularError``.
  package init(path: String, name: String? = nil) throws {
    let hashed = try HashedBytes(FileBytes(InputFile(path: path)))
    let name = name ?? path
    let text = try TableText(hashed, name: SheetName(name), separator: nil, hasQuotes: true)
    let start = try PeekedBytes(text.bytes, count: 1 << 12)
    let isJSON = !text.dialect.isSheet && JSONRecords.isJSON(start.start)
    let table: any ByteSource =
      isJSON ? MemoryBytes(try JSONRecords.table(start.allBytes(), file: name)) : start
    let separator = isJSON ? UInt8(ascii: ",") : text.dialect.separator
    let hasMarks = start.start.prefix { $0 != 0x0A }.contains(UInt8(ascii: "\""))
    file = name
    self.hashed = hashed
    source = table
    self.separator = separator
    rowEnd = text.dialect.recordEnd
    hasQuotes = text.dialect.hasQuotes && (separator != 0x09 || hasMarks)
    block = .allocate(capacity: (1 << 20) + 8)
    bounds = .allocate(capacity: 2 * 256)
  }

  deinit {
    block.deallocate()
    bounds.deallocate()
  }

  /// The file as manifests name it.
  package func record(as name: String) throws -> Inputs.Record { try hashed.record(as: name) }

  /// The current row.
  package var row: FieldRow {
    FieldRow(base: block + rowStart, bounds: bounds, count: fieldCount, line: rowLine)
  }

  /// Gives the current row once more: it was looked at, and is data.
  package mutating func putBack() { isPending = true }

  /// Reads the next row; blank lines, and rows of separators alone, are passed over.
  ///
  /// - Returns: False at the end.
  /// - Throws: ``FileError``, ``TabularError`` for a quote that never ends.
  package mutating func next() throws -> Bool {
    if isPending {
      isPending = false
      return true
    }
    while true {
      while begin < end, block[begin] == rowEnd || block[begin] == 0x0D {
        if block[begin] == rowEnd { line += 1 }
        begin += 1
      }
      if begin == end {
        guard try refill() else { return false }
        continue
      }
      guard hasQuotes ? scanQuoted() : scanPlain() else {
        guard !isAtEnd else { break }
        _ = try refill()
        continue
      }
      if !isBlank { return true }
    }
    throw TabularError(
      file: file, line: line, column: 0, problem: "a quote in this row never ends",
      hint: "close it with a double quote before the next separator")
  }

  /// Whether the current row holds nothing but separators.
  private var isBlank: Bool {
    bounds[0] == bounds[1]
      && (1..<fieldCount).allSatisfy { bounds[2 * $0] == bounds[2 * $0 + 1] }
  }

  /// A row without quotes: its end first, then the separators of eight bytes at a time; false where its
  /// end was not read yet.
  private mutating func scanPlain() -> Bool {
    let start = block + begin
    let available = end - begin
    var length = available
    if let found = memchr(start, Int32(rowEnd), available) {
      length = UnsafeRawPointer(found) - UnsafeRawPointer(start)
    } else if !isAtEnd {
      return false
    }
    rowStart = begin
    rowLine = line
    line += 1
    begin = min(end, begin + length + 1)
    if length > 0, start[length - 1] == 0x0D { length -= 1 }
    var count = 0
    bounds[0] = 0
    let raw = UnsafeRawPointer(start)
    let separators = 0x0101_0101_0101_0101 &* UInt64(separator)
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    var offset = 0
    while offset < length {
      let word =
        raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian ^ separators
      // The high bit of every byte that is a separator, and of no other.
      var found = ~(((word & low) &+ low) | word | low)
      while found != 0 {
        let position = offset + found.trailingZeroBitCount >> 3
        if position >= length { break }
        bounds[2 * count + 1] = UInt32(truncatingIfNeeded: position)
        count += 1
        if count == room { growBounds() }
        bounds[2 * count] = UInt32(truncatingIfNeeded: position + 1)
        found &= found &- 1
      }
      offset += 8
    }
    bounds[2 * count + 1] = UInt32(truncatingIfNeeded: length)
    fieldCount = count + 1
    return true
  }

  /// A row whose fields can be quoted; false where its end was not read yet.
  private mutating func scanQuoted() -> Bool {
    let start = block + begin
    let available = end - begin
    let quote = UInt8(ascii: "\"")
    var (position, count, lines) = (0, 0, 0)
    var isUnescaped = false
    row: while true {
      if position < available, start[position] == quote {
        let first = position + 1
        position = first
        while true {
          guard
            let found = position < available
              ? memchr(start + position, Int32(quote), available - position) : nil
          else { return false }
          position = UnsafeRawPointer(found) - UnsafeRawPointer(start) + 1
          if position == available, !isAtEnd { return false }
          guard position < available, start[position] == quote else { break }
          isUnescaped = true
          position += 1
        }
        bounds[2 * count] = UInt32(truncatingIfNeeded: first)
        bounds[2 * count + 1] = UInt32(truncatingIfNeeded: position - 1)
        for index in first..<(position - 1) where start[index] == 0x0A { lines += 1 }
        // Text behind the closing quote belongs to nothing that can be read; it is passed over.
        while position < available, start[position] != separator, start[position] != 0x0A {
          position += 1
        }
      } else {
        bounds[2 * count] = UInt32(truncatingIfNeeded: position)
        while position < available, start[position] != separator, start[position] != 0x0A {
          position += 1
        }
        bounds[2 * count + 1] = UInt32(truncatingIfNeeded: position)
      }
      count += 1
      if count == room { growBounds() }
      guard position < available else {
        if !isAtEnd { return false }
        break row
      }
      position += 1
      if start[position - 1] == 0x0A { break row }
    }
    rowStart = begin
    rowLine = line
    fieldCount = count
    let last = Int(bounds[2 * count - 1])
    if last > Int(bounds[2 * count - 2]), start[last - 1] == 0x0D {
      bounds[2 * count - 1] = UInt32(truncatingIfNeeded: last - 1)
    }
    line += lines + 1
    begin += position
    if isUnescaped { unescape() }
    return true
  }

  /// Doubled quotes become one, in place.
  private mutating func unescape() {
    let quote = UInt8(ascii: "\"")
    let base = block + rowStart
    for field in 0..<fieldCount {
      let (first, last) = (Int(bounds[2 * field]), Int(bounds[2 * field + 1]))
      guard first > 0, base[first - 1] == quote else { continue }
      var target = first
      var position = first
      while position < last {
        base[target] = base[position]
        target += 1
        position += base[position] == quote ? 2 : 1
      }
      bounds[2 * field + 1] = UInt32(truncatingIfNeeded: target)
    }
  }

  private mutating func growBounds() {
    let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: 4 * room)
    larger.update(from: bounds, count: 2 * room)
    bounds.deallocate()
    bounds = larger
    room *= 2
  }

  /// Moves the row that is not whole to the front and reads on; false at the end.
  private mutating func refill() throws -> Bool {
    guard !isAtEnd else { return false }
    let rest = end - begin
    if rest == capacity {
      guard capacity < FieldScanner.longestRow else {
        throw TabularError(
          file: file, line: line, column: 0,
          problem: "a row is longer than \(FieldScanner.longestRow >> 20) MB",
          hint: "look for a double quote that is not closed")
      }
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: 2 * capacity + 8)
      larger.update(from: block + begin, count: rest)
      block.deallocate()
      block = larger
      capacity *= 2
    } else if rest > 0 {
      memmove(block, block + begin, rest)
    }
    begin = 0
    end = rest
    let count = try source.read(
      into: UnsafeMutableRawBufferPointer(start: block + end, count: capacity - end))
    if count == 0 { isAtEnd = true }
    end += count
    return count > 0
  }
}
