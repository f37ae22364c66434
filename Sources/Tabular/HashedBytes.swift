/// The bytes of a source, which are hashed as they are read.
final class HashedBytes: ByteSource {
  private let source: any ByteSource
  private var hash = SHA256()
  private var length = 0

  init(_ source: any ByteSource) {
    self.source = source
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = try source.read(into: buffer)
    hash.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    length += count
    return count
  }

  /// The file as manifests name it; what was not read yet is read now.
  func record(as name: String) throws -> Inputs.Record {
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while try block.withUnsafeMutableBytes({ try read(into: $0) }) > 0 {}
    return Inputs.Record(name: name, hash: hash.finish(), length: length)
  }
}
