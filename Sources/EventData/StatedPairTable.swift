import Incidents
import Tabular

/// Answers whose motive reports state, one a row: `trigger_earliest,trigger_latest,
/// response_earliest,response_latest,responder,provoker`, and, where they are known,
/// `response_id,trigger_ids`: identifiers of incidents, several triggers separated by `;`, or
/// `since:DATE` for a series of attacks that was answered as a whole. The columns `lag_days_min,lag_days_max,
/// source_name,note` are for people and not read.
public enum StatedPairTable {
  static let columns = [
    "trigger_earliest", "trigger_latest", "response_earliest", "response_latest", "responder",
    "provoker", "response_id", "trigger_ids", "lag_days_min", "lag_days_max", "source_name", "note",
  ]

  /// Reads the bytes of a table.
  ///
  /// Several provokers of one row, separated by `;`, are pairs of their own.
  ///
  /// - Parameters:
  ///   - bytes: The table.
  ///   - file: Its name, for messages.
  ///   - sides: Which names stand for which side; nil takes names as they are.
  ///   - dateOrder: Whether day or month comes first in dates such as 03/05/2020; nil lets the table
  ///     show it.
  /// - Returns: The pairs in the order of the rows.
  /// - Throws: ``TabularError`` or ``TableFaults``, also for an answer that ends before its trigger
  ///   begins.
  public static func read(
    _ bytes: [UInt8], file: String, sides: Sides?, dateOrder: DateOrder? = nil
  ) throws -> [StatedPair] {
    try contents(of: bytes, file: file, sides: sides, dateOrder: dateOrder).rows
  }

  /// Reads pairs as ``read(_:file:sides:dateOrder:)``, with remarks on what was not read.
  ///
  /// - Throws: ``TabularError`` or ``TableFaults``, also for a misspelt column.
  public static func contents(
    of bytes: [UInt8], file: String, sides: Sides?, dateOrder: DateOrder? = nil
  ) throws -> TableContents<StatedPair> {
    try contents(CSVReader(bytes: bytes, file: file), sides: sides, dateOrder: dateOrder)
  }

  static func contents(
    _ reader: CSVReader, sides: Sides?, dateOrder: DateOrder?
  ) throws -> TableContents<StatedPair> {
    let remarks = try reader.unusedColumns(known: columns)
    let trigger = (
      try reader.requiredColumn("trigger_earliest"), try reader.requiredColumn("trigger_latest")
    )
    let answer = (
      try reader.requiredColumn("response_earliest"), try reader.requiredColumn("response_latest")
    )
    let responder = try reader.requiredColumn("responder")
    let provoker = try reader.requiredColumn("provoker")
    let (answerID, triggerIDs) = (reader.column("response_id"), reader.column("trigger_ids"))
    var unknown = UnknownNames()
    var pairs: [StatedPair] = []
    let dates = DateCells(
      columns: [trigger.0, trigger.1, answer.0, answer.1], order: dateOrder)
    let faults = FaultCollector()
    try reader.forEachRow(gathering: faults) { row in
      let triggered = try faults.take(dates.days(row, trigger.0, trigger.1, singleDay: true))
      let answered = try faults.take(dates.days(row, answer.0, answer.1, singleDay: true))
      let names = try row.text(provoker).split(separator: ";").map(\.trimmed)
      var provokers: [Side] = []
      for name in names {
        let side = sides.map { unknown.side(named: name, in: $0, row, provoker) } ?? Side(name)
        if !provokers.contains(side) { provokers.append(side) }
      }
      let name = try row.text(responder)
      let source = sides.map { unknown.side(named: name, in: $0, row, responder) } ?? Side(name)
      let named = try faults.take(StatedPairTable.triggers(row, triggerIDs))
      guard let triggered, let answered, let named else { return }
      let answerName = try row.optionalText(answerID).map { StatedPair.Name(id: $0) }
      for side in provokers {
        guard
          var pair = StatedPair(
            responder: source, provoker: side, trigger: triggered, answer: answered)
        else {
          throw row.error(
            answer.0,
            problem:
              "a date of the pair is missing, or the response ends before the trigger begins",
            hint: "write the first and the last day of both, for example 2024-01-28")
        }
        pair.answerName = answerName
        pair.place = "\(row.document):\(row.line)"
        (pair.triggerNames, pair.since) = (named.names, named.since)
        pairs.append(pair)
      }
    }
    unknown.add(to: faults)
    try faults.check()
    return TableContents(rows: pairs, remarks: remarks + reader.remarks)
  }

  /// The triggers that a cell names: identifiers, or the first day of a series.
  private static func triggers(
    _ row: CSVReader, _ column: Int?
  ) throws(TabularError) -> (names: [StatedPair.Name], since: Day?) {
    guard let column, let text = try row.optionalText(column) else { return ([], nil) }
    var names: [StatedPair.Name] = []
    var since: Day?
    for entry in text.split(separator: ";").map(\.trimmed) where !entry.isEmpty {
      guard entry.hasPrefix("since:") else {
        names.append(StatedPair.Name(id: entry))
        continue
      }
      guard since == nil, let day = Day(iso: entry.dropFirst(6).trimmed) else {
        throw row.error(
          column, problem: "'\(entry)' does not name the first day of one series",
          hint: "write since: and a date, for example since:2023-10-17")
      }
      since = day
    }
    return (names, since)
  }
}
