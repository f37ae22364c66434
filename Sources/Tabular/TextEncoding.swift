/// How a file writes its letters.
public enum TextEncoding: String, Hashable, Sendable {
  /// UTF-8, with or without a mark; plain ASCII is a part of it.
  case utf8 = "UTF-8"
  /// UTF-16, the lower byte first.
  case utf16LittleEndian = "UTF-16 LE"
  /// UTF-16, the higher byte first.
  case utf16BigEndian = "UTF-16 BE"
  /// Windows-1252, which holds Latin-1: the code of Western European Windows.
  case windows1252 = "Windows-1252"

  /// The encoding that the beginning of a file shows, and the length of its mark in bytes.
  ///
  /// UTF-16 without a mark shows itself by the zeros of ASCII letters: in a tenth of all pairs of
  /// bytes or more, and four times as many on one side as on the other. UTF-8 stands for everything else until its bytes show otherwise.
  static func detected(in start: [UInt8]) -> (encoding: TextEncoding, mark: Int) {
    if start.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if start.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if start.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    let sample = start.prefix(1024)
    let pairs = sample.count / 2
    guard pairs > 0 else { return (.utf8, 0) }
    let high = (0..<pairs).count { sample[2 * $0] == 0 }
    let low = (0..<pairs).count { sample[2 * $0 + 1] == 0 }
    if 10 * low >= pairs, low >= 4 * high { return (.utf16LittleEndian, 0) }
    if 10 * high >= pairs, high >= 4 * low { return (.utf16BigEndian, 0) }
    return (.utf8, 0)
  }
}

/// A text in whatever encoding as UTF-8, without its mark.
///
/// Bytes that are no UTF-8 make the file Windows-1252 from there on, if all before were ASCII. In a
/// file that holds letters of UTF-8 before them they are left as they are, for the reader of the
/// field to name.
final class TextBytes: ByteSource {
  private let source: any ByteSource
  /// The encoding, as far as the text was read.
  private(set) var encoding: TextEncoding
  private var hasWideLetters = false
  /// Raw bytes that were read and not yet decoded.
  private var raw: [UInt8] = []
  private var position = 0
  private var isAtEnd = false

  init(_ peeked: PeekedBytes) {
    source = peeked
    let (encoding, mark) = TextEncoding.detected(in: peeked.start)
    self.encoding = encoding
    peeked.skip(mark)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while true {
      let count =
        switch encoding {
        case .utf8: try readUTF8(into: buffer)
        case .windows1252: try readWindows1252(into: buffer)
        case .utf16LittleEndian, .utf16BigEndian: try readUTF16(into: buffer)
        }
      if count > 0 || (isAtEnd && position == raw.count) { return count }
    }
  }

  private func readUTF8(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let bytes = buffer.assumingMemoryBound(to: UInt8.self)
    let held = raw.count - position
    for index in 0..<held { bytes[index] = raw[position + index] }
    raw.removeAll(keepingCapacity: true)
    position = 0
    let read = try source.read(into: .init(rebasing: buffer[held...]))
    if read == 0 { isAtEnd = true }
    let count = held + read
    var index = 0
    while true {
      index = TextBytes.skipASCII(bytes, from: index, to: count)
      guard index < count else { return count }
      switch UTF8Sequence.length(bytes, at: index, end: count) {
      case .valid(let length):
        hasWideLetters = true
        index += length
      case .cutOff where !isAtEnd:
        // The rest of the letter comes with the next block.
        raw.append(contentsOf: bytes[index..<count])
        return index
      case .cutOff, .invalid:
        if hasWideLetters {
          index += 1
        } else {
          encoding = .windows1252
          raw.append(contentsOf: bytes[index..<count])
          return index
        }
      }
    }
  }

  /// The first byte that is not ASCII.
  private static func skipASCII(
    _ bytes: UnsafeMutableBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> Int {
    var index = start
    let raw = UnsafeRawBufferPointer(bytes)
    while index + 8 <= end,
      raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
    {
      index += 8
    }
    while index < end, bytes[index] < 0x80 { index += 1 }
    return index
  }

  private func readWindows1252(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    try fill()
    var written = 0
    while position < raw.count, written + 3 <= buffer.count {
      let byte = raw[position]
      position += 1
      let scalar = byte < 0x80 ? UInt32(byte) : TextBytes.windows1252[Int(byte) - 0x80]
      written += TextBytes.write(scalar, buffer, at: written)
    }
    return written
  }

  private func readUTF16(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    try fill()
    let isLittle = encoding == .utf16LittleEndian
    func unit(_ index: Int) -> UInt32 {
      let (first, second) = (UInt32(raw[index]), UInt32(raw[index + 1]))
      return isLittle ? first | second << 8 : first << 8 | second
    }
    var written = 0
    while position + 2 <= raw.count, written + 4 <= buffer.count {
      let first = unit(position)
      var scalar = first
      var length = 2
      if (0xD800..<0xDC00).contains(first) {
        if position + 4 > raw.count, !isAtEnd { break }
        if position + 4 <= raw.count, (0xDC00..<0xE000).contains(unit(position + 2)) {
          scalar = 0x10000 + (first - 0xD800) << 10 + (unit(position + 2) - 0xDC00)
          length = 4
        }
      }
      position += length
      written += TextBytes.write(scalar, buffer, at: written)
    }
    if isAtEnd, position + 1 == raw.count {
      // Half a letter: a byte that no UTF-8 has, so that it is named.
      buffer[written] = 0xFF
      written += 1
      position += 1
    }
    return written
  }

  /// Reads on once most of what was read is decoded.
  private func fill() throws {
    guard !isAtEnd, raw.count - position < 4 else { return }
    raw.removeFirst(position)
    position = 0
    var block = [UInt8](repeating: 0, count: 1 << 16)
    let count = try block.withUnsafeMutableBytes { try source.read(into: $0) }
    if count == 0 { isAtEnd = true }
    raw.append(contentsOf: block[..<count])
  }

  /// Writes a letter as UTF-8, or a byte that no UTF-8 has where it is half of a pair.
  private static func write(
    _ scalar: UInt32, _ buffer: UnsafeMutableRawBufferPointer, at index: Int
  ) -> Int {
    guard scalar >= 0x80 else {
      buffer[index] = UInt8(scalar)
      return 1
    }
    guard let letter = Unicode.Scalar(scalar) else {
      buffer[index] = 0xFF
      return 1
    }
    let bytes = String(Character(letter)).utf8
    for (offset, byte) in bytes.enumerated() { buffer[index + offset] = byte }
    return bytes.count
  }

  /// The letters of the bytes 0x80 to 0xFF: https://encoding.spec.whatwg.org/index-windows-1252.txt.
  private static let windows1252: [UInt32] =
    [
      0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
      0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
      0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
    ] + Array(0xA0...0xFF)
}

/// A letter in UTF-8 (Unicode 16.0, table 3-7).
enum UTF8Sequence {
  case valid(Int)
  case cutOff
  case invalid

  /// What stands at a byte that is not ASCII.
  static func length(
    _ bytes: UnsafeMutableBufferPointer<UInt8>, at start: Int, end: Int
  ) -> UTF8Sequence {
    let first = bytes[start]
    let (length, second): (Int, ClosedRange<UInt8>) =
      switch first {
      case 0xC2...0xDF: (2, 0x80...0xBF)
      case 0xE0: (3, 0xA0...0xBF)
      case 0xE1...0xEC, 0xEE...0xEF: (3, 0x80...0xBF)
      case 0xED: (3, 0x80...0x9F)
      case 0xF0: (4, 0x90...0xBF)
      case 0xF1...0xF3: (4, 0x80...0xBF)
      case 0xF4: (4, 0x80...0x8F)
      default: (0, 0...0)
      }
    guard length > 0 else { return .invalid }
    for offset in 1..<length {
      guard start + offset < end else { return .cutOff }
      let range = offset == 1 ? second : 0x80...0xBF
      guard range.contains(bytes[start + offset]) else { return .invalid }
    }
    return .valid(length)
  }
}
