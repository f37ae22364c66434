import Estimation
import LinearAlgebra
import RealModule

/// Which number of lags a vector autoregression should have, by four criteria.
///
/// All orders are fitted to one common sample, so that their likelihoods compare. Formulas:
/// Lütkepohl (2005), section 4.3, with the determinant of the covariance of divisor T and the number
/// of deterministic terms counted.
public struct LagSelection: Hashable, Sendable {
  /// A rule by which orders are compared; smaller is better.
  public enum Criterion: String, CaseIterable, Hashable, Sendable {
    /// Akaike.
    case aic
    /// Schwarz.
    case bic
    /// Hannan and Quinn.
    case hqic
    /// Akaike's final prediction error.
    case fpe
  }

  /// The criteria of one order.
  public struct Row: Hashable, Sendable {
    /// The number of lags.
    public let order: Int
    /// Akaike.
    public let aic: Double
    /// Schwarz.
    public let bic: Double
    /// Hannan and Quinn.
    public let hqic: Double
    /// Final prediction error.
    public let fpe: Double

    /// The criteria of a fit.
    ///
    /// - Parameters:
    ///   - order: The number of lags.
    ///   - logDeterminant: Of the covariance of the errors with divisor T.
    ///   - termCount: Terms an equation.
    ///   - seriesCount: Equations.
    ///   - observations: Periods T that the equations explain.
    init(
      order: Int, logDeterminant: Double, termCount: Int, seriesCount: Int, observations: Int
    ) {
      let (t, k, perEquation) = (Double(observations), Double(seriesCount), Double(termCount))
      let free = perEquation * k
      let correction = Double.log(t + perEquation) - Double.log(t - perEquation)
      self.order = order
      aic = logDeterminant + 2 * free / t
      bic = logDeterminant + Double.log(t) * free / t
      hqic = logDeterminant + 2 * Double.log(Double.log(t)) * free / t
      fpe = Double.exp(logDeterminant + k * correction)
    }

    /// The value of one criterion.
    public func callAsFunction(_ criterion: Criterion) -> Double {
      switch criterion {
      case .aic: aic
      case .bic: bic
      case .hqic: hqic
      case .fpe: fpe
      }
    }
  }

  /// The criteria of all orders, from 0 on.
  public let rows: [Row]

  /// Computes the criteria of the orders 0 to `maximum`.
  ///
  /// One triangular factor of all regressors and the series serves all orders: what is left of the
  /// series below its first m rows is what the first m regressors leave.
  ///
  /// - Parameters:
  ///   - series: Periods by series.
  ///   - exogenous: Periods by exogenous series, or nil.
  ///   - exogenousLags: Lags of the exogenous series.
  ///   - maximum: The largest order.
  ///   - trend: Deterministic terms.
  ///   - seasons: Seasons of a year, or 0.
  /// - Throws: ``TimeSeriesError``.
  public init(
    series: Matrix, exogenous: Matrix? = nil, exogenousLags: Int = 0, maximum: Int,
    trend: VectorAutoregression.Trend = .constant, seasons: Int = 0
  ) throws(TimeSeriesError) {
    try Bounds.check(maximum, 0...max(0, series.rows), "The largest number of lags")
    let exogenous = exogenous ?? Matrix(rows: series.rows, columns: 0)
    let all = try VectorAutoregression.terms(
      series: series, exogenous: exogenous, exogenousLags: exogenousLags, lags: maximum,
      trend: trend, seasons: seasons)
    let first = max(maximum, exogenous.columns > 0 ? exogenousLags : 0)
    let observations = series.rows - first
    guard observations > all.count else {
      throw .tooFewObservations(found: max(0, observations), needed: all.count + 1)
    }
    try VectorAutoregression.check(series, trend: trend)
    try VectorAutoregression.check(exogenous, trend: trend)
    func isLag(_ term: VectorAutoregression.Term) -> Bool {
      if case .lag = term { return true }
      return false
    }
    let terms = all.filter { !isLag($0) } + all.filter(isLag)
    let k = series.columns
    let centring = Centring(series: series, exogenous: exogenous, trend: trend)
    let centred = centring.centred(series, by: centring.series)
    let design = VectorAutoregression.design(
      terms, series: centred, exogenous: centring.centred(exogenous, by: centring.exogenous),
      periods: first..<series.rows)
    let now = centred.submatrix(rows: Array(first..<series.rows), columns: Array(0..<k))
    var logDeterminants: [Double] = []
    do {
      guard observations >= terms.count + k else {
        throw TimeSeriesError.tooFewObservations(found: observations, needed: terms.count + k)
      }
      let upper = try TriangularFactor(
        Matrix(
          rows: observations, columns: terms.count + k, elements: design.elements + now.elements)
      ).upper
      let dependent = DependentColumn.all(upper: upper, design: design)
      if let first = dependent.first {
        throw TimeSeriesError.collinear(
          rank: terms.count - dependent.count, columns: terms.count, dependent: .term(terms[first]))
      }
      for order in 0...maximum {
        let used = terms.count - (maximum - order) * k
        let left = upper.submatrix(
          rows: Array(used..<(terms.count + k)),
          columns: Array(terms.count..<(terms.count + k)))
        let covariance = (1 / Double(observations)) * (try left.gram())
        logDeterminants.append(try CholeskyFactorization(covariance).logDeterminant)
      }
    } catch {
      throw TimeSeriesError(error)
    }
    rows = logDeterminants.enumerated().map { order, logDeterminant in
      Row(
        order: order, logDeterminant: logDeterminant,
        termCount: terms.count - (maximum - order) * k, seriesCount: k,
        observations: observations)
    }
  }

  /// The order with the smallest value of a criterion.
  ///
  /// - Parameters:
  ///   - criterion: The rule.
  ///   - minimum: Orders below it do not count: some tools begin at 0, others at 1.
  /// - Returns: The order.
  public func order(by criterion: Criterion, minimum: Int = 0) -> Int {
    rows.filter { $0.order >= minimum }.min { $0(criterion) < $1(criterion) }?.order ?? minimum
  }
}
