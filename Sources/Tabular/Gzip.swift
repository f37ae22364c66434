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
    do {
      let source = try InflatedBytes(MemoryBytes(bytes))
      var result: [UInt8] = []
      var block = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = try block.withUnsafeMutableBytes { try source.read(into: $0) }
        guard count > 0 else { return result }
        result.append(contentsOf: block[..<count])
        if result.count > limit { throw GzipError.tooLarge(limit: limit) }
      }
    } catch let error as GzipError {
      throw error
    } catch {
      // Bytes in memory can always be read.
      throw .damaged
    }
  }
}

/// What a gzip file holds, all of its members one after the other.
final class InflatedBytes: ByteSource {
  private let source: any ByteSource
  private var stream = z_stream()
  private var input = [UInt8](repeating: 0, count: 1 << 16)
  private var start = 0
  private var end = 0
  private var isInMember = false
  /// What is thrown for a file that cannot be unpacked.
  private let failure: (GzipError) -> any Error

  init(_ source: any ByteSource, failure: @escaping (GzipError) -> any Error = { $0 }) throws {
    self.source = source
    self.failure = failure
    // 16 more than the window's bits: gzip's header rather than zlib's.
    guard
      inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw failure(.damaged) }
  }

  deinit {
    inflateEnd(&stream)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while true {
      if start == end {
        start = 0
        end = try input.withUnsafeMutableBytes { try source.read(into: $0) }
        if end == 0 {
          if isInMember { throw failure(.cutOff) }
          return 0
        }
      }
      if !isInMember {
        // Some writers pad their file with zeros.
        while start < end, input[start] == 0 { start += 1 }
        guard start < end else { continue }
        inflateReset(&stream)
        isInMember = true
      }
      let available = end - start
      let status = input.withUnsafeMutableBufferPointer { bytes in
        stream.next_in = bytes.baseAddress.map { $0 + start }
        stream.avail_in = uInt(available)
        stream.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.avail_out = uInt(buffer.count)
        return inflate(&stream, Z_NO_FLUSH)
      }
      start = end - Int(stream.avail_in)
      let written = buffer.count - Int(stream.avail_out)
      switch status {
      case Z_STREAM_END: isInMember = false
      case Z_OK, Z_BUF_ERROR: break
      default: throw failure(.damaged)
      }
      if written > 0 { return written }
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
