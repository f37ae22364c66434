import Incidents
import Tabular

/// When documents were published: a table `document,date` with ISO days.
public enum PublicationTable {
  /// Reads the bytes of a table.
  ///
  /// - Parameters:
  ///   - bytes: The table.
  ///   - file: Its name, for messages.
  /// - Returns: The day of each document.
  /// - Throws: ``TabularError``, also for a document that stands twice.
  public static func read(_ bytes: [UInt8], file: String) throws -> [String: Day] {
    var reader = try CSVReader(bytes: bytes, file: file)
    _ = try reader.unusedColumns(known: ["document", "date"])
    let document = try reader.requiredColumn("document")
    let date = try reader.requiredColumn("date")
    var days: [String: Day] = [:]
    while try reader.next() {
      let name = try reader.text(document)
      guard days[name] == nil else {
        throw reader.error(document, problem: "'\(name)' has two rows", hint: "delete one of them")
      }
      guard let day = try reader.day(date) else {
        throw reader.error(date, problem: "the date is missing", hint: "write it as YYYY-MM-DD")
      }
      days[name] = day
    }
    return days
  }
}
