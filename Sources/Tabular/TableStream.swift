#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A table of results that is written row by row, so that its length does not matter.
package struct TableStream: ~Copyable {
  let name: String
  let partial: String
  private let path: String
  /// The open file; nil for a table that is kept in memory.
  private let descriptor: Int32?
  private var kept: [UInt8] = []
  private var hash = SHA256()
  private var length = 0
  private var text = SeparatedText()
  private var isOpen = true
  /// The number of rows so far.
  package private(set) var rows = 0

  private static let blockSize = 1 << 18

  /// A table that is kept in memory.
  package init(inMemory name: String, columns: [String]) {
    self.init(name: name, partial: "", path: name, descriptor: nil, columns: columns)
  }

  init(name: String, partial: String, path: String, descriptor: Int32?, columns: [String]) {
    self.name = name
    self.partial = partial
    self.path = path
    self.descriptor = descriptor
    for column in columns { text.append(name: column) }
    text.endRow()
  }

  deinit {
    if isOpen, let descriptor { _ = Self.close(descriptor) }
  }

  /// Adds a row.
  ///
  /// - Parameter fill: Adds its cells.
  /// - Throws: ``FileError/cannotWrite(path:reason:)``.
  package mutating func append(
    _ fill: (inout SeparatedText) -> Void
  ) throws(FileError) {
    fill(&text)
    text.endRow()
    rows += 1
    if text.bytes.count >= TableStream.blockSize { try flush() }
  }

  private mutating func flush() throws(FileError) {
    if let descriptor {
      hash.update(text.bytes)
      length += text.bytes.count
      try OutputFile.write(text.bytes, descriptor: descriptor, path: path)
    } else {
      kept += text.bytes
    }
    text.removeAll()
  }

  /// Writes what is left and closes the file.
  consuming func close() throws(FileError) -> Inputs.Record {
    try flush()
    isOpen = false
    // Some file systems report a full disk only here.
    guard descriptor.map(Self.close) ?? 0 == 0 else {
      throw .cannotWrite(path: path, reason: FileError.systemReason)
    }
    return Inputs.Record(name: name, hash: hash.finish(), length: length)
  }

  /// The whole table of one that is kept in memory.
  package consuming func file() throws(FileError) -> OutputFolder.File {
    try flush()
    isOpen = false
    return OutputFolder.File(name: name, bytes: kept)
  }

  private static func close(_ descriptor: Int32) -> Int32 {
    #if canImport(Glibc)
      Glibc.close(descriptor)
    #elseif canImport(Musl)
      Musl.close(descriptor)
    #else
      Darwin.close(descriptor)
    #endif
  }
}
