import Estimation
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
  /// - Throws: ``PointProcessError/parameterOutOfRange(_:)`` unless both are positive and finite.
  public init(family: KernelFamily, mean: Double, shape: Double = 1) throws(PointProcessError) {
    guard mean > 0, mean.isFinite else {
      throw .parameterOutOfRange("the mean lag is \(mean) days; it must be positive and finite")
    }
    guard shape > 0, shape.isFinite else {
      throw .parameterOutOfRange("the kernel's shape is \(shape); it must be positive and finite")
    }
    self.init(family: family, mean: mean, checkedShape: shape)
  }

  /// A distribution whose parameters are known to be positive.
  init(family: KernelFamily, mean: Double, checkedShape: Double) {
    self.family = family
    self.mean = mean
    shape = family.hasShape ? checkedShape : 1
  }

  /// The density at a lag, per day; zero at and before lag zero.
  public func density(_ lag: Double) -> Double {
    guard lag > 0 else { return 0 }
    return Double.exp(PreparedKernel(self).logDensity(lag, Double.log(lag)))
  }

  /// The share of responses that come within a lag.
  public func cumulative(_ lag: Double) -> Double {
    guard lag > 0 else { return 0 }
    switch family {
    case .exponential: return -Double.expMinusOne(-lag / mean)
    case .gamma: return IncompleteGamma.lower(shape, shape * lag / mean)
    case .logNormal: return NormalFunctions.cumulative((Double.log(lag) - logMedian) / shape)
    case .weibull: return -Double.expMinusOne(-Double.pow(lag / weibullScale, shape))
    }
  }

  /// The lag within which a share `p` of the responses come, days.
  public func quantile(_ p: Double) -> Double {
    guard p > 0 else { return 0 }
    guard p < 1 else { return .infinity }
    switch family {
    case .exponential: return -mean * Double.log(onePlus: -p)
    case .gamma: return IncompleteGamma.quantile(shape, p: p) * mean / shape
    case .logNormal: return Double.exp(logMedian + shape * NormalFunctions.quantile(p: p))
    case .weibull: return weibullScale * Double.pow(-Double.log(onePlus: -p), 1 / shape)
    }
  }

  /// The median lag, days.
  public var median: Double { quantile(0.5) }

  /// The most likely lag, days; zero where the density falls from the first moment.
  public var mode: Double {
    switch family {
    case .exponential: return 0
    case .gamma: return shape > 1 ? mean * (1 - 1 / shape) : 0
    case .logNormal: return Double.exp(logMedian - shape * shape)
    case .weibull:
      return shape > 1 ? weibullScale * Double.pow(1 - 1 / shape, 1 / shape) : 0
    }
  }

  private var logMedian: Double { Double.log(mean) - 0.5 * shape * shape }

  private var weibullScale: Double { mean / Double.gamma(1 + 1 / shape) }
}
