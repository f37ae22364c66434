import Incidents
import Tabular

/// ICEWS, the Integrated Crisis Early Warning System: 20 columns, tabs, with a header.
///
/// An identifier can stand twice with two dates: it is one act that lies between them.
struct ICEWSImporter: EventImporter {
  static let set = EventSet(
    "icews", "ICEWS",
    caveats: ["A machine has coded it from news; the date is that of the report."])

  static func recognizes(_ shape: TableShape) -> Bool {
    shape.has("event_date", "source_name", "target_name", "cameo_code")
  }

  private let id: Int?
  private let date: Int
  private let names: (Int, Int)
  private let sectors: (Int?, Int?)
  private let code: Int
  private let places: [Int?]
  private let words: [Int?]
  private let violentOnly: Bool
  private var dates = EventDates()
  /// The days of each identifier, and those that have several.
  private var firstDays = FirstPlaces()
  private var spans: [UInt64: ClosedRange<Day>] = [:]

  init(_ shape: TableShape, _ options: ImportOptions) throws {
    id = shape.column("event_id")
    date = try shape.required("event_date")
    names = (try shape.required("source_name"), try shape.required("target_name"))
    sectors = (shape.column("source_sectors"), shape.column("target_sectors"))
    code = try shape.required("cameo_code")
    places = ["city", "district", "province", "country"].map { shape.column($0) }
    words = ["cameo_code", "event_text", "publisher"].map { shape.column($0) }
    violentOnly = options.violentOnly
  }

  var needsSurvey: Bool { true }

  mutating func survey(_ row: FieldRow) {
    dates.learn(row[date])
    guard id != nil, !violentOnly || CAMEO.isViolent(row[code]),
      let day = EventDates.plain(row[date]), day.number >= 0
    else { return }
    let key = row[id].hash()
    guard let first = firstDays.first(key, at: day.number), first != day.number else { return }
    let known = spans[key] ?? Day(number: first)...Day(number: first)
    spans[key] = min(known.lowerBound, day)...max(known.upperBound, day)
  }

  func label(_ row: FieldRow) -> RowLabel {
    RowLabel(source: row[names.0], target: row[names.1], date: row[date])
  }

  mutating func acts(_ row: FieldRow, into acts: inout [Act]) -> LeftOut? {
    if row[names.0].isMissing || row[names.1].isMissing { return .noActor }
    acts.append(
      Act(
        id: row[id], source: row[names.0], target: row[names.1],
        isViolent: CAMEO.isViolent(row[code]), key: id == nil ? nil : row[id].hash()))
    return nil
  }

  mutating func days(_ row: FieldRow) throws(LeftOut) -> ClosedRange<Day> {
    let days = try dates.days(row[date])
    guard !spans.isEmpty else { return days }
    return spans[row[id].hash()] ?? days
  }

  func details(_ row: FieldRow) -> ActDetails {
    var details = ActDetails()
    details.weapon = CAMEO.weapon(row[code])
    details.place = places.lazy.map { row[$0].trimmed }.first { !$0.isMissing } ?? .none
    details.evidence = words.map { row[$0] }
    return details
  }

  var notes: [String] {
    guard !spans.isEmpty else { return [] }
    return [
      "\(spans.count) \(spans.count == 1 ? "identifier stands" : "identifiers stand") in several rows "
        + "with different dates: one act between the first and the last of them."
    ]
  }
}
