#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An open input, read in blocks; `-` is standard input.
public struct InputFile: ~Copyable {
  /// The name that messages use.
  public let name: String
  private let path: String
  private let descriptor: Int32
  private let isOwned: Bool

  /// Opens a file for reading; what follows `.xlsx#` names a sheet and is no part of the file's name.
  ///
  /// - Throws: ``FileError/cannotRead(path:reason:)``; a folder cannot be read.
  public init(path: String) throws(FileError) {
    if path == "-" {
      name = "<stdin>"
      descriptor = 0
      isOwned = false
      self.path = path
      return
    }
    // A sheet of a workbook is a part of its file.
    let path = SheetName(path).file
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .cannotRead(path: path, reason: FileError.systemReason)
    }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      close(descriptor)
      throw .cannotRead(path: path, reason: "it is a folder")
    }
    name = path
    self.path = path
    self.descriptor = descriptor
    isOwned = true
  }

  /// A file that was opened elsewhere; it is closed here.
  init(owned descriptor: Int32, name: String) {
    self.name = name
    self.descriptor = descriptor
    path = name
    isOwned = true
  }

  deinit {
    if isOwned { close(descriptor) }
  }

  /// Reads the next bytes into a buffer.
  ///
  /// - Returns: How many bytes were read; zero at the end.
  /// - Throws: ``FileError/cannotRead(path:reason:)``.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    while true {
      #if canImport(Glibc)
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      #elseif canImport(Musl)
        let count = Musl.read(descriptor, buffer.baseAddress, buffer.count)
      #else
        let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
      #endif
      if count >= 0 { return count }
      if errno != EINTR { throw .cannotRead(path: name, reason: FileError.systemReason) }
    }
  }

  /// All bytes of a file; `-` is standard input.
  ///
  /// - Throws: ``FileError/cannotRead(path:reason:)``.
  public static func contents(path: String) throws(FileError) -> [UInt8] {
    try InputFile(path: path).allBytes()
  }

  /// All bytes from here to the end.
  func allBytes() throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count: Int
      do {
        count = try block.withUnsafeMutableBytes { try read(into: $0) }
      } catch let error as FileError {
        throw error
      } catch {
        throw .cannotRead(path: name, reason: "\(error)")
      }
      guard count > 0 else { return bytes }
      bytes.append(contentsOf: block[..<count])
    }
  }
}
