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

  /// The system's words for the last error of this thread.
  static var systemReason: String { String(cString: strerror(errno)) }
}

extension FileError: CustomStringConvertible {
  /// What could not be done, and why.
  public var description: String {
    switch self {
    case .cannotRead(let path, let reason): "\(path): cannot read: \(reason)"
    case .cannotCreate(let path, let reason): "\(path): cannot create: \(reason)"
    case .cannotWrite(let path, let reason): "\(path): cannot write: \(reason)"
    }
  }
}
