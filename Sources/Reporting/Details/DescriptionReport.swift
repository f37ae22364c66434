import Escalation
import Tabular
import TextCharts

extension SeriesDescription: DetailedReport {
  private var names: [String] { data.names }

  func screen(_ fit: Fit) throws -> Page? {
    var shown = TextTable(columns: [
      .init("series"), .init("total", alignsRight: true), .init("mean", alignsRight: true),
      .init("variance / mean", alignsRight: true), .init("zeros", alignsRight: true),
      .init("largest", alignsRight: true),
    ])
    for (name, row) in zip(names, summaries) {
      shown.append([
        name, Numeral.significant(row.total), Numeral.significant(row.mean),
        Numeral.significant(row.dispersion, digits: 2),
        "\(Numeral.fixed(100 * row.zeros, decimals: 0)) %", Numeral.significant(row.largest),
      ])
    }
    return Page([.heading("Series"), .table(shown)])
  }

  func sections(_ fit: Fit) throws -> Page {
    var page = Page([
      .heading("Do they return to a level?"), .table(persistenceTable),
      .paragraph(
        "Unit root (Dickey and Fuller): small where the series returns to a level. Level "
          + "(Kwiatkowski and others): small where it does not keep to one. Own past (Ljung and Box): "
          + "small where a series is correlated with itself. A series that wanders makes F tests find "
          + "causes that do not exist; toda_yamamoto in causality.csv and the jitter tests allow for "
          + "that."),
    ])
    if names.count > 1 {
      page.append(.heading("The lag with the correlation that leaves its band most"))
      page.append(.table(peaks))
      page.append(
        .paragraph(
          "The band is that of series whose days were permuted within windows, which keeps every slow "
            + "trend. With many lags, one in twenty leaves the band by chance."))
    }
    return page
  }

  func charts(_ fit: Fit) throws -> [any TextChart]? {
    names.indices.flatMap { i in
      names.indices.compactMap { j -> (any TextChart)? in
        guard let correlation = correlations[i][j] else { return nil }
        return CurveChart(
          title: "Correlation of \(names[i]) with \(names[j]) before it",
          xLabel: data.time.plural,
          caption: "dots: \(Numeral.setting(100 * fit.context.level)) % band of permuted days",
          points: correlation.points.filter { $0.lag > 0 }.map {
            .init(x: Double($0.lag), value: $0.correlation, lower: $0.lower, upper: $0.upper)
          })
      }
    }
  }

  func tables(_ fit: Fit) throws -> [Table] {
    [seriesTable, correlationTable, testTable, autocorrelationTable]
  }

  /// For every pair the lag that leaves its band the most.
  var peaks: TextTable {
    var peaks = TextTable(columns: [
      .init("responder"), .init("provoker"), .init("lag", alignsRight: true),
      .init("correlation", alignsRight: true), .init("band", alignsRight: true), .init("in words"),
    ])
    for i in names.indices {
      for j in names.indices {
        guard let peak = correlations[i][j]?.peak else { continue }
        peaks.append([
          names[i], names[j], "\(peak.lag)", Numeral.significant(peak.correlation, digits: 2),
          "\(Numeral.significant(peak.lower, digits: 2)) to "
            + Numeral.significant(peak.upper, digits: 2),
          peak.correlation > peak.upper
            ? "above the band" : peak.correlation < peak.lower ? "below the band" : "inside",
        ])
      }
    }
    return peaks
  }

  private var seriesTable: Table {
    var table = Table(
      name: "series",
      columns: [
        "series", "periods", "total", "mean", "variance", "variance_to_mean", "zeros", "largest",
      ])
    for (name, row) in zip(names, summaries) {
      table.append([
        .text(name), .integer(row.periods), .number(row.total), .number(row.mean),
        .number(row.variance), .number(row.dispersion), .number(row.zeros), .number(row.largest),
      ])
    }
    return table
  }

  var correlationTable: Table {
    var table = Table(
      name: "correlations",
      columns: [
        "responder", "provoker", "lag_days", "correlation", "expected", "lower", "upper", "score",
      ])
    for i in names.indices {
      for j in names.indices {
        for point in correlations[i][j]?.points ?? [] {
          table.append([
            .text(names[i]), .text(names[j]), .integer(point.lag), .number(point.correlation),
            .number(point.expected), .number(point.lower), .number(point.upper),
            .number(point.score),
          ])
        }
      }
    }
    return table
  }

  private var testTable: Table {
    var table = Table(
      name: "series_tests", columns: ["test", "series", "lags", "statistic", "p_value"])
    for (name, row) in zip(names, persistence) {
      let tests: [(String, Int, Double, Double)?] = [
        row.unitRoot.map { ("dickey_fuller", row.lags, $0.statistic, $0.pValue) },
        row.level.map { ("kpss", $0.lag, $0.statistic, $0.pValue) },
        row.ljungBox.map { ("ljung_box", row.longest, $0.statistic, $0.pValue) },
      ]
      for (test, lags, statistic, p) in tests.compactMap(\.self) {
        table.append([.text(test), .text(name), .integer(lags), .number(statistic), .number(p)])
      }
    }
    return table
  }

  private var autocorrelationTable: Table {
    var table = Table(
      name: "autocorrelations", columns: ["series", "lag_days", "correlation", "partial"])
    for (name, row) in zip(names, persistence) {
      guard let own = row.autocorrelation else { continue }
      for lag in own.correlations.indices.dropFirst() {
        table.append([
          .text(name), .integer(lag), .number(own.correlations[lag]), .number(own.partial[lag]),
        ])
      }
    }
    return table
  }

  private var persistenceTable: TextTable {
    var table = TextTable(columns: [
      .init("series"), .init("unit root, p", alignsRight: true),
      .init("level, p", alignsRight: true), .init("own past, p", alignsRight: true),
      .init("in words"),
    ])
    for (name, row) in zip(names, persistence) {
      table.append([
        name, row.unitRoot.map { Numeral.probability($0.pValue) } ?? "-",
        row.level.map { SeriesDescription.bounded($0.pValue) } ?? "-",
        row.ljungBox.map { Numeral.probability($0.pValue) } ?? "-", row.words,
      ])
    }
    return table
  }

  /// The table of the level test ends at .10 and .01.
  private static func bounded(_ p: Double) -> String {
    p >= 0.1 ? "> 0.1" : p <= 0.01 ? "< 0.01" : Numeral.probability(p)
  }
}

extension SeriesPersistence {
  /// What both tests say together.
  fileprivate var words: String {
    guard let root = unitRoot?.pValue, let level = level?.pValue else { return "too few periods" }
    switch (root <= 0.05, level <= 0.05) {
    case (true, false): return "returns to a level"
    case (false, true): return "wanders"
    case (true, true): return "its level moves"
    case (false, false): return "not decided"
    }
  }
}
