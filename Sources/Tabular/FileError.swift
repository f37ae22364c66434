#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that cannot be read or written, with the system's reason.
public enum FileError: Error, Hashable, Sendable {
  /// No such input, or it may not be read.
  case cannotRead(path: String, reason: String)
  /// An output that cannot be created.
  case cannotCreate(path: String, reason: String)
  /// An output that cannot be written to the end, for instance on a full disk.
  case cannotWrite(path: String, reason: String)
  /// An output folder that is not written into, because of what it holds.
  case refused(folder: String, FolderProblem)

  /// The system's words for the last error of this thread.
  static var systemReason: String { String(cString: strerror(errno)) }
}

/// What in a folder keeps a run from writing into it.
public enum FolderProblem: Hashable, Sendable {
  /// Files that no manifest of the folder lists.
  case otherFiles([String])
  /// The results of a run with other options, inputs, seed or release.
  case otherRun
  /// A manifest that cannot be read, so that nobody knows whose files these are.
  case damagedManifest
  /// A symbolic link in the place of a file or a folder.
  case link(String)
  /// A file of this name stands there that is not of this run.
  case existingFile(String)
  /// Another program writes into the folder.
  case busy
  /// A name that is not a path inside the folder.
  case badName(String)
}

extension FileError: CustomStringConvertible {
  /// What could not be done, why, and what to do.
  public var description: String {
    switch self {
    case .cannotRead(let path, let reason): "\(path): cannot read: \(reason)"
    case .cannotCreate(let path, let reason): "\(path): cannot create: \(reason)"
    case .cannotWrite(let path, let reason): "\(path): cannot write: \(reason)"
    case .refused(let folder, let problem): "\(folder): \(problem)"
    }
  }
}

extension FolderProblem: CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .otherFiles(let files):
      "the folder holds \(files.count == 1 ? "a file" : "\(files.count) files") that no run lists "
        + "(\(FolderProblem.list(files))); choose another folder, or move them away"
    case .otherRun:
      "the folder holds the results of another run; choose another folder, or ask to replace that run"
    case .damagedManifest: "manifest.json cannot be read; choose another folder, or delete this one"
    case .link(let name):
      "'\(name)' is a symbolic link, and results never follow links; delete it, or choose another "
        + "folder"
    case .existingFile(let name):
      "'\(name)' exists and is not of this run; move it away, or choose another folder"
    case .busy:
      "another run is writing into the folder; wait for it to end, or choose another folder"
    case .badName(let name): "'\(name)' is not the name of a file in the folder; use another name"
    }
  }

  private static func list(_ files: [String]) -> String {
    files.prefix(3).joined(separator: ", ") + (files.count > 3 ? ", ..." : "")
  }
}
