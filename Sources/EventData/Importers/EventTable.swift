import Tabular

/// A file of event data that is open: its rows and what its first row shows.
struct EventTable: ~Copyable {
  var scanner: FieldScanner
  let shape: TableShape

  /// Opens a file and reads its first row.
  ///
  /// - Throws: ``FileError``, ``TabularError`` for a file without rows.
  init(path: String) throws {
    var opened = try FieldScanner(path: path)
    guard try opened.next() else {
      throw TabularError(
        file: path, line: 1, column: 1, problem: "the file is empty", hint: "download it again")
    }
    let row = opened.row
    shape = TableShape(
      file: path, first: (0..<row.count).map { row[$0].trimmed.text },
      separator: opened.separator)
    scanner = opened
  }
}
