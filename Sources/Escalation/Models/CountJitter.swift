import TimeSeries

/// The interval-jitter tests that stand beside models of counts.
enum CountJitter {
  /// Tests all directed pairs of a table with windows of 21 and 35 periods; both sides' days of the
  /// week are known to the test where the model has them.
  ///
  /// - Parameters:
  ///   - data: The series.
  ///   - calendar: Calendar terms of the model; nil for none.
  ///   - lags: Lags of the autoregression whose F is compared; fewer where the series is short.
  ///   - replicates: Surrogates.
  ///   - seed: Of the random numbers.
  ///   - threads: Parts computed at a time.
  /// - Returns: The tests; none where an autoregression cannot be fitted.
  /// - Throws: ``TimeSeriesError`` for a series that never changes.
  static func tests(
    _ data: CountData, calendar: CalendarColumns?, lags: Int, replicates: Int, seed: UInt64,
    threads: Int
  ) async throws -> [PooledJitter] {
    let most = max(1, data.labels.count / (4 * data.names.count))
    let lags = min(14, max(1, lags), most)
    let isWeekly = calendar?.terms == .weekday
    guard
      let fit = try? VectorAutoregression(
        series: data.tables[0], exogenous: isWeekly ? nil : calendar?.plainTable(leadingRows: lags),
        lags: lags, seasons: isWeekly ? 7 : 0)
    else { return [] }
    return try await PooledJitter.all(
      fits: [fit], windows: [21, 35], replicates: replicates, seed: seed, threads: threads)
  }
}
