import Incidents
import Tabular

/// GDELT 1.0 (57 or 58 columns) and 2.0 (61 columns), tabs and no header, and the variant with a header
/// and commas that Python clients write (62 columns).
///
/// Rows are bundles of reports, not events: rows of the same day, actors and code tell one act. A day
/// exactly 7 or 30 days before the row was added stands for "last week" or "a month ago", an interval
/// around it; one of 365 or 3,650 days is a guess and left out.
struct GDELTImporter: EventImporter {
  static let set = EventSet(
    "gdelt", "GDELT", repeated: "day, actors and code",
    caveats: [
      "Rows are bundles of reports that a machine has coded, not events: rows of one day with the same "
        + "actors and code are taken for one act."
    ])

  /// The columns of 2.0; 1.0 lacks the three ADM2Code, and its first years SOURCEURL.
  private static let columns: [String] = {
    func actor(_ number: Int) -> [String] {
      [
        "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
        "Religion2Code", "Type1Code", "Type2Code", "Type3Code",
      ].map { "Actor\(number)\($0)" }
    }
    func place(_ name: String) -> [String] {
      [
        "Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID",
      ].map { "\(name)Geo_\($0)" }
    }
    let event = [
      "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
      "NumMentions", "NumSources", "NumArticles", "AvgTone",
    ]
    return ["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"] + actor(1) + actor(2)
      + event + place("Actor1") + place("Actor2") + place("Action") + ["DATEADDED", "SOURCEURL"]
  }()

  private static func columns(of shape: TableShape) -> [String]? {
    if shape.has("sqldate", "actor1name", "eventcode") { return shape.first }
    guard shape.hasTabs, shape.isNumber(1, digits: 8...8), shape.isNumber(2, digits: 6...6) else {
      return nil
    }
    let first = columns.filter { !$0.hasSuffix("ADM2Code") }
    switch shape.count {
    case 61: return columns
    case 58: return first
    case 57: return first.dropLast()
    default: return nil
    }
  }

  static func recognizes(_ shape: TableShape) -> Bool { columns(of: shape) != nil }

  static func hasHeader(_ shape: TableShape) -> Bool { shape.has("sqldate") }

  private let id: Int?
  private let date: Int
  private let added: Int?
  private let names: (Int, Int)
  private let codes: (Int?, Int?)
  private let code: Int
  private let root: Int?
  private let place: Int?
  private let address: Int?
  private var widened = 0

  init(_ given: TableShape, _ options: ImportOptions) throws {
    let shape = TableShape(
      file: given.file, first: GDELTImporter.columns(of: given) ?? given.first,
      separator: given.separator)
    id = shape.column("globaleventid")
    date = try shape.required("sqldate")
    added = shape.column("dateadded")
    names = (try shape.required("actor1name"), try shape.required("actor2name"))
    codes = (shape.column("actor1code"), shape.column("actor2code"))
    code = try shape.required("eventcode")
    root = shape.column("eventrootcode")
    place = shape.column("actiongeo_fullname")
    address = shape.column("sourceurl")
  }

  func label(_ row: FieldRow) -> RowLabel {
    RowLabel(
      source: name(row, names.0, codes.0), target: name(row, names.1, codes.1), date: row[date])
  }

  private func name(_ row: FieldRow, _ name: Int, _ code: Int?) -> FieldBytes {
    row[name].isEmpty ? row[code] : row[name]
  }

  mutating func acts(_ row: FieldRow, into acts: inout [Act]) -> LeftOut? {
    let source = name(row, names.0, codes.0)
    guard !source.isEmpty else { return .noActor }
    let target = name(row, names.1, codes.1)
    guard !target.isEmpty else { return .noActor }
    let code = row[code]
    var act = Act(
      id: row[id], source: source, target: target,
      isViolent: root.map { CAMEO.isViolentRoot(row[$0]) } ?? CAMEO.isViolent(code))
    act.aliases = (row[codes.0], row[codes.1])
    let actors = row[codes.1].hash(seed: row[codes.0].hash())
    act.key = code.hash(seed: row[date].hash(seed: target.hash(seed: source.hash(seed: actors))))
    acts.append(act)
    return nil
  }

  mutating func days(_ row: FieldRow) throws(LeftOut) -> ClosedRange<Day> {
    guard let day = EventDates.plain(row[date]) else {
      if row[date].isMissing { throw .noDate }
      throw .badDate(.notADate(row[date].text))
    }
    guard let added, row[added].count >= 8,
      let report = EventDates.plain(FieldBytes(start: row[added].start, count: 8))
    else { return day...day }
    switch report - day {
    case 7:
      widened += 1
      return (day - 6)...(day + 6)
    case 30:
      widened += 1
      return (day - 15)...(day + 15)
    case 365, 366, 3650, 3652, 3653:
      throw .guessedDate(days: report - day)
    default: return day...day
    }
  }

  func details(_ row: FieldRow) -> ActDetails {
    var details = ActDetails()
    details.weapon = CAMEO.weapon(row[code])
    details.place = row[place]
    details.evidence = [row[code], row[address]]
    details.edited = added.flatMap { column in
      row[column].count < 8
        ? nil : EventDates.plain(FieldBytes(start: row[column].start, count: 8))
    }
    return details
  }

  var notes: [String] {
    guard widened > 0 else { return [] }
    return [
      "\(widened) rows dated exactly 7 or 30 days before they were added: \"last week\" and \"a month "
        + "ago\", taken as intervals of 13 and 31 days."
    ]
  }
}
