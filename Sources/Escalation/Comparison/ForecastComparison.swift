import TimeSeries

/// Models of counts by how well they forecast the next count, stream by stream.
public struct ForecastComparison: Sendable {
  /// The scores of one stream.
  public struct Stream: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// Periods that were forecast.
    public let periods: Int
    /// The models: by logarithmic score as it is shown, then by name, so that a difference in the
    /// last bits changes no order.
    public let rows: [RollingOrigin.Result]
  }

  /// The streams.
  public let streams: [Stream]

  /// Decimals of the scores that are shown, and by which models are ordered.
  public static let decimals = 3

  /// The models that forecast a stream: given its position, each is fitted to the rows before.
  ///
  /// - Parameters:
  ///   - lags: Lags of the regression.
  ///   - kernel: Options of the delay kernel.
  /// - Returns: The models.
  static func models(
    lags: Int, kernel: DelayKernel.Options
  ) -> [(Int) -> RollingOrigin.Model] {
    [
      { .constant($0) }, { .seasonalNaive($0) }, { .autoregression($0) },
      { .regression($0, lags: lags) },
      { .kernel($0, options: kernel) },
    ]
  }

  /// Compares models on a table of counts.
  ///
  /// - Parameters:
  ///   - data: The counts.
  ///   - first: Periods of the first fit.
  ///   - models: The models, each given the position of the stream.
  /// - Throws: ``TimeSeriesError``.
  init(_ data: CountData, first: Int, models: [(Int) -> RollingOrigin.Model]) throws {
    let step = max(1, (data.labels.count - first) / 5)
    streams = try data.names.enumerated().map { position, name in
      let origin = try RollingOrigin(
        series: data.tables[0], responder: position, models: models.map { $0(position) },
        first: first, step: step)
      return Stream(
        name: name, periods: origin.periods,
        rows: origin.results.sorted {
          (ForecastComparison.shown($0.logarithmic), $0.name)
            < (ForecastComparison.shown($1.logarithmic), $1.name)
        })
    }
  }

  /// A score as it is shown; a missing one comes last.
  private static func shown(_ score: Double) -> Double {
    score.isFinite ? (score * 1000).rounded() / 1000 : .infinity
  }
}
