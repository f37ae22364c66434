import Estimation
import Incidents
import LinearAlgebra
import TimeSeries

/// Which calendar periods have a level of their own in the mean of a model.
public enum CalendarTerms: String, CaseIterable, Hashable, Sendable {
  /// Days of the week where rows are days with dates, there are six weeks of them or more, and a
  /// series differs between them (``differs(_:_:)``); else none.
  case automatic = "auto"
  /// None.
  case none
  /// Every year.
  case year
  /// Every month of a year.
  case month
  /// Days of the week.
  case weekday

  /// Days from which on the days of the week are there without being asked for.
  static let leastDays = 42
  /// Rows that must be left for the days of the week by all other terms.
  static let leastSpare = 21

  /// The calendar of a table's rows; nil where there are no calendar terms.
  ///
  /// - Parameters:
  ///   - data: The table.
  ///   - covariates: Columns of the user's own. Where one of them repeats every week, the days of
  ///     the week are there already.
  ///   - isWeekly: Whether the model has a weekly season of its own.
  ///   - spare: Rows less the other terms of an equation, where nothing is drawn to zero.
  /// - Returns: The calendar.
  /// - Throws: ``ConflictDataError/labelWithoutDate(_:)`` where terms are asked for and a row has no
  ///   date.
  func columns(
    of data: CountData, covariates: [[Double]] = [], isWeekly: Bool = false,
    spare: Int = .max
  ) throws(ConflictDataError) -> CalendarColumns? {
    switch self {
    case .none: return nil
    case .year, .month, .weekday:
      return CalendarColumns(self, keys: try data.labels.map(key), isChosen: true)
    case .automatic:
      guard data.isDaily, data.labels.count >= CalendarTerms.leastDays, !isWeekly,
        spare >= CalendarTerms.leastSpare,
        !covariates.contains(where: CalendarTerms.repeatsEveryWeek),
        let keys = try? data.labels.map(CalendarTerms.weekday.key),
        CalendarTerms.differs(data, keys)
      else { return nil }
      return CalendarColumns(.weekday, keys: keys, isChosen: false)
    }
  }

  /// The calendar period of a row.
  func key(_ label: String) throws(ConflictDataError) -> String {
    guard let day = Day(iso: label) else { throw .labelWithoutDate(label) }
    return switch self {
    case .year: String(label.prefix(4))
    case .month: String(label.prefix(7))
    case .weekday, .automatic, .none: day.weekday.rawValue
    }
  }

  /// Whether the mean of any series differs between calendar periods: F of an analysis of variance
  /// at 10 %, shared among the series. Factors that nothing asks for make intervals too narrow.
  static func differs(_ data: CountData, _ keys: [String]) -> Bool {
    let groups = Dictionary(grouping: keys.indices) { keys[$0] }.sorted { $0.key < $1.key }
    guard groups.count > 1, keys.count > groups.count else { return false }
    return data.names.indices.contains { column in
      let values = data.tables[0].column(column)
      let mean = values.reduce(0, +) / Double(values.count)
      var (between, within) = (0.0, 0.0)
      for (_, rows) in groups {
        let own = rows.reduce(0) { $0 + values[$1] } / Double(rows.count)
        between += Double(rows.count) * (own - mean) * (own - mean)
        within += rows.reduce(0) { $0 + (values[$1] - own) * (values[$1] - own) }
      }
      let (one, two) = (Double(groups.count - 1), Double(values.count - groups.count))
      guard within > 0 else { return between > 0 }
      let p = FisherF(numerator: one, denominator: two).survival(between / one / (within / two))
      return p < 0.1 / Double(data.names.count)
    }
  }

  private static func repeatsEveryWeek(_ values: [Double]) -> Bool {
    values.count > 7 && values.contains { $0 != values[0] }
      && values.indices.dropFirst(7).allSatisfy { values[$0] == values[$0 - 7] }
  }
}

/// The calendar periods of the rows of a table, as columns of a model.
struct CalendarColumns: Hashable, Sendable {
  /// Days of the week, months or years.
  let terms: CalendarTerms
  /// The calendar period of each row.
  let keys: [String]
  /// Whether the user asked for them.
  let isChosen: Bool
  /// The calendar periods, in their order.
  let levels: [String]

  init(_ terms: CalendarTerms, keys: [String], isChosen: Bool) {
    self.terms = terms
    self.keys = keys
    self.isChosen = isChosen
    let found = Set(keys)
    levels =
      terms == .weekday
      ? Weekday.allCases.map(\.rawValue).filter { found.contains($0) } : found.sorted()
  }

  /// What the baseline follows, in words.
  var words: String {
    switch terms {
    case .year: "years"
    case .month: "months"
    case .weekday, .automatic, .none: "weekdays"
    }
  }

  /// The standard deviation of the normal prior of logarithms of factors: days of the week differ by
  /// less than months.
  private var deviation: Double { terms == .weekday ? 0.5 : 1 }

  /// The name of a term.
  func name(_ level: String) -> String { "\(terms.rawValue)_\(level)" }

  /// Names of the columns of ``shrunk``.
  var names: [String] { levels.map(name) }

  /// One column a calendar period, drawn to zero.
  var shrunk: ShrunkColumns {
    ShrunkColumns(
      values: Matrix(
        rows: keys.count, columns: levels.count,
        elements: levels.flatMap { level in keys.map { $0 == level ? 1.0 : 0 } }),
      deviation: deviation)
  }

  /// One column a calendar period but the first, for least squares. A calendar period within the
  /// leading rows, which serve only as lags, joins the next one.
  func plain(leadingRows: Int = 0) -> [(name: String, values: [Double])] {
    keys.dropFirst(max(0, min(leadingRows, keys.count))).map(\.self).distinct.sorted().dropFirst()
      .map { key in (name(key), keys.map { $0 == key ? 1 : 0 }) }
  }

  /// The same as a table, nil without columns.
  func plainTable(leadingRows: Int = 0) -> Matrix? {
    let columns = plain(leadingRows: leadingRows)
    return columns.isEmpty
      ? nil
      : Matrix(
        rows: keys.count, columns: columns.count, elements: columns.flatMap(\.values))
  }

  /// The row of ``shrunk`` of a later period; nil where its calendar period is not among the data's.
  func row(_ label: String) -> [Double]? {
    guard let key = try? terms.key(label), levels.contains(key) else { return nil }
    return levels.map { $0 == key ? 1 : 0 }
  }
}

extension Optional where Wrapped == CalendarColumns {
  /// A baseline in words, with the calendar: `constant and weekdays`.
  func baseline(_ own: String) -> String {
    guard let words = self?.words else { return own }
    return own == "none" ? words : "\(own) and \(words)"
  }
}
