import Estimation
import LinearAlgebra
import RealModule

/// A count autoregression: the mean depends on past counts and past means.
///
/// Identity link (INGARCH): m(t) = c + sum b(i) y(t - i) + sum a(j) m(t - j) + x(t)' e. Logarithmic
/// link: the same for the logarithm of the mean, with log(y + 1). Before the data, counts and means
/// are those that the model has in the long run, c / (1 - sum a - sum b). Calendar columns z(t), drawn
/// to zero, multiply the constant by exp(z(t)' f); with the logarithmic link they join it. Source: T. Liboschik, K.
/// Fokianos and R. Fried, J. Stat. Softw. 82(5), 2017.
public struct CountAutoregression: Sendable {
  /// What the equation is of.
  public enum Link: String, CaseIterable, Hashable, Sendable {
    /// Of the mean itself; no coefficient may be negative.
    case identity
    /// Of its logarithm.
    case log
  }

  /// What the coefficients are.
  public enum Estimator: Hashable, Sendable {
    /// The maximum of the likelihood.
    case maximumLikelihood
    /// The zero of the Poisson score that holds the counts before the data fixed while it moves the
    /// means before them, and a moment estimate of the dispersion: what R's tscount aims at.
    case quasiScore
  }

  /// The equation.
  public struct Equation: Hashable, Sendable {
    /// Lags of counts.
    public var pastObservations: [Int]
    /// Lags of means.
    public var pastMeans: [Int]
    /// The link.
    public var link: Link

    /// An equation.
    public init(pastObservations: [Int], pastMeans: [Int], link: Link = .identity) {
      self.pastObservations = pastObservations
      self.pastMeans = pastMeans
      self.link = link
    }
  }

  /// The equation.
  public let equation: Equation
  /// The counts.
  public let counts: [Double]
  /// Covariates, periods by columns; no columns where there are none.
  public let covariates: Matrix
  /// Calendar columns that are drawn to zero; nil where there are none.
  public let calendar: ShrunkColumns?
  /// The intercept, coefficients of past counts, of past means, of covariates, of the calendar.
  public let coefficients: [Double]
  /// The size theta; infinite for Poisson.
  public let theta: Double
  /// Means.
  public let means: [Double]
  /// The log-likelihood at the coefficients.
  public let logLikelihood: Double
  /// Standard errors of the coefficients: of the second derivatives at a maximum; of the quasi score
  /// as tscount has them.
  public let standardErrors: [Double]
  /// The covariance of the coefficients and, where theta is estimated with them, of log theta.
  public let covariance: Matrix
  /// How the search ended.
  public let convergence: ConvergenceRecord
  /// Parameters at the end of their range.
  public let boundaries: [CountBoundary]

  /// Fits a model.
  ///
  /// - Parameters:
  ///   - counts: Whole numbers from 0 on.
  ///   - equation: Lags and link.
  ///   - covariates: Periods by columns, or nil.
  ///   - family: The law of the counts.
  ///   - estimator: What the coefficients are.
  ///   - calendar: Columns that are drawn to zero, periods by columns, or nil.
  /// - Throws: ``TimeSeriesError``.
  public init(
    counts: [Double], equation: Equation, covariates: Matrix? = nil,
    family: CountRegression.Family = .poisson, estimator: Estimator = .maximumLikelihood,
    calendar: ShrunkColumns? = nil
  ) throws(TimeSeriesError) {
    try calendar?.check(rows: counts.count)
    let covariates = covariates ?? Matrix(rows: counts.count, columns: 0)
    try CountCheck.counts(counts)
    let lags = equation.pastObservations + equation.pastMeans
    guard lags.allSatisfy({ $0 >= 1 }),
      Set(equation.pastObservations).count
        == equation.pastObservations.count,
      Set(equation.pastMeans).count == equation.pastMeans.count
    else {
      throw .optionOutOfRange("Lags of counts and means must be 1 or more, each named once.")
    }
    try Bounds.check(lags.max() ?? 1, 1...counts.count, "The longest lag")
    guard !equation.pastObservations.isEmpty || equation.pastMeans.isEmpty else {
      throw .optionOutOfRange(
        "Past means without past counts never change. Add a lag of the counts.")
    }
    guard covariates.rows == counts.count else {
      throw .optionOutOfRange(
        "The covariates have \(covariates.rows) rows, the counts \(counts.count). Use the same rows."
      )
    }
    let size =
      1 + lags.count + covariates.columns + (calendar?.freeCount ?? 0)
      + (family == .negativeBinomial ? 1 : 0)
    guard counts.count > size + (lags.max() ?? 0) else {
      throw .tooFewObservations(found: counts.count, needed: size + (lags.max() ?? 0) + 1)
    }
    if covariates.columns > 0 {
      try CountCheck.design(
        Matrix(
          rows: counts.count, columns: covariates.columns + 1,
          elements: [Double](repeating: 1, count: counts.count) + covariates.elements))
    }
    var path = CountPath(counts: counts, equation: equation, covariates: covariates)
    if let calendar { path.calendar = calendar.values }
    do {
      let search = CountAutoregressionSearch(
        path: path, family: family, precision: calendar?.precision ?? 0)
      let result =
        estimator == .maximumLikelihood
        ? try search.maximize() : try search.solveQuasiScore()
      self.equation = equation
      self.counts = counts
      self.covariates = covariates
      self.calendar = calendar
      coefficients = result.coefficients
      theta = result.theta
      means = result.means
      logLikelihood = result.logLikelihood
      covariance = result.covariance
      standardErrors = (0..<result.coefficients.count).map {
        result.covariance[$0, $0].squareRoot()
      }
      convergence = result.convergence
      boundaries = result.boundaries
    } catch {
      throw TimeSeriesError(error)
    }
  }

  /// Names of the coefficients.
  public var names: [String] {
    ["const"] + equation.pastObservations.map { "obs_\($0)" }
      + equation.pastMeans.map { "mean_\($0)" }
      + (0..<covariates.columns).map { "covariate_\($0 + 1)" }
      + (0..<(calendar?.values.columns ?? 0)).map { "calendar_\($0 + 1)" }
  }

  /// The number of free parameters.
  public var parameterCount: Int {
    coefficients.count + (theta.isFinite ? 1 : 0)
      - (calendar.map { $0.values.columns - $0.freeCount } ?? 0)
  }

  /// Criteria of the fit.
  public var criteria: InformationCriteria {
    InformationCriteria(
      logLikelihood: logLikelihood, parameterCount: parameterCount, observations: counts.count)
  }

  /// The laws of the counts, given the past.
  public var laws: [CountLaw] { means.map { CountLaw(mean: $0, theta: theta) } }

  /// The share of one more count that later counts add through lags: its effect on the mean a
  /// number of periods later (identity link), or on its logarithm.
  ///
  /// - Parameters:
  ///   - horizon: Periods.
  ///   - coefficients: The intercept first, as in ``coefficients``.
  /// - Returns: Effects at 1, 2, ... periods.
  public func memory(horizon: Int, coefficients: [Double]? = nil) -> [Double] {
    let values = coefficients ?? self.coefficients
    let p = equation.pastObservations.count
    var effects: [Double] = []
    for step in stride(from: 1, through: horizon, by: 1) {
      var effect = 0.0
      for (index, lag) in equation.pastObservations.enumerated() where lag == step {
        effect += values[1 + index]
      }
      for (index, lag) in equation.pastMeans.enumerated() where lag < step {
        effect += values[1 + p + index] * effects[step - lag - 1]
      }
      effects.append(effect)
    }
    return effects
  }

  /// The law of the next count, given covariates and calendar columns of its period.
  public func next(covariates future: [Double] = [], calendar ahead: [Double] = []) -> CountLaw {
    var path = CountPath(counts: counts, equation: equation, covariates: covariates)
    if let calendar { path.calendar = calendar.values }
    return CountLaw(
      mean: path.next(coefficients, means: means, future: future, calendar: ahead), theta: theta)
  }
}
