import CVectorMath
import Estimation
import Randomness
import RealModule

/// Gamma of the given shape; its mode is mean (1 - 1 / shape).
struct GammaKernel: KernelLaw {
  let mean: Double
  let shape: Double

  init(mean: Double, shape: Double) {
    self.mean = mean
    self.shape = shape
  }

  /// Below 1 the density is infinite at lag zero.
  static let shapeRange = 1.0...4.0
  static let typicalShape = 2.0

  func cumulative(_ lag: Double) -> Double { IncompleteGamma.lower(shape, shape * lag / mean) }

  func quantile(_ p: Double) -> Double { IncompleteGamma.quantile(shape, p: p) * mean / shape }

  var mode: Double { shape > 1 ? mean * (1 - 1 / shape) : 0 }

  func draw(using random: inout RandomStream) -> Double {
    random.gamma(shape: shape, scale: mean / shape)
  }

  /// x solves P(a, x) = p, so x' = -P_a / P_x and so on; log ratio = log x - log a.
  static func logQuantile(_ p: Double, shape a: Double) -> LogRatio {
    let value = Double.log(GammaKernel(mean: 1, shape: a).quantile(p))
    let x = a * Double.exp(value)
    let lower = IncompleteGamma.lowerWithShapeDerivatives(a, x)
    let px = Double.exp((a - 1) * Double.log(x) - x - Double.logGamma(a))
    let pxx = px * ((a - 1) / x - 1)
    let pax = px * (Double.log(x) - digamma(a))
    let x1 = -lower.first / px
    let x2 = -(lower.second + 2 * pax * x1 + pxx * x1 * x1) / px
    let first = a * x1 / x
    return (value, first - 1, first + a * a * (x2 / x - (x1 / x) * (x1 / x)))
  }

  /// log f = constant + power log t - rate t.
  var density: talion_kernel {
    let rate = shape / mean
    return talion_kernel(
      family: TALION_GAMMA, power: shape - 1, rate: rate,
      constant: shape * Double.log(rate) - Double.logGamma(shape))
  }

  @inline(__always)
  static func logDensity(_ lag: Double, _ logLag: Double, _ density: talion_kernel) -> Double {
    density.constant + density.power * logLag - density.rate * lag
  }

  var polygamma: (first: Double, second: Double) { (digamma(shape), trigamma(shape)) }

  @inline(__always)
  func logDensity(
    _ lag: Double, _ logLag: Double, _ constants: KernelConstants
  ) -> KernelDerivatives {
    let ratio = lag / mean
    let h = constants.logShape - constants.logMean + 1 + logLag - constants.psi - ratio
    return KernelDerivatives(
      value: Self.logDensity(lag, logLag, constants.density), l: shape * (ratio - 1),
      s: shape * h, ll: -shape * ratio, ls: shape * (ratio - 1),
      ss: shape * (h + 1 - shape * constants.psiPrime))
  }

  func cumulative(_ lag: Double, _ constants: KernelConstants) -> KernelDerivatives {
    let x = shape * lag / mean
    let lower = IncompleteGamma.lowerWithShapeDerivatives(shape, x)
    let f = KernelDerivatives.exponential(of: logDensity(lag, Double.log(lag), constants))
    return KernelDerivatives(
      value: lower.value, l: -lag * f.value, s: shape * lower.first + lag * f.value,
      ll: -lag * f.l, ls: -lag * f.s,
      ss: shape * lower.first + shape * shape * lower.second
        + shape * lag * f.value * (Double.log(x) - constants.psi) + lag * f.s)
  }
}
