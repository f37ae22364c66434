#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes whole files, so that a reader never sees half of one.
public enum OutputFile {
  /// Writes bytes to a path; `-` is standard output.
  ///
  /// A new or regular file is written beside its place and then renamed into it. Anything else that
  /// stands there (a device, a pipe) is written into and stays what it is.
  ///
  /// - Throws: ``FileError/cannotCreate(path:reason:)``, ``FileError/cannotWrite(path:reason:)``.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    if path == "-" { return try write(bytes, descriptor: 1, path: "standard output") }
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists, status.st_mode & S_IFMT == S_IFDIR {
      throw .cannotCreate(path: path, reason: "it is a folder")
    }
    if exists, status.st_mode & S_IFMT != S_IFREG {
      let descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else {
        throw .cannotCreate(path: path, reason: FileError.systemReason)
      }
      try writeAndClose(bytes, descriptor: descriptor, path: path)
      return
    }
    // A link is written through: the file it names is replaced, not the link.
    let target = exists ? resolved(path) : path
    let beside = "\(target).talion-\(getpid())"
    let descriptor = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw .cannotCreate(path: path, reason: FileError.systemReason)
    }
    do {
      try writeAndClose(bytes, descriptor: descriptor, path: path)
    } catch {
      unlink(beside)
      throw error
    }
    if exists { chmod(beside, status.st_mode & 0o7777) }
    guard rename(beside, target) == 0 else {
      let reason = FileError.systemReason
      unlink(beside)
      throw .cannotCreate(path: path, reason: reason)
    }
  }

  /// Whether anything stands at a path, be it a link to nothing.
  public static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// The folder in which the process works, absolute; nil where it is gone.
  public static var currentFolder: String? {
    guard let text = getcwd(nil, 0) else { return nil }
    defer { free(text) }
    return String(cString: text)
  }

  /// Makes a folder and those above it where they are missing.
  ///
  /// - Throws: ``FileError/cannotCreate(path:reason:)``.
  public static func makeFolder(_ path: String) throws(FileError) {
    var prefix = path.hasPrefix("/") ? "/" : ""
    for piece in path.split(separator: "/") {
      prefix += prefix.isEmpty || prefix == "/" ? String(piece) : "/\(piece)"
      if mkdir(prefix, 0o777) != 0, errno != EEXIST, errno != EISDIR {
        throw .cannotCreate(path: path, reason: FileError.systemReason)
      }
    }
    var status = stat()
    guard path.isEmpty || (stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR) else {
      throw .cannotCreate(path: path, reason: "a file of this name is in the way")
    }
  }

  private static func resolved(_ path: String) -> String {
    guard let buffer = realpath(path, nil) else { return path }
    defer { free(buffer) }
    return String(cString: buffer)
  }

  static func writeAndClose(
    _ bytes: [UInt8], descriptor: Int32, path: String
  ) throws(FileError) {
    do {
      try write(bytes, descriptor: descriptor, path: path)
    } catch {
      close(descriptor)
      throw error
    }
    // Some file systems report a full disk only here.
    guard close(descriptor) == 0 else {
      throw .cannotWrite(path: path, reason: FileError.systemReason)
    }
  }

  static func write(
    _ bytes: [UInt8], descriptor: Int32, path: String
  ) throws(FileError) {
    var offset = 0
    while offset < bytes.count {
      let written = bytes[offset...].withUnsafeBytes { rest in
        #if canImport(Glibc)
          Glibc.write(descriptor, rest.baseAddress, rest.count)
        #elseif canImport(Musl)
          Musl.write(descriptor, rest.baseAddress, rest.count)
        #else
          Darwin.write(descriptor, rest.baseAddress, rest.count)
        #endif
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw .cannotWrite(path: path, reason: FileError.systemReason)
      }
      offset += written
    }
  }
}
