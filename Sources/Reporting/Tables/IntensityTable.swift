import Escalation
import Incidents
import Tabular

/// intensity.csv of any fit with histories: the rate of each stream, day by day, by its origin.
enum IntensityTable {
  /// - Parameters:
  ///   - histories: The histories that the rates are means over.
  ///   - window: The days; nil where times have no calendar.
  /// - Returns: The table. `day` counts from 1; rates are incidents a day.
  static func table(_ histories: FittedHistories, window: ObservationWindow?) -> Table {
    var table = Table(
      name: "intensity",
      columns: ["stream", "date", "day", "baseline"] + histories.names.map { "follows \($0)" })
    for path in histories.intensityPaths {
      for (day, rate) in path.baseline.enumerated() {
        table.append(
          [
            .text(path.stream), Table.Cell(window.map { "\($0.start + day)" }), .integer(day + 1),
            .number(rate),
          ] + path.excited.map { .number($0[day]) })
      }
    }
    return table
  }
}
