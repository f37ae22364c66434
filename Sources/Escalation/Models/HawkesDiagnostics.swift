import Estimation
import PointProcesses

/// How well a Hawkes fit describes the data, and how it was found.
public struct HawkesDiagnostics: Hashable, Sendable {
  /// The mean log-likelihood over completed data sets.
  public let logLikelihood: Double
  /// Estimated parameters.
  public let parameterCount: Int
  /// Mean Akaike criterion.
  public let akaike: Double
  /// Mean Schwarz criterion.
  public let bayesian: Double
  /// Newton steps, all searches of all best ends.
  public let iterations: Int
  /// For each stream the median p value of the time-rescaling test.
  public let residualPValues: [Double]
  /// Whether the test speaks against the model at 1 % for some stream.
  public var isRejected: Bool { residualPValues.contains { $0 < 0.01 } }
}

extension ProfiledHawkes {
  /// Fit statistics and residual tests.
  public var diagnostics: HawkesDiagnostics {
    let count = Double(fits.count)
    func mean(_ value: (HawkesFit) -> Double) -> Double {
      fits.reduce(0) { $0 + value($1) } / count
    }
    return HawkesDiagnostics(
      logLikelihood: mean(\.logLikelihood), parameterCount: model.parameterCount,
      akaike: mean(\.criteria.akaike), bayesian: mean(\.criteria.bayesian),
      iterations: fits.reduce(0) { $0 + $1.convergence.reduce(0) { $0 + $1.iterations } },
      residualPValues: histories.residualPValues(atMost: fits.count).map {
        SampleQuantiles($0)(0.5)
      })
  }
}
