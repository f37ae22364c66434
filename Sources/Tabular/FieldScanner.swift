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
/// A field can be quoted as RFC 4180 says, unless tabs separate the fields: sets that are written with
/// tabs quote nothing. Rows of any width are given as they stand; the caller says which width is right.
/// Fields are not copied: a row points into the block that was read.
package struct FieldScanner: ~Copyable {
  /// The longest row that is read, bytes: more means a quote that never ends.
  static let longestRow = 1 << 24

  private var source: SourceBytes
  /// Between fields.
  package let separator: UInt8
  private var block: UnsafeMutablePointer<UInt8>
  private var capacity: Int
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

  /// Opens a table.
  ///
  /// - Parameters:
  ///   - source: Its bytes.
  ///   - separator: Between fields; nil takes what separates most fields of the first line of comma,
  ///     semicolon, tab and pipe.
  /// - Throws: What reading throws.
  package init(_ source: consuming SourceBytes, separator given: UInt8? = nil) throws {
    self.source = source
    let size = 1 << 20
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: size + 8)
    block = memory
    capacity = size
    bounds = .allocate(capacity: 512)
    var filled = 0
    while filled < size {
      let count = try self.source.read(
        into: UnsafeMutableRawBufferPointer(start: memory + filled, count: size - filled))
      if count == 0 { break }
      filled += count
      if memchr(memory, 0x0A, filled) != nil { break }
    }
    let bytes = UnsafeBufferPointer(start: memory, count: filled)
    separator = given ?? FieldScanner.separator(of: bytes)
    end = filled
    // A byte order mark.
    if filled >= 3, memory[0] == 0xEF, memory[1] == 0xBB, memory[2] == 0xBF { begin = 3 }
  }

  deinit {
    block.deallocate()
    bounds.deallocate()
  }

  /// The file, as the user named it.
  package var file: String { source.file }

  /// The file as manifests name it, once all of it was read.
  package mutating func record(as name: String) -> Inputs.Record { source.record(as: name) }

  /// Whether the file begins as JSON text does, rather than with a row.
  package var beginsAsJSON: Bool {
    JSONRecords.isJSON(UnsafeBufferPointer(start: block + begin, count: min(end - begin, 4096)))
  }

  /// The current row.
  package var row: FieldRow {
    FieldRow(base: block + rowStart, bounds: bounds, count: fieldCount, line: rowLine)
  }

  /// Gives the current row once more: it was looked at, and is data.
  package mutating func putBack() { isPending = true }

  /// Reads the next row; blank lines are passed over.
  ///
  /// - Returns: False at the end.
  /// - Throws: ``FileError``, ``TabularError`` for a quote that never ends.
  package mutating func next() throws -> Bool {
    if isPending {
      isPending = false
      return true
    }
    while true {
      while begin < end, block[begin] == 0x0A || block[begin] == 0x0D {
        if block[begin] == 0x0A { line += 1 }
        begin += 1
      }
      if begin < end { break }
      guard try refill() else { return false }
    }
    while true {
      let isWhole =
        separator == 0x09 ? scanTabs() : scanQuoted()
      if isWhole { return true }
      guard !isAtEnd else { break }
      _ = try refill()
    }
    throw TabularError(
      file: file, line: line, column: 0, problem: "a quote in this row never ends",
      hint: "close it with a double quote before the next separator")
  }

  /// A line without quotes: its end first, then the tabs of eight bytes at a time.
  private mutating func scanTabs() -> Bool {
    let start = block + begin
    let available = end - begin
    var length = available
    if let found = memchr(start, 0x0A, available) {
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
    let tabs: UInt64 = 0x0909_0909_0909_0909
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    var offset = 0
    while offset < length {
      let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian ^ tabs
      // The high bit of every byte that is a tab, and of no other.
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

  /// What separates the fields of the first line.
  private static func separator(of bytes: UnsafeBufferPointer<UInt8>) -> UInt8 {
    let candidates: [UInt8] = [0x2C, 0x09, 0x3B, 0x7C]
    var counts = [0, 0, 0, 0]
    var isQuoted = false
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 0x0A { break }
      if let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
    }
    let most = counts.max() ?? 0
    return candidates[counts.firstIndex(of: most) ?? 0]
  }
}
