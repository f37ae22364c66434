import Estimation
import LinearAlgebra
import RealModule

/// A regression of counts with a logarithmic link, by maximum likelihood: Poisson or negative
/// binomial, also with extra zeros (Lambert 1992) or a hurdle (Mullahy 1986).
public struct CountRegression: Sendable {
  /// The law of the counts.
  public enum Family: String, CaseIterable, Hashable, Sendable {
    /// The variance is the mean.
    case poisson
    /// The variance is mean + mean^2 / theta.
    case negativeBinomial = "negative-binomial"
  }

  /// Where zeros come from.
  public enum Zeros: String, CaseIterable, Hashable, Sendable {
    /// From the law of the counts alone.
    case none
    /// From it, and from periods in which nothing can happen; their logit has regressors.
    case inflated
    /// From a hurdle only: the logit of a count above zero has regressors, and counts above zero
    /// follow the law without its zero.
    case hurdle
  }

  /// The law of the counts.
  public let family: Family
  /// Where zeros come from.
  public let zeros: Zeros
  /// The counts.
  public let counts: [Double]
  /// Regressors of the logarithm of the mean, those that are drawn to zero last.
  public let design: Matrix
  /// Regressors that are drawn to zero; nil where there are none.
  public let shrunk: ShrunkColumns?
  /// Regressors of the logit; no columns without a zero model.
  public let zeroDesign: Matrix
  /// Coefficients of the logarithm of the mean; infinite, or NaN, where ``separation`` says so.
  public let coefficients: [Double]
  /// Coefficients of the logit.
  public let zeroCoefficients: [Double]
  /// The size theta; infinite for Poisson.
  public let theta: Double
  /// Means of the law of the counts, before zeros.
  public let means: [Double]
  /// Probabilities of the logit.
  public let probabilities: [Double]
  /// The log-likelihood at the estimate: its maximum where nothing is drawn to zero.
  public let logLikelihood: Double
  /// The negative second derivatives there: coefficients, zero coefficients, log theta; under
  /// separation of the coefficients that determine the means of the other periods.
  public let information: Matrix
  /// First derivatives of each observation, in the same order.
  public let scores: Matrix
  /// How the search ended.
  public let convergence: ConvergenceRecord
  /// Parameters that ran to the end of their range; their standard errors mean nothing.
  public let boundaries: [CountBoundary]
  /// Coefficients without an end, in a model without extra zeros; nil where all have one.
  public let separation: Separation?
  /// The columns of ``design`` that determine the means that are not zero.
  let determined: [Int]
  /// Whether the overdispersion ran to infinity, so that the coefficients mean nothing.
  public let isUndetermined: Bool

  /// Fits a regression.
  ///
  /// - Parameters:
  ///   - counts: Whole numbers from 0 on.
  ///   - design: Regressors, observations by columns; a constant is a column like any other.
  ///   - offset: Added to the logarithm of the mean, or nil.
  ///   - family: The law.
  ///   - zeros: Where zeros come from.
  ///   - zeroDesign: Regressors of the logit; nil takes a constant.
  ///   - shrunk: Regressors of the logarithm of the mean that are drawn to zero, or nil. Their
  ///     coefficients follow the others.
  /// - Throws: ``TimeSeriesError``.
  public init(
    counts: [Double], design: Matrix, offset: [Double]? = nil, family: Family = .poisson,
    zeros: Zeros = .none, zeroDesign: Matrix? = nil, shrunk: ShrunkColumns? = nil
  ) throws(TimeSeriesError) {
    try CountCheck.counts(counts)
    try shrunk?.check(rows: counts.count)
    guard design.rows == counts.count, offset.map({ $0.count == counts.count }) ?? true,
      zeroDesign.map({ $0.rows == counts.count }) ?? true
    else { throw .optionOutOfRange("regressors, offset and counts need the same periods") }
    let zeroDesign =
      zeros == .none
      ? Matrix(rows: counts.count, columns: 0)
      : zeroDesign ?? Matrix(rows: counts.count, columns: 1, repeating: 1)
    try CountCheck.design(design)
    if zeros != .none { try CountCheck.design(zeroDesign) }
    if zeros != .none, !counts.contains(0) {
      throw .optionOutOfRange(
        "no count is zero, so a model of zeros has nothing to explain; use zeros: none")
    }
    do {
      // Zeros of their own, and a hurdle, are told apart by the logit.
      // What is drawn to zero has an end.
      let separation = zeros == .none ? try Separation(counts: counts, design: design) : nil
      let gone = Set(separation?.periods ?? [])
      let rows = counts.indices.filter { !gone.contains($0) }
      let free = design.columns
      let design =
        shrunk.map {
          Matrix(
            rows: design.rows, columns: free + $0.values.columns,
            elements: design.elements + $0.values.elements)
        } ?? design
      let columns = (separation?.kept ?? Array(0..<free)) + Array(free..<design.columns)
      let precision = shrunk?.precision ?? 0
      guard gone.isEmpty || rows.count > columns.count else {
        throw TimeSeriesError.tooFewObservations(found: rows.count, needed: columns.count + 1)
      }
      let likelihood = CountLikelihood(
        counts: rows.map { counts[$0] },
        design: gone.isEmpty ? design : design.submatrix(rows: rows, columns: columns),
        zeroDesign: gone.isEmpty ? zeroDesign : Matrix(rows: rows.count, columns: 0),
        offset: offset.map { offset in rows.map { offset[$0] } }, family: family, zeros: zeros,
        precisions: columns.map { $0 < free ? 0 : precision })
      let end = try likelihood.maximize()
      let state = likelihood.state(end.point)
      self.family = family
      self.zeros = zeros
      self.counts = counts
      self.design = design
      self.shrunk = shrunk
      determined = columns
      self.zeroDesign = zeroDesign
      var coefficients = [Double](repeating: 0, count: design.columns)
      for (place, column) in columns.enumerated() {
        coefficients[column] = state.coefficients[place]
      }
      for column in separation?.coefficients ?? [] {
        coefficients[column] = separation?.limits[column] ?? .nan
      }
      self.coefficients = coefficients
      self.separation = separation
      zeroCoefficients = state.zeroCoefficients
      theta = state.theta
      var means = [Double](repeating: 0, count: counts.count)
      for (place, row) in rows.enumerated() { means[row] = state.means[place] }
      self.means = means
      probabilities = state.probabilities
      logLikelihood = likelihood.penalty(end.point) - end.value
      convergence = end.convergence
      boundaries =
        likelihood.boundaries(end.point)
        + (separation?.coefficients ?? []).map {
          .separated(coefficient: $0, limit: coefficients[$0])
        }
      isUndetermined = likelihood.isUndetermined(end.point)
      let derivatives = likelihood.derivatives(end.point)
      information = likelihood.unscaled(information: derivatives.expansion.hessian)
      let own = likelihood.scores(derivatives.points)
      // Periods whose mean is zero have no score.
      var scores = Matrix(rows: counts.count, columns: own.columns)
      for (place, row) in rows.enumerated() {
        for column in 0..<own.columns { scores[row, column] = own[place, column] }
      }
      self.scores = scores
    } catch {
      throw TimeSeriesError(error)
    }
  }

  /// Refuses what is no series of counts, by the rows of the series as a whole.
  ///
  /// - Throws: ``TimeSeriesError/notACount(row:column:value:)``, ``TimeSeriesError/noEvents(column:)``.
  public static func check(_ counts: [Double]) throws(TimeSeriesError) {
    try CountCheck.counts(counts)
  }

  /// The number of free parameters.
  public var parameterCount: Int {
    information.rows - (shrunk.map { $0.values.columns - $0.freeCount } ?? 0)
  }

  /// Criteria of the fit.
  public var criteria: InformationCriteria {
    InformationCriteria(
      logLikelihood: logLikelihood, parameterCount: parameterCount, observations: counts.count)
  }

  /// The overdispersion 1 / theta; 0 for Poisson.
  public var dispersion: Double { theta.isFinite ? 1 / theta : 0 }
}
