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
  /// - Throws: ``TabularError`` or ``TableFaults``, also for a document that stands twice.
  public static func read(_ bytes: [UInt8], file: String) throws -> [String: Day] {
    try read(CSVReader(bytes: bytes, file: file))
  }

  static func read(_ reader: CSVReader) throws -> [String: Day] {
    _ = try reader.unusedColumns(known: ["document", "date"])
    let document = try reader.requiredColumn("document")
    let date = try reader.requiredColumn("date")
    let dates = DateCells(columns: [date], order: nil)
    var days: [String: Day] = [:]
    let faults = FaultCollector()
    try reader.forEachRow(gathering: faults) { row in
      let name = try row.text(document)
      guard days[name] == nil else {
        throw row.error(document, problem: "'\(name)' has two rows", hint: "delete one of them")
      }
      guard let day = try dates.day(row, date) else {
        throw row.error(
          date, problem: row.isBlank(date) ? "the date is missing" : "the date is not one day",
          hint: "write it as YYYY-MM-DD")
      }
      days[name] = day
    }
    try faults.check()
    return days
  }
}
