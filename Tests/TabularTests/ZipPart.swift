import CZlib

/// A part of a zip file, found in its directory and inflated by zlib.
struct ZipPart {
  /// The part as text.
  let text: String
  /// The date and the time that the directory states, as zip files count them.
  let stamp: Int

  init?(file: [UInt8], name: String) {
    func number(_ place: Int, _ bytes: Int) -> Int {
      (0..<bytes).reduce(0) { $0 | Int(file[place + $1]) << (8 * $1) }
    }
    // The end record, without a comment, are the last 22 bytes.
    guard file.count > 22, number(file.count - 22, 4) == 0x0605_4B50 else { return nil }
    var place = number(file.count - 6, 4)
    for _ in 0..<number(file.count - 12, 2) {
      guard number(place, 4) == 0x0201_4B50 else { return nil }
      let (nameLength, extra, comment) = (
        number(place + 28, 2), number(place + 30, 2), number(place + 32, 2)
      )
      let found = String(decoding: file[(place + 46)..<(place + 46 + nameLength)], as: UTF8.self)
      guard found == name else {
        place += 46 + nameLength + extra + comment
        continue
      }
      stamp = number(place + 12, 4)
      let local = number(place + 42, 4)
      let start = local + 30 + number(local + 26, 2) + number(local + 28, 2)
      var packed = Array(file[start..<(start + number(place + 20, 4))])
      var plain = [UInt8](repeating: 0, count: number(place + 24, 4))
      let isWhole = packed.withUnsafeMutableBufferPointer { input in
        plain.withUnsafeMutableBufferPointer { output in
          var stream = z_stream()
          stream.next_in = input.baseAddress
          stream.avail_in = UInt32(input.count)
          stream.next_out = output.baseAddress
          stream.avail_out = UInt32(output.count)
          // No header: the zip file has its own.
          inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
          defer { inflateEnd(&stream) }
          return inflate(&stream, Z_FINISH) == Z_STREAM_END
        }
      }
      guard isWhole else { return nil }
      text = String(decoding: plain, as: UTF8.self)
      return
    }
    return nil
  }
}
