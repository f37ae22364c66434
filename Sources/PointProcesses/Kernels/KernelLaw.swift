import CVectorMath
import Randomness
import RealModule

/// What a family of lag distributions says of itself: all that the likelihood, the sampler and the
/// simulation ask of a kernel.
///
/// A family is one file with a conforming type, one case of ``KernelFamily`` and one line of the C
/// room. Lags and means are in days.
protocol KernelLaw: Sendable {
  /// Whether the family has a shape besides its mean.
  static var hasShape: Bool { get }
  /// The shapes among which a fit searches.
  static var shapeRange: ClosedRange<Double> { get }
  /// A shape to start a search from, and the median of its prior.
  static var typicalShape: Double { get }
  /// Every shape above it gives a distribution with a finite mean.
  static var leastShape: Double { get }
  /// log(quantile / mean) for a share `p` at a shape, with its derivatives in log shape.
  static func logQuantile(_ p: Double, shape: Double) -> LogRatio

  init(mean: Double, shape: Double)

  /// The share of responses within a positive lag.
  func cumulative(_ lag: Double) -> Double
  /// The lag within which a share `p`, above 0 and below 1, of the responses come.
  func quantile(_ p: Double) -> Double
  /// The most likely lag; zero where the density falls from the first moment.
  var mode: Double { get }
  /// A lag beyond which less than 1e-7 of the responses come.
  var reach: Double { get }
  /// A random lag.
  func draw(using random: inout RandomStream) -> Double

  /// The density as the C room takes it.
  var density: talion_kernel { get }
  /// The logarithm of such a density at a positive lag: the Swift twin of the family's C line.
  static func logDensity(_ lag: Double, _ logLag: Double, _ density: talion_kernel) -> Double
  /// Digamma and trigamma at the point at which the derivatives need them; zero where they do not.
  var polygamma: (first: Double, second: Double) { get }
  /// The log density at a positive lag with its derivatives in log mean and log shape.
  func logDensity(
    _ lag: Double, _ logLag: Double, _ constants: KernelConstants
  ) -> KernelDerivatives
  /// The distribution function at a positive lag with its derivatives in log mean and log shape.
  func cumulative(_ lag: Double, _ constants: KernelConstants) -> KernelDerivatives

  /// The weighted sum of the density and its derivatives over lags, shortest first, to a reach. A requirement,
  /// so that every family has a loop of its own without a call inside.
  func sum(
    _ lags: UnsafeBufferPointer<Double>, _ logLags: UnsafeBufferPointer<Double>,
    _ weights: UnsafeBufferPointer<Double>, _ range: Range<Int>, reach: Double,
    _ constants: KernelConstants
  ) -> KernelDerivatives
}

/// The logarithm of a ratio with its derivatives in log shape.
typealias LogRatio = (value: Double, first: Double, second: Double)

/// What a kernel's derivatives need and does not depend on the lag.
struct KernelConstants {
  let logMean: Double
  let logShape: Double
  let psi: Double
  let psiPrime: Double
  let density: talion_kernel
}

extension KernelLaw {
  static var hasShape: Bool { true }

  static var leastShape: Double { 0 }

  var reach: Double { quantile(1 - 1e-7) }

  var polygamma: (first: Double, second: Double) { (0, 0) }

  func draw(using random: inout RandomStream) -> Double { quantile(random.uniform()) }

  func sum(
    _ lags: UnsafeBufferPointer<Double>, _ logLags: UnsafeBufferPointer<Double>,
    _ weights: UnsafeBufferPointer<Double>, _ range: Range<Int>, reach: Double,
    _ constants: KernelConstants
  ) -> KernelDerivatives {
    var sum = KernelDerivatives()
    for index in range {
      guard lags[index] <= reach else { break }
      sum.add(
        .exponential(of: logDensity(lags[index], logLags[index], constants)),
        times: weights[index])
    }
    return sum
  }
}
