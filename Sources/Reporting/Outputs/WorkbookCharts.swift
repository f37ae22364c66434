import Tabular

/// The charts that a spreadsheet draws from the tables of results.
enum WorkbookCharts {
  /// The most charts of a workbook; a study of many streams has more pairs than anyone looks at.
  private static let most = 40

  /// The charts of a table: curves of responses, and rates by origin.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - sheet: The position of its sheet.
  /// - Returns: The charts; none for other tables.
  static func of(_ table: Table, at sheet: Int) -> [Spreadsheet.Chart] {
    switch table.name {
    case "responses": Array(responses(table, sheet).prefix(most))
    case "intensity": Array(intensities(table, sheet).prefix(most))
    default: []
    }
  }

  private static func responses(_ table: Table, _ sheet: Int) -> [Spreadsheet.Chart] {
    guard
      let places = positions(
        ["responder", "provoker", "lag_days", "kind", "value", "lower", "upper", "model"], in: table
      )
    else { return [] }
    return runs(of: [places[0], places[1], places[3], places[7]], in: table).compactMap { run in
      let cells = run.keys
      // One stream in answer to another: the direct responses, which are the lag density.
      guard cells[0] != cells[1], cells[2] == "direct", run.rows.count > 1 else { return nil }
      return Spreadsheet.Chart(
        kind: .lines,
        title: "Lag density: \(cells[0]) in answer to one \(cells[1]) (\(cells[3]))",
        xTitle: "time since the incident (lag_days)", yTitle: "responses per unit of time",
        sheet: sheet, xColumn: places[2],
        columns: Array(places[4...6]), rows: run.rows)
    }
  }

  private static func intensities(_ table: Table, _ sheet: Int) -> [Spreadsheet.Chart] {
    guard let places = positions(["stream", "date", "day", "baseline"], in: table) else {
      return []
    }
    return runs(of: [places[0]], in: table).compactMap { run in
      guard run.rows.count > 1 else { return nil }
      let hasDates = table.rows[run.rows.lowerBound][places[1]] != .empty
      return Spreadsheet.Chart(
        kind: .stackedAreas, title: "Rate of \(run.keys[0]) by origin",
        xTitle: hasDates ? "date" : "day", yTitle: "incidents a day", sheet: sheet,
        xColumn: hasDates ? places[1] : places[2],
        columns: Array(places[3]..<table.columns.count), rows: run.rows)
    }
  }

  private static func positions(_ names: [String], in table: Table) -> [Int]? {
    let places = names.compactMap { table.columns.firstIndex(of: $0) }
    return places.count == names.count ? places : nil
  }

  /// Rows below each other with the same texts in some columns.
  private static func runs(
    of columns: [Int], in table: Table
  ) -> [(keys: [String], rows: Range<Int>)] {
    var runs: [(keys: [String], rows: Range<Int>)] = []
    for (index, row) in table.rows.enumerated() {
      let keys = columns.map { column -> String in
        if case .text(let text) = row[column] { text } else { "" }
      }
      if let last = runs.last, last.keys == keys {
        runs[runs.count - 1].rows = last.rows.lowerBound..<(index + 1)
      } else {
        runs.append((keys, index..<(index + 1)))
      }
    }
    return runs
  }
}
