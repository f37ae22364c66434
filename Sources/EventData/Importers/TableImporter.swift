import Incidents
import Tabular

/// A table of the user's own whose columns are named by what they hold.
struct TableImporter: EventImporter {
  static let set = EventSet("table", "a table of your own")

  /// What a column can hold, and the names by which it is usually called.
  static let parts: [(part: String, names: [String])] = [
    (
      "source",
      [
        "source", "attacker", "perpetrator", "aggressor", "actor", "actor1", "from", "initiator",
        "side_a", "who", "author",
      ]
    ),
    (
      "target",
      [
        "target", "victim", "actor2", "to", "recipient", "defender", "side_b", "against", "whom",
        "attacked",
      ]
    ),
    (
      "date",
      [
        "date", "when", "day", "event_date", "date_min", "date_earliest", "start", "start_date",
        "startdate", "date_start", "incident_date",
      ]
    ),
    ("date_max", ["date_max", "date_latest", "end", "end_date", "enddate", "date_end", "until"]),
    ("id", ["id", "event_id", "eventid", "incident_id", "case"]),
    // Not "n" and "number": such columns often number the rows.
    ("count", ["count", "attacks", "incidents", "events"]),
    (
      "killed", ["killed", "deaths", "dead", "fatalities", "killed_total", "deaths_total", "nkill"]
    ),
    ("wounded", ["wounded", "injured", "injuries", "nwound"]),
    ("place", ["place", "location", "city", "where", "site", "town", "base"]),
    ("weapon", ["weapon", "means", "weapon_type"]),
    ("note", ["note", "notes", "description", "summary", "evidence", "comment", "details"]),
  ]

  static func recognizes(_ shape: TableShape) -> Bool { true }

  /// The columns that seem to hold source, target, date and more: those whose name is a usual one.
  static func suggested(_ shape: TableShape) -> [String: String] {
    var result: [String: String] = [:]
    var used: Set<Int> = []
    for (part, names) in parts {
      if let column = names.lazy.compactMap({ shape.column($0) }).first(where: {
        !used.contains($0)
      }) {
        used.insert(column)
        result[part] = shape.first[column]
      }
    }
    return result
  }

  private let columns: [String: Int]
  private let map: [(part: String, column: String)]
  private let isMapGiven: Bool
  private var dates: EventDates

  init(_ shape: TableShape, _ options: ImportOptions) throws {
    dates = EventDates(order: options.dateOrder)
    let known = TableImporter.parts.map(\.part)
    isMapGiven = !options.columns.isEmpty
    let map = isMapGiven ? options.columns : TableImporter.suggested(shape)
    var columns: [String: Int] = [:]
    for (part, name) in map.sorted(by: { $0.key < $1.key }) {
      guard known.contains(part) else { throw ImportError.unknownPart(part, parts: known) }
      guard let column = shape.first.firstIndex(of: name) ?? shape.column(TableShape.folded(name))
      else {
        throw ImportError.noColumn(
          file: shape.file, part: part, column: name, columns: shape.first)
      }
      columns[part] = column
    }
    for part in ["source", "target", "date"] where columns[part] == nil {
      throw ImportError.unknownTable(
        file: shape.file, columns: shape.first, suggested: map)
    }
    self.columns = columns
    self.map = known.compactMap { part in map[part].map { (part, $0) } }
  }

  var needsSurvey: Bool { true }

  mutating func survey(_ row: FieldRow) {
    dates.learn(row[columns["date"]].trimmed)
    dates.learn(row[columns["date_max"]].trimmed)
  }

  func label(_ row: FieldRow) -> RowLabel {
    RowLabel(
      source: row[columns["source"]], target: row[columns["target"]], date: row[columns["date"]])
  }

  mutating func acts(_ row: FieldRow, into acts: inout [Act]) -> LeftOut? {
    let (source, target) = (row[columns["source"]].trimmed, row[columns["target"]].trimmed)
    if source.isMissing || target.isMissing { return .noActor }
    acts.append(
      Act(id: row[columns["id"]].trimmed, source: source, target: target, isViolent: true))
    return nil
  }

  mutating func days(_ row: FieldRow) throws(LeftOut) -> ClosedRange<Day> {
    let first = try dates.days(row[columns["date"]].trimmed)
    let end = row[columns["date_max"]].trimmed
    guard !end.isMissing else { return first }
    let last = try dates.days(end)
    guard first.lowerBound <= last.upperBound else {
      throw .badDate(.reversedRange("\(first.lowerBound) to \(last.upperBound)"))
    }
    return first.lowerBound...last.upperBound
  }

  func details(_ row: FieldRow) -> ActDetails {
    var details = ActDetails()
    details.count = number(row[columns["count"]]) ?? .one
    details.killed = number(row[columns["killed"]])
    details.wounded = number(row[columns["wounded"]])
    details.place = row[columns["place"]]
    details.weapon = weapon(row[columns["weapon"]].trimmed)
    details.evidence = [row[columns["note"]]]
    return details
  }

  /// `3`, `3+`, `3-5`; nil for anything else, which `note` keeps where it is named.
  private func number(_ field: FieldBytes) -> CountInterval? {
    let text = field.trimmed.text
    if let value = field.people { return CountInterval(exactly: value) }
    if text.hasSuffix("+"), let low = Int(text.dropLast()) {
      return try? CountInterval(minimum: low, maximum: nil)
    }
    let ends = text.split { $0 == "-" || $0 == "\u{2013}" }.map { Int($0.trimmed) }
    guard ends.count == 2, let low = ends[0], let high = ends[1] else { return nil }
    return try? CountInterval(minimum: low, maximum: high)
  }

  private func weapon(_ field: FieldBytes) -> Weapon {
    guard !field.isMissing else { return .unknown }
    let text = field.text.lowercased()
    return Weapon(rawValue: text) ?? CodedLog.weapon(text)
  }

  var notes: [String] {
    let columns = map.map { "\($0.part) = '\($0.column)'" }.joined(separator: ", ")
    return [
      (isMapGiven ? "Columns: " : "Columns, chosen by their names: ") + columns + "."
    ]
  }
}
