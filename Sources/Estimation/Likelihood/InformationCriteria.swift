import RealModule

/// Penalized log-likelihoods by which models of one data set are compared; smaller is better.
public struct InformationCriteria: Hashable, Sendable {
  /// Akaike: -2 log L + 2 k.
  public let akaike: Double
  /// Schwarz: -2 log L + k log n.
  public let bayesian: Double

  /// The criteria of a fit.
  ///
  /// - Parameters:
  ///   - logLikelihood: The maximum of the log-likelihood.
  ///   - parameterCount: How many parameters were estimated.
  ///   - observations: The number n of observations; events, for a point process.
  public init(logLikelihood: Double, parameterCount: Int, observations: Int) {
    akaike = -2 * logLikelihood + 2 * Double(parameterCount)
    bayesian =
      -2 * logLikelihood + Double(parameterCount) * Double.log(Double(max(1, observations)))
  }
}
