import CVectorMath
import RealModule

/// A lag density made ready for many evaluations.
package struct LagKernel {
  let law: LagDistribution
  /// The share of the responses that come too late to be looked for.
  package static let late = 1e-5
  /// Lags beyond it, which that share has, count as none.
  package let reach: Double
  /// The density as the vector code takes it.
  let prepared: talion_kernel

  private let shares: LagShares

  /// The logarithm of the density in Swift.
  private let family: any KernelLaw.Type

  package init(_ law: LagDistribution) {
    self.law = law
    family = law.family.law
    let functions = law.law
    prepared = functions.density
    shares = LagShares(law)
    reach = GammaShares.reach(law) ?? functions.quantile(1 - LagKernel.late)
  }

  /// The weighted sum of the density over successive times before `now`.
  @inline(__always)
  package func sum(
    _ times: UnsafePointer<Double>, _ weights: UnsafePointer<Double>, _ count: Int,
    before now: Double
  ) -> Double {
    guard count > 0 else { return 0 }
    return withUnsafePointer(to: prepared) { talion_kernel_sum($0, times, weights, count, now) }
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

  /// The density at one lag; zero before it and beyond the reach.
  func density(_ lag: Double) -> Double {
    lag > 0 && lag < reach ? Double.exp(logDensity(lag)) : 0
  }

  /// The logarithm of the density at a positive lag.
  package func logDensity(_ lag: Double) -> Double {
    family.logDensity(lag, Double.log(lag), prepared)
  }

  /// The distribution function.
  @inline(__always)
  package func cumulative(_ lag: Double) -> Double {
    lag < reach ? shares(lag) : 1
  }
}
