/// Rows of separated values as bytes: the one place that says how a cell is written.
///
/// RFC 4180 with LF line ends. A text that a spreadsheet would take for a formula (it begins with
/// = + - @, a tab or a carriage return) is preceded by an apostrophe (CWE-1236).
package struct SeparatedText {
  /// What was written so far.
  package private(set) var bytes: [UInt8] = []
  private let separator: UInt8
  /// What stands before the decimals of a number.
  private let decimal: Character
  private var isAtStart = true
  private var scratch: [UInt8] = []

  /// No rows yet.
  package init(separator: UInt8 = UInt8(ascii: ","), decimal: Character = ".") {
    self.separator = separator
    self.decimal = decimal
  }

  /// Forgets what was written, and keeps the memory.
  package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Ends the row.
  package mutating func endRow() {
    bytes.append(0x0A)
    isAtStart = true
  }

  /// Adds a cell.
  package mutating func append(_ cell: Table.Cell) {
    switch cell {
    case .empty: separate()
    case .integer(let value): append(value)
    case .number(let value):
      separate()
      guard !value.isNaN else { return }
      let number = NumberText.shortest(value)
      bytes += (decimal == "." ? number : String(number.map { $0 == "." ? decimal : $0 })).utf8
    case .open:
      separate()
      bytes.append(UInt8(ascii: "+"))
    case .text(let text): append(text)
    }
  }

  /// Adds a text.
  package mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0, isGuarded: true) }
  }

  /// Adds a name of a column, which nothing guards.
  package mutating func append(name: String) {
    var name = name
    name.withUTF8 { append($0, isGuarded: false) }
  }

  /// Adds a field of another table as text.
  package mutating func append(_ field: FieldBytes) {
    guard field.isASCII || field.isUTF8 else { return append(field.text) }
    append(field.bytes, isGuarded: true)
  }

  /// Adds one cell that joins several fields.
  package mutating func append(joined: (inout [UInt8]) -> Void) {
    scratch.removeAll(keepingCapacity: true)
    joined(&scratch)
    let whole = scratch
    whole.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return separate() }
      append(FieldBytes(start: start, count: buffer.count))
    }
  }

  /// Adds a whole number.
  package mutating func append(_ value: Int) {
    separate()
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    var digits: (UInt64, UInt64, UInt32) = (0, 0, 0)
    withUnsafeMutableBytes(of: &digits) { buffer in
      var rest = value.magnitude
      var position = 20
      repeat {
        position -= 1
        buffer[position] = UInt8(truncatingIfNeeded: rest % 10) | 0x30
        rest /= 10
      } while rest > 0
      bytes.append(contentsOf: buffer[position..<20])
    }
  }

  private mutating func separate() {
    if isAtStart { isAtStart = false } else { bytes.append(separator) }
  }

  private mutating func append(_ text: UnsafeBufferPointer<UInt8>, isGuarded: Bool) {
    separate()
    // A sign alone, as in an open maximum, is no formula.
    let isRisky = isGuarded && text.count > 1 && SeparatedText.beginsFormulas(text[0])
    let isQuoted = text.contains { byte in
      byte == separator || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
    }
    if isQuoted { bytes.append(UInt8(ascii: "\"")) }
    if isRisky { bytes.append(UInt8(ascii: "'")) }
    if isQuoted {
      for byte in text {
        if byte == UInt8(ascii: "\"") { bytes.append(byte) }
        bytes.append(byte)
      }
      bytes.append(UInt8(ascii: "\""))
    } else {
      bytes.append(contentsOf: text)
    }
  }

  private static func beginsFormulas(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D: true
    default: false
    }
  }
}
