import Tabular

/// A file of event data that is open: its rows and what its first row shows.
struct EventTable: ~Copyable {
  var scanner: FieldScanner
  let shape: TableShape
  /// The file as manifests name it where its bytes were read beforehand.
  let record: Inputs.Record?

  /// Opens a file: a table, perhaps compressed, or JSON text of a web service.
  ///
  /// - Throws: ``FileError``, ``TabularError`` for a file without rows.
  init(path: String) throws {
    var opened = try FieldScanner(SourceBytes(path: path))
    var record: Inputs.Record?
    if opened.beginsAsJSON {
      var bytes = try InputFile.contents(path: path)
      record = Inputs.Record(name: path, bytes: bytes)
      if Gzip.isCompressed(bytes) {
        do throws(GzipError) {
          bytes = try Gzip.inflated(bytes, limit: 1 << 30)
        } catch {
          throw TabularError(file: path, line: 0, column: 0, problem: "\(error)", hint: "")
        }
      }
      opened = try FieldScanner(
        SourceBytes(bytes: JSONRecords.table(bytes, file: path), file: path), separator: 0x2C)
    }
    guard try opened.next() else {
      throw TabularError(
        file: path, line: 1, column: 1, problem: "the file is empty", hint: "download it again")
    }
    let row = opened.row
    shape = TableShape(
      file: path, first: (0..<row.count).map { row[$0].trimmed.text },
      separator: opened.separator)
    self.record = record
    scanner = opened
  }
}
