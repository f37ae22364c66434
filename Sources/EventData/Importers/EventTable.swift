import Tabular

/// A file of event data.
public struct EventFile: Hashable, Sendable {
  /// Where it is.
  public let path: String
  /// Its name in messages and results.
  public let name: String

  /// A file under a name, its path by default.
  public init(_ path: String, name: String? = nil) {
    self.path = path
    self.name = name ?? path
  }
}

/// A file of event data that is open: its rows and what its first row shows.
struct EventTable: ~Copyable {
  var scanner: FieldScanner
  let shape: TableShape

  /// Opens a file and reads its first row.
  ///
  /// - Throws: ``FileError``, ``TabularError`` for a file without rows.
  init(_ file: EventFile) throws {
    var opened = try FieldScanner(path: file.path, name: file.name)
    guard try opened.next() else {
      throw TabularError(
        file: file.name, line: 1, column: 1, problem: "the file is empty", hint: "download it again"
      )
    }
    let row = opened.row
    shape = TableShape(
      file: file.name, first: (0..<row.count).map { row[$0].trimmed.text },
      separator: opened.separator)
    scanner = opened
  }
}
