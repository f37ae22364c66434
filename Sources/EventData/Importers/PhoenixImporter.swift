import Incidents
import Tabular

/// The historical Phoenix sets of the Cline Center: commas, a header, the day of the story.
struct ClineImporter: EventImporter {
  static let set = EventSet(
    "phoenix-cline", "Phoenix (Cline Center)", repeated: "day, actors and code",
    caveats: [
      "A machine has coded it from news, and the date is that of the story: rows of one day with the "
        + "same actors and code are taken for one act."
    ])

  static func recognizes(_ shape: TableShape) -> Bool {
    shape.has("story_date", "source", "target", "root_code")
  }

  private let id: Int?
  private let date: Int
  private let actors: (Int, Int)
  private let code: Int
  private let root: Int
  private let places: [Int?]
  private let slack: Int
  private var dates = EventDates()

  init(_ shape: TableShape, _ options: ImportOptions) throws {
    id = shape.column("eid")
    date = try shape.required("story_date")
    actors = (try shape.required("source"), try shape.required("target"))
    code = try shape.required("code", "root_code")
    root = try shape.required("root_code")
    places = ["placename", "statename", "countryname"].map { shape.column($0) }
    slack = options.publicationSlack
  }

  var needsSurvey: Bool { true }
  mutating func survey(_ row: FieldRow) { dates.learn(row[date]) }

  func label(_ row: FieldRow) -> RowLabel {
    RowLabel(source: row[actors.0], target: row[actors.1], date: row[date])
  }

  mutating func acts(_ row: FieldRow, into acts: inout [Act]) -> LeftOut? {
    if row[actors.0].isMissing || row[actors.1].isMissing { return .noActor }
    acts.append(
      .ofReport(
        id: row[id], date: row[date], source: row[actors.0], target: row[actors.1],
        code: row[code], isViolent: CAMEO.isViolentRoot(row[root])))
    return nil
  }

  mutating func days(_ row: FieldRow) throws(LeftOut) -> ClosedRange<Day> {
    let days = try dates.days(row[date])
    return (days.lowerBound - slack)...days.upperBound
  }

  func details(_ row: FieldRow) -> ActDetails {
    var details = ActDetails()
    details.weapon = CAMEO.weapon(row[code])
    details.place = places.lazy.map { row[$0].trimmed }.first { !$0.isMissing } ?? .none
    details.evidence = [row[code]]
    return details
  }

  var notes: [String] {
    [
      "The date is that of the story"
        + (slack > 0 ? ": the act can lie up to \(slack) days before it." : ", taken as it stands.")
    ]
  }
}

/// The daily Phoenix files of the Open Event Data Alliance: 26 columns, tabs, no header.
struct OEDAImporter: EventImporter {
  static let set = EventSet(
    "phoenix-oeda", "Phoenix (OEDA)", repeated: "day, actors and code",
    caveats: [
      "A machine has coded it from news: the provider keeps one act a day of the same actors and code, "
        + "which also removes true repeats."
    ])

  static func recognizes(_ shape: TableShape) -> Bool {
    shape.hasTabs && shape.count == 26 && shape.isNumber(1, digits: 8...8)
      && shape.isNumber(2, digits: 4...4) && shape.isNumber(3, digits: 1...2)
      && shape.isNumber(4, digits: 1...2)
  }

  static func hasHeader(_ shape: TableShape) -> Bool { false }

  private let slack: Int

  // The columns by position, as the pipeline writes them.
  private enum Column {
    static let (id, date, source, target) = (0, 1, 5, 9)
    static let (code, root) = (13, 14)
    static let (place, state, country, addresses) = (20, 21, 22, 24)
  }

  init(_ shape: TableShape, _ options: ImportOptions) throws {
    slack = options.publicationSlack
  }

  func label(_ row: FieldRow) -> RowLabel {
    RowLabel(source: row[Column.source], target: row[Column.target], date: row[Column.date])
  }

  mutating func acts(_ row: FieldRow, into acts: inout [Act]) -> LeftOut? {
    if row[Column.source].isMissing || row[Column.target].isMissing { return .noActor }
    acts.append(
      .ofReport(
        id: row[Column.id], date: row[Column.date], source: row[Column.source],
        target: row[Column.target], code: row[Column.code],
        isViolent: CAMEO.isViolentRoot(row[Column.root])))
    return nil
  }

  mutating func days(_ row: FieldRow) throws(LeftOut) -> ClosedRange<Day> {
    guard let day = EventDates.plain(row[Column.date]) else {
      if row[Column.date].isMissing { throw .noDate }
      throw .badDate(.notADate(row[Column.date].text))
    }
    return (day - slack)...day
  }

  func details(_ row: FieldRow) -> ActDetails {
    var details = ActDetails()
    details.weapon = CAMEO.weapon(row[Column.code])
    details.place =
      [Column.place, Column.state, Column.country].lazy.map { row[$0].trimmed }
      .first { !$0.isMissing } ?? .none
    details.evidence = [row[Column.code], row[Column.addresses]]
    return details
  }
}

extension Act {
  /// An act of a set whose rows are reports: those of one day, with the same actors and code, tell one.
  static func ofReport(
    id: FieldBytes, date: FieldBytes, source: FieldBytes, target: FieldBytes, code: FieldBytes,
    isViolent: Bool
  ) -> Act {
    Act(
      id: id, source: source, target: target, isViolent: isViolent,
      key: code.hash(seed: date.hash(seed: target.hash(seed: source.hash()))))
  }
}
