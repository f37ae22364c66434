import Estimation
import LinearAlgebra
import RealModule

/// A vector autoregression fitted by least squares, equation by equation.
///
///     y(t) = deterministic terms + A1 y(t-1) + ... + Ap y(t-p) + errors
///
/// Source: H. Lütkepohl, "New Introduction to Multiple Time Series Analysis" (2005), chapter 3.
public struct VectorAutoregression: Sendable {
  /// Deterministic terms of every equation.
  public enum Trend: String, CaseIterable, Hashable, Sendable {
    /// None.
    case none
    /// A constant.
    case constant
    /// A constant and a linear trend.
    case linear

    /// How many terms it has.
    public var termCount: Int {
      switch self {
      case .none: 0
      case .constant: 1
      case .linear: 2
      }
    }
  }

  /// A term of an equation.
  public enum Term: Hashable, Sendable {
    /// The intercept.
    case constant
    /// The number of the period, counted from 1 at the first period of the data.
    case trend
    /// A series so many periods before.
    case lag(Int, series: Int)
    /// A centred dummy: 1 - 1/S in its season, -1/S in the others; the last season has none.
    case season(Int, of: Int)
    /// An exogenous series so many periods before; 0 is the same period.
    case exogenous(Int, lag: Int)
  }

  /// The data, periods by series.
  public let series: Matrix
  /// Exogenous series, periods by series; no columns where there are none.
  public let exogenous: Matrix
  /// The number of lags.
  public let lags: Int
  /// The deterministic terms.
  public let trend: Trend
  /// Seasons of a year, or 0; the first period of the data is in the first.
  public let seasons: Int
  /// Lags of the exogenous series beside their value in the same period.
  public let exogenousLags: Int
  /// The terms in the order of the rows of ``coefficients``.
  public let terms: [Term]
  /// One row a term, one column an equation.
  public let coefficients: Matrix
  /// What the equations leave, periods after the first `lags` by equations.
  public let residuals: Matrix
  /// The inverse of Z'Z, terms by terms.
  public let inverseGram: Matrix
  /// The same of the regressors less their centres.
  let centredInverseGram: Matrix
  /// What was taken off the series for the fit.
  let centring: Centring
  /// The covariance of the errors with divisor T - terms, as most tools print it.
  public let covariance: Matrix
  /// The covariance of the errors with divisor T, as the likelihood has it.
  public let likelihoodCovariance: Matrix

  /// Fits a model.
  ///
  /// - Parameters:
  ///   - series: Periods by series.
  ///   - exogenous: Periods by exogenous series, or nil.
  ///   - exogenousLags: Lags of the exogenous series beside their value in the same period.
  ///   - lags: Zero or more.
  ///   - trend: Deterministic terms.
  ///   - seasons: Seasons of a year, 7 for the days of a week; 0 where there are none.
  ///   - firstPeriod: Periods before it serve only as lags; by default the longest lag.
  /// - Throws: ``TimeSeriesError``.
  public init(
    series: Matrix, exogenous: Matrix? = nil, exogenousLags: Int = 0, lags: Int,
    trend: Trend = .constant, seasons: Int = 0, firstPeriod: Int? = nil
  ) throws(TimeSeriesError) {
    let exogenous = exogenous ?? Matrix(rows: series.rows, columns: 0)
    let terms = try VectorAutoregression.terms(
      series: series, exogenous: exogenous, exogenousLags: exogenousLags, lags: lags, trend: trend,
      seasons: seasons)
    try Bounds.check(firstPeriod ?? 0, 0...max(0, series.rows), "The first period")
    let first = max(firstPeriod ?? 0, lags, exogenous.columns > 0 ? exogenousLags : 0)
    let observations = series.rows - first
    guard observations > terms.count else {
      throw .tooFewObservations(found: max(0, observations), needed: terms.count + 1)
    }
    try VectorAutoregression.check(series, trend: trend)
    try VectorAutoregression.check(exogenous, trend: trend)
    let centring = Centring(series: series, exogenous: exogenous, trend: trend)
    let centred = centring.centred(series, by: centring.series)
    let design = VectorAutoregression.design(
      terms, series: centred, exogenous: centring.centred(exogenous, by: centring.exogenous),
      periods: first..<series.rows)
    let responses = centred.submatrix(
      rows: Array(first..<series.rows), columns: Array(0..<series.columns))
    do {
      if terms.isEmpty {
        coefficients = Matrix(rows: 0, columns: series.columns)
        residuals = responses
        centredInverseGram = Matrix(rows: 0, columns: 0)
      } else {
        let fit = try VectorAutoregression.leastSquares(
          design: design, responses: responses, terms: terms)
        coefficients = centring.coefficients(fit.coefficients, terms: terms)
        residuals = fit.residuals
        centredInverseGram = fit.inverseGram
      }
      inverseGram = centring.covariance(centredInverseGram, terms: terms)
      let products = try residuals.gram()
      covariance = 1 / Double(observations - terms.count) * products
      likelihoodCovariance = 1 / Double(observations) * products
    } catch {
      throw TimeSeriesError(error)
    }
    self.centring = centring
    self.series = series
    self.exogenous = exogenous
    self.exogenousLags = exogenousLags
    self.lags = lags
    self.trend = trend
    self.seasons = seasons
    self.terms = terms
  }

  static func check(_ series: Matrix, trend: Trend) throws(TimeSeriesError) {
    for column in 0..<series.columns {
      let values = series.column(column)
      if let row = values.firstIndex(where: { !$0.isFinite }) {
        throw .notFinite(row: row, column: column)
      }
      if trend != .none, let first = values.first, values.allSatisfy({ $0 == first }) {
        throw .constantSeries(column: column)
      }
    }
  }

  /// The number of series.
  public var seriesCount: Int { series.columns }

  /// The number T of periods that the equations explain.
  public var observations: Int { residuals.rows }

  /// Degrees of freedom of one equation.
  public var degreesOfFreedom: Int { observations - terms.count }

  /// The effect of all series a number of periods before, equations by series.
  ///
  /// - Precondition: The lag lies between 1 and ``lags``.
  public func lagMatrix(_ lag: Int) -> Matrix {
    precondition((1...max(1, lags)).contains(lag) && lags > 0, "no such lag")
    var result = Matrix(rows: seriesCount, columns: seriesCount)
    for (row, term) in terms.enumerated() {
      guard case .lag(lag, let source) = term else { continue }
      for equation in 0..<seriesCount { result[equation, source] = coefficients[row, equation] }
    }
    return result
  }

  /// The effects of all lags, first lag first.
  public var lagMatrices: [Matrix] { lags == 0 ? [] : (1...lags).map { lagMatrix($0) } }

  /// Standard errors in the shape of ``coefficients``, from the covariance with divisor T - terms.
  public var standardErrors: Matrix {
    var result = Matrix(rows: terms.count, columns: seriesCount)
    for equation in 0..<seriesCount {
      for term in terms.indices {
        result[term, equation] =
          (inverseGram[term, term] * covariance[equation, equation]).squareRoot()
      }
    }
    return result
  }

  /// The Gaussian log-likelihood at the estimates.
  ///
  /// - Throws: ``TimeSeriesError/singularResiduals`` when an equation fits exactly.
  public func logLikelihood() throws(TimeSeriesError) -> Double {
    let t = Double(observations)
    let k = Double(seriesCount)
    return -0.5 * t * (k * Double.log(2 * Double.pi) + (try logDeterminant()) + k)
  }

  /// The logarithm of the determinant of ``likelihoodCovariance``.
  ///
  /// - Throws: ``TimeSeriesError/singularResiduals`` when an equation fits exactly.
  public func logDeterminant() throws(TimeSeriesError) -> Double {
    do {
      return try CholeskyFactorization(likelihoodCovariance).logDeterminant
    } catch {
      throw .singularResiduals
    }
  }

  /// The criteria of the fitted order, as ``LagSelection`` computes them, on the periods that this
  /// model explains: those of another order compare only where both explain the same periods.
  ///
  /// - Returns: Akaike, Schwarz, Hannan and Quinn, final prediction error.
  /// - Throws: ``TimeSeriesError/singularResiduals`` when an equation fits exactly.
  public func criteria() throws(TimeSeriesError) -> LagSelection.Row {
    LagSelection.Row(
      order: lags, logDeterminant: try logDeterminant(), termCount: terms.count,
      seriesCount: seriesCount, observations: observations)
  }

  /// Absolute values of the roots of the companion matrix, largest first; the model is stable when
  /// all are below 1.
  ///
  /// - Throws: ``LinearAlgebraError`` when the eigenvalue iteration fails.
  public func companionModuli() throws(LinearAlgebraError) -> [Double] {
    guard lags > 0 else { return [] }
    return try GeneralEigen(CompanionMatrix.of(lagMatrices)).values.map(\.modulus).sorted(by: >)
  }
}

extension TimeSeriesError {
  /// What a failure means for a model: one of its own stays as it is, one of the algebra is named.
  init(_ error: any Error) {
    switch error {
    case let error as TimeSeriesError: self = error
    case LinearAlgebraError.rankDeficient(let rank, let columns):
      self = .collinear(rank: rank, columns: columns, dependent: nil)
    case LinearAlgebraError.notPositiveDefinite, LinearAlgebraError.singular:
      self = .singularResiduals
    case let error as LinearAlgebraError: self = .optionOutOfRange(error.description)
    default: self = .singularResiduals
    }
  }
}
