import Incidents
import Tabular

/// UCDP GED, the Georeferenced Event Dataset: 47 or 49 columns with a header, the answers of its web
/// service, and candidate files without a header.
///
/// The sides of an event are not attacker and defender but for one-sided violence. Dates are intervals
/// of their own.
struct GEDImporter: EventImporter {
  static let set = EventSet(
    "ged", "UCDP GED",
    caveats: [
      "It holds only events in which somebody died: attacks without deaths are absent.",
      "Its sides are not attacker and defender, except in one-sided violence.",
    ])

  /// The columns of files without a header.
  private static let columns = [
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name",
    "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b",
    "number_of_sources", "source_article", "source_office", "source_date", "source_headline",
    "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
  ]

  static func recognizes(_ shape: TableShape) -> Bool {
    if shape.has("type_of_violence", "side_a", "side_b", "date_start") { return true }
    return isHeaderless(shape)
  }

  static func hasHeader(_ shape: TableShape) -> Bool { !isHeaderless(shape) }

  /// Whether the first row is an event: 49 fields, a kind of violence, and dates in their place.
  static func isHeaderless(_ shape: TableShape) -> Bool {
    guard shape.count == columns.count, shape.isNumber(0, digits: 1...9),
      ["1", "2", "3"].contains(shape.first[5])
    else { return false }
    return [38, 39].allSatisfy { Day(iso: shape.first[$0].prefix(10)) != nil }
  }

  private let id: Int?
  private let type: Int
  private let sides: (Int, Int)
  private let start: Int
  private let end: Int?
  private let precision: Int?
  private let clarity: Int?
  private let places: [Int?]
  private let deaths: (best: Int?, low: Int?, high: Int?)
  private let words: [Int?]
  private var dates = EventDates()
  private var disagreements = 0

  init(_ given: TableShape, _ options: ImportOptions) throws {
    let shape =
      GEDImporter.isHeaderless(given)
      ? TableShape(file: given.file, first: GEDImporter.columns, separator: given.separator) : given
    id = shape.column("id")
    type = try shape.required("type_of_violence")
    sides = (try shape.required("side_a"), try shape.required("side_b"))
    start = try shape.required("date_start")
    end = shape.column("date_end")
    precision = shape.column("date_prec")
    clarity = shape.column("event_clarity")
    places = ["where_coordinates", "where_description", "adm_2", "adm_1", "country"].map {
      shape.column($0)
    }
    deaths = (
      shape.column("best", "best_est"), shape.column("low", "low_est"),
      shape.column("high", "high_est")
    )
    words = [shape.column("dyad_name"), shape.column("source_headline"), shape.column("relid")]
  }

  var needsSurvey: Bool { true }

  mutating func survey(_ row: FieldRow) {
    dates.learn(row[start])
    dates.learn(row[end])
  }

  func label(_ row: FieldRow) -> RowLabel {
    RowLabel(source: row[sides.0], target: row[sides.1], date: row[start])
  }

  mutating func acts(_ row: FieldRow, into acts: inout [Act]) -> LeftOut? {
    if row[sides.0].isMissing || row[sides.1].isMissing { return .noActor }
    acts.append(
      Act(
        id: row[id], source: row[sides.0], target: row[sides.1],
        isDirected: row[type].trimmed.integer == 3, isViolent: true,
        key: id == nil ? nil : row[id].trimmed.hash()))
    return nil
  }

  mutating func days(_ row: FieldRow) throws(LeftOut) -> ClosedRange<Day> {
    let first = try dates.days(row[start])
    let last = row[end].isMissing ? first : try dates.days(row[end])
    let days =
      min(first.lowerBound, last.lowerBound)...max(first.upperBound, last.upperBound)
    // Where the code is wider than the dates, the code counts: 2 is two to six days, 3 a week, 4 a
    // month, 5 a year.
    guard days.count == 1, let code = row[precision].trimmed.integer, code > 1 else {
      if days.count > 1, row[precision].trimmed.integer == 1 { disagreements += 1 }
      return days
    }
    disagreements += 1
    let (year, month, date) = days.lowerBound.components
    switch code {
    case 2: return (days.lowerBound - 5)...(days.lowerBound + 5)
    case 3: return (days.lowerBound - 6)...(days.lowerBound + 6)
    case 4:
      let start = days.lowerBound - (date - 1)
      return start...(start + (Day.length(ofMonth: month, year: year) - 1))
    default:
      guard let start = Day(year: year, month: 1, day: 1),
        let end = Day(year: year, month: 12, day: 31)
      else { return days }
      return start...end
    }
  }

  func details(_ row: FieldRow) -> ActDetails {
    var details = ActDetails()
    // A summary of several events.
    if row[clarity].trimmed.integer == 2 { details.count = .atLeastOne }
    details.place = places.lazy.map { row[$0].trimmed }.first { !$0.isMissing } ?? .none
    let best = row[deaths.best].people
    let low = row[deaths.low].people ?? best
    let high = row[deaths.high].people ?? best
    details.killed = low.flatMap { try? CountInterval(minimum: $0, maximum: max($0, high ?? $0)) }
    details.evidence = words.map { row[$0] }
    return details
  }

  var notes: [String] {
    guard disagreements > 0 else { return [] }
    return [
      "\(disagreements) rows whose precision and dates disagree: the wider of the two is taken."
    ]
  }
}
