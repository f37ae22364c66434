import Incidents
import LinearAlgebra

/// Counts a period of several streams, as a time-series model sees them: one table, or one table a
/// completed data set where dates are intervals.
public struct CountData: Sendable {
  /// The names of the series.
  public let names: [String]
  /// Names or dates of the periods.
  public let labels: [String]
  /// Periods by series; more than one where incidents' days were drawn from their intervals.
  public let tables: [Matrix]
  /// What a row is.
  public let time: Period

  /// A table of counts, or of any series.
  ///
  /// - Precondition: One label a row, one name a column.
  public init(names: [String], labels: [String], columns: [[Double]], time: Period) {
    precondition(columns.count == names.count, "one name a column")
    precondition(columns.allSatisfy { $0.count == labels.count }, "one label a row")
    self.names = names
    self.labels = labels
    tables = [Matrix(rows: labels.count, columns: names.count, elements: columns.flatMap { $0 })]
    self.time = time
  }

  /// Daily counts of completed histories.
  public init(_ completions: [CompletedHistory], names: [String], window: ObservationWindow) {
    self.names = names
    labels = (0..<window.length).map { "\(window.start + $0)" }
    tables = completions.map { completion in
      Matrix(
        rows: window.length, columns: names.count,
        elements: completion.history.dailyCounts.flatMap { $0 })
    }
    time = .day
  }

  /// Whether a period is a day.
  public var isDaily: Bool { time == .day }

  /// What the series count: incidents where all are whole numbers from zero on.
  public var measure: Measure {
    tables[0].elements.allSatisfy { $0 >= 0 && $0 == $0.rounded() } ? .incidents : .units
  }

  /// The mean of each series over periods and tables.
  public var means: [Double] {
    names.indices.map { column in
      tables.reduce(0) { $0 + $1.column(column).reduce(0, +) }
        / Double(tables.count * max(1, labels.count))
    }
  }

  /// The sum of each series, a mean over tables.
  public var totals: [Double] { means.map { $0 * Double(labels.count) } }

  /// The label of a period after the last one: its date where periods are days, else `h1`, `h2`, ...
  public func label(ahead: Int) -> String {
    guard isDaily, let last = labels.last, let day = Day(iso: last) else { return "h\(ahead)" }
    return "\(day + ahead)"
  }
}
