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
  /// - Returns: The incidents in the order of the rows; their provenance names the row.
  /// - Throws: ``TabularError``, also for a misspelt column.
  public static func read(_ bytes: [UInt8], file: String, sides: Sides?) throws -> [Incident] {
    try contents(of: bytes, file: file, sides: sides).rows
  }

  /// Reads incidents as ``read(_:file:sides:)``, with remarks on the columns that were not read.
  ///
  /// - Throws: ``TabularError``, also for a misspelt column.
  public static func contents(
    of bytes: [UInt8], file: String, sides: Sides?
  ) throws -> TableContents<Incident> {
    try contents(
      CSVReader(bytes: bytes, file: file), sides: sides, rows: bytes.count { $0 == 0x0A })
  }

  static func contents(
    _ opened: consuming CSVReader, sides: Sides?, rows: Int
  ) throws -> TableContents<Incident> {
    if opened.column("date_earliest") != nil, opened.column("actor") != nil {
      return try CodedLog.readIncidents(opened, sides: sides)
    }
    var reader = opened
    let shape = TableShape(file: reader.file, first: reader.header, separator: 0x2C)
    if let found = EventSets.recognized(shape) {
      throw TabularError(
        file: reader.file, line: 1, column: 1,
        problem: "the header is that of \(found.set.title), not of a table of incidents",
        hint: "import it first: talion import \(reader.file)")
    }
    let remarks = try reader.unusedColumns(known: columns)
    let source = try reader.requiredColumn("source")
    let target = try reader.requiredColumn("target")
    let dateMin = try reader.requiredColumn("date_min")
    let dateMax = try reader.requiredColumn("date_max")
    let document = reader.document
    let optional = columns.reduce(into: [String: Int]()) { $0[$1] = reader.column($1) }

    func count(_ name: String) throws -> CountInterval? {
      guard let low = optional["\(name)_min"] else { return nil }
      return try reader.count(low, optional["\(name)_max"] ?? low)
    }
    var names = SideNames(sides)
    var texts = RepeatedTexts()
    var incidents: [Incident] = []
    incidents.reserveCapacity(rows)
    while try reader.next() {
      var weapon = Weapon.unknown
      if let column = optional["weapon"], !reader.isBlank(column) {
        let text = try reader.text(column)
        guard let known = Weapon(rawValue: text) else {
          let names = Weapon.allCases.map(\.rawValue).joined(separator: ", ")
          throw reader.error(
            column, problem: "'\(text)' is not a weapon of this table", hint: "use one of \(names)")
        }
        weapon = known
      }
      var bytes: Range<Int>?
      if let startColumn = optional["byte_start"], let start = try reader.integer(startColumn),
        let endColumn = optional["byte_end"], let end = try reader.integer(endColumn), start <= end
      {
        bytes = start..<end
      }
      let answers = try reader.optionalText(optional["retaliation_for"]) ?? ""
      incidents.append(
        Incident(
          id: try reader.optionalText(optional["id"]) ?? "r\(reader.line)",
          source: try names.side(reader, source), target: try names.side(reader, target),
          dates: try reader.days(dateMin, dateMax), count: try count("count") ?? .one,
          weapon: weapon, place: try texts.text(reader, optional["place"]),
          killed: try count("killed"), wounded: try count("wounded"),
          answers: answers.split(separator: ";").map(\.trimmed).filter { !$0.isEmpty },
          sourceName: try texts.text(reader, optional["source_name"]),
          targetName: try texts.text(reader, optional["target_name"]),
          confidence: try optional["confidence"].flatMap { try reader.number($0) },
          provenance: Provenance(
            document: try texts.text(reader, optional["doc"]) ?? document, row: reader.line,
            bytes: bytes, evidence: try reader.optionalText(optional["evidence"]) ?? "")))
    }
    return TableContents(rows: incidents, remarks: remarks)
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
