/// The run whose results a folder holds, by its manifest.
struct PriorRun {
  static let manifest = "manifest.json"

  /// The identity of the run; empty where its manifest has none.
  let run: String
  /// The finished files.
  let outputs: [Inputs.Record]
  /// Files that were being written when the run ended.
  let pending: [String]

  /// Reads a manifest; nil when it is not one.
  init?(_ bytes: [UInt8]) {
    guard let manifest = JSONValue(bytes), let listed = manifest["outputs"]?.array else {
      return nil
    }
    var outputs: [Inputs.Record] = []
    for entry in listed {
      guard let name = entry["name"]?.string, FolderHandle.isValid(name),
        let hash = entry["sha256"]?.string, case .number(let length)? = entry["bytes"],
        let length = Int(length)
      else { return nil }
      outputs.append(Inputs.Record(name: name, hash: hash, length: length))
    }
    let pending = (manifest["pending"]?.array ?? []).compactMap(\.string)
    guard pending.allSatisfy(FolderHandle.isValid) else { return nil }
    run = manifest["run"]?.string ?? ""
    self.outputs = outputs
    self.pending = pending
  }

  /// All files of the run.
  var files: Set<String> { Set(outputs.map(\.name) + pending) }

  /// The run of a folder; nil when it holds nothing.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - path: Its name in messages.
  ///   - run: The run that is to write; nil when it is not known yet.
  ///   - isReplacing: Whether the files of another run may be replaced.
  /// - Returns: The run, or nil.
  /// - Throws: ``FileError/refused(folder:_:)``.
  static func found(
    in folder: borrowing FolderHandle, path: String, run: String?, isReplacing: Bool
  ) throws(FileError) -> PriorRun? {
    let entries = try folder.entries()
    guard let own = entries.first(where: { $0.name == manifest }) else {
      let names = entries.map(\.name)
      guard names.isEmpty || isReplacing else { throw .refused(folder: path, .otherFiles(names)) }
      return nil
    }
    guard own.kind == .file else { throw .refused(folder: path, .link(manifest)) }
    guard let prior = PriorRun(try folder.contents(manifest)) else {
      throw .refused(folder: path, .damagedManifest)
    }
    let files = prior.files
    if let link = entries.first(where: { $0.kind == .link && files.contains($0.name) }) {
      throw .refused(folder: path, .link(link.name))
    }
    guard !isReplacing else { return prior }
    let others = entries.map(\.name).filter { !files.contains($0) && $0 != manifest }
    guard others.isEmpty else { throw .refused(folder: path, .otherFiles(others)) }
    // A run that was stopped before it finished a file has left nothing to protect.
    guard run == nil || prior.run == run || files.isEmpty else {
      throw .refused(folder: path, .otherRun)
    }
    return prior
  }
}
