import Incidents
import Tabular

/// Running totals as `claims.csv`.
///
/// Columns: `doc,source,target,since_min,since_max,until_min,until_max,count_min,count_max,unit,
/// evidence,byte_start,byte_end,source_name,target_name,stated`. The last three are Talion's own:
/// what the source calls the sides, and the day of the statement, by which contradictions between
/// totals are resolved.
public enum ClaimTable {
  static let columns = [
    "doc", "source", "target", "since_min", "since_max", "until_min", "until_max", "count_min",
    "count_max", "unit", "evidence", "byte_start", "byte_end", "source_name", "target_name",
    "stated",
  ]

  /// Reads claims from the bytes of a table.
  ///
  /// A hand-coded table (``CodedLog``) is recognized by its header and read as such.
  ///
  /// - Parameters:
  ///   - bytes: The table.
  ///   - file: Its name, for messages.
  ///   - sides: Which names and codes stand for which side; nil takes codes as they are.
  ///   - dateOrder: Whether day or month comes first in dates such as 03/05/2020; nil lets the table
  ///     show it.
  /// - Returns: The claims in the order of the rows; their provenance names the row.
  /// - Throws: ``TabularError`` or ``TableFaults``, also for a misspelt column.
  public static func read(
    _ bytes: [UInt8], file: String, sides: Sides?, dateOrder: DateOrder? = nil
  ) throws -> [Claim] {
    try contents(of: bytes, file: file, sides: sides, dateOrder: dateOrder).rows
  }

  /// Reads claims as ``read(_:file:sides:dateOrder:)``, with remarks on what was not read.
  ///
  /// - Throws: ``TabularError`` or ``TableFaults``, also for a misspelt column.
  public static func contents(
    of bytes: [UInt8], file: String, sides: Sides?, dateOrder: DateOrder? = nil
  ) throws -> TableContents<Claim> {
    try contents(CSVReader(bytes: bytes, file: file), sides: sides, dateOrder: dateOrder)
  }

  static func contents(
    _ reader: CSVReader, sides: Sides?, dateOrder: DateOrder?
  ) throws -> TableContents<Claim> {
    if reader.column("since") != nil, reader.column("actor") != nil {
      return try CodedLog.readClaims(reader, sides: sides, dateOrder: dateOrder)
    }
    let remarks = try reader.unusedColumns(known: columns)
    let source = try reader.requiredColumn("source")
    let target = try reader.requiredColumn("target")
    let since = (try reader.requiredColumn("since_min"), try reader.requiredColumn("since_max"))
    let until = (try reader.requiredColumn("until_min"), try reader.requiredColumn("until_max"))
    let count = (try reader.requiredColumn("count_min"), try reader.requiredColumn("count_max"))
    let optional = columns.reduce(into: [String: Int]()) { $0[$1] = reader.column($1) }
    let dates = DateCells(
      columns: [since.0, since.1, until.0, until.1, optional["stated"]], order: dateOrder)
    var names = SideNames(sides)
    var claims: [Claim] = []
    let faults = FaultCollector()
    try reader.forEachRow(gathering: faults) { row in
      let total = try faults.take(ClaimTable.total(row, count))
      let unit = try faults.take(ClaimTable.unit(row, optional["unit"]))
      let bytes =
        try faults.take(
          row.byteRange(optional["byte_start"], optional["byte_end"])) ?? nil
      let actors = (
        try faults.take(names.side(row, source)), try faults.take(names.side(row, target))
      )
      let begun = try faults.take(dates.days(row, since.0, since.1))
      let ended = try faults.take(dates.days(row, until.0, until.1))
      let stated = try optional["stated"].flatMap { column in
        try faults.take(dates.day(row, column)) ?? nil
      }
      guard let total, let unit, let from = actors.0, let to = actors.1, let begun, let ended
      else { return }
      claims.append(
        Claim(
          source: from, target: to, since: begun, until: ended, count: total, unit: unit,
          sourceName: try row.optionalText(optional["source_name"]),
          targetName: try row.optionalText(optional["target_name"]), stated: stated,
          provenance: Provenance(
            document: try row.optionalText(optional["doc"]) ?? "\(row.document):\(row.line)",
            row: row.line, bytes: bytes,
            evidence: try row.optionalText(optional["evidence"]) ?? "")))
    }
    try faults.check()
    return TableContents(rows: claims, remarks: remarks + reader.remarks)
  }

  private static func total(
    _ row: CSVReader, _ count: (Int, Int)
  ) throws(TabularError) -> CountInterval {
    guard let total = try row.count(count.0, count.1) else {
      throw row.error(count.0, problem: "the total is missing", hint: "write its smallest value")
    }
    return total
  }

  private static func unit(
    _ row: CSVReader, _ column: Int?
  ) throws(TabularError) -> Claim.Unit {
    guard let column, !row.isBlank(column) else { return .attacks }
    let text = try row.text(column)
    guard let unit = Claim.Unit(rawValue: text) else {
      let names = Claim.Unit.allCases.map(\.rawValue).joined(separator: ", ")
      throw row.error(
        column, problem: "'\(text)' is not a unit of a total", hint: "use one of \(names)")
    }
    return unit
  }

  /// The table of claims.
  public static func table(_ claims: [Claim]) -> Table {
    var table = Table(name: "claims", columns: columns)
    for claim in claims {
      table.append([
        .text(claim.provenance.document), .text(claim.source.code), .text(claim.target.code),
        .day(claim.since.earliest), .day(claim.since.latest), .day(claim.until.earliest),
        .day(claim.until.latest), .minimum(claim.count), .maximum(claim.count),
        .text(claim.unit.rawValue), .text(claim.provenance.evidence),
        Table.Cell(claim.provenance.bytes?.lowerBound),
        Table.Cell(claim.provenance.bytes?.upperBound), Table.Cell(claim.sourceName),
        Table.Cell(claim.targetName), .day(claim.stated),
      ])
    }
    return table
  }
}
