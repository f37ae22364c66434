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
  /// Regressors of the logarithm of the mean.
  public let design: Matrix
  /// Regressors of the logit; no columns without a zero model.
  public let zeroDesign: Matrix
  /// Coefficients of the logarithm of the mean.
  public let coefficients: [Double]
  /// Coefficients of the logit.
  public let zeroCoefficients: [Double]
  /// The size theta; infinite for Poisson.
  public let theta: Double
  /// Means of the law of the counts, before zeros.
  public let means: [Double]
  /// Probabilities of the logit.
  public let probabilities: [Double]
  /// The maximum of the log-likelihood.
  public let logLikelihood: Double
  /// The negative second derivatives there: coefficients, zero coefficients, log theta.
  public let information: Matrix
  /// First derivatives of each observation, in the same order.
  public let scores: Matrix
  /// How the search ended.
  public let convergence: ConvergenceRecord
  /// Parameters that ran to the end of their range, in words; their standard errors mean nothing.
  public let boundaries: [String]
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
  /// - Throws: ``TimeSeriesError``.
  public init(
    counts: [Double], design: Matrix, offset: [Double]? = nil, family: Family = .poisson,
    zeros: Zeros = .none, zeroDesign: Matrix? = nil
  ) throws(TimeSeriesError) {
    try CountCheck.counts(counts)
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
      let likelihood = CountLikelihood(
        counts: counts, design: design, zeroDesign: zeroDesign, offset: offset, family: family,
        zeros: zeros)
      let end = try likelihood.maximize()
      let state = likelihood.state(end.point)
      self.family = family
      self.zeros = zeros
      self.counts = counts
      self.design = design
      self.zeroDesign = zeroDesign
      coefficients = state.coefficients
      zeroCoefficients = state.zeroCoefficients
      theta = state.theta
      means = state.means
      probabilities = state.probabilities
      logLikelihood = -end.value
      convergence = end.convergence
      boundaries = likelihood.boundaries(end.point)
      isUndetermined = likelihood.isUndetermined(end.point)
      let derivatives = likelihood.derivatives(end.point)
      information = likelihood.unscaled(information: derivatives.expansion.hessian)
      scores = likelihood.scores(derivatives.points)
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
  public var parameterCount: Int { information.rows }

  /// Criteria of the fit.
  public var criteria: InformationCriteria {
    InformationCriteria(
      logLikelihood: logLikelihood, parameterCount: parameterCount, observations: counts.count)
  }

  /// The overdispersion 1 / theta; 0 for Poisson.
  public var dispersion: Double { theta.isFinite ? 1 / theta : 0 }
}
