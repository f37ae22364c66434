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
    _ reader: CSVReader, sides: Sides?, dateOrder: DateOrder?
  ) throws -> TableContents<Incident> {
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
    let dates = DateCells(columns: [earliest, latest], order: dateOrder)
    var names = SideNames(sides)
    var unknown = UnknownNames()
    var incidents: [Incident] = []
    let faults = FaultCollector()
    try reader.forEachRow(gathering: faults) { row in
      func number(_ column: Int?) throws -> CountInterval? {
        try column.flatMap { try faults.take(row.count($0, $0)) ?? nil }
      }
      let actors = (
        try faults.take(unknown.side(row, actor, sides, &names)),
        try faults.take(unknown.side(row, target, sides, &names))
      )
      let days = try faults.take(dates.days(row, earliest, latest, singleDay: true))
      let acts = try number(count) ?? .one
      let (dead, injured) = (try number(killed), try number(wounded))
      guard let from = actors.0, let to = actors.1, let days else { return }
      let words = [try row.optionalText(source), try row.optionalText(note)].compactMap { $0 }
      incidents.append(
        Incident(
          id: "r\(row.line)", source: from, target: to, dates: days, count: acts,
          weapon: CodedLog.weapon(try row.optionalText(weapon) ?? ""),
          place: try row.optionalText(place), killed: dead, wounded: injured,
          sourceName: try row.text(actor), targetName: try row.text(target),
          provenance: Provenance(
            document: row.document, row: row.line, evidence: words.joined(separator: "; "))))
    }
    unknown.add(to: faults)
    try faults.check()
    return TableContents(rows: incidents, remarks: remarks + reader.remarks)
  }

  static func readClaims(
    _ reader: CSVReader, sides: Sides?, dateOrder: DateOrder?
  ) throws -> TableContents<Claim> {
    let remarks = try reader.unusedColumns(known: claimColumns)
    let since = try reader.requiredColumn("since")
    let until = try reader.requiredColumn("until")
    let minimum = try reader.requiredColumn("count_min")
    let maximum = try reader.requiredColumn("count_max")
    let actor = try reader.requiredColumn("actor")
    let target = try reader.requiredColumn("target")
    let (qualifier, source) = (reader.column("qualifier"), reader.column("source_name"))
    let stated = reader.column("source_date")
    let dates = DateCells(columns: [since, until, stated], order: dateOrder)
    var names = SideNames(sides)
    var unknown = UnknownNames()
    var claims: [Claim] = []
    let faults = FaultCollector()
    try reader.forEachRow(gathering: faults) { row in
      let total = try faults.take(CodedLog.total(row, minimum, maximum))
      let actors = (
        try faults.take(unknown.side(row, actor, sides, &names)),
        try faults.take(unknown.side(row, target, sides, &names))
      )
      let begun = try faults.take(dates.days(row, since, since))
      let ended = try faults.take(dates.days(row, until, until))
      // A year or a month alone leaves the day of a statement unknown.
      let day = try stated.flatMap { try faults.take(dates.day(row, $0)) ?? nil }
      guard let total, let from = actors.0, let to = actors.1, let begun, let ended else { return }
      let words = [try row.optionalText(qualifier), try row.optionalText(source)]
      claims.append(
        Claim(
          source: from, target: to, since: begun, until: ended, count: total,
          sourceName: try row.text(actor), targetName: try row.text(target), stated: day,
          provenance: Provenance(
            document: "\(row.document):\(row.line)", row: row.line,
            evidence: words.compactMap { $0 }.joined(separator: "; "))))
    }
    unknown.add(to: faults)
    try faults.check()
    return TableContents(rows: claims, remarks: remarks + reader.remarks)
  }

  /// A total, whose empty larger value means "at least".
  private static func total(
    _ row: CSVReader, _ minimum: Int, _ maximum: Int
  ) throws(TabularError) -> CountInterval {
    guard let low = try row.integer(minimum) else {
      throw row.error(minimum, problem: "the total is missing", hint: "write its smallest value")
    }
    let high = try row.integer(maximum)
    guard let count = try? CountInterval(minimum: low, maximum: high) else {
      throw row.error(
        maximum, problem: "the total runs from \(low) to \(high ?? low)",
        hint: "write totals of zero or more, the smaller one first")
    }
    return count
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
