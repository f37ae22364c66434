#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The files of a folder.
public enum InputFolder {
  /// Names of the regular files of a folder, in byte order, without those that begin with a dot.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - ending: Only names with this ending count.
  /// - Returns: The names, without the folder.
  /// - Throws: ``FileError/cannotRead(path:reason:)``.
  public static func files(_ path: String, ending: String = "") throws(FileError) -> [String] {
    inByteOrder(try entries(path, of: S_IFREG).filter { $0.hasSuffix(ending) })
  }

  /// Names of the regular files of a folder and of the folders in it, in byte order, with the folders
  /// between; those that begin with a dot are left out, links to folders are not followed.
  ///
  /// - Throws: ``FileError/cannotRead(path:reason:)``.
  public static func tree(_ path: String) throws(FileError) -> [String] {
    var names = try entries(path, of: S_IFREG)
    for folder in try entries(path, of: S_IFDIR) {
      names += try tree("\(path)/\(folder)").map { "\(folder)/\($0)" }
    }
    return inByteOrder(names)
  }

  private static func inByteOrder(_ names: [String]) -> [String] {
    names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  /// Entries of a folder of one type; of files also those behind a link.
  private static func entries(_ path: String, of type: mode_t) throws(FileError) -> [String] {
    guard let folder = opendir(path) else {
      throw .cannotRead(path: path, reason: FileError.systemReason)
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard !name.hasPrefix(".") else { continue }
      var status = stat()
      let found =
        type == S_IFDIR
        ? lstat("\(path)/\(name)", &status) : stat("\(path)/\(name)", &status)
      if found == 0, status.st_mode & S_IFMT == type { names.append(name) }
    }
    return names
  }

  /// Whether a path names a folder.
  public static func exists(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
