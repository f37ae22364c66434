/// The bytes of a field. They are valid until the next row is read.
package struct FieldBytes {
  /// The first byte.
  package let start: UnsafePointer<UInt8>
  /// How many there are.
  package let count: Int

  /// Bytes at an address.
  package init(start: UnsafePointer<UInt8>, count: Int) {
    self.start = start
    self.count = count
  }

  /// A word of the program.
  package init(_ word: StaticString) {
    start = word.utf8Start
    count = word.utf8CodeUnitCount
  }

  /// No bytes.
  package static var none: FieldBytes { FieldBytes("") }

  /// Whether there are none.
  package var isEmpty: Bool { count == 0 }

  /// The bytes as a collection.
  package var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  /// The field without blanks at its ends.
  package var trimmed: FieldBytes {
    var (first, last) = (0, count)
    while first < last, FieldBytes.isBlank(start[first]) { first += 1 }
    while last > first, FieldBytes.isBlank(start[last - 1]) { last -= 1 }
    return FieldBytes(start: start + first, count: last - first)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }

  /// The text: UTF-8, or Windows-1252 where it is not UTF-8.
  package var text: String {
    String(validating: bytes, as: UTF8.self) ?? String(WindowsText.scalars(bytes))
  }

  /// Whether all bytes are ASCII.
  package var isASCII: Bool { !bytes.contains { $0 >= 0x80 } }

  /// Whether the bytes are UTF-8.
  package var isUTF8: Bool { String(validating: bytes, as: UTF8.self) != nil }

  /// Whether the field holds this word; the case of ASCII letters does not matter.
  package func equals(_ word: StaticString) -> Bool {
    guard count == word.utf8CodeUnitCount else { return false }
    let other = word.utf8Start
    for index in 0..<count
    where FieldBytes.lower(start[index]) != FieldBytes.lower(other[index]) {
      return false
    }
    return true
  }

  /// Whether the field begins with this word; the case of ASCII letters does not matter.
  package func begins(_ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    return count >= length && FieldBytes(start: start, count: length).equals(word)
  }

  private static func lower(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  /// A whole number, also one that was written as `1.0`; nil for anything else.
  package var integer: Int? {
    var (value, index) = (0, 0)
    let isNegative = count > 0 && start[0] == UInt8(ascii: "-")
    if isNegative { index = 1 }
    let first = index
    while index < count, 0x30...0x39 ~= start[index], index - first < 18 {
      value = 10 * value + Int(start[index] - 0x30)
      index += 1
    }
    guard index > first else { return nil }
    if index < count {
      guard start[index] == UInt8(ascii: ".") else { return nil }
      for rest in (index + 1)..<count where start[rest] != 0x30 { return nil }
    }
    return isNegative ? -value : value
  }

  /// A hash of the bytes that is the same in every run (multiplication and folding, after wyhash).
  package func hash(seed: UInt64 = 0x9E37_79B9_7F4A_7C15) -> UInt64 {
    var state = seed ^ UInt64(count)
    var index = 0
    let raw = UnsafeRawPointer(start)
    while index + 8 <= count {
      state = FieldBytes.mix(state ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    var rest: UInt64 = 0
    var shift: UInt64 = 0
    while index < count {
      rest |= UInt64(start[index]) << shift
      shift += 8
      index += 1
    }
    return FieldBytes.mix(state ^ rest)
  }

  /// A word whose bits all depend on all bits of another.
  package static func mix(_ value: UInt64) -> UInt64 {
    let product = (value ^ 0xE703_7ED1_A0B4_28DB).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }
}

/// Text in the encoding Windows-1252, of which Latin-1 is a part but for control characters.
enum WindowsText {
  static func scalars(_ bytes: some Sequence<UInt8>) -> String.UnicodeScalarView {
    var result = String.UnicodeScalarView()
    for byte in bytes { result.append(scalar(byte)) }
    return result
  }

  private static func scalar(_ byte: UInt8) -> Unicode.Scalar {
    guard 0x80...0x9F ~= byte else { return Unicode.Scalar(byte) }
    return upper[Int(byte) - 0x80]
  }

  /// 0x80 to 0x9F; the five that the encoding leaves open are control characters.
  private static let upper: [Unicode.Scalar] = [
    "\u{20AC}", "\u{81}", "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}",
    "\u{2C6}", "\u{2030}", "\u{160}", "\u{2039}", "\u{152}", "\u{8D}", "\u{17D}", "\u{8F}",
    "\u{90}", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}",
    "\u{2DC}", "\u{2122}", "\u{161}", "\u{203A}", "\u{153}", "\u{9D}", "\u{17E}", "\u{178}",
  ]
}
