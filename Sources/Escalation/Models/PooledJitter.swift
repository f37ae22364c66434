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
    let parts = series.flatMap { j in windows.map { (causing: j, window: $0) } }
    // With many completed tables fewer surrogates each do: their p values are averaged.
    let perTable = max(99, replicates / fits.count)
    // Series that answer the same one share its surrogates.
    let tests = try await parallelMap(count: parts.count, threads: threads) { index in
      let (causing, window) = parts[index]
      let others = series.filter { $0 != causing }
      let tables = try fits.enumerated().map { table, fit in
        try fit.intervalJitters(
          of: others, from: causing, window: window, replicates: perTable,
          seed: seed &+ UInt64(table))
      }
      return others.enumerated().map { place, caused in
        PooledJitter(
          caused: caused, causing: causing, window: window,
          statistic: SampleQuantiles(tables.map { $0[place].statistic })(0.5),
          pValue: SampleQuantiles(tables.map { $0[place].pValue })(0.5),
          effect: fits.reduce(0.0) { sum, fit in
            sum + fit.lagMatrices.reduce(0.0) { $0 + $1[caused, causing] }
          } / Double(fits.count))
      }
    }.flatMap { $0 }
    return series.flatMap { caused in tests.filter { $0.caused == caused } }
  }

  /// The test as a row of `causality.csv`.
  var test: CausalityTest {
    CausalityTest(
      kind: .jitter(window: window), caused: [caused], causing: [causing], statistic: statistic,
      numerator: nil, denominator: nil, pValue: pValue, effect: effect)
  }
}
