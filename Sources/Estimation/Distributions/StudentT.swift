import RealModule

/// Student's t distribution.
public struct StudentT: Hashable, Sendable {
  /// Degrees of freedom; infinite for the normal distribution.
  public let degreesOfFreedom: Double

  /// The distribution with the given degrees of freedom.
  ///
  /// - Precondition: They are positive.
  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "degrees of freedom must be positive")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// P(T > t).
  public func survival(_ t: Double) -> Double {
    guard degreesOfFreedom < .infinity else { return NormalFunctions.survival(t) }
    let square = t * t
    let tail =
      0.5
      * IncompleteBeta.lower(
        degreesOfFreedom / 2, 0.5, degreesOfFreedom / (degreesOfFreedom + square),
        complement: square / (degreesOfFreedom + square))
    return t >= 0 ? tail : 1 - tail
  }

  /// P(T <= t).
  public func cumulative(_ t: Double) -> Double { survival(-t) }

  /// P(|T| > |t|), the p value of a t statistic.
  public func twoSided(_ t: Double) -> Double { 2 * survival(t.magnitude) }

  /// The t with P(T <= t) = p.
  ///
  /// - Returns: Infinities at 0 and 1, NaN outside.
  public func quantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
    guard p != 0.5 else { return 0 }
    guard degreesOfFreedom < .infinity else { return NormalFunctions.quantile(p: p) }
    let tail = min(p, 1 - p)
    // The tail falls monotonically; a bracket is doubled out and then halved on the logarithm.
    var low = 0.0
    var high = 1.0
    while survival(high) > tail {
      low = high
      high *= 2
    }
    for _ in 0..<200 where high - low > 4e-16 * high {
      let middle = 0.5 * (low + high)
      if survival(middle) > tail { low = middle } else { high = middle }
    }
    return p < 0.5 ? -high : high
  }
}
