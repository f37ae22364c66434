import Randomness
import RealModule

/// How long a response takes: a distribution of lags on the positive days.
public struct LagDistribution: Hashable, Sendable {
  /// The family.
  public let family: KernelFamily
  /// The mean lag, days.
  public let mean: Double
  /// The shape; 1 for the exponential.
  public let shape: Double

  /// A distribution of the given mean and shape.
  ///
  /// - Throws: ``PointProcessError/parameterOutOfRange(_:)`` unless both are finite, the mean is
  ///   positive and the shape one that the family has.
  public init(family: KernelFamily, mean: Double, shape: Double = 1) throws(PointProcessError) {
    guard mean > 0, mean.isFinite else {
      throw .parameterOutOfRange("The mean lag is \(mean) days. Use a positive, finite number.")
    }
    try family.check(shape: shape)
    self.init(family: family, mean: mean, checkedShape: shape)
  }

  /// A distribution whose parameters are known to be in range.
  init(family: KernelFamily, mean: Double, checkedShape: Double) {
    self.family = family
    self.mean = mean
    shape = family.hasShape ? checkedShape : 1
  }

  /// The family's functions at these parameters.
  var law: any KernelLaw { family.law.init(mean: mean, shape: shape) }

  /// The density at a lag, per day; zero at and before lag zero.
  public func density(_ lag: Double) -> Double {
    guard lag > 0 else { return 0 }
    let law = law
    return Double.exp(type(of: law).logDensity(lag, Double.log(lag), law.density))
  }

  /// The share of responses that come within a lag.
  public func cumulative(_ lag: Double) -> Double {
    lag > 0 ? law.cumulative(lag) : 0
  }

  /// The lag within which a share `p` of the responses come, days.
  public func quantile(_ p: Double) -> Double {
    guard p > 0 else { return 0 }
    return p < 1 ? law.quantile(p) : .infinity
  }

  /// The median lag, days.
  public var median: Double { quantile(0.5) }

  /// The most likely lag, days; zero where the density falls from the first moment.
  public var mode: Double { law.mode }

  /// A random lag, days.
  public func draw(using random: inout RandomStream) -> Double { law.draw(using: &random) }
}
