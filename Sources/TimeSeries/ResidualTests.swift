import Estimation
import LinearAlgebra
import RealModule

extension VectorAutoregression {
  /// Breusch and Godfrey's test on residual correlation up to a lag: T (K - trace(S0^-1 S1)) of
  /// the auxiliary regression on lagged residuals (Lütkepohl 2005, section 4.4.4).
  ///
  /// - Parameter lag: Lags of the residuals; before the first they are zero.
  /// - Returns: The chi-square form, and Edgerton and Shukur's (1999) F form for small samples.
  /// - Throws: ``TimeSeriesError``.
  public func serialCorrelation(
    lag: Int
  ) throws(TimeSeriesError) -> (breuschGodfrey: TestResult, edgertonShukur: TestResult) {
    let t = observations
    let k = seriesCount
    let n = terms.count
    try Bounds.check(
      lag, 1...max(1, (t - n - 1) / k), "The longest lag of residual correlations")
    guard t > n + lag * k else {
      throw .tooFewObservations(found: t, needed: n + lag * k + 1)
    }
    do {
      var columns = centredDesign.elements
      for distance in 1...lag {
        for series in 0..<k {
          columns += [Double](repeating: 0, count: distance)
          columns += residuals.column(series).prefix(t - distance)
        }
      }
      let wide = try LeastSquares(
        design: Matrix(rows: t, columns: n + lag * k, elements: columns), responses: residuals)
      let restricted = try CholeskyFactorization(try residuals.gram())
      let unrestrictedGram = try wide.residuals.gram()
      let trace = try restricted.solve(unrestrictedGram).diagonal.reduce(0, +)
      let statistic = Double(t) * (Double(k) - trace)
      let count = lag * k * k
      // Rao's F with Edgerton and Shukur's degrees of freedom.
      let ratio = Double.exp(
        try CholeskyFactorization(unrestrictedGram).logDeterminant - restricted.logDeterminant)
      let (kk, m) = (Double(k), Double(k * lag))
      let squares = kk * kk + m * m - 5
      let r = squares > 0 ? ((kk * kk * m * m - 4) / squares).squareRoot() : 1
      let q = 0.5 * kk * m - 1
      let rest = Double(t - n) - m - 0.5 * (kk - m + 1)
      let below = (rest * r - q).rounded(.down)
      let fisher = (Double.pow(ratio, -1 / r) - 1) * (rest * r - q) / Double(count)
      return (
        TestResult(statistic: statistic, law: .chiSquare(count)),
        TestResult(statistic: fisher, law: .fisher(count, below))
      )
    } catch {
      throw TimeSeriesError(error)
    }
  }

  /// Whether residuals are normal: skewness, kurtosis and both of residuals made uncorrelated by a
  /// Cholesky factor in the order of the series (Lütkepohl 2005, section 4.5).
  ///
  /// - Throws: ``TimeSeriesError/singularResiduals``.
  public func normality() throws(TimeSeriesError)
    -> (skewness: TestResult, kurtosis: TestResult, both: TestResult)
  {
    let k = seriesCount
    let t = Double(observations)
    do {
      var centred = residuals
      for column in 0..<k {
        let mean = residuals.column(column).reduce(0, +) / t
        for row in 0..<observations { centred[row, column] -= mean }
      }
      let factor = try CholeskyFactorization((1 / t) * (try centred.gram())).factor
      let inverse = try LUFactorization(factor).inverse()
      let free = try centred.times(inverse, transposing: .right)
      var skewness = 0.0
      var kurtosis = 0.0
      for column in 0..<k {
        let values = free.column(column)
        let third = values.reduce(0) { $0 + $1 * $1 * $1 } / t
        let fourth = values.reduce(0) { $0 + $1 * $1 * $1 * $1 } / t - 3
        skewness += t * third * third / 6
        kurtosis += t * fourth * fourth / 24
      }
      return (
        TestResult(statistic: skewness, law: .chiSquare(k)),
        TestResult(statistic: kurtosis, law: .chiSquare(k)),
        TestResult(statistic: skewness + kurtosis, law: .chiSquare(2 * k))
      )
    } catch {
      throw TimeSeriesError(error)
    }
  }

  /// Whether the variance of the errors changes with past errors, all equations together
  /// (Lütkepohl 2005, section 16.5.1): products of residuals are regressed on their lags.
  ///
  /// - Parameter lag: Lags of the products.
  /// - Returns: The test.
  /// - Throws: ``TimeSeriesError``.
  public func autoregressiveVariance(lag: Int) throws(TimeSeriesError) -> TestResult {
    let k = seriesCount
    var products: [[Double]] = []
    for column in 0..<k {
      let mean = residuals.column(column).reduce(0, +) / Double(observations)
      products.append(residuals.column(column).map { $0 - mean })
    }
    // Residuals are scaled to one variance, without which the regression is badly conditioned.
    let scales = (0..<k).map { likelihoodCovariance[$0, $0].squareRoot() }
    guard scales.allSatisfy({ $0 > 0 }) else { throw .singularResiduals }
    let standard = zip(products, scales).map { values, scale in values.map { $0 / scale } }
    var squares: [[Double]] = []
    for column in 0..<k {
      for row in column..<k { squares.append(zip(standard[row], standard[column]).map(*)) }
    }
    let both = squares.count
    let rest = try VectorAutoregression.explained(squares, lag: lag)
    // R^2 = 1 - 2 / (K (K + 1)) trace(S S0^-1)
    let share = 1 - rest / Double(both)
    return TestResult(
      statistic: Double(observations - lag) * Double(both) * share,
      law: .chiSquare(lag * both * both))
  }

  /// Engle's (1982) test of one equation: T R^2 of squared residuals on their lags.
  ///
  /// - Parameters:
  ///   - equation: The equation.
  ///   - lag: Lags of the squares.
  /// - Returns: The test.
  /// - Throws: ``TimeSeriesError``.
  public func autoregressiveVariance(
    equation: Int, lag: Int
  ) throws(TimeSeriesError) -> TestResult {
    let scale = likelihoodCovariance[equation, equation]
    guard scale > 0 else { throw .singularResiduals }
    let squares = residuals.column(equation).map { $0 * $0 / scale }
    let rest = try VectorAutoregression.explained([squares], lag: lag)
    return TestResult(
      statistic: Double(observations - lag) * (1 - rest), law: .chiSquare(lag))
  }

  /// trace(S S0^-1): what lags leave of series, against what their means leave.
  private static func explained(_ series: [[Double]], lag: Int) throws(TimeSeriesError) -> Double {
    let table = Matrix(
      rows: series[0].count, columns: series.count, elements: series.flatMap { $0 })
    let fit = try VectorAutoregression(series: table, lags: lag)
    let mean = try VectorAutoregression(series: table, lags: 0, firstPeriod: lag)
    do {
      return try CholeskyFactorization(mean.likelihoodCovariance)
        .solve(fit.likelihoodCovariance).diagonal.reduce(0, +)
    } catch {
      throw TimeSeriesError(error)
    }
  }
}
