import Incidents
import Tabular

/// GTD, the Global Terrorism Database: 135 columns.
///
/// The perpetrators are never states: there are no strikes in it that answer. The target is the type of
/// target (`targtype1_txt`).
struct GTDImporter: EventImporter {
  static let set = EventSet(
    "gtd", "GTD",
    caveats: [
      "It holds attacks of groups only. Whether a state answers cannot be seen without a second source."
    ])

  static func recognizes(_ shape: TableShape) -> Bool {
    shape.has("eventid", "iyear", "imonth", "iday", "gname")
  }

  private let id: Int
  private let date: [Int]
  private let approximate: Int?
  private let extended: Int?
  private let resolution: Int?
  private let group: Int
  private let target: Int
  private let attack: Int?
  private let weaponType: Int?
  private let related: Int?
  private let places: [Int?]
  private let casualties: (killed: Int?, wounded: Int?)
  private let words: [Int?]
  private var texts = EventDates()
  private var coordinated = 0

  init(_ shape: TableShape, _ options: ImportOptions) throws {
    id = try shape.required("eventid")
    date = [
      try shape.required("iyear"), try shape.required("imonth"), try shape.required("iday"),
    ]
    approximate = shape.column("approxdate")
    extended = shape.column("extended")
    resolution = shape.column("resolution")
    group = try shape.required("gname")
    target = try shape.required("targtype1_txt", "targtype1")
    attack = shape.column("attacktype1_txt")
    weaponType = shape.column("weaptype1_txt")
    related = shape.column("related")
    places = ["city", "provstate", "country_txt"].map { shape.column($0) }
    casualties = (shape.column("nkill"), shape.column("nwound"))
    words = ["attacktype1_txt", "target1", "summary"].map { shape.column($0) }
  }

  var needsSurvey: Bool { true }

  mutating func survey(_ row: FieldRow) {
    texts.learn(row[approximate])
    texts.learn(row[resolution])
    if let year = row[date[0]].trimmed.integer { texts.learn(year: year) }
    if !row[related].isMissing { coordinated += 1 }
  }

  func label(_ row: FieldRow) -> RowLabel {
    RowLabel(source: row[group], target: row[target], date: row[id])
  }

  mutating func acts(_ row: FieldRow, into acts: inout [Act]) -> LeftOut? {
    // Nobody knows the perpetrator of "Unknown".
    if row[group].isMissing || row[group].trimmed.equals("Unknown") || row[target].isMissing {
      return .noActor
    }
    acts.append(
      Act(
        id: row[id], source: row[group], target: row[target], isViolent: true,
        key: row[id].hash()))
    return nil
  }

  mutating func days(_ row: FieldRow) throws(LeftOut) -> ClosedRange<Day> {
    let days = try start(row)
    guard row[extended].trimmed.integer == 1, !row[resolution].isMissing,
      let end = try? texts.days(row[resolution]), end.upperBound > days.upperBound
    else { return days }
    return days.lowerBound...end.upperBound
  }

  private mutating func start(_ row: FieldRow) throws(LeftOut) -> ClosedRange<Day> {
    let parts = date.map { row[$0].trimmed.integer }
    guard let year = parts[0], let month = parts[1], let day = parts[2] else { throw .noDate }
    if let exact = Day(year: year, month: month, day: day) { return exact...exact }
    guard day == 0, (0...12).contains(month) else {
      throw .badDate(.noSuchDay("\(year)-\(month)-\(day)"))
    }
    let months = month == 0 ? 1...12 : month...month
    guard let first = Day(year: year, month: months.lowerBound, day: 1),
      let last = Day(
        year: year, month: months.upperBound,
        day: Day.length(ofMonth: months.upperBound, year: year))
    else { throw .noDate }
    // Words such as "April 5-8" say more, where they agree with the parts.
    if let words = try? texts.days(row[approximate]), words.lowerBound >= first,
      words.upperBound <= last
    {
      return words
    }
    return first...last
  }

  func details(_ row: FieldRow) -> ActDetails {
    var details = ActDetails()
    details.weapon = weapon(row)
    details.place =
      places.lazy.map { row[$0].trimmed }
      .first { !$0.isMissing && !$0.equals("Unknown") } ?? .none
    details.killed = row[casualties.killed].people.map { CountInterval(exactly: $0) }
    details.wounded = row[casualties.wounded].people.map { CountInterval(exactly: $0) }
    details.evidence = words.map { row[$0] }
    return details
  }

  private func weapon(_ row: FieldRow) -> Weapon {
    let type = row[weaponType]
    if type.begins("Explosives") { return .bomb }
    if type.begins("Firearms") { return .shooting }
    if row[attack].begins("Armed Assault") { return .ground }
    return type.isMissing || type.equals("Unknown") ? .unknown : .other
  }

  var notes: [String] {
    guard coordinated > 0 else { return [] }
    return [
      "\(coordinated) rows name related rows: attacks that were coordinated are separate incidents."
    ]
  }
}
