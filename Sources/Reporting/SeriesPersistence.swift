import Escalation
import Tabular
import TextCharts
import TimeSeries

/// Whether series return to a level, and how they are correlated with their own past.
struct SeriesPersistence {
  /// series_tests.csv and autocorrelations.csv.
  let tables: [Table]
  /// The tests in words.
  let shown: TextTable

  init(_ data: CountData) {
    var tests = Table(
      name: "series_tests", columns: ["test", "series", "lags", "statistic", "p_value"])
    var correlations = Table(
      name: "autocorrelations", columns: ["series", "lag_days", "correlation", "partial"])
    var shown = TextTable(columns: [
      .init("series"), .init("unit root, p", alignsRight: true),
      .init("level, p", alignsRight: true), .init("own past, p", alignsRight: true),
      .init("in words"),
    ])
    for (column, name) in data.names.enumerated() {
      let values = data.tables[0].column(column)
      // Said and Dickey's rate for the lags of the unit-root test.
      let lags = Int(Double(values.count).squareRoot().squareRoot().rounded(.down))
      let root = try? UnitRoot.dickeyFuller(values, lags: lags)
      let level = try? UnitRoot.stationarity(values)
      let longest = min(10, values.count / 2 - 2)
      let own = try? Autocorrelation(values, longest: longest)
      let box = try? own?.ljungBox(lag: longest)
      if let root {
        tests.append([
          .text("dickey_fuller"), .text(name), .integer(lags), .number(root.statistic),
          .number(root.pValue),
        ])
      }
      if let level {
        tests.append([
          .text("kpss"), .text(name), .integer(level.lag), .number(level.statistic),
          .number(level.pValue),
        ])
      }
      if let box {
        tests.append([
          .text("ljung_box"), .text(name), .integer(longest), .number(box.statistic),
          .number(box.pValue),
        ])
      }
      for lag in (own?.correlations ?? []).indices.dropFirst() {
        correlations.append([
          .text(name), .integer(lag), .number(own?.correlations[lag] ?? .nan),
          .number(own?.partial[lag] ?? .nan),
        ])
      }
      shown.append([
        name, root.map { Numeral.probability($0.pValue) } ?? "-",
        level.map { SeriesPersistence.bounded($0.pValue) } ?? "-",
        box.map { Numeral.probability($0.pValue) } ?? "-",
        SeriesPersistence.words(root?.pValue, level?.pValue),
      ])
    }
    tables = [tests, correlations]
    self.shown = shown
  }

  /// What the columns mean.
  let words =
    "Unit root (Dickey and Fuller): small where the series returns to a level. Level (Kwiatkowski "
    + "and others): small where it does not keep to one. Own past (Ljung and Box): small where a "
    + "series is correlated with itself. A series that wanders makes F tests find causes that are "
    + "none; toda_yamamoto in causality.csv and the jitter tests do not mind."

  private static func words(_ root: Double?, _ level: Double?) -> String {
    guard let root, let level else { return "too few periods to tell" }
    switch (root <= 0.05, level <= 0.05) {
    case (true, false): return "returns to a level"
    case (false, true): return "wanders"
    case (true, true): return "its level moves"
    case (false, false): return "cannot be told"
    }
  }

  /// The table of the test ends at .10 and .01.
  private static func bounded(_ p: Double) -> String {
    p >= 0.1 ? "> 0.1" : p <= 0.01 ? "< 0.01" : Numeral.probability(p)
  }
}
