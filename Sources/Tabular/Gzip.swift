import CZlib

/// Files compressed by gzip.
public enum Gzip {
  /// Whether bytes begin as gzip files do.
  public static func isCompressed(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 3 && bytes[0] == 0x1F && bytes[1] == 0x8B && bytes[2] == 8
  }

  /// The bytes that a file holds, all of its members one after the other.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - limit: The most that it may hold, against files made to fill a memory.
  /// - Returns: The bytes.
  /// - Throws: ``GzipError``.
  public static func inflated(_ bytes: [UInt8], limit: Int) throws(GzipError) -> [UInt8] {
    var result: [UInt8] = []
    var start = 0
    while start < bytes.count {
      start = try member(of: bytes, from: start, limit: limit, into: &result)
      // Some writers pad their file with zeros.
      while start < bytes.count, bytes[start] == 0 { start += 1 }
    }
    return result
  }

  /// Reads one member and returns where the next one begins.
  private static func member(
    of bytes: [UInt8], from start: Int, limit: Int, into result: inout [UInt8]
  ) throws(GzipError) -> Int {
    var stream = z_stream()
    // 16 more than the window's bits: gzip's header rather than zlib's.
    guard
      inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw .damaged }
    defer { inflateEnd(&stream) }
    var block = [UInt8](repeating: 0, count: 1 << 16)
    var input = bytes[start...].withUnsafeBufferPointer { Array($0.prefix(Int(Int32.max))) }
    let available = input.count
    var status = Z_OK
    var total = result
    input.withUnsafeMutableBufferPointer { buffer in
      stream.next_in = buffer.baseAddress
      stream.avail_in = uInt(available)
      while status == Z_OK, total.count <= limit {
        block.withUnsafeMutableBufferPointer { output in
          stream.next_out = output.baseAddress
          stream.avail_out = uInt(output.count)
          status = inflate(&stream, Z_NO_FLUSH)
        }
        total += block[..<(block.count - Int(stream.avail_out))]
      }
    }
    result = total
    if result.count > limit { throw .tooLarge(limit: limit) }
    switch status {
    case Z_STREAM_END: return start + available - Int(stream.avail_in)
    case Z_BUF_ERROR: throw .cutOff
    default: throw .damaged
    }
  }
}

/// Why a compressed file cannot be read.
public enum GzipError: Error, Hashable, Sendable {
  /// The file ends too early.
  case cutOff
  /// The file holds something else, or its bytes were changed.
  case damaged
  /// It holds more than the reader takes.
  case tooLarge(limit: Int)
}

extension GzipError: CustomStringConvertible {
  /// What is wrong.
  public var description: String {
    switch self {
    case .cutOff: "the compressed file ends too early; download it again"
    case .damaged: "the compressed file is damaged; download it again"
    case .tooLarge(let limit): "it holds more than \(limit >> 20) MB; split it"
    }
  }
}
