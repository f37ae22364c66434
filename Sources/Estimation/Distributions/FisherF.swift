/// The F distribution of a ratio of two mean squares.
public struct FisherF: Hashable, Sendable {
  /// Degrees of freedom of the numerator.
  public let numerator: Double
  /// Degrees of freedom of the denominator.
  public let denominator: Double

  /// The distribution with the given degrees of freedom.
  ///
  /// - Precondition: Both are positive.
  public init(numerator: Double, denominator: Double) {
    precondition(numerator > 0 && denominator > 0, "degrees of freedom must be positive")
    self.numerator = numerator
    self.denominator = denominator
  }

  /// P(F <= x); zero for negative x.
  public func cumulative(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    let scaled = numerator * x
    return IncompleteBeta.lower(
      numerator / 2, denominator / 2, scaled / (scaled + denominator),
      complement: denominator / (scaled + denominator))
  }

  /// P(F > x), the p value of an F statistic.
  public func survival(_ x: Double) -> Double {
    guard x > 0 else { return 1 }
    let scaled = numerator * x
    return IncompleteBeta.lower(
      denominator / 2, numerator / 2, denominator / (scaled + denominator),
      complement: scaled / (scaled + denominator))
  }
}
