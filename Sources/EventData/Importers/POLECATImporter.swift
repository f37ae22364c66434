import Incidents
import Tabular

/// POLECAT: tabs and a header, ISO-8859-1, one actor or several separated by `;` in a field.
///
/// Some files name a column `Headline` that no row has, or end rows with empty fields. The coder writes
/// the day of publication where a text has no date.
struct POLECATImporter: EventImporter {
  static let set = EventSet(
    "polecat", "POLECAT", repeated: "day, actors, type and mode",
    caveats: [
      "A machine has coded it from news: rows of one day with the same actors, type and mode are taken "
        + "for one act."
    ])

  static func recognizes(_ shape: TableShape) -> Bool {
    shape.has("event_type", "event_mode", "actor_name", "recipient_name")
  }

  private let names: [String]
  private let shape: TableShape
  private let slack: Int
  private var columns: Columns
  private var widths: [Int: Int] = [:]
  private var dates = EventDates()
  private var ofPublication = 0

  /// Where everything stands.
  private struct Columns {
    let width: Int
    let id: Int?
    let date: Int
    let published: Int?
    let actors: (Int, Int)
    let type: Int
    let mode: Int
    let places: [Int?]
    let words: [Int?]

    init(_ shape: TableShape, width: Int) throws(TabularError) {
      self.width = width
      id = shape.column("event_id")
      date = try shape.required("event_date")
      published = shape.column("publication_date")
      actors = (try shape.required("actor_name"), try shape.required("recipient_name"))
      type = try shape.required("event_type")
      mode = try shape.required("event_mode")
      places = ["placename", "city", "district", "province", "country"].map { shape.column($0) }
      words = ["event_type", "event_mode", "source"].map { shape.column($0) }
    }
  }

  init(_ shape: TableShape, _ options: ImportOptions) throws {
    self.shape = shape
    names = shape.first
    slack = options.publicationSlack
    columns = try Columns(shape, width: shape.count)
  }

  func fits(_ row: FieldRow, width: Int) -> Bool {
    guard row.count >= columns.width else { return false }
    return (columns.width..<row.count).allSatisfy { row[$0].isMissing }
  }

  var needsSurvey: Bool { true }

  mutating func survey(_ row: FieldRow) {
    widths[row.count, default: 0] += 1
    dates.learn(row[columns.date])
  }

  mutating func endSurvey() {
    let usual = widths.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? shape.count
    var kept = names
    while kept.count > usual, kept.last?.isEmpty == true { kept.removeLast() }
    if kept.count == usual + 1,
      let extra = kept.firstIndex(where: { $0.lowercased() == "headline" })
    {
      kept.remove(at: extra)
    }
    let repaired = TableShape(file: shape.file, first: kept, separator: shape.separator)
    if let columns = try? Columns(repaired, width: min(usual, kept.count)) {
      self.columns = columns
    }
  }

  func label(_ row: FieldRow) -> RowLabel {
    RowLabel(
      source: row[columns.actors.0], target: row[columns.actors.1], date: row[columns.date])
  }

  mutating func acts(_ row: FieldRow, into acts: inout [Act]) -> LeftOut? {
    let (source, target) = (row[columns.actors.0], row[columns.actors.1])
    if source.isMissing || target.isMissing { return .noActor }
    let day = row[columns.date].hash(seed: target.hash(seed: source.hash()))
    acts.append(
      Act(
        id: row[columns.id], source: source, target: target,
        isViolent: row[columns.type].trimmed.equals("ASSAULT"),
        key: row[columns.mode].hash(seed: row[columns.type].hash(seed: day))))
    return nil
  }

  mutating func days(_ row: FieldRow) throws(LeftOut) -> ClosedRange<Day> {
    let days = try dates.days(row[columns.date])
    guard let published = columns.published, !row[published].isMissing,
      let day = EventDates.plain(row[published]), days == day...day
    else { return days }
    ofPublication += 1
    return (days.lowerBound - slack)...days.upperBound
  }

  func details(_ row: FieldRow) -> ActDetails {
    var details = ActDetails()
    details.weapon = weapon(row[columns.mode])
    details.place = columns.places.lazy.map { row[$0].trimmed }.first { !$0.isMissing } ?? .none
    details.evidence = columns.words.map { row[$0] }
    return details
  }

  private func weapon(_ mode: FieldBytes) -> Weapon {
    let mode = mode.trimmed
    if mode.equals("aerial") { return .airstrike }
    if mode.equals("drone") { return .drone }
    if mode.equals("firearms") { return .shooting }
    if mode.equals("suicide-attack") { return .suicide }
    if mode.equals("explosives") || mode.equals("roadside-bomb") { return .bomb }
    if mode.equals("heavy-weapons") { return .artillery }
    return .unknown
  }

  var notes: [String] {
    guard ofPublication > 0 else { return [] }
    return [
      "\(ofPublication) rows are dated to the day of publication, which also stands where the report "
        + "gives no date"
        + (slack > 0 ? ": they can lie up to \(slack) days before it." : ": taken as it stands.")
    ]
  }
}
