/// The chi-square distribution.
public struct ChiSquare: Hashable, Sendable {
  /// Degrees of freedom, positive, not necessarily whole.
  public let degreesOfFreedom: Double

  /// The distribution with the given degrees of freedom.
  ///
  /// - Precondition: They are positive.
  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "degrees of freedom must be positive")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// P(X <= x); zero for negative x.
  public func cumulative(_ x: Double) -> Double {
    IncompleteGamma.lower(degreesOfFreedom / 2, max(0, x) / 2)
  }

  /// P(X > x), the p value of a chi-square statistic.
  public func survival(_ x: Double) -> Double {
    IncompleteGamma.upper(degreesOfFreedom / 2, max(0, x) / 2)
  }

  /// The x with P(X <= x) = p.
  public func quantile(_ p: Double) -> Double {
    2 * IncompleteGamma.quantile(degreesOfFreedom / 2, p: p)
  }
}
