import Incidents
import Tabular

/// Incidents as `incidents.csv`: the table that passes between the parts of Talion.
///
/// Columns: `doc,id,source,target,date_min,date_max,count_min,count_max,weapon,place,killed_min,
/// killed_max,wounded_min,wounded_max,retaliation_for,evidence,source_name,target_name,confidence,
/// byte_start,byte_end`. Dates are ISO days, an empty cell is unknown, `+` in a `_max` column is
/// open, the ids in `retaliation_for` are joined by `;`. Only `source`, `target` and the dates must
/// be there when a table is read; columns are found by name.
public enum IncidentTable {
  static let columns = [
    "doc", "id", "source", "target", "date_min", "date_max", "count_min", "count_max", "weapon",
    "place", "killed_min", "killed_max", "wounded_min", "wounded_max", "retaliation_for",
    "evidence", "source_name", "target_name", "confidence", "byte_start", "byte_end",
  ]

  /// Reads incidents from the bytes of a table.
  ///
  /// A hand-coded table (``CodedLog``) is recognized by its header and read as such.
  ///
  /// - Parameters:
  ///   - bytes: The table.
  ///   - file: Its name, for messages.
  ///   - sides: Which names and codes stand for which side; nil takes codes as they are.
  ///   - dateOrder: Whether day or month comes first in dates such as 03/05/2020; nil lets the table
  ///     show it.
  /// - Returns: The incidents in the order of the rows; their provenance names the row.
  /// - Throws: ``TabularError`` or ``TableFaults``, also for a misspelt column.
  public static func read(
    _ bytes: [UInt8], file: String, sides: Sides?, dateOrder: DateOrder? = nil
  ) throws -> [Incident] {
    try contents(of: bytes, file: file, sides: sides, dateOrder: dateOrder).rows
  }

  /// Reads incidents as ``read(_:file:sides:dateOrder:)``, with remarks on what was not read.
  ///
  /// - Throws: ``TabularError`` or ``TableFaults``, also for a misspelt column.
  public static func contents(
    of bytes: [UInt8], file: String, sides: Sides?, dateOrder: DateOrder? = nil
  ) throws -> TableContents<Incident> {
    try contents(
      CSVReader(bytes: bytes, file: file), sides: sides, dateOrder: dateOrder,
      rows: bytes.count { $0 == 0x0A })
  }

  static func contents(
    _ reader: CSVReader, sides: Sides?, dateOrder: DateOrder?, rows: Int
  ) throws -> TableContents<Incident> {
    if reader.column("date_earliest") != nil, reader.column("actor") != nil {
      return try CodedLog.readIncidents(reader, sides: sides, dateOrder: dateOrder)
    }
    let remarks = try reader.unusedColumns(known: columns)
    let source = try reader.requiredColumn("source")
    let target = try reader.requiredColumn("target")
    let dateMin = try reader.requiredColumn("date_min")
    let dateMax = try reader.requiredColumn("date_max")
    let document = reader.document
    let optional = columns.reduce(into: [String: Int]()) { $0[$1] = reader.column($1) }

    let dates = DateCells(columns: [dateMin, dateMax], order: dateOrder)
    var confidences = NumberCells(columns: [optional["confidence"]].compactMap { $0 ?? nil })
    var names = SideNames(sides)
    var texts = RepeatedTexts()
    var incidents: [Incident] = []
    incidents.reserveCapacity(rows)
    let faults = FaultCollector()
    try reader.forEachRow(gathering: faults) { row in
      func count(_ name: String) throws -> CountInterval? {
        guard let low = optional["\(name)_min"] else { return nil }
        return try faults.take(row.count(low, optional["\(name)_max"] ?? low)) ?? nil
      }
      let weapon = try faults.take(IncidentTable.weapon(row, optional["weapon"]))
      let actors = (
        try faults.take(names.side(row, source)), try faults.take(names.side(row, target))
      )
      let days = try faults.take(dates.days(row, dateMin, dateMax))
      let acts = try count("count") ?? .one
      let (killed, wounded) = (try count("killed"), try count("wounded"))
      let bytes =
        try faults.take(
          row.byteRange(optional["byte_start"], optional["byte_end"])) ?? nil
      let confidence = try optional["confidence"].flatMap { column in
        try faults.take(confidences.value(column, in: row)) ?? nil
      }
      guard let weapon, let from = actors.0, let to = actors.1, let days else { return }
      let answers = try row.optionalText(optional["retaliation_for"]) ?? ""
      incidents.append(
        Incident(
          id: try row.optionalText(optional["id"]) ?? "r\(row.line)", source: from, target: to,
          dates: days, count: acts, weapon: weapon,
          place: try texts.text(row, optional["place"]), killed: killed, wounded: wounded,
          answers: answers.split(separator: ";").map(\.trimmed).filter { !$0.isEmpty },
          sourceName: try texts.text(row, optional["source_name"]),
          targetName: try texts.text(row, optional["target_name"]), confidence: confidence,
          provenance: Provenance(
            document: try texts.text(row, optional["doc"]) ?? document, row: row.line,
            bytes: bytes, evidence: try row.optionalText(optional["evidence"]) ?? "")))
    }
    try faults.check()
    return TableContents(rows: incidents, remarks: remarks + reader.remarks)
  }

  /// The weapon that a field names.
  private static func weapon(
    _ row: CSVReader, _ column: Int?
  ) throws(TabularError) -> Weapon {
    guard let column, !row.isBlank(column) else { return .unknown }
    let text = try row.text(column)
    guard let weapon = Weapon(rawValue: text) else {
      let names = Weapon.allCases.map(\.rawValue).joined(separator: ", ")
      throw row.error(
        column, problem: "'\(text)' is not a weapon of this table", hint: "use one of \(names)")
    }
    return weapon
  }

  /// The table of incidents.
  public static func table(_ incidents: [Incident]) -> Table {
    var table = Table(name: "incidents", columns: columns)
    for incident in incidents {
      table.append([
        .text(incident.provenance.document), .text(incident.id), .text(incident.source.code),
        .text(incident.target.code), .day(incident.dates.earliest), .day(incident.dates.latest),
        .minimum(incident.count), .maximum(incident.count), .text(incident.weapon.rawValue),
        Table.Cell(incident.place), .minimum(incident.killed), .maximum(incident.killed),
        .minimum(incident.wounded), .maximum(incident.wounded),
        .text(incident.answers.joined(separator: ";")), .text(incident.provenance.evidence),
        Table.Cell(incident.sourceName), Table.Cell(incident.targetName),
        Table.Cell(incident.confidence), Table.Cell(incident.provenance.bytes?.lowerBound),
        Table.Cell(incident.provenance.bytes?.upperBound),
      ])
    }
    return table
  }
}
