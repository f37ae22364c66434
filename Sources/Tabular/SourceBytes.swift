import CZlib

/// The bytes of a file in order, unpacked where it is compressed by gzip, with the hash of the file as
/// it stands. Memory does not grow with the file.
package struct SourceBytes: ~Copyable {
  /// The file, as the user named it.
  package let file: String
  private let input: InputFile?
  private var hash = SHA256()
  private var length = 0
  /// Bytes of the file that were read and not yet given.
  private var packed: [UInt8]
  private var packedRange: Range<Int>
  private let inflation: Inflation?

  /// Opens a file.
  ///
  /// - Throws: ``FileError/cannotRead(path:reason:)``.
  package init(path: String) throws {
    let input = try InputFile(path: path)
    var block = [UInt8](repeating: 0, count: 1 << 18)
    let count = try block.withUnsafeMutableBytes { try input.read(into: $0) }
    file = input.name
    packed = block
    packedRange = 0..<count
    self.input = consume input
    length = count
    inflation = Gzip.isCompressed(Array(block.prefix(count))) ? Inflation() : nil
    block.withUnsafeBytes { hash.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
  }

  /// Bytes that are at hand.
  package init(bytes: [UInt8], file: String) {
    self.file = file
    input = nil
    packed = bytes
    packedRange = 0..<bytes.count
    inflation = nil
  }

  /// The file as manifests name it, once all of it was read.
  ///
  /// - Parameter name: Its name in results.
  package mutating func record(as name: String) -> Inputs.Record {
    Inputs.Record(name: name, hash: hash.finish(), length: length)
  }

  /// Reads the next bytes.
  ///
  /// - Returns: How many; zero at the end.
  /// - Throws: ``FileError/cannotRead(path:reason:)``, ``TabularError`` for a damaged compressed file.
  package mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard let inflation else {
      if packedRange.isEmpty { return try readDirectly(into: buffer) }
      let count = min(buffer.count, packedRange.count)
      packed.withUnsafeBytes {
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[packedRange].prefix(count)))
      }
      packedRange = (packedRange.lowerBound + count)..<packedRange.upperBound
      return count
    }
    while true {
      if packedRange.isEmpty { try fill() }
      do throws(GzipError) {
        let step = try inflation.step(packed, packedRange, into: buffer)
        packedRange = (packedRange.lowerBound + step.taken)..<packedRange.upperBound
        if step.given > 0 { return step.given }
        if step.isEnd { return 0 }
      } catch {
        throw TabularError(file: file, line: 0, column: 0, problem: "\(error)", hint: "")
      }
    }
  }

  private mutating func readDirectly(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard let count = try input?.read(into: buffer), count > 0 else { return 0 }
    hash.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    length += count
    return count
  }

  private mutating func fill() throws {
    packedRange = 0..<0
    guard let count = try packed.withUnsafeMutableBytes({ try input?.read(into: $0) }) else {
      return
    }
    packed.withUnsafeBytes { hash.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    length += count
    packedRange = 0..<count
  }
}

/// A compressed stream that is being unpacked.
private final class Inflation {
  // zlib keeps the address of its state, which must therefore not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private var isBetweenMembers = false

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 16 more than the window's bits: gzip's header rather than zlib's.
    inflateInit2_(stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Unpacks some bytes; an empty range says that the file has ended.
  func step(
    _ packed: [UInt8], _ range: Range<Int>, into buffer: UnsafeMutableRawBufferPointer
  ) throws(GzipError) -> (taken: Int, given: Int, isEnd: Bool) {
    if range.isEmpty {
      guard isBetweenMembers else { throw .cutOff }
      return (0, 0, true)
    }
    if isBetweenMembers {
      // Some writers pad their file with zeros.
      let zeros = packed[range].prefix { $0 == 0 }.count
      if zeros > 0 { return (zeros, 0, false) }
      inflateReset(stream)
      isBetweenMembers = false
    }
    var status = Z_OK
    packed.withUnsafeBufferPointer { bytes in
      stream.pointee.next_in = UnsafeMutablePointer(
        mutating: bytes.baseAddress.map { $0 + range.lowerBound })
      stream.pointee.avail_in = uInt(range.count)
      stream.pointee.next_out = buffer.bindMemory(to: UInt8.self).baseAddress
      stream.pointee.avail_out = uInt(min(buffer.count, Int(Int32.max)))
      status = inflate(stream, Z_NO_FLUSH)
    }
    let taken = range.count - Int(stream.pointee.avail_in)
    let given = min(buffer.count, Int(Int32.max)) - Int(stream.pointee.avail_out)
    switch status {
    case Z_STREAM_END: isBetweenMembers = true
    case Z_OK, Z_BUF_ERROR: break
    default: throw .damaged
    }
    return (taken, given, false)
  }
}
