import CVectorMath
import Estimation
import RealModule

/// A lag density made ready for many evaluations.
package struct LagKernel {
  let law: LagDistribution
  /// Lags beyond it hold less than 1e-7 of the responses and count as none.
  package let reach: Double
  /// The density as the vector code takes it.
  let prepared: talion_kernel

  package init(_ law: LagDistribution) {
    self.law = law
    let logMean = Double.log(law.mean)
    switch law.family {
    case .exponential:
      prepared = talion_kernel(
        family: Int32(TALION_EXPONENTIAL), power: 0, rate: 1 / law.mean,
        constant: -logMean)
      reach = 16.1 * law.mean
    case .gamma:
      let rate = law.shape / law.mean
      prepared = talion_kernel(
        family: Int32(TALION_GAMMA), power: law.shape - 1, rate: rate,
        constant: law.shape * Double.log(rate) - Double.logGamma(law.shape))
      reach = law.quantile(1 - 1e-7)
    case .logNormal:
      prepared = talion_kernel(
        family: Int32(TALION_LOG_NORMAL), power: law.shape,
        rate: logMean - 0.5 * law.shape * law.shape,
        constant: -Double.log(law.shape) - 0.5 * Double.log(2 * Double.pi))
      reach = law.quantile(1 - 1e-7)
    case .weibull:
      prepared = talion_kernel(
        family: Int32(TALION_WEIBULL), power: law.shape,
        rate: logMean - Double.logGamma(1 + 1 / law.shape), constant: Double.log(law.shape))
      reach = law.quantile(1 - 1e-7)
    }
  }

  /// The sum of the density over successive times before `now`.
  @inline(__always)
  package func sum(_ times: UnsafePointer<Double>, _ count: Int, before now: Double) -> Double {
    guard count > 0 else { return 0 }
    return withUnsafePointer(to: prepared) { talion_kernel_sum($0, times, count, now) }
  }

  /// The density at successive times after an origin; zero before it and beyond the reach.
  @inline(__always)
  package func values(
    _ times: UnsafePointer<Double>, _ count: Int, after origin: Double,
    into result: UnsafeMutablePointer<Double>
  ) {
    guard count > 0 else { return }
    withUnsafePointer(to: prepared) {
      talion_kernel_values($0, times, count, origin, reach, result)
    }
  }

  /// The density at one lag.
  func density(_ lag: Double) -> Double {
    guard lag > 0, lag < reach else { return 0 }
    switch law.family {
    case .exponential, .gamma: return Double.exp(logDensity(lag))
    case .logNormal, .weibull:
      var zero = 0.0
      return sum(&zero, 1, before: lag)
    }
  }

  /// The distribution function.
  func cumulative(_ lag: Double) -> Double { lag >= reach ? 1 : law.cumulative(lag) }
}

extension LagKernel {
  /// The logarithm of the density at a positive lag.
  @inline(__always)
  package func logDensity(_ lag: Double) -> Double {
    switch law.family {
    case .exponential: prepared.constant - prepared.rate * lag
    case .gamma: prepared.constant + prepared.power * Double.log(lag) - prepared.rate * lag
    case .logNormal, .weibull: Double.log(max(law.density(lag), .leastNormalMagnitude))
    }
  }
}
