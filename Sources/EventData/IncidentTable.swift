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
    try reader.refuseEventData()
    if reader.column("date_earliest") != nil, reader.column("actor") != nil {
      return try CodedLog.readIncidents(reader, sides: sides, dateOrder: dateOrder)
    }
    let table = try IncidentRows(reader, sides: sides, dateOrder: dateOrder)
    var incidents: [Incident] = []
    incidents.reserveCapacity(rows)
    let faults = FaultCollector()
    try table.forEach(gathering: faults) { incidents.append(try table.incident($0)) }
    try faults.check()
    return TableContents(rows: incidents, remarks: table.unused + reader.remarks)
  }

  /// The table of incidents.
  public static func table(_ incidents: [Incident]) -> Table {
    var table = Table(name: "incidents", columns: columns)
    for incident in incidents { table.append(cells(incident)) }
    return table
  }

  /// The cells of a row.
  static func cells(_ incident: Incident) -> [Table.Cell] {
    [
      .text(incident.provenance.document), .text(incident.id), .text(incident.source.code),
      .text(incident.target.code), .day(incident.dates.earliest), .day(incident.dates.latest),
      .minimum(incident.count), .maximum(incident.count), .text(incident.weapon.rawValue),
      Table.Cell(incident.place), .minimum(incident.killed), .maximum(incident.killed),
      .minimum(incident.wounded), .maximum(incident.wounded),
      .text(incident.answers.joined(separator: ";")), .text(incident.provenance.evidence),
      Table.Cell(incident.sourceName), Table.Cell(incident.targetName),
      Table.Cell(incident.confidence), Table.Cell(incident.provenance.bytes?.lowerBound),
      Table.Cell(incident.provenance.bytes?.upperBound),
    ]
  }
}
