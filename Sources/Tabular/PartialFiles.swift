import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The files without a name yet of the folder that this process writes into, so that an interruption
/// leaves none of them behind.
public enum PartialFiles {
  /// The descriptor of the folder; below zero where there is none.
  private static let folder = Atomic<Int32>(-1)

  // A signal may come at any time: its handler can only read memory that nobody changes.
  nonisolated(unsafe) private static let names: [UnsafeMutablePointer<CChar>?] =
    ([FolderHandle.partial] + (0..<FolderHandle.streams).map(FolderHandle.partial)).map {
      strdup($0)
    }

  /// Notes the folder that is written into.
  static func begin(in descriptor: Int32) {
    _ = names.count
    folder.store(descriptor, ordering: .releasing)
  }

  /// Notes that it is written into no longer.
  static func end(in descriptor: Int32) {
    _ = folder.compareExchange(expected: descriptor, desired: -1, ordering: .releasing)
  }

  /// Removes them; safe in a signal handler.
  public static func remove() {
    let descriptor = folder.load(ordering: .acquiring)
    guard descriptor >= 0 else { return }
    for name in names {
      if let name { unlinkat(descriptor, name, 0) }
    }
  }
}
