import CVectorMath
import Estimation
import RealModule

/// Weibull of the given shape.
struct WeibullKernel: KernelLaw {
  let mean: Double
  let shape: Double

  init(mean: Double, shape: Double) {
    self.mean = mean
    self.shape = shape
  }

  /// Below 1 the density is infinite at lag zero.
  static let shapeRange = 1.0...2.2
  static let typicalShape = 1.5

  private var scale: Double { mean / Double.gamma(1 + 1 / shape) }

  func cumulative(_ lag: Double) -> Double {
    -Double.expMinusOne(-Double.pow(lag / scale, shape))
  }

  func quantile(_ p: Double) -> Double {
    scale * Double.pow(-Double.log(onePlus: -p), 1 / shape)
  }

  var mode: Double { shape > 1 ? scale * Double.pow(1 - 1 / shape, 1 / shape) : 0 }

  /// log x = log(-log(1 - p)) / k - log Gamma(1 + 1 / k).
  static func logQuantile(_ p: Double, shape: Double) -> LogRatio {
    let inverse = 1 / shape
    let c = Double.log(-Double.log(onePlus: -p))
    let psi = digamma(1 + inverse)
    return (
      c * inverse - Double.logGamma(1 + inverse), -inverse * (c - psi),
      inverse * (c - psi) - inverse * inverse * trigamma(1 + inverse)
    )
  }

  /// log f = constant + u - log t - exp(u) with u = power (log t - rate).
  var density: talion_kernel {
    talion_kernel(
      family: TALION_WEIBULL, power: shape,
      rate: Double.log(mean) - Double.logGamma(1 + 1 / shape), constant: Double.log(shape))
  }

  @inline(__always)
  static func logDensity(_ lag: Double, _ logLag: Double, _ density: talion_kernel) -> Double {
    let u = density.power * (logLag - density.rate)
    return density.constant + u - logLag - Double.exp(u)
  }

  var polygamma: (first: Double, second: Double) {
    (digamma(1 + 1 / shape), trigamma(1 + 1 / shape))
  }

  @inline(__always)
  func logDensity(
    _ lag: Double, _ logLag: Double, _ constants: KernelConstants
  ) -> KernelDerivatives {
    let u = shape * (logLag - constants.density.rate)
    let w = Double.exp(u)
    let us = u - constants.psi
    return KernelDerivatives(
      value: constants.density.constant + u - logLag - w, l: -shape * (1 - w),
      s: 1 + us * (1 - w), ll: -w * shape * shape, ls: -shape * (1 - w) + w * shape * us,
      ss: (us + constants.psiPrime / shape) * (1 - w) - w * us * us)
  }

  func cumulative(_ lag: Double, _ constants: KernelConstants) -> KernelDerivatives {
    let u = shape * (Double.log(lag) - constants.density.rate)
    let w = Double.exp(u)
    let us = u - constants.psi
    let weight = Double.exp(-w) * w
    return KernelDerivatives(
      value: -Double.expMinusOne(-w), l: -weight * shape, s: weight * us,
      ll: weight * (1 - w) * shape * shape, ls: weight * (-shape - (1 - w) * shape * us),
      ss: weight * (us + constants.psiPrime / shape + (1 - w) * us * us))
  }
}
