import Estimation
import LinearAlgebra
import RealModule

/// The response of one series to another, horizon by horizon, each by a regression of its own (Jordà
/// 2005): of the responding series h periods ahead on the provoking one now, given the pasts.
public struct LocalProjection: Hashable, Sendable {
  /// What is regressed.
  public enum Law: String, CaseIterable, Hashable, Sendable {
    /// The series, by least squares.
    case linear
    /// Its mean's logarithm, by Poisson regression; responses are of mean (exp(b) - 1).
    case poisson
  }

  /// How standard errors are estimated.
  public enum Errors: String, CaseIterable, Hashable, Sendable {
    /// Newey and West, as many lags as the horizon.
    case hac
    /// One more lag among the controls, and errors robust to changing variance only: the scores are
    /// then uncorrelated (Montiel Olea and Plagborg-Møller 2021).
    case lagAugmented = "lag-augmented"
  }

  /// The response at one horizon.
  public struct Response: Hashable, Sendable {
    /// Periods after the shock.
    public let horizon: Int
    /// The response per unit.
    public let estimate: Double
    /// Its standard error; NaN where the law is Poisson and no incident followed in such a way that
    /// the response has no lower end (``Separation``).
    public let error: Double
    /// Regressions' rows.
    public let observations: Int
  }

  /// The responses, horizon 0 or 1 first.
  public let responses: [Response]

  /// Projects.
  ///
  /// - Parameters:
  ///   - series: Periods by series; all serve as controls.
  ///   - responder: The responding series.
  ///   - provoker: The provoking series.
  ///   - lags: Lags of all series among the controls.
  ///   - horizons: Periods ahead.
  ///   - law: What is regressed.
  ///   - errors: How standard errors are estimated.
  ///   - controls: Further controls of the period whose response it is, periods by columns, which
  ///     sum to no constant; nil for none.
  ///   - shrunk: The same for the Poisson law, drawn to zero.
  /// - Throws: ``TimeSeriesError``.
  public init(
    series: Matrix, responder: Int, provoker: Int, lags: Int, horizons: ClosedRange<Int>,
    law: Law = .linear, errors: Errors = .hac, controls: Matrix? = nil,
    shrunk: ShrunkColumns? = nil
  ) throws(TimeSeriesError) {
    guard shrunk == nil || law == .poisson else {
      throw .optionOutOfRange("Least squares draws no control to zero; give plain controls.")
    }
    guard controls.map({ $0.rows == series.rows }) ?? true else {
      throw .optionOutOfRange("The controls need a row for every row of the series.")
    }
    try shrunk?.check(rows: series.rows)
    try Bounds.check(lags, 0...max(0, series.rows), "The number of lags")
    try Bounds.check(horizons.lowerBound, 0...max(0, series.rows), "The first horizon")
    try Bounds.check(horizons.upperBound, 0...max(0, series.rows), "The horizon")
    guard responder != provoker, (0..<series.columns).contains(responder),
      (0..<series.columns).contains(provoker)
    else { throw .optionOutOfRange("A projection needs two different series of the table.") }
    try VectorAutoregression.check(series, trend: .constant)
    // The constant takes up the level, which costs digits as a regressor.
    let none = Matrix(rows: series.rows, columns: 0)
    let centring = Centring(series: series, exogenous: none, trend: .constant)
    let centred = centring.centred(series, by: centring.series)
    let pasts = errors == .lagAugmented ? lags + 1 : lags
    var terms: [VectorAutoregression.Term] = [.constant]
    for lag in 0..<pasts {
      terms += (0..<series.columns).map { .lag(lag + 1, series: $0) }
    }
    let width = terms.count + (controls?.columns ?? 0) + (shrunk?.freeCount ?? 0)
    var result: [Response] = []
    for horizon in horizons {
      guard series.rows - horizon - pasts > width + 2 else {
        throw .tooFewObservations(
          found: max(0, series.rows - horizon - pasts), needed: width + 3)
      }
      let periods = pasts..<(series.rows - horizon)
      let pastControls = VectorAutoregression.design(
        terms, series: centred, exogenous: none, periods: periods)
      let shock = periods.map { centred[$0, provoker] }
      let answered = periods.map { $0 + horizon }
      let others =
        controls.map {
          $0.submatrix(rows: answered, columns: Array(0..<$0.columns)).elements
        } ?? []
      let design = Matrix(
        rows: periods.count, columns: terms.count + 1 + (controls?.columns ?? 0),
        elements: shock + pastControls.elements + others)
      let ahead = periods.map {
        (law == .linear ? centred : series)[$0 + horizon, responder]
      }
      let kind: CoefficientCovariance = errors == .hac ? .neweyWest(lag: horizon) : .hc1
      switch law {
      case .linear:
        do {
          let fit = try LeastSquares(design: design, responses: Matrix(column: ahead))
          let variance = try Sandwich.leastSquares(
            design: design, residuals: fit.residuals, inverseGram: fit.inverseGram, kind: kind)
          result.append(
            Response(
              horizon: horizon, estimate: fit.coefficients[0, 0],
              error: variance[0, 0].squareRoot(), observations: periods.count))
        } catch {
          throw TimeSeriesError(error)
        }
      case .poisson:
        let fit = try CountRegression(
          counts: ahead, design: design, shrunk: shrunk?.rows(answered))
        let variance = try fit.covariance(
          errors == .hac ? .neweyWest(lag: horizon) : .sandwich)
        let mean = ahead.reduce(0, +) / Double(ahead.count)
        let slope = fit.coefficients[0]
        result.append(
          Response(
            horizon: horizon, estimate: mean * Double.expMinusOne(slope),
            error: mean * Double.exp(slope) * variance[0, 0].squareRoot(),
            observations: periods.count))
      }
    }
    responses = result
  }
}
