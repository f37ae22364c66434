import Incidents
import Tabular

/// xSub: counts of some twenty sets by place, period and pair of sides, with a column a directed pair
/// (`DYAD_A_B`). A is the government, B rebels, C other armed groups, D civilians.
struct XSubImporter: EventImporter {
  static let set = EventSet(
    "xsub", "xSub",
    caveats: [
      "Sides are classes: A the government, B rebels, C other armed groups, D civilians.",
      "Pairs of ACLED and UCDP GED have no direction in xSub, whatever its columns are called.",
    ])

  static func recognizes(_ shape: TableShape) -> Bool {
    shape.has("dyad_a_b", "dyad_b_a")
      && shape.column("date", "yrmo", "year") != nil
  }

  private let date: Int?
  private let month: Int?
  private let year: Int?
  private let source: Int?
  private let dyads: [(column: Int, source: StaticString, target: StaticString)]
  private let places: [Int?]

  init(_ shape: TableShape, _ options: ImportOptions) throws {
    date = shape.column("date")
    month = shape.column("yrmo")
    year = shape.column("year")
    source = shape.column("source")
    let sides: [(String, StaticString)] = [("a", "A"), ("b", "B"), ("c", "C"), ("d", "D")]
    dyads = sides.flatMap { source in
      sides.compactMap { target in
        guard source.0 != target.0, let column = shape.column("dyad_\(source.0)_\(target.0)") else {
          return nil
        }
        return (column, source.1, target.1)
      }
    }
    places = ["clea_cst_n", "name_2", "name_1", "prio_gid", "name_0"].map { shape.column($0) }
  }

  func label(_ row: FieldRow) -> RowLabel {
    RowLabel(
      source: places.lazy.map { row[$0].trimmed }.first { !$0.isMissing } ?? .none,
      target: row[source], date: period(row))
  }

  private func period(_ row: FieldRow) -> FieldBytes {
    if !row[date].isMissing { return row[date].trimmed }
    return row[month].isMissing ? row[year].trimmed : row[month].trimmed
  }

  mutating func acts(_ row: FieldRow, into acts: inout [Act]) -> LeftOut? {
    // The sets that have no direction of their own.
    let isDirected =
      !row[source].begins("ACLED") && !row[source].begins("GED") && !row[source].begins("UCDP")
    for dyad in dyads {
      guard let number = row[dyad.column].people, number > 0 else { continue }
      acts.append(
        Act(
          id: .none, source: FieldBytes(dyad.source), target: FieldBytes(dyad.target),
          isDirected: isDirected, isViolent: true, count: CountInterval(exactly: number)))
    }
    return acts.isEmpty ? .noAct : nil
  }

  mutating func days(_ row: FieldRow) throws(LeftOut) -> ClosedRange<Day> {
    let text = period(row)
    guard let number = text.integer else {
      if let day = EventDates.plain(text) { return day...day }
      throw text.isMissing ? .noDate : .badDate(.notADate(text.text))
    }
    let parts: (year: Int, months: ClosedRange<Int>, day: Int?)
    switch text.count {
    case 8: parts = (number / 10_000, (number / 100 % 100)...(number / 100 % 100), number % 100)
    case 6: parts = (number / 100, (number % 100)...(number % 100), nil)
    default: parts = (number, 1...12, nil)
    }
    guard (1...12).contains(parts.months.upperBound),
      let first = Day(year: parts.year, month: parts.months.lowerBound, day: parts.day ?? 1),
      let last = Day(
        year: parts.year, month: parts.months.upperBound,
        day: parts.day ?? Day.length(ofMonth: parts.months.upperBound, year: parts.year))
    else { throw .badDate(.noSuchDay(text.text)) }
    return first...last
  }

  func details(_ row: FieldRow) -> ActDetails {
    var details = ActDetails()
    details.place = places.lazy.map { row[$0].trimmed }.first { !$0.isMissing } ?? .none
    details.evidence = [row[source]]
    return details
  }
}
