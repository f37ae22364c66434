import RealModule

/// Rubin's rules for profile likelihoods: one interval from several completed data sets.
///
/// Each profile is a confidence distribution F(b) = Normal(signed root of the deviance at b). Their
/// average is a distribution whose variance is that within plus that between the data sets, and its
/// quantiles are the pooled interval (Heinze, Ploner and Beyea, Statistics in Medicine 32, 2013).
/// Two corrections make it agree with Rubin's rules for normal likelihoods: the distributions are
/// spread so that the variance between counts (1 + 1/m) times, and the tails are those of his t.
public struct PooledProfile: Sendable {
  /// What the pooled estimate is.
  public enum Centre: Hashable, Sendable {
    /// The mean of the estimates, as in Rubin's rules; for parameters that may be zero.
    case mean
    /// The median of the averaged distribution; for parameters that some data sets do not tell, and
    /// whose estimates there mean nothing.
    case median
  }

  /// The pooled interval.
  public let interval: ProfileInterval
  /// The moments within and between the data sets, on the scale of the parameter.
  public let moments: RubinPooling

  /// Pools curves of one parameter, one curve a completed data set.
  ///
  /// - Parameters:
  ///   - curves: At least one; all with the same bounds.
  ///   - level: The level of the interval.
  ///   - completeDegreesOfFreedom: Those of each profile were the data complete.
  ///   - estimate: What the pooled estimate is.
  public init(
    _ curves: [ProfileCurve], level: Double, completeDegreesOfFreedom: Double = .infinity,
    estimate: Centre = .median
  ) {
    precondition(!curves.isEmpty, "at least one profile is needed")
    moments = RubinPooling(
      estimates: curves.map(\.estimate), variances: curves.map(PooledProfile.variance),
      completeDegreesOfFreedom: completeDegreesOfFreedom)
    let count = Double(curves.count)
    let centre = moments.estimate
    let spread = count > 1 ? ((count + 1) / (count - 1)).squareRoot() : 1
    let shifts = curves.map { (spread - 1) * ($0.estimate - centre) }
    let lowerBound = curves[0].lowerBound
    let upperBound = curves[0].upperBound

    func distribution(_ value: Double) -> Double {
      zip(curves, shifts).reduce(0) { sum, pair in
        let (curve, shift) = pair
        let root = curve.signedRoot(at: value - shift)
        // A followed profile ends three deviations out or at a bound; beyond that nothing is known.
        return sum + NormalFunctions.cumulative(root)
      } / count
    }
    func argument(_ probability: Double) -> (value: Double, isOpen: Bool) {
      if distribution(lowerBound) >= probability { return (lowerBound, true) }
      if distribution(upperBound) < probability { return (upperBound, true) }
      var low = lowerBound
      var high = upperBound
      for _ in 0..<200 where high - low > 1e-12 * max(1, low.magnitude, high.magnitude) {
        let middle = 0.5 * (low + high)
        if distribution(middle) < probability { low = middle } else { high = middle }
      }
      return (0.5 * (low + high), false)
    }
    let deviations = StudentT(degreesOfFreedom: moments.degreesOfFreedom)
      .quantile(0.5 + level / 2)
    let lower = argument(NormalFunctions.cumulative(-deviations))
    let upper = argument(NormalFunctions.survival(-deviations))
    interval = ProfileInterval(
      estimate: curves.count == 1 || estimate == .mean ? centre : argument(0.5).value,
      lower: lower.value,
      upper: upper.value, level: level, lowerIsOpen: lower.isOpen, upperIsOpen: upper.isOpen)
  }

  /// Half the distance between the points one deviation away, squared; one-sided at a bound.
  private static func variance(_ curve: ProfileCurve) -> Double {
    let interval = curve.interval(level: 0.682_689_492_137_086)
    let above = interval.upper - curve.estimate
    let below = curve.estimate - interval.lower
    if interval.lowerIsOpen, !interval.upperIsOpen { return above * above }
    if interval.upperIsOpen, !interval.lowerIsOpen { return below * below }
    return 0.25 * (above + below) * (above + below)
  }
}
