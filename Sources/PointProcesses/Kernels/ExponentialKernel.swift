import CVectorMath
import Randomness
import RealModule

/// Density exp(-t / mean) / mean; the gamma of shape 1.
struct ExponentialKernel: KernelLaw {
  let mean: Double

  init(mean: Double, shape: Double) { self.mean = mean }

  static let hasShape = false
  static let shapeRange = 1.0...1.0
  static let typicalShape = 1.0

  func cumulative(_ lag: Double) -> Double { -Double.expMinusOne(-lag / mean) }

  func quantile(_ p: Double) -> Double { -mean * Double.log(onePlus: -p) }

  var mode: Double { 0 }

  var reach: Double { 16.1 * mean }

  func draw(using random: inout RandomStream) -> Double { random.exponential(mean: mean) }

  static func logQuantile(_ p: Double, shape: Double) -> LogRatio {
    (Double.log(-Double.log(onePlus: -p)), 0, 0)
  }

  /// log f = constant - rate t.
  var density: talion_kernel {
    talion_kernel(
      family: TALION_EXPONENTIAL, power: 0, rate: 1 / mean, constant: -Double.log(mean))
  }

  @inline(__always)
  static func logDensity(_ lag: Double, _ logLag: Double, _ density: talion_kernel) -> Double {
    density.constant - density.rate * lag
  }

  @inline(__always)
  func logDensity(
    _ lag: Double, _ logLag: Double, _ constants: KernelConstants
  ) -> KernelDerivatives {
    let ratio = lag / mean
    return KernelDerivatives(
      value: Self.logDensity(lag, logLag, constants.density), l: ratio - 1, ll: -ratio)
  }

  func cumulative(_ lag: Double, _ constants: KernelConstants) -> KernelDerivatives {
    let ratio = lag / mean
    let survivor = Double.exp(-ratio)
    return KernelDerivatives(
      value: -Double.expMinusOne(-ratio), l: -ratio * survivor, ll: ratio * (1 - ratio) * survivor)
  }
}
