import Estimation
import TimeSeries

/// How the errors of coefficients of an autoregression are estimated, and why.
public struct VarianceDecision: Hashable, Sendable {
  /// Who decided.
  public enum Reason: Hashable, Sendable {
    /// The user.
    case chosen
    /// The variance of an equation's errors changes: the smallest p of the tests, times their number.
    case changing(p: Double)
    /// No test finds a variance that changes.
    case steady(p: Double)
    /// The tests cannot be computed.
    case untested
  }

  /// Below this p the variance is taken to change.
  public static let threshold = 0.05

  /// The covariance of the coefficients.
  public let covariance: CoefficientCovariance
  /// How errors are drawn for the bootstrap.
  public let resampling: ErrorResampling
  /// Why.
  public let reason: Reason

  /// Whether the covariance allows for a variance that changes.
  public var isRobust: Bool { covariance != .classical }

  /// Decides from the squared residuals of all equations: on all regressors (Breusch and Pagan, in
  /// Koenker's form), on fitted values and their squares (White 1980, in the form with two degrees
  /// of freedom), which counts need, whose variance grows with their mean, and on squares of lags.
  ///
  /// - Parameters:
  ///   - fits: The fits, one a completed table; their p values' medians count.
  ///   - covariance: What the user chose, or nil.
  ///   - resampling: What the user chose, or nil.
  init(
    _ fits: [VectorAutoregression], covariance: CoefficientCovariance?,
    resampling: ErrorResampling?
  ) {
    let equations = 0..<(fits.first?.seriesCount ?? 0)
    let all = equations.flatMap { equation in
      [
        fits.compactMap { try? $0.unevenVariance(equation: equation).pValue },
        fits.compactMap { try? $0.varianceOfMean(equation: equation).pValue },
        fits.compactMap { try? $0.varianceOfSquares(equation: equation).pValue },
      ]
    }.filter { !$0.isEmpty }.map { SampleQuantiles($0)(0.5) }
    let p = all.min().map { min(1, $0 * Double(all.count)) }
    let changes = p.map { $0 < VarianceDecision.threshold } ?? false
    // A period that its own regressor explains leaves no robust error.
    let isPossible =
      covariance != nil || !changes
      || fits.allSatisfy { fit in
        guard let errors = try? fit.standardErrors(.hc3) else { return false }
        return errors.elements.allSatisfy { $0.isFinite && $0 > 0 }
      }
    self.covariance = covariance ?? (changes && isPossible ? .hc3 : .classical)
    self.resampling = resampling ?? (changes ? .wild : .residual)
    reason =
      covariance != nil
      ? .chosen
      : !isPossible
        ? .untested : p.map { changes ? .changing(p: $0) : .steady(p: $0) } ?? .untested
  }
}
