#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The folder into which one run writes its files, and nothing else.
///
/// Each file is complete once it has its name. `manifest.json` lists all of them; it is written anew
/// after each part with `"complete": false`, and at the end with `"complete": true`, so that a run
/// that is killed keeps its finished parts and can go on. Nothing is written outside of the folder,
/// and no symbolic link in it is followed. Hidden files are left alone.
public struct OutputFolder: ~Copyable {
  /// A file of results.
  public struct File: Hashable, Sendable {
    /// Its path in the folder, such as `hawkes/estimates.csv`.
    public let name: String
    /// What it holds.
    public let bytes: [UInt8]

    /// A file of results.
    public init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// The folder, as the user named it.
  public let path: String
  /// What the run is made from. Its account can be set until the end.
  public var manifest: Manifest
  /// The names of the files that this start of the run wrote, in their order.
  public private(set) var written: [String] = []
  private let folder: FolderHandle
  /// Files of this run that an earlier start of it finished, and this one has not confirmed.
  private var earlier: [String: Inputs.Record]
  private var outputs: [String: Inputs.Record] = [:]
  private var openTables = 0

  /// Whether a run could write into a folder: call it before the computation. Nothing is changed.
  ///
  /// - Parameters:
  ///   - path: The folder; it need not exist.
  ///   - run: ``Manifest/run`` where it is known; nil leaves out the comparison with the run whose
  ///     results the folder holds.
  ///   - replacing: Whether the results of another run may be replaced.
  /// - Throws: ``FileError/cannotCreate(path:reason:)`` for a path that is blocked,
  ///   ``FileError/refused(folder:_:)`` for a folder with files of another run.
  public static func check(_ path: String, run: String?, replacing: Bool) throws(FileError) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      // A link that leads nowhere exists, and nothing can be made in its place.
      if lstat(path, &status) == 0 {
        throw .cannotCreate(path: path, reason: "it is a symbolic link to nothing")
      }
      guard errno == ENOENT else {
        throw .cannotCreate(path: path, reason: FileError.systemReason)
      }
      return try checkParent(of: path)
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw .cannotCreate(path: path, reason: "a file of this name is in the way")
    }
    guard access(path, R_OK | W_OK | X_OK) == 0 else {
      throw .cannotCreate(path: path, reason: FileError.systemReason)
    }
    _ = try PriorRun.found(
      in: FolderHandle(path: path), path: path, run: run, isReplacing: replacing)
  }

  /// Opens the folder of a run, and makes it where it is missing.
  ///
  /// A folder with a part of the same run is taken as it is: ``keep(_:)`` confirms what is finished.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - manifest: What the run is made from.
  ///   - replacing: Whether results that stand there are replaced. Exactly the files that their
  ///     manifest lists are removed.
  /// - Throws: As ``check(_:run:replacing:)``.
  public init(_ path: String, manifest: Manifest, replacing: Bool = false) throws(FileError) {
    try OutputFolder.check(path, run: manifest.run, replacing: replacing)
    try OutputFile.makeFolder(path)
    let earlier = try OutputFolder.prepared(path, for: manifest, replacing: replacing)
    self.init(
      path: path, manifest: manifest, folder: try FolderHandle(path: path), earlier: earlier)
  }

  private init(
    path: String, manifest: Manifest, folder: consuming FolderHandle,
    earlier: [String: Inputs.Record]
  ) {
    self.path = path
    self.manifest = manifest
    self.folder = folder
    self.earlier = earlier
  }

  /// Removes what is replaced and what a run that was killed left half done, and writes the first
  /// manifest.
  ///
  /// - Returns: The files that an earlier start of the same run finished.
  private static func prepared(
    _ path: String, for manifest: Manifest, replacing: Bool
  ) throws(FileError) -> [String: Inputs.Record] {
    let folder = try FolderHandle(path: path)
    var earlier: [String: Inputs.Record] = [:]
    let prior = try PriorRun.found(
      in: folder, path: path, run: manifest.run, isReplacing: replacing)
    if let prior {
      if replacing {
        for name in prior.files.sorted() { folder.remove(name) }
        folder.remove(PriorRun.manifest)
      } else {
        for name in prior.pending { folder.remove(name) }
        for record in prior.outputs { earlier[record.name] = record }
      }
    }
    folder.removePartial()
    try folder.write(
      manifest.encoded(outputs: Array(earlier.values), isComplete: false), to: PriorRun.manifest,
      isReplacing: prior != nil && !replacing)
    return earlier
  }

  /// Confirms a file that an earlier start of the same run finished.
  ///
  /// - Returns: Whether it is there with the bytes that were written; if not, it is to be made anew.
  public mutating func keep(_ name: String) -> Bool {
    if outputs[name] != nil { return true }
    guard let record = earlier[name], let bytes = try? folder.contents(name),
      Inputs.Record(name: name, bytes: bytes) == record
    else { return false }
    outputs[name] = record
    return true
  }

  /// The bytes of a file of this run.
  ///
  /// - Throws: ``FileError/cannotRead(path:reason:)``.
  public func contents(_ name: String) throws(FileError) -> [UInt8] {
    try folder.contents(name)
  }

  /// Writes the files of one part of the results.
  ///
  /// - Throws: ``FileError``; files of the part that are complete remain, and the next start of the
  ///   run removes them.
  public mutating func write(_ files: [File]) throws(FileError) {
    for file in files { try checkName(file.name) }
    try writeManifest(pending: files.map(\.name), isComplete: false)
    for file in files {
      try folder.write(file.bytes, to: file.name, isReplacing: isOwn(file.name))
      outputs[file.name] = Inputs.Record(name: file.name, bytes: file.bytes)
      written.append(file.name)
    }
    try writeManifest(isComplete: false)
  }

  /// Begins a table that is written row by row, however long it is.
  ///
  /// - Parameters:
  ///   - name: The name of its file.
  ///   - columns: The names of its columns.
  /// - Returns: The open table; ``finish(_:)`` gives it its name.
  /// - Throws: ``FileError``.
  package mutating func openTable(
    _ name: String, columns: [String]
  ) throws(FileError) -> TableStream {
    try checkName(name)
    let partial = FolderHandle.partial(openTables)
    openTables += 1
    return TableStream(
      name: name, partial: partial, path: "\(path)/\(name)",
      descriptor: try folder.openPartial(partial, for: name), columns: columns)
  }

  /// Ends a table that was written row by row.
  ///
  /// - Throws: ``FileError``.
  package mutating func finish(_ table: consuming TableStream) throws(FileError) {
    let (name, partial) = (table.name, table.partial)
    let record = try table.close()
    try writeManifest(pending: [name], isComplete: false)
    try folder.name(partial: partial, as: name, isReplacing: isOwn(name))
    outputs[name] = record
    try writeManifest(isComplete: false)
  }

  /// Takes back what was written: a run that has failed leaves nothing behind.
  package consuming func abandon() {
    for name in Set(earlier.keys).union(outputs.keys).sorted() { folder.remove(name) }
    folder.removePartial()
    folder.remove(PriorRun.manifest)
  }

  private func checkName(_ name: String) throws(FileError) {
    guard FolderHandle.isValid(name), name != PriorRun.manifest else {
      throw .refused(folder: path, .badName(name))
    }
    guard !isOwn(name), let kind = folder.kind(of: name) else { return }
    throw .refused(folder: path, kind == .link ? .link(name) : .existingFile(name))
  }

  /// Ends the run: files of an earlier start that were neither kept nor written are removed, and the
  /// manifest says that all is there.
  ///
  /// - Throws: ``FileError``.
  public consuming func finish() throws(FileError) {
    for name in earlier.keys.sorted() where outputs[name] == nil { folder.remove(name) }
    earlier = [:]
    try writeManifest(isComplete: true)
  }

  private func isOwn(_ name: String) -> Bool { outputs[name] != nil || earlier[name] != nil }

  private mutating func writeManifest(
    pending: [String] = [], isComplete: Bool
  ) throws(FileError) {
    let records = earlier.merging(outputs) { $1 }
    try folder.write(
      manifest.encoded(outputs: Array(records.values), pending: pending, isComplete: isComplete),
      to: PriorRun.manifest, isReplacing: true)
  }

  /// Whether the nearest folder above a path that does not exist can be written into.
  private static func checkParent(of path: String) throws(FileError) {
    var parent = path
    var status = stat()
    repeat {
      while parent.count > 1, parent.hasSuffix("/") { parent.removeLast() }
      guard let slash = parent.lastIndex(of: "/") else {
        parent = "."
        break
      }
      parent = slash == parent.startIndex ? "/" : String(parent[..<slash])
    } while stat(parent, &status) != 0 && parent != "/"
    guard stat(parent, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw .cannotCreate(path: path, reason: "'\(parent)' is not a folder")
    }
    guard access(parent, W_OK | X_OK) == 0 else {
      throw .cannotCreate(path: path, reason: "'\(parent)': \(FileError.systemReason)")
    }
  }
}
