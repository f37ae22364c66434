import LinearAlgebra

/// How a series is correlated with its own past.
public struct Autocorrelation: Hashable, Sendable {
  /// Correlations at lags 0, 1, ...: covariances with divisor n over the variance.
  public let correlations: [Double]
  /// Partial correlations at lags 0, 1, ...: the last coefficient of a regression on as many lags
  /// and a constant.
  public let partial: [Double]
  private let observations: Int

  /// Correlates a series with itself.
  ///
  /// - Parameters:
  ///   - values: The series.
  ///   - longest: The longest lag.
  /// - Throws: ``TimeSeriesError`` for a series that never changes, or one too short for the lags.
  public init(_ values: [Double], longest: Int) throws(TimeSeriesError) {
    let n = values.count
    try Bounds.check(longest, 1...max(1, n), "The longest lag of autocorrelations")
    guard n > 2 * longest + 2 else {
      throw .tooFewObservations(found: n, needed: 2 * longest + 3)
    }
    if let row = values.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(row: row, column: 0)
    }
    let mean = values.reduce(0, +) / Double(n)
    let centred = values.map { $0 - mean }
    let square = centred.reduce(0) { $0 + $1 * $1 }
    guard square > 0 else { throw .constantSeries(column: 0) }
    observations = n
    let products = LaggedProducts(centred, longest: longest)
    correlations = (0...longest).map { products.all[$0] / square }
    var partial = [1.0]
    for lag in 1...longest { partial.append(try products.lastCoefficient(order: lag)) }
    self.partial = partial
  }

  /// Whether all correlations up to a lag are zero (G. M. Ljung and G. E. P. Box, Biometrika 65,
  /// 1978).
  ///
  /// - Parameters:
  ///   - lag: The last lag; at most the longest one.
  ///   - fitted: Coefficients of the model whose residuals the series are.
  /// - Returns: The test.
  /// - Throws: ``TimeSeriesError/optionOutOfRange(_:)`` for a lag that was not computed.
  public func ljungBox(lag: Int, fitted: Int = 0) throws(TimeSeriesError) -> TestResult {
    guard lag > fitted, fitted >= 0, lag < correlations.count else {
      throw .optionOutOfRange(
        "The test needs correlations up to lag \(lag); those up to \(correlations.count - 1) are known."
      )
    }
    let n = Double(observations)
    let sum = (1...lag).reduce(0.0) {
      $0 + correlations[$1] * correlations[$1] / (n - Double($1))
    }
    return TestResult(statistic: n * (n + 2) * sum, law: .chiSquare(lag - fitted))
  }
}
