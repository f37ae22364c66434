import Estimation
import LinearAlgebra

/// Responses of all series to all, every horizon by a regression of its own on the same past
/// (Jordà 2005); shocks are told apart by the order of the series.
///
/// At horizon h the series h - 1 periods ahead are regressed on a constant and the last periods; the
/// effects of the last one, times what a shock moves at once, are the responses.
public struct SystemProjection: Hashable, Sendable {
  /// How large a shock is.
  public enum Shock: String, CaseIterable, Hashable, Sendable {
    /// One standard deviation of what earlier series in the order do not explain of its errors.
    case deviation
    /// One standard deviation of its own series' errors as a whole, as lpirfs scales it.
    case errorDeviation = "error-deviation"
    /// One unit of its own series.
    case unit
  }

  /// `impact[i, j]`: what a shock to series j moves series i by at once. From the covariance of the
  /// errors of an autoregression with as many lags, divisor T - 1.
  public let impact: Matrix
  /// `coefficients[h - 1][i, j]`: of series i at horizon h on series j.
  public let coefficients: [Matrix]
  /// Their standard errors: Newey and West's with as many lags as the horizon.
  public let errors: [Matrix]
  /// `responses[h][i, j]`: of series i to a shock to j, h periods after it.
  public let responses: [Matrix]
  /// Standard errors of the responses, taking the impact as known; zero at horizon 0.
  public let responseErrors: [Matrix]

  /// Projects.
  ///
  /// - Parameters:
  ///   - series: Periods by series, in the order in which they may act on each other at once.
  ///   - lags: Of all series in every regression, 1 or more.
  ///   - horizon: The last horizon.
  ///   - shock: How large shocks are.
  ///   - controls: Further controls of the period whose response it is, periods by columns, which
  ///     sum to no constant; nil for none.
  /// - Throws: ``TimeSeriesError``.
  public init(
    series: Matrix, lags: Int, horizon: Int, shock: Shock = .deviation,
    controls: Matrix? = nil
  ) throws(TimeSeriesError) {
    try Bounds.check(lags, 1...max(1, series.rows), "The number of lags")
    try Bounds.check(horizon, 1...max(1, series.rows), "The horizon")
    let k = series.columns
    let none = Matrix(rows: series.rows, columns: 0)
    let controls = controls ?? none
    let fit = try VectorAutoregression(series: series, exogenous: controls, lags: lags)
    let own = fit.terms.filter {
      if case .exogenous = $0 { return false }
      return true
    }
    let centred = fit.centring.centred(series, by: fit.centring.series)
    do {
      let scale = Double(fit.observations) / Double(fit.observations - 1)
      let factor = try CholeskyFactorization(scale * fit.likelihoodCovariance).factor
      var impact = Matrix(rows: k, columns: k)
      for column in 0..<k {
        let size =
          switch shock {
          case .unit: 1.0
          case .deviation: factor[column, column]
          case .errorDeviation:
            (0...column).reduce(0.0) { $0 + factor[column, $1] * factor[column, $1] }.squareRoot()
          }
        for row in column..<k {
          impact[row, column] = factor[row, column] / factor[column, column] * size
        }
      }
      var coefficients: [Matrix] = []
      var errors: [Matrix] = []
      var responses = [impact]
      var responseErrors = [Matrix(rows: k, columns: k)]
      for step in 1...horizon {
        let width = fit.terms.count
        guard series.rows - step + 1 - lags > width + 2 else {
          throw TimeSeriesError.tooFewObservations(
            found: max(0, series.rows - step + 1 - lags), needed: width + 3)
        }
        let periods = lags..<(series.rows - step + 1)
        let pasts = VectorAutoregression.design(
          own, series: centred, exogenous: none, periods: periods)
        let further = controls.submatrix(
          rows: periods.map { $0 + step - 1 }, columns: Array(0..<controls.columns))
        let design = Matrix(
          rows: periods.count, columns: fit.terms.count,
          elements: pasts.elements + further.elements)
        let ahead = centred.submatrix(
          rows: periods.map { $0 + step - 1 }, columns: Array(0..<k))
        let regression = try LeastSquares(design: design, responses: ahead)
        let firsts = (0..<k).map { source in
          fit.terms.firstIndex(of: .lag(1, series: source)) ?? 0
        }
        var effects = Matrix(rows: k, columns: k)
        var effectErrors = effects
        var deviations = effects
        for equation in 0..<k {
          let variance = try Sandwich.leastSquares(
            design: design, residuals: Matrix(column: regression.residuals.column(equation)),
            inverseGram: regression.inverseGram, kind: .neweyWest(lag: step)
          ).submatrix(rows: firsts, columns: firsts)
          for (column, row) in firsts.enumerated() {
            effects[equation, column] = regression.coefficients[row, equation]
            effectErrors[equation, column] = variance[column, column].squareRoot()
          }
          for column in 0..<k {
            let moved = try variance.times(Matrix(column: impact.column(column))).column(0)
            deviations[equation, column] = max(0, dot(impact.column(column), moved)).squareRoot()
          }
        }
        coefficients.append(effects)
        errors.append(effectErrors)
        responses.append(try effects.times(impact))
        responseErrors.append(deviations)
      }
      self.impact = impact
      self.coefficients = coefficients
      self.errors = errors
      self.responses = responses
      self.responseErrors = responseErrors
    } catch {
      throw (error as? TimeSeriesError) ?? TimeSeriesError(error)
    }
  }
}
