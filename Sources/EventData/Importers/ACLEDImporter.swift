import Incidents
import Tabular

/// ACLED, the Armed Conflict Location and Event Data, in all its generations: 25 columns in capitals of
/// 2015 to the present 31, read by name.
///
/// One row gathers all attacks of the same actors on the same day in the same place, so it counts
/// `1,+`. `actor1` and `actor2` are attacker and target only in attacks, remote violence and violence
/// against civilians; elsewhere the codebook gives them no order.
struct ACLEDImporter: EventImporter {
  static let set = EventSet(
    "acled", "ACLED",
    caveats: [
      "One row gathers all attacks of the same actors on the same day in the same place: each counts "
        + "as one act or more.",
      "ACLED edits and deletes events for years: keep the file and import it again before you publish.",
    ])

  static func recognizes(_ shape: TableShape) -> Bool {
    shape.has("event_date", "event_type", "actor1")
      && shape.column("event_id_cnty", "fatalities", "time_precision", "geo_precision") != nil
  }

  private let id: Int?
  private let date: Int
  private let year: Int?
  private let precision: Int?
  private let type: Int
  private let subtype: Int?
  private let actors: (Int, Int?)
  private let places: [Int?]
  private let fatalities: Int?
  private let noteColumn: Int?
  private let timestamp: Int?
  private var dates = EventDates()
  /// Rows dated to a week by the weekday that they give, Monday first.
  private var weekdays = [Int](repeating: 0, count: 7)

  init(_ shape: TableShape, _ options: ImportOptions) throws {
    id = shape.column("event_id_cnty", "data_id")
    date = try shape.required("event_date")
    year = shape.column("year")
    precision = shape.column("time_precision")
    type = try shape.required("event_type")
    subtype = shape.column("sub_event_type")
    actors = (try shape.required("actor1"), shape.column("actor2"))
    places = ["location", "admin3", "admin2", "admin1", "country"].map { shape.column($0) }
    fatalities = shape.column("fatalities")
    noteColumn = shape.column("notes")
    timestamp = shape.column("timestamp")
  }

  var needsSurvey: Bool { true }

  mutating func survey(_ row: FieldRow) {
    dates.learn(row[date])
    if let year = row[year].trimmed.integer { dates.learn(year: year) }
    if row[precision].trimmed.integer == 2, let day = EventDates.plain(row[date]) {
      count(day)
    } else if row[precision].trimmed.integer == 2 {
      unreadWeeks.append(row[date].text)
    }
  }

  /// Dates of weeks whose spelling is known only after the survey.
  private var unreadWeeks: [String] = []

  private mutating func count(_ day: Day) { weekdays[(((day.number + 3) % 7) + 7) % 7] += 1 }

  func label(_ row: FieldRow) -> RowLabel {
    RowLabel(source: row[actors.0], target: row[actors.1], date: row[date])
  }

  mutating func acts(_ row: FieldRow, into acts: inout [Act]) -> LeftOut? {
    if row[actors.0].isMissing || row[actors.1].isMissing { return .noActor }
    let (type, subtype) = (row[type], row[subtype])
    let isAttack =
      type.begins("Violence against civilians") || type.begins("Explosions/Remote violence")
      || type.begins("Remote violence") || subtype.equals("Attack")
    acts.append(
      Act(
        id: row[id], source: row[actors.0], target: row[actors.1], isDirected: isAttack,
        isViolent: isAttack || type.begins("Battle") || isViolentRiot(subtype),
        key: id == nil ? nil : row[id].hash()))
    return nil
  }

  private func isViolentRiot(_ subtype: FieldBytes) -> Bool {
    subtype.equals("Mob violence") || subtype.equals("Violent demonstration")
  }

  mutating func days(_ row: FieldRow) throws(LeftOut) -> ClosedRange<Day> {
    let days = try dates.days(row[date])
    switch row[precision].trimmed.integer {
    case 2:
      if isCodedByMidweek {
        let monday = days.lowerBound - (((days.lowerBound.number + 3) % 7) + 7) % 7
        return monday...(monday + 6)
      }
      return (days.lowerBound - 6)...(days.upperBound + 6)
    case 3:
      let (year, month, day) = days.lowerBound.components
      let first = days.lowerBound - (day - 1)
      return first...(first + (Day.length(ofMonth: month, year: year) - 1))
    default: return days
    }
  }

  /// Whether the week's dates are its Wednesdays: then the week of the date is meant, and otherwise any
  /// day up to six before or after it.
  private var isCodedByMidweek: Bool {
    let all = weekdays.reduce(0, +)
    return all > 0 && 10 * weekdays[2] >= 6 * all
  }

  mutating func endSurvey() {
    for text in unreadWeeks {
      var text = text
      let day = text.withUTF8 { bytes -> Day? in
        guard let start = bytes.baseAddress else { return nil }
        return try? dates.days(FieldBytes(start: start, count: bytes.count)).lowerBound
      }
      if let day { count(day) }
    }
    unreadWeeks = []
  }

  func details(_ row: FieldRow) -> ActDetails {
    var details = ActDetails()
    details.count = .atLeastOne
    details.weapon = weapon(row)
    details.place = places.lazy.map { row[$0].trimmed }.first { !$0.isMissing } ?? .none
    // 0 is none or unknown.
    details.killed = row[fatalities].people.flatMap {
      try? CountInterval(minimum: $0, maximum: $0 == 0 ? nil : $0)
    }
    details.evidence = [row[type], row[subtype], row[noteColumn]]
    details.edited = row[timestamp].trimmed.integer.map { Day(number: $0 / 86_400) }
    return details
  }

  private func weapon(_ row: FieldRow) -> Weapon {
    let name = row[subtype]
    if name.begins("Air/drone strike") { return .airstrike }
    if name.begins("Shelling") { return .artillery }
    if name.begins("Remote explosive") { return .ied }
    if name.begins("Suicide bomb") { return .suicide }
    if name.begins("Grenade") { return .bomb }
    if name.begins("Armed clash") { return .ground }
    return .unknown
  }

  var notes: [String] {
    let all = weekdays.reduce(0, +)
    guard all > 0 else { return [] }
    let share =
      "\(all) \(all == 1 ? "row" : "rows") dated to a week (precision 2), \(weekdays[2]) to a Wednesday: "
    return [
      share
        + (isCodedByMidweek
          ? "the week that begins on Monday is meant, and the act lies in it."
          : "no weekday stands for the week, so the act lies up to 6 days before or after the date.")
    ]
  }
}

extension CountInterval {
  /// A row that can gather several acts.
  static var atLeastOne: CountInterval {
    (try? CountInterval(minimum: 1, maximum: nil)) ?? .one
  }
}
