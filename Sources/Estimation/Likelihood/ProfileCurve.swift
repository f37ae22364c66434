/// A profile likelihood as the signed root of its deviance, a curve that rises through zero at the
/// estimate and is straight where the likelihood is normal.
public struct ProfileCurve: Sendable {
  /// A value of the parameter and the signed root of the deviance there.
  public struct Point: Hashable, Sendable {
    /// The parameter.
    public let value: Double
    /// Negative below the estimate, positive above.
    public let signedRoot: Double
  }

  /// The maximum-likelihood estimate.
  public let estimate: Double
  /// The computed points, by value.
  public let points: [Point]
  /// The smallest value that the parameter may take.
  public let lowerBound: Double
  /// The largest value that the parameter may take.
  public let upperBound: Double
  /// A better fit that turned up on the way, if any.
  public let better: TrustRegionNewton.Optimum?
  private let interpolated: MonotoneCurve

  init(
    estimate: Double, points: [Point], lowerBound: Double, upperBound: Double,
    better: TrustRegionNewton.Optimum?
  ) {
    self.estimate = estimate
    self.points = points
    self.lowerBound = lowerBound
    self.upperBound = upperBound
    self.better = better
    interpolated = MonotoneCurve(
      arguments: points.map(\.value), values: points.map(\.signedRoot))
  }

  /// The signed root of the deviance at a value; beyond the followed range that of its end.
  public func signedRoot(at value: Double) -> Double { interpolated(value) }

  /// The values whose signed root stays within the quantiles of the level.
  ///
  /// - Parameters:
  ///   - level: Such as 0.95.
  ///   - degreesOfFreedom: Of the t distribution that the root is referred to; infinite for the
  ///     normal one, which is the usual chi-square of one degree of freedom.
  /// - Returns: The interval; an end that the profile never reaches is the bound, and open.
  public func interval(
    level: Double, degreesOfFreedom: Double = .infinity
  ) -> ProfileInterval {
    let reach = StudentT(degreesOfFreedom: degreesOfFreedom).quantile(0.5 + level / 2)
    let lower = interpolated.argument(reaching: -reach)
    let upper = interpolated.argument(reaching: reach)
    return ProfileInterval(
      estimate: estimate, lower: lower ?? lowerBound, upper: upper ?? upperBound, level: level,
      lowerIsOpen: lower == nil, upperIsOpen: upper == nil)
  }
}
