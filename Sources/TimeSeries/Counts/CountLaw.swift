import Estimation
import Randomness
import RealModule

/// The law of one count: Poisson, or negative binomial with variance mean + mean^2 / theta.
public struct CountLaw: Hashable, Sendable {
  /// The mean.
  public let mean: Double
  /// The size; infinite for Poisson.
  public let theta: Double

  /// A law.
  ///
  /// - Precondition: Mean and size are positive.
  public init(mean: Double, theta: Double = .infinity) {
    precondition(mean > 0 && theta > 0, "a positive mean and size are needed")
    self.mean = mean
    self.theta = theta
  }

  /// The variance.
  public var variance: Double { theta.isFinite ? mean + mean * mean / theta : mean }

  /// The logarithm of the probability of a count.
  public func logProbability(_ count: Int) -> Double {
    guard count >= 0 else { return -.infinity }
    let y = Double(count)
    if theta.isFinite {
      return Double.logGamma(y + theta) - Double.logGamma(theta) - Double.logGamma(y + 1)
        - theta * Double.log(onePlus: mean / theta)
        + y * (Double.log(mean / theta) - Double.log(onePlus: mean / theta))
    }
    return y * Double.log(mean) - mean - Double.logGamma(y + 1)
  }

  /// The probability of at most a count.
  public func cumulative(_ count: Int) -> Double {
    guard count >= 0 else { return 0 }
    let y = Double(count)
    guard theta.isFinite else { return IncompleteGamma.upper(y + 1, mean) }
    return IncompleteBeta.lower(theta, y + 1, theta / (theta + mean))
  }

  /// The smallest count within which a share `p` lies.
  public func quantile(_ p: Double) -> Int {
    guard p > 0 else { return 0 }
    var high = max(1, Int(mean + 4 * variance.squareRoot()))
    while cumulative(high) < p, high < 1 << 40 { high *= 2 }
    var low = -1
    while high - low > 1 {
      let middle = (high + low) / 2
      if cumulative(middle) >= p { high = middle } else { low = middle }
    }
    return high
  }

  /// Draws a count.
  public func draw(_ random: inout RandomStream) -> Int {
    guard theta.isFinite else { return random.poisson(mean: mean) }
    let rate = random.gamma(shape: theta, scale: mean / theta)
    return rate > 0 ? random.poisson(mean: rate) : 0
  }
}
