import Escalation
import Tabular
import TextCharts
import TimeSeries

/// What series look like before any model: sizes, zeros, dispersion, and correlations that stand out
/// of what a common trend would bring about.
public struct SeriesDescription: Sendable {
  /// The series.
  public let data: CountData
  /// Correlations `[i][j]` of i with j before it; nil on the diagonal.
  public let correlations: [[CrossCorrelation?]]
  private let level: Double

  /// Describes series.
  ///
  /// - Parameters:
  ///   - data: The series.
  ///   - longest: Lags to both sides.
  ///   - window: Windows within which days are permuted.
  ///   - level: Of the bands.
  ///   - seed: Not used: nothing is drawn.
  /// - Throws: ``TimeSeriesError`` for series that never change or are too short.
  public init(
    _ data: CountData, longest: Int, window: Int, level: Double, seed: UInt64
  ) throws {
    self.data = data
    self.level = level
    correlations = try data.names.indices.map { i in
      try data.names.indices.map { j in
        i == j
          ? nil
          : try CrossCorrelation(
            responder: data.tables[0].column(i), provoker: data.tables[0].column(j),
            longest: longest, window: window, level: level)
      }
    }
  }

  /// For every pair the lag that stands out of its band the most.
  public var peaks: TextTable {
    var peaks = TextTable(columns: [
      .init("responder"), .init("provoker"), .init("lag", alignsRight: true),
      .init("correlation", alignsRight: true), .init("band", alignsRight: true), .init("in words"),
    ])
    for i in data.names.indices {
      for j in data.names.indices {
        guard let peak = correlations[i][j]?.peak else { continue }
        peaks.append([
          data.names[i], data.names[j], "\(peak.lag)",
          Numeral.significant(peak.correlation, digits: 2),
          "\(Numeral.significant(peak.lower, digits: 2)) to "
            + Numeral.significant(peak.upper, digits: 2),
          peak.correlation > peak.upper
            ? "stands out" : peak.correlation < peak.lower ? "fewer follow" : "does not",
        ])
      }
    }
    return peaks
  }

  /// The description as tables and a report.
  public var findings: Findings {
    var findings = Findings()
    let names = data.names
    var series = Table(
      name: "series",
      columns: [
        "series", "periods", "total", "mean", "variance", "variance_to_mean", "zeros", "largest",
      ])
    var shown = TextTable(columns: [
      .init("series"), .init("total", alignsRight: true), .init("mean", alignsRight: true),
      .init("variance / mean", alignsRight: true), .init("zeros", alignsRight: true),
      .init("largest", alignsRight: true),
    ])
    for (index, name) in names.enumerated() {
      let values = data.tables[0].column(index)
      let n = Double(values.count)
      let mean = values.reduce(0, +) / n
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / max(1, n - 1)
      let zeros = Double(values.count { $0 == 0 }) / n
      let largest = values.max() ?? 0
      series.append([
        .text(name), .integer(values.count), .number(mean * n), .number(mean), .number(variance),
        .number(mean != 0 ? variance / mean : .nan), .number(zeros), .number(largest),
      ])
      shown.append([
        name, Numeral.significant(mean * n), Numeral.significant(mean),
        Numeral.significant(mean != 0 ? variance / mean : .nan, digits: 2),
        "\(Numeral.fixed(100 * zeros, decimals: 0)) %", Numeral.significant(largest),
      ])
      if values.allSatisfy({ $0 == 0 || $0 == 1 }) {
        findings.notes.append("\(name) is 0 or 1 throughout: attack or none, not how many")
      }
    }
    var table = Table(
      name: "correlations",
      columns: [
        "responder", "provoker", "lag_days", "correlation", "expected", "lower", "upper", "score",
      ])
    for i in names.indices {
      for j in names.indices {
        guard let correlation = correlations[i][j] else { continue }
        for point in correlation.points {
          table.append([
            .text(names[i]), .text(names[j]), .integer(point.lag), .number(point.correlation),
            .number(point.expected), .number(point.lower), .number(point.upper),
            .number(point.score),
          ])
        }
        findings.charts.append(
          CurveChart(
            title: "Correlation of \(names[i]) with \(names[j]) before it",
            xLabel: data.isDaily ? "days" : "periods",
            caption: "dots: \(Numeral.setting(100 * level)) % band of permuted days",
            points: correlation.points.filter { $0.lag > 0 }.map {
              .init(x: Double($0.lag), value: $0.correlation, lower: $0.lower, upper: $0.upper)
            }))
      }
    }
    findings.tables = [series, table]
    findings.report.append(.heading("Series"))
    findings.report.append(.table(shown))
    let persistence = SeriesPersistence(data)
    findings.tables += persistence.tables
    findings.report.append(.heading("Do they return to a level?"))
    findings.report.append(.table(persistence.shown))
    findings.report.append(.paragraph(persistence.words))
    if names.count > 1 {
      findings.report.append(.heading("The lag that stands out the most"))
      findings.report.append(.table(peaks))
      findings.report.append(
        .paragraph(
          "The band is that of series whose days were permuted within windows, which keeps every "
            + "slow trend. With many lags, one in twenty stands out by chance."))
      for chart in findings.charts { findings.report.append(.chart(chart)) }
    }
    return findings
  }
}
