import Estimation
import RealModule

/// Which point of the lag distribution a kernel is located by.
///
/// A fit by the mean and a fit by the median are the same fit; but the profile likelihood of the
/// median needs the median as a coordinate.
public enum LagLocation: Hashable, Sendable {
  /// The mean lag.
  case mean
  /// The lag within which a share of the responses come; 0.5 is the median.
  case quantile(Double)

  /// The location of a kernel, days.
  public func value(of kernel: LagDistribution) -> Double {
    switch self {
    case .mean: kernel.mean
    case .quantile(let p): kernel.quantile(p)
    }
  }

  /// log(location / mean) at a shape, with its derivatives in log shape.
  func logRatio(family: KernelFamily, shape: Double) -> (
    value: Double, first: Double, second: Double
  ) {
    guard case .quantile(let p) = self else { return (0, 0, 0) }
    let unit = LagDistribution(family: family, mean: 1, checkedShape: shape)
    let value = Double.log(unit.quantile(p))
    switch family {
    case .exponential:
      return (value, 0, 0)
    case .gamma:
      // x solves P(a, x) = p, so x' = -P_a / P_x and so on; log ratio = log x - log a.
      let a = shape
      let x = a * Double.exp(value)
      let lower = IncompleteGamma.lowerWithShapeDerivatives(a, x)
      let px = Double.exp((a - 1) * Double.log(x) - x - Double.logGamma(a))
      let pxx = px * ((a - 1) / x - 1)
      let pax = px * (Double.log(x) - digamma(a))
      let x1 = -lower.first / px
      let x2 = -(lower.second + 2 * pax * x1 + pxx * x1 * x1) / px
      let first = a * x1 / x
      return (value, first - 1, first + a * a * (x2 / x - (x1 / x) * (x1 / x)))
    case .logNormal:
      // log x = sigma z - sigma^2 / 2.
      let z = NormalFunctions.quantile(p: p)
      return (value, shape * z - shape * shape, shape * z - 2 * shape * shape)
    case .weibull:
      // log x = log(-log(1 - p)) / k - log Gamma(1 + 1 / k).
      let inverse = 1 / shape
      let c = Double.log(-Double.log(onePlus: -p))
      let psi = digamma(1 + inverse)
      return (
        value, -inverse * (c - psi), inverse * (c - psi) - inverse * inverse * trigamma(1 + inverse)
      )
    }
  }
}

extension KernelDerivatives {
  /// The same value with derivatives in the logarithm of another location, where
  /// log mean = log location - ratio(log shape).
  @inline(__always)
  func relocated(_ ratio: (value: Double, first: Double, second: Double)) -> KernelDerivatives {
    var result = self
    result.s = s - ratio.first * l
    result.ls = ls - ratio.first * ll
    result.ss = ss - 2 * ratio.first * ls + ratio.first * ratio.first * ll - ratio.second * l
    return result
  }
}
