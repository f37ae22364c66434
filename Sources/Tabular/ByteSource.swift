/// Bytes in blocks: a file, memory, or what another source holds once it is unpacked or decoded.
protocol ByteSource: AnyObject {
  /// Reads the next bytes into the beginning of a buffer of at least ``smallestBuffer`` bytes, so
  /// that no letter is cut by its end.
  ///
  /// - Returns: How many; zero at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

/// The least room that a source is given.
let smallestBuffer = 64

extension ByteSource {
  /// All bytes from here to the end.
  func allBytes() throws -> [UInt8] {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = try block.withUnsafeMutableBytes { try read(into: $0) }
      guard count > 0 else { return bytes }
      bytes.append(contentsOf: block[..<count])
    }
  }
}

/// The bytes of an open file.
final class FileBytes: ByteSource {
  private let file: InputFile

  init(_ file: consuming InputFile) {
    self.file = file
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    try file.read(into: buffer)
  }
}

/// Bytes that are at hand.
final class MemoryBytes: ByteSource {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, bytes.count - position)
    bytes.withUnsafeBytes {
      buffer.copyMemory(from: .init(rebasing: $0[position..<position + count]))
    }
    position += count
    return count
  }
}

/// A source whose first bytes can be looked at before they are read.
final class PeekedBytes: ByteSource {
  let source: any ByteSource
  /// The first bytes: a whole block, or everything there is.
  let start: [UInt8]
  private var position = 0

  init(_ source: any ByteSource, count: Int) throws {
    self.source = source
    var start = [UInt8](repeating: 0, count: count + smallestBuffer)
    var filled = 0
    while filled < count {
      let read = try start.withUnsafeMutableBytes {
        try source.read(into: .init(rebasing: $0[filled...]))
      }
      guard read > 0 else { break }
      filled += read
    }
    start.removeLast(start.count - filled)
    self.start = start
  }

  /// Leaves out bytes that were looked at, before any are read.
  func skip(_ count: Int) { position += count }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard position < start.count else { return try source.read(into: buffer) }
    let count = min(buffer.count, start.count - position)
    start.withUnsafeBytes {
      buffer.copyMemory(from: .init(rebasing: $0[position..<position + count]))
    }
    position += count
    return count
  }
}
