import Incidents
import Tabular

/// A log of incidents and totals that people coded by hand, with names instead of codes.
///
/// Incidents: `date_earliest,date_latest,actor,target,weapon,place,count,killed,wounded,
/// source_name,source_date,note`. Totals: `since,until,count_min,count_max,actor,target,qualifier,
/// source_name,source_date`, where an empty `count_max` means "at least". Every actor and target
/// must be a name of some side; without a sides file names stand for themselves. The id of an incident is `r` and its line.
public enum CodedLog {
  static let incidentColumns = [
    "date_earliest", "date_latest", "actor", "target", "weapon", "place", "count", "killed",
    "wounded", "source_name", "source_date", "note",
  ]

  static let claimColumns = [
    "since", "until", "count_min", "count_max", "actor", "target", "qualifier", "source_name",
    "source_date",
  ]

  static func readIncidents(
    _ opened: consuming CSVReader, sides: Sides?
  ) throws -> TableContents<Incident> {
    var reader = opened
    let remarks = try reader.unusedColumns(known: incidentColumns)
    let earliest = try reader.requiredColumn("date_earliest")
    let latest = try reader.requiredColumn("date_latest")
    let actor = try reader.requiredColumn("actor")
    let target = try reader.requiredColumn("target")
    let count = reader.column("count")
    let weapon = reader.column("weapon")
    let place = reader.column("place")
    let (killed, wounded) = (reader.column("killed"), reader.column("wounded"))
    let (source, note) = (reader.column("source_name"), reader.column("note"))
    var names = SideNames(sides)
    var unknown = UnknownNames()
    var incidents: [Incident] = []
    while try reader.next() {
      let (actorName, targetName) = (try reader.text(actor), try reader.text(target))
      let words = [try reader.optionalText(source), try reader.optionalText(note)].compactMap { $0 }
      incidents.append(
        Incident(
          id: "r\(reader.line)",
          source: try unknown.side(reader, actor, sides, &names),
          target: try unknown.side(reader, target, sides, &names),
          dates: try reader.days(earliest, latest, singleDay: true),
          count: try count.flatMap { try reader.count($0, $0) } ?? .one,
          weapon: CodedLog.weapon(try reader.optionalText(weapon) ?? ""),
          place: try reader.optionalText(place),
          killed: try killed.flatMap { try reader.count($0, $0) },
          wounded: try wounded.flatMap { try reader.count($0, $0) }, sourceName: actorName,
          targetName: targetName,
          provenance: Provenance(
            document: reader.document, row: reader.line, evidence: words.joined(separator: "; "))))
    }
    try unknown.check()
    return TableContents(rows: incidents, remarks: remarks)
  }

  static func readClaims(
    _ opened: consuming CSVReader, sides: Sides?
  ) throws -> TableContents<Claim> {
    var reader = opened
    let remarks = try reader.unusedColumns(known: claimColumns)
    let since = try reader.requiredColumn("since")
    let until = try reader.requiredColumn("until")
    let minimum = try reader.requiredColumn("count_min")
    let maximum = try reader.requiredColumn("count_max")
    let actor = try reader.requiredColumn("actor")
    let target = try reader.requiredColumn("target")
    let (qualifier, source) = (reader.column("qualifier"), reader.column("source_name"))
    let stated = reader.column("source_date")
    var names = SideNames(sides)
    var unknown = UnknownNames()
    var claims: [Claim] = []
    while try reader.next() {
      guard let low = try reader.integer(minimum) else {
        throw reader.error(
          minimum, problem: "the total is missing", hint: "write its smallest value")
      }
      let high = try reader.integer(maximum)
      guard let count = try? CountInterval(minimum: low, maximum: high) else {
        throw reader.error(
          maximum, problem: "the total runs from \(low) to \(high ?? low)",
          hint: "write totals of zero or more, the smaller one first")
      }
      let (actorName, targetName) = (try reader.text(actor), try reader.text(target))
      let words = [try reader.optionalText(qualifier), try reader.optionalText(source)]
      claims.append(
        Claim(
          source: try unknown.side(reader, actor, sides, &names),
          target: try unknown.side(reader, target, sides, &names),
          since: try reader.days(since, since), until: try reader.days(until, until),
          count: count, sourceName: actorName, targetName: targetName,
          stated: try stated.flatMap { try CodedLog.statement($0, reader) },
          provenance: Provenance(
            document: "\(reader.document):\(reader.line)", row: reader.line,
            evidence: words.compactMap { $0 }.joined(separator: "; "))))
    }
    try unknown.check()
    return TableContents(rows: claims, remarks: remarks)
  }

  /// The day of a statement. A year or a month alone (`2024`, `2024-04`) leaves the day unknown.
  private static func statement(
    _ column: Int, _ reader: borrowing CSVReader
  ) throws(TabularError) -> Day? {
    let text = try reader.text(column)
    if text.utf8.count == 4, Int(text) != nil { return nil }
    if text.utf8.count == 7, Day(iso: text + "-01") != nil { return nil }
    return try reader.day(column)
  }

  /// The weapon that words of a log speak of; of several the first one named.
  static func weapon(_ words: String) -> Weapon {
    let names: [(word: String, weapon: Weapon)] = [
      ("missile", .missile), ("rocket", .rocket), ("drone", .drone), ("airstrike", .airstrike),
      ("air strike", .airstrike), ("artillery", .artillery), ("mortar", .mortar),
      ("gunship", .gunship), ("helicopter", .gunship), ("ied", .ied), ("roadside bomb", .ied),
      ("suicide", .suicide), ("bomb", .bomb), ("shooting", .shooting), ("gunfire", .shooting),
      ("boarding", .naval), ("ground", .ground), ("raid", .ground), ("cyber", .cyber),
    ]
    let text = words.lowercased()
    guard !text.isEmpty else { return .unknown }
    let found = names.compactMap { entry in
      text.firstRange(of: entry.word).map { (position: $0.lowerBound, weapon: entry.weapon) }
    }
    return found.min { $0.position < $1.position }?.weapon ?? .other
  }
}
