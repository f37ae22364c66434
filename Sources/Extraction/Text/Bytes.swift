/// What a single byte is.
enum ByteClass {
  static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x7F }

  static func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }

  static func isLower(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }

  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// Whether a word may go on with this byte after a hyphen.
  static func continuesWord(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte >= 0xC3
  }
}

/// The marks that UTF-8 writes with more than one byte.
enum Marks {
  case blank, hyphen, dash, openQuote, closeQuote, apostrophe, other

  /// The length of the character at `index`; 1 for a byte that begins none.
  static func length(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ limit: Int) -> Int {
    let wanted: Int
    switch bytes[index] {
    case 0xC2...0xDF: wanted = 2
    case 0xE0...0xEF: wanted = 3
    case 0xF0...0xF4: wanted = 4
    default: return 1
    }
    guard index + wanted <= limit else { return 1 }
    for offset in 1..<wanted where bytes[index + offset] & 0xC0 != 0x80 { return 1 }
    return wanted
  }

  /// The mark at `index`, or nil when a letter stands there.
  static func at(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ limit: Int) -> Marks? {
    let length = length(bytes, index, limit)
    if length == 2, bytes[index] == 0xC2 {
      return bytes[index + 1] == 0xA0 || bytes[index + 1] == 0xAD ? .blank : .other
    }
    if length == 4 { return .other }  // pictographs
    guard length == 3 else { return nil }
    switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
    case (0xE2, 0x80, 0x80...0x8F), (0xE2, 0x80, 0xA8...0xAF), (0xEF, 0xBB, 0xBF),
      (0xE3, 0x80, 0x80), (0xE2, 0x81, 0xA0):
      return .blank
    case (0xE2, 0x80, 0x90), (0xE2, 0x80, 0x91), (0xE2, 0x80, 0x93): return .hyphen
    case (0xE2, 0x80, 0x92), (0xE2, 0x80, 0x94), (0xE2, 0x80, 0x95): return .dash
    case (0xE2, 0x80, 0x98): return .openQuote
    case (0xE2, 0x80, 0x99): return .apostrophe
    case (0xE2, 0x80, 0x9C), (0xC2, _, _): return .openQuote
    case (0xE2, 0x80, 0x9D): return .closeQuote
    case (0xE2, _, _): return .other
    case (0xEF, 0xBC, _), (0xEF, 0xBD, _), (0xEF, 0xBF, _): return .other
    default: return nil
    }
  }
}
