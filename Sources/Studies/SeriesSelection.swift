import EventData
import Incidents
import LinearAlgebra
import Tabular

/// Which series of a table a time-series model sees, and how: columns, a window of rows, attack or
/// none, calendar dummies.
public struct SeriesSelection: Sendable {
  /// Intercepts of calendar periods.
  public enum Dummies: String, CaseIterable, Hashable, Sendable {
    case year, month, weekday
  }

  /// The table of counts or other series.
  public var file: String
  /// The columns to explain; nil takes all that are not exogenous.
  public var columns: [String]?
  /// Columns that act but are not explained.
  public var exogenous: [String] = []
  /// The first and the last row, as `START..END` of their labels; nil takes all.
  public var window: String?
  /// Whether all columns to explain are 1 where something happened and 0 elsewhere.
  public var isBinary = false
  /// Dummies of calendar periods that join the exogenous columns.
  public var dummies: Dummies?
  /// First rows that serve only as lags; a calendar period within them joins the next one.
  public var leadingRows = 0

  /// A selection of all columns.
  public init(file: String) {
    self.file = file
  }

  /// What was selected.
  public struct Selected: Sendable {
    /// The names of the columns to explain.
    public let names: [String]
    /// Labels of the rows.
    public let labels: [String]
    /// The columns to explain.
    public let columns: [[Double]]
    /// Names of the exogenous columns, dummies included.
    public let exogenousNames: [String]
    /// The exogenous columns, periods by columns; nil where there are none.
    public let exogenous: Matrix?
    /// Whether rows are successive days.
    public let isDaily: Bool
    /// The SHA-256 of the input.
    public let hash: String
  }

  /// Reads and selects.
  ///
  /// - Throws: ``FileError``, ``TabularError``, ``PlanError``.
  public func read() throws -> Selected {
    var inputs = Inputs()
    let bytes = try inputs.read(file)
    let header = try PeriodTable.names(bytes, file: file)
    let names = columns ?? header.filter { !exogenous.contains($0) }
    for name in names + exogenous where !header.contains(name) {
      throw PlanError.usage(
        "\(file) has no column '\(name)'; its columns are \(header.joined(separator: ", "))")
    }
    for (index, name) in (names + exogenous).enumerated()
    where (names + exogenous).prefix(index).contains(name) {
      throw PlanError.usage("the column '\(name)' is named twice")
    }
    guard !names.isEmpty else { throw PlanError.usage("name at least one column to explain") }
    // Columns that nobody asks for need not be numbers.
    let table = try PeriodTable(bytes, file: file, names: names + exogenous)
    let rows = try range(table.labels)
    func values(_ name: String) -> [Double] {
      let position = table.names.firstIndex(of: name) ?? 0
      return Array(table.columns[position][rows])
    }
    let labels = Array(table.labels[rows])
    var others = exogenous.map { ($0, values($0)) }
    if let dummies { others += try calendar(labels, dummies) }
    let series = names.map(values).map { column in
      isBinary ? column.map { $0 != 0 ? 1.0 : 0 } : column
    }
    return Selected(
      names: names, labels: labels, columns: series, exogenousNames: others.map(\.0),
      exogenous: others.isEmpty
        ? nil
        : Matrix(rows: labels.count, columns: others.count, elements: others.flatMap(\.1)),
      isDaily: table.isDaily, hash: inputs.hash)
  }

  private func range(_ labels: [String]) throws -> Range<Int> {
    guard let window else { return 0..<labels.count }
    let ends = window.split(separator: ".", omittingEmptySubsequences: true).map(String.init)
    guard ends.count == 2, window.contains("..") else {
      throw PlanError.usage("--window is '\(window)'; write START..END, two labels of rows")
    }
    for end in ends where labels.count(where: { $0 == end }) > 1 {
      throw PlanError.usage(
        "\(file) has several rows '\(end)', so they cannot name the end of a window")
    }
    guard let first = labels.firstIndex(of: ends[0]), let last = labels.firstIndex(of: ends[1]),
      first <= last
    else {
      throw PlanError.usage(
        "\(file) has no rows from '\(ends[0])' to '\(ends[1])'; its rows run from "
          + "\(labels.first ?? "nothing") to \(labels.last ?? "nothing")")
    }
    return first..<(last + 1)
  }

  /// One column a calendar period but the first.
  private func calendar(_ labels: [String], _ dummies: Dummies) throws -> [(String, [Double])] {
    let keys = try labels.map { label in
      guard let day = Day(iso: label) else {
        throw PlanError.usage("\(file): '\(label)' is no date, so there are no calendar dummies")
      }
      switch dummies {
      case .year: return String(label.prefix(4))
      case .month: return String(label.prefix(7))
      case .weekday: return day.weekday.rawValue
      }
    }
    var order: [String] = []
    for key in keys.dropFirst(leadingRows) where !order.contains(key) { order.append(key) }
    return order.sorted().dropFirst().map { key in
      ("\(dummies.rawValue)_\(key)", keys.map { $0 == key ? 1 : 0 })
    }
  }
}
