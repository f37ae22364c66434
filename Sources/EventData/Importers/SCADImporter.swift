import Incidents
import Tabular

/// SCAD, the Social Conflict Analysis Database: events with a first and a last day.
///
/// An event of several days is a process, not one act: it counts as one act or more in its interval.
struct SCADImporter: EventImporter {
  static let set = EventSet("scad", "SCAD")

  static func recognizes(_ shape: TableShape) -> Bool {
    shape.has("etype", "actor1", "target1", "startdate")
  }

  private let id: Int?
  private let dates: (start: Int, end: Int?)
  private let start: [Int?]
  private let end: [Int?]
  private let type: Int
  private let actors: (Int, Int)
  private let deaths: Int?
  private let places: [Int?]
  private let words: [Int?]
  private var spelled = EventDates()

  init(_ shape: TableShape, _ options: ImportOptions) throws {
    id = shape.column("eventid")
    dates = (try shape.required("startdate"), shape.column("enddate"))
    start = ["styr", "stmo", "stday"].map { shape.column($0) }
    end = ["eyr", "emo", "eday"].map { shape.column($0) }
    type = try shape.required("etype")
    actors = (try shape.required("actor1"), try shape.required("target1"))
    deaths = shape.column("ndeath")
    places = ["elocal", "countryname"].map { shape.column($0) }
    words = ["etype", "issuenote", "notes"].map { shape.column($0) }
  }

  var needsSurvey: Bool { true }

  mutating func survey(_ row: FieldRow) {
    spelled.learn(row[dates.start])
    spelled.learn(row[dates.end])
    for column in [start[0], end[0]] {
      if let year = row[column].people, year > 1900 { spelled.learn(year: year) }
    }
  }

  func label(_ row: FieldRow) -> RowLabel {
    RowLabel(source: row[actors.0], target: row[actors.1], date: row[dates.start])
  }

  mutating func acts(_ row: FieldRow, into acts: inout [Act]) -> LeftOut? {
    if row[actors.0].isMissing || row[actors.1].isMissing { return .noActor }
    // 3 and 4 riots, 7 to 10 violence for, against, outside of and within the government.
    let isViolent = row[type].trimmed.integer.map { [3, 4, 7, 8, 9, 10].contains($0) } ?? false
    acts.append(
      Act(
        id: row[id], source: row[actors.0], target: row[actors.1], isViolent: isViolent,
        key: id == nil ? nil : row[id].hash()))
    return nil
  }

  mutating func days(_ row: FieldRow) throws(LeftOut) -> ClosedRange<Day> {
    let first = try day(row, start, row[dates.start])
    let last = dates.end == nil ? first : try day(row, end, row[dates.end])
    return min(first.lowerBound, last.lowerBound)...max(first.upperBound, last.upperBound)
  }

  /// The parts of a date where they are there, which no spelling makes unclear, or its text.
  private mutating func day(
    _ row: FieldRow, _ parts: [Int?], _ text: FieldBytes
  ) throws(LeftOut) -> ClosedRange<Day> {
    let numbers = parts.map { row[$0].trimmed.integer ?? 0 }
    if let day = Day(year: numbers[0], month: numbers[1], day: numbers[2]) { return day...day }
    return try spelled.days(text)
  }

  func details(_ row: FieldRow) -> ActDetails {
    var details = ActDetails()
    let first = start.map { row[$0].trimmed.integer }
    let last = end.map { row[$0].trimmed.integer }
    let isOneDay =
      first.contains(nil) || last.contains(nil)
      ? row[dates.start].trimmed.text == row[dates.end].trimmed.text : first == last
    if !isOneDay { details.count = .atLeastOne }
    details.killed = row[deaths].people.map { CountInterval(exactly: $0) }
    details.place = places.lazy.map { row[$0].trimmed }.first { !$0.isMissing } ?? .none
    details.evidence = words.map { row[$0] }
    return details
  }
}
