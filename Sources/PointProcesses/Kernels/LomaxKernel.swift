import CVectorMath
import RealModule

/// Power law: density (a / s) (1 + t / s)^-(a + 1) with shape a above 1 and scale s = mean (a - 1).
///
/// Source: K. S. Lomax, J. Am. Stat. Assoc. 49 (1954), also called Pareto II. The smaller the shape,
/// the heavier the tail; with a growing shape it becomes the exponential.
struct LomaxKernel: KernelLaw {
  let mean: Double
  let shape: Double

  init(mean: Double, shape: Double) {
    self.mean = mean
    self.shape = shape
  }

  /// At 1.5 the longest tenth of the lags makes up two thirds of the mean, which few windows are long
  /// enough to show; at 6 the law is nearly exponential (the deviation is 1.2 means).
  static let shapeRange = 1.5...6.0
  static let typicalShape = 2.5
  /// With a shape of 1 and less the mean is infinite.
  static let leastShape = 1.0

  private var scale: Double { mean * (shape - 1) }

  func cumulative(_ lag: Double) -> Double {
    -Double.expMinusOne(-shape * Double.log(onePlus: lag / scale))
  }

  func quantile(_ p: Double) -> Double {
    scale * Double.expMinusOne(-Double.log(onePlus: -p) / shape)
  }

  var mode: Double { 0 }

  /// log x = log(a - 1) + log(exp(h) - 1) with h = -log(1 - p) / a, whose derivative in log a is -h.
  static func logQuantile(_ p: Double, shape a: Double) -> LogRatio {
    let h = -Double.log(onePlus: -p) / a
    let e = -1 / Double.expMinusOne(-h)
    let k = a / (a - 1)
    let kPrime = -k / (a - 1)
    return (
      Double.log(a - 1) + Double.log(Double.expMinusOne(h)), k - h * e,
      kPrime + h * e + h * h * e * (1 - e)
    )
  }

  /// log f = constant - power log(1 + rate t).
  var density: talion_kernel {
    talion_kernel(
      family: TALION_LOMAX, power: shape + 1, rate: 1 / scale,
      constant: Double.log(shape) - Double.log(scale))
  }

  @inline(__always)
  static func logDensity(_ lag: Double, _ logLag: Double, _ density: talion_kernel) -> Double {
    density.constant - density.power * Double.log(onePlus: density.rate * lag)
  }

  /// The logarithm of the survivor function with its derivatives: -a log(1 + t / s).
  @inline(__always)
  private func logSurvivor(_ lag: Double) -> KernelDerivatives {
    let a = shape
    let ratio = lag / scale
    let (q, rest) = (ratio / (1 + ratio), 1 / (1 + ratio))
    let y = Double.log(onePlus: ratio)
    // The derivative of log s in log a, and the derivative of that.
    let k = a / (a - 1)
    let kPrime = -k / (a - 1)
    return KernelDerivatives(
      value: -a * y, l: a * q, s: a * (k * q - y), ll: -a * q * rest,
      ls: a * q * (1 - k * rest),
      ss: a * (2 * k * q + kPrime * q - k * k * q * rest - y))
  }

  /// log f = log a - log s - log(1 + t / s) + log survivor.
  @inline(__always)
  func logDensity(
    _ lag: Double, _ logLag: Double, _ constants: KernelConstants
  ) -> KernelDerivatives {
    let survivor = logSurvivor(lag)
    let ratio = lag / scale
    let (q, rest) = (ratio / (1 + ratio), 1 / (1 + ratio))
    let k = shape / (shape - 1)
    let kPrime = -k / (shape - 1)
    return KernelDerivatives(
      value: Self.logDensity(lag, logLag, constants.density), l: survivor.l - 1 + q,
      s: survivor.s + 1 - k + k * q, ll: survivor.ll - q * rest,
      ls: survivor.ls - k * q * rest,
      ss: survivor.ss - kPrime + kPrime * q - k * k * q * rest)
  }

  func cumulative(_ lag: Double, _ constants: KernelConstants) -> KernelDerivatives {
    let survivor = KernelDerivatives.exponential(of: logSurvivor(lag))
    return KernelDerivatives(
      value: -Double.expMinusOne(-shape * Double.log(onePlus: lag / scale)), l: -survivor.l,
      s: -survivor.s, ll: -survivor.ll, ls: -survivor.ls, ss: -survivor.ss)
  }
}
