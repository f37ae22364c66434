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
  /// - Returns: The claims in the order of the rows; their provenance names the row.
  /// - Throws: ``TabularError``, also for a misspelt column.
  public static func read(_ bytes: [UInt8], file: String, sides: Sides?) throws -> [Claim] {
    try contents(of: bytes, file: file, sides: sides).rows
  }

  /// Reads claims as ``read(_:file:sides:)``, with remarks on the columns that were not read.
  ///
  /// - Throws: ``TabularError``, also for a misspelt column.
  public static func contents(
    of bytes: [UInt8], file: String, sides: Sides?
  ) throws -> TableContents<Claim> {
    try contents(CSVReader(bytes: bytes, file: file), sides: sides)
  }

  static func contents(
    _ opened: consuming CSVReader, sides: Sides?
  ) throws -> TableContents<Claim> {
    if opened.column("since") != nil, opened.column("actor") != nil {
      return try CodedLog.readClaims(opened, sides: sides)
    }
    var reader = opened
    let remarks = try reader.unusedColumns(known: columns)
    let source = try reader.requiredColumn("source")
    let target = try reader.requiredColumn("target")
    let since = (try reader.requiredColumn("since_min"), try reader.requiredColumn("since_max"))
    let until = (try reader.requiredColumn("until_min"), try reader.requiredColumn("until_max"))
    let count = (try reader.requiredColumn("count_min"), try reader.requiredColumn("count_max"))
    let optional = columns.reduce(into: [String: Int]()) { $0[$1] = reader.column($1) }
    var names = SideNames(sides)
    var claims: [Claim] = []
    while try reader.next() {
      guard let total = try reader.count(count.0, count.1) else {
        throw reader.error(
          count.0, problem: "the total is missing", hint: "write its smallest value")
      }
      var unit = Claim.Unit.attacks
      if let column = optional["unit"], !reader.isBlank(column) {
        let text = try reader.text(column)
        guard let known = Claim.Unit(rawValue: text) else {
          let names = Claim.Unit.allCases.map(\.rawValue).joined(separator: ", ")
          throw reader.error(
            column, problem: "'\(text)' is not a unit of a total", hint: "use one of \(names)")
        }
        unit = known
      }
      var bytes: Range<Int>?
      if let startColumn = optional["byte_start"], let start = try reader.integer(startColumn),
        let endColumn = optional["byte_end"], let end = try reader.integer(endColumn), start <= end
      {
        bytes = start..<end
      }
      claims.append(
        Claim(
          source: try names.side(reader, source), target: try names.side(reader, target),
          since: try reader.days(since.0, since.1), until: try reader.days(until.0, until.1),
          count: total, unit: unit, sourceName: try reader.optionalText(optional["source_name"]),
          targetName: try reader.optionalText(optional["target_name"]),
          stated: try optional["stated"].flatMap { try reader.day($0) },
          provenance: Provenance(
            document: try reader.optionalText(optional["doc"])
              ?? "\(reader.document):\(reader.line)",
            row: reader.line, bytes: bytes,
            evidence: try reader.optionalText(optional["evidence"]) ?? "")))
    }
    return TableContents(rows: claims, remarks: remarks)
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
