import Estimation
import TimeSeries

/// The interval-jitter test of one directed pair, over completed data sets where dates are
/// intervals: the median of their statistics and p values.
public struct PooledJitter: Hashable, Sendable {
  /// The responding series.
  public let caused: Int
  /// The provoking series.
  public let causing: Int
  /// The length of the windows, periods.
  public let window: Int
  /// The F of the provoking series' lags.
  public let statistic: Double
  /// The share of surrogates with as large an F.
  public let pValue: Double
  /// The sum of the lags' coefficients: below zero fewer follow. A mean over tables.
  public let effect: Double

  /// Tests all directed pairs of a table of series with windows of 21 and 35 periods.
  ///
  /// - Parameters:
  ///   - data: The series.
  ///   - lags: Lags of the autoregression whose F is compared; fewer where the series is short.
  ///   - replicates: Surrogates.
  ///   - seed: Of the random numbers.
  ///   - threads: Parts computed at a time.
  /// - Returns: The tests; none where an autoregression cannot be fitted.
  /// - Throws: ``TimeSeriesError`` for a series that never changes.
  public static func of(
    _ data: CountData, lags: Int, replicates: Int, seed: UInt64, threads: Int
  ) async throws -> [PooledJitter] {
    let most = max(1, data.labels.count / (4 * data.names.count))
    guard
      let fit = try? VectorAutoregression(
        series: data.tables[0], lags: min(14, max(1, lags), most))
    else { return [] }
    return try await all(
      fits: [fit], windows: [21, 35], replicates: replicates, seed: seed, threads: threads)
  }

  /// Tests all directed pairs with all windows.
  ///
  /// - Throws: ``TimeSeriesError`` for a series that never changes.
  static func all(
    fits: [VectorAutoregression], windows: [Int], replicates: Int, seed: UInt64, threads: Int
  ) async throws -> [PooledJitter] {
    guard replicates > 0, let first = fits.first else { return [] }
    let series = 0..<first.seriesCount
    let pairs = series.flatMap { i in
      series.filter { $0 != i }.flatMap { j in windows.map { (i, j, $0) } }
    }
    // With many completed tables fewer surrogates each do: their p values are averaged.
    let perTable = max(99, replicates / fits.count)
    return try await parallelMap(count: pairs.count, threads: threads) { index in
      let (caused, causing, window) = pairs[index]
      let tests = try fits.enumerated().map { table, fit in
        try fit.intervalJitter(
          of: caused, from: causing, window: window, replicates: perTable,
          seed: seed &+ UInt64(table))
      }
      return PooledJitter(
        caused: caused, causing: causing, window: window,
        statistic: SampleQuantiles(tests.map(\.statistic))(0.5),
        pValue: SampleQuantiles(tests.map(\.pValue))(0.5),
        effect: fits.reduce(0.0) { sum, fit in
          sum + fit.lagMatrices.reduce(0.0) { $0 + $1[caused, causing] }
        } / Double(fits.count))
    }
  }

  /// Whether answers are told from what a common trend brings about, `[i][j]`: a test of any window
  /// finds more at 5 %. Pairs without a test are not held back.
  static func toldFromTrend(_ tests: [PooledJitter], streams count: Int) -> [[Bool]] {
    (0..<count).map { i in
      (0..<count).map { j in
        let own = tests.filter { $0.caused == i && $0.causing == j }
        return own.isEmpty || own.contains { $0.pValue < 0.05 }
      }
    }
  }
}
