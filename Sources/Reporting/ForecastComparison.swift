import Escalation
import Tabular
import TextCharts
import TimeSeries

/// Models of counts by how well they foretell, stream by stream.
public struct ForecastComparison: Sendable {
  private let entries: [(stream: String, comparison: RollingOrigin)]

  /// Compares models on a table of counts.
  ///
  /// - Parameters:
  ///   - data: The counts.
  ///   - first: Periods of the first fit.
  ///   - lags: Lags of the regression.
  ///   - kernel: Options of the delay-kernel model.
  /// - Throws: ``TimeSeriesError``.
  public init(data: CountData, first: Int, lags: Int, kernel: DelayKernel.Options) throws {
    let rows = data.labels.count
    entries = try data.names.enumerated().map { responder, name in
      let models: [RollingOrigin.Model] = [
        .constant(responder), .autoregression(responder), .regression(responder, lags: lags),
        .kernel(responder, options: kernel),
      ]
      return (
        name,
        try RollingOrigin(
          series: data.tables[0], responder: responder, models: models, first: first,
          step: max(1, (rows - first) / 5))
      )
    }
  }

  /// forecast_scores.csv.
  public var table: Table {
    var table = Table(
      name: "forecast_scores",
      columns: [
        "stream", "model", "log", "crps", "dawid_sebastiani", "behind", "behind_error", "periods",
        "failures",
      ])
    for (stream, comparison) in entries {
      for row in comparison.results {
        table.append([
          .text(stream), .text(row.name), .number(row.logarithmic),
          .number(row.rankedProbability), .number(row.dawidSebastiani), .number(row.behind),
          .number(row.behindError), .integer(comparison.periods), .integer(row.failures),
        ])
      }
    }
    return table
  }

  /// The same for people.
  public var shown: TextTable {
    var table = TextTable(columns: [
      .init("stream"), .init("model"), .init("log", alignsRight: true),
      .init("CRPS", alignsRight: true), .init("behind", alignsRight: true),
      .init("error", alignsRight: true),
    ])
    for (stream, comparison) in entries {
      for row in comparison.results {
        table.append([
          stream, row.name, Numeral.fixed(row.logarithmic, decimals: 3),
          Numeral.fixed(row.rankedProbability, decimals: 3),
          Numeral.fixed(row.behind, decimals: 3), Numeral.fixed(row.behindError, decimals: 3),
        ])
      }
    }
    return table
  }
}

extension VectorAutoregressionAnalysis {
  /// F beside the interval-jitter test, for all directed pairs.
  ///
  /// - Throws: ``TimeSeriesError``, ``LinearAlgebraError`` when a test cannot be computed.
  public func causalityTable() throws -> TextTable {
    try VectorAutoregressionFindings.causality(self)
  }
}
