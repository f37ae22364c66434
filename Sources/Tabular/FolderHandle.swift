#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An open folder. Every name is looked up inside of it, and no symbolic link is followed.
struct FolderHandle: ~Copyable {
  /// What a name stands for.
  enum Kind {
    case file, folder, link, other
  }

  /// The file into which bytes go before they have their name.
  static let partial = ".talion-partial"
  /// How many files can be written side by side; each goes into a partial file of its own.
  static let streams = 4

  /// The file into which the bytes of a stream go.
  static func partial(_ stream: Int) -> String { "\(partial)-\(stream)" }

  private let path: String
  private let descriptor: Int32

  /// Opens a folder that exists. The path is the user's and may lead through links.
  init(path: String) throws(FileError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .cannotCreate(path: path, reason: FileError.systemReason)
    }
    self.path = path
    self.descriptor = descriptor
  }

  deinit {
    PartialFiles.end(in: descriptor)
    close(descriptor)
  }

  /// Whether a name is a relative path without empty, hidden or upward parts.
  static func isValid(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return parts.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") } && !name.utf8.contains(0)
  }

  /// What a name stands for; nil when there is nothing, or a part of its path is not a folder.
  func kind(of name: String) -> Kind? {
    guard let parent = try? folder(of: name, creating: false) else { return nil }
    return parent.kind(ofEntry: FolderHandle.leaf(name))
  }

  /// Names of all entries but folders, with the folders between, in byte order; hidden ones are left
  /// out.
  func entries() throws(FileError) -> [(name: String, kind: Kind)] {
    var result: [(name: String, kind: Kind)] = []
    try collect(into: &result, prefix: "")
    return result.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// The bytes of a file.
  func contents(_ name: String) throws(FileError) -> [UInt8] {
    let parent = try folder(of: name, creating: false)
    let file = openat(parent.descriptor, FolderHandle.leaf(name), O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else {
      throw .cannotRead(path: "\(path)/\(name)", reason: FileError.systemReason)
    }
    return try InputFile(owned: file, name: "\(path)/\(name)").allBytes()
  }

  /// Writes a file: whole under its name, or not at all.
  ///
  /// - Parameters:
  ///   - bytes: What it holds.
  ///   - name: Its name; folders in it are made.
  ///   - isReplacing: Whether a file of this name may be there.
  /// - Throws: ``FileError``.
  func write(
    _ bytes: [UInt8], to name: String, isReplacing: Bool
  ) throws(FileError) {
    let file = try openPartial(FolderHandle.partial, for: name)
    do {
      try OutputFile.writeAndClose(bytes, descriptor: file, path: "\(path)/\(name)")
    } catch {
      unlinkat(descriptor, FolderHandle.partial, 0)
      throw error
    }
    try self.name(partial: FolderHandle.partial, as: name, isReplacing: isReplacing)
  }

  /// Removes a file and the folders that are empty without it; a link is removed, not what it names.
  func remove(_ name: String) {
    guard let parent = try? folder(of: name, creating: false) else { return }
    unlinkat(parent.descriptor, FolderHandle.leaf(name), 0)
    var parts = name.split(separator: "/").dropLast()
    while !parts.isEmpty {
      let path = parts.joined(separator: "/")
      guard let above = try? folder(of: path, creating: false),
        unlinkat(above.descriptor, FolderHandle.leaf(path), AT_REMOVEDIR) == 0
      else { return }
      parts = parts.dropLast()
    }
  }

  /// Opens a file for writing that has no name yet.
  ///
  /// - Returns: Its descriptor.
  /// - Throws: ``FileError``.
  func openPartial(_ partial: String, for name: String) throws(FileError) -> Int32 {
    let file = openat(
      descriptor, partial, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard file >= 0 else {
      if errno == EEXIST { throw .refused(folder: path, .busy) }
      throw .cannotCreate(path: "\(path)/\(name)", reason: FileError.systemReason)
    }
    PartialFiles.begin(in: descriptor)
    return file
  }

  /// Gives a file that was written whole its name.
  func name(partial: String, as name: String, isReplacing: Bool) throws(FileError) {
    do {
      try folder(of: name, creating: true).name(
        FolderHandle.leaf(name), from: descriptor, partial: partial, fullName: name, folder: path,
        isReplacing: isReplacing)
    } catch {
      unlinkat(descriptor, partial, 0)
      throw error
    }
  }

  /// Removes what a run that was killed left half written.
  func removePartial() {
    unlinkat(descriptor, FolderHandle.partial, 0)
    for stream in 0..<FolderHandle.streams {
      unlinkat(descriptor, FolderHandle.partial(stream), 0)
    }
  }

  private static func leaf(_ name: String) -> String {
    name.split(separator: "/").last.map(String.init) ?? name
  }

  private init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  /// The folder in which a name stands.
  private func folder(of name: String, creating: Bool) throws(FileError) -> FolderHandle {
    guard FolderHandle.isValid(name) else {
      throw .refused(folder: path, .badName(name))
    }
    var current = FolderHandle(descriptor: dup(descriptor), path: path)
    guard current.descriptor >= 0 else {
      throw .cannotCreate(path: path, reason: FileError.systemReason)
    }
    var walked = ""
    for part in name.split(separator: "/").dropLast().map(String.init) {
      walked += walked.isEmpty ? part : "/\(part)"
      let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
      var next = openat(current.descriptor, part, flags)
      if next < 0, errno == ENOENT, creating {
        if mkdirat(current.descriptor, part, 0o777) != 0, errno != EEXIST {
          throw .cannotCreate(path: "\(path)/\(walked)", reason: FileError.systemReason)
        }
        next = openat(current.descriptor, part, flags)
      }
      guard next >= 0 else {
        let reason = FileError.systemReason
        if current.kind(ofEntry: part) == .link { throw .refused(folder: path, .link(walked)) }
        throw .cannotCreate(path: "\(path)/\(walked)", reason: reason)
      }
      current = FolderHandle(descriptor: next, path: "\(path)/\(walked)")
    }
    return current
  }

  private func kind(ofEntry leaf: String) -> Kind? {
    var status = stat()
    guard fstatat(descriptor, leaf, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFLNK: return .link
    default: return .other
    }
  }

  /// Gives the written bytes their name in this folder.
  ///
  /// A new name is made by a hard link, which fails where something stands already, whenever it came
  /// there; file systems without hard links rename.
  private func name(
    _ leaf: String, from root: Int32, partial: String, fullName: String, folder: String,
    isReplacing: Bool
  ) throws(FileError) {
    if !isReplacing {
      if linkat(root, partial, descriptor, leaf, 0) == 0 {
        unlinkat(root, partial, 0)
        return
      }
      let reason = errno
      let isUnsupported = [EPERM, ENOTSUP, EOPNOTSUPP, ENOSYS, EMLINK].contains(reason)
      guard isUnsupported, kind(ofEntry: leaf) == nil else {
        throw .refused(
          folder: folder,
          kind(ofEntry: leaf) == .link ? .link(fullName) : .existingFile(fullName))
      }
    } else if kind(ofEntry: leaf) == .link {
      throw .refused(folder: folder, .link(fullName))
    }
    guard renameat(root, partial, descriptor, leaf) == 0 else {
      throw .cannotCreate(path: "\(folder)/\(fullName)", reason: FileError.systemReason)
    }
  }

  private func collect(
    into result: inout [(name: String, kind: Kind)], prefix: String
  ) throws(FileError) {
    // A descriptor of its own, whose position in the folder nobody shares.
    let own = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard own >= 0, let listing = fdopendir(own) else {
      let reason = FileError.systemReason
      if own >= 0 { close(own) }
      throw .cannotRead(path: path, reason: reason)
    }
    defer { closedir(listing) }
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard !name.hasPrefix("."), let kind = kind(ofEntry: name) else { continue }
      if kind == .folder {
        let inner = openat(
          descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard inner >= 0 else {
          throw .cannotRead(path: "\(path)/\(name)", reason: FileError.systemReason)
        }
        try FolderHandle(descriptor: inner, path: "\(path)/\(name)")
          .collect(into: &result, prefix: "\(prefix)\(name)/")
      } else {
        result.append((prefix + name, kind))
      }
    }
  }
}
