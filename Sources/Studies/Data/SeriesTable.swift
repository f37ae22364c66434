import Escalation
import EventData
import Incidents
import Settings
import Tabular

/// A table of counts or other series, and the part of it that a model takes.
struct SeriesTable {
  private let bytes: [UInt8]
  private let file: String
  private let header: [String]

  init(_ bytes: [UInt8], file: String) throws {
    self.bytes = bytes
    self.file = file
    header = try PeriodTable.names(bytes, file: file)
  }

  /// The columns and rows that are asked for; columns that nobody asks for need not be numbers.
  func data(
    _ request: ColumnRequest, selection: SelectionSettings
  ) throws -> ConflictData {
    let names =
      request.explained ?? selection.columns?.entries
      ?? header.filter { !request.covariates.contains($0) }
    for name in names + request.covariates where !header.contains(name) {
      let near = Suggestion.nearest(to: name, among: header)
      throw PlanError.usage(
        "\(file) has no column '\(name)'"
          + (near.map { "; did you mean '\($0)'?" }
            ?? "; its columns are \(header.joined(separator: ", "))"))
    }
    var seen: Set<String> = []
    for name in names + request.covariates where !seen.insert(name).inserted {
      throw PlanError.usage("the column '\(name)' is named twice")
    }
    guard !names.isEmpty else { throw PlanError.usage("name at least one column to explain") }
    let table = try PeriodTable(bytes, file: file, names: names + request.covariates)
    let rows = try range(table.labels, selection.window)
    let columns = table.columns.map { Array($0[rows]) }
    var covariates = ConflictData.Covariates()
    covariates.names = request.covariates
    covariates.columns = Array(columns.dropFirst(names.count))
    let series = columns.prefix(names.count).map { column in
      selection.binary ? column.map { $0 != 0 ? 1.0 : 0 } : column
    }
    return try ConflictData(
      CountData(
        names: names, labels: Array(table.labels[rows]), columns: Array(series),
        time: table.period), covariates: covariates)
  }

  private func range(_ labels: [String], _ window: String?) throws -> Range<Int> {
    guard let window else { return 0..<labels.count }
    let ends = window.split(separator: ".", omittingEmptySubsequences: true).map(String.init)
    guard ends.count == 2, window.contains("..") else {
      throw PlanError.usage("the window is '\(window)'; write START..END, two labels of rows")
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
}
