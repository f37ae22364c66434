/// A Hawkes process by the method that suits the data: the posterior where dates are intervals,
/// maximum likelihood where times are exact.
public struct HawkesAnalysis: Analysis {
  /// How parameters are estimated.
  public enum Method: String, CaseIterable, Hashable, Sendable {
    /// Maximum likelihood; dates that are intervals go through multiple imputation.
    case mle
    /// The posterior, with dates as they are.
    case bayes
  }

  /// How parameters are estimated; nil takes what suits the data.
  public var method: Method?
  /// The model by maximum likelihood.
  public var likelihood = HawkesLikelihoodAnalysis()
  /// The model's posterior.
  public var posterior = HawkesPosteriorAnalysis()

  /// Whether options are set that only maximum likelihood has.
  public var isOnlyLikelihood = false

  /// The usual options.
  public init() {}

  /// The model's name, as `fit` takes it.
  public var name: String { "hawkes" }

  /// Those of the baseline in use.
  public func breaks(of data: ConflictData) throws -> [Double] {
    try (method ?? (data.isExact ? .mle : .bayes)) == .mle
      ? likelihood.breaks(of: data) : posterior.breaks(of: data)
  }

  /// Fits the model to data.
  public func fitted(_ data: ConflictData, _ computation: Computation) async throws -> Fit {
    switch method ?? (data.isExact ? .mle : .bayes) {
    case .mle: return try await likelihood.fitted(data, computation)
    case .bayes:
      guard !isOnlyLikelihood else { throw ConflictDataError.needsLikelihood }
      return try await posterior.fitted(data, computation)
    }
  }
}
