/// Finds bytes that are no UTF-8.
enum UTF8Check {
  /// The first byte that belongs to no character, or nil when all do.
  static func firstInvalid(_ bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        if byte < 0x80 {
          index += 1
          continue
        }
        let length: Int
        var low: UInt8 = 0x80
        var high: UInt8 = 0xBF
        switch byte {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF:
          length = 3
          if byte == 0xE0 { low = 0xA0 }
          if byte == 0xED { high = 0x9F }  // halves of UTF-16 pairs
        case 0xF0...0xF4:
          length = 4
          if byte == 0xF0 { low = 0x90 }
          if byte == 0xF4 { high = 0x8F }
        default: return index
        }
        guard index + length <= bytes.count, (low...high).contains(bytes[index + 1]) else {
          return index
        }
        for offset in 2..<max(length, 2) where bytes[index + offset] & 0xC0 != 0x80 { return index }
        index += length
      }
      return nil
    }
  }

  /// The line and column of a byte, counted from 1.
  static func place(of index: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    var line = 1
    var start = 0
    for place in 0..<index where bytes[place] == UInt8(ascii: "\n") {
      line += 1
      start = place + 1
    }
    // A column is a character, not a byte.
    let column = bytes[start..<index].count { $0 & 0xC0 != 0x80 } + 1
    return (line, column)
  }
}

/// Texts of two bytes a unit, as some editors save them.
enum WideText {
  /// The text in UTF-8 when a byte order mark says that it is UTF-16; nil otherwise.
  static func decoded(_ bytes: [UInt8]) -> [UInt8]? {
    let isLittle = bytes.starts(with: [0xFF, 0xFE])
    guard isLittle || bytes.starts(with: [0xFE, 0xFF]), bytes.count.isMultiple(of: 2) else {
      return nil
    }
    let units = stride(from: 2, to: bytes.count, by: 2).map { index in
      isLittle
        ? UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8
        : UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1])
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
}
