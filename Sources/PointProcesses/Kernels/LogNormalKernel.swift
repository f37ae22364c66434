import CVectorMath
import Estimation
import RealModule

/// Log-normal whose shape is the standard deviation of the logarithm.
struct LogNormalKernel: KernelLaw {
  let mean: Double
  let shape: Double

  init(mean: Double, shape: Double) {
    self.mean = mean
    self.shape = shape
  }

  static let shapeRange = 0.5...1.5
  static let typicalShape = 0.8

  private var logMedian: Double { Double.log(mean) - 0.5 * shape * shape }

  func cumulative(_ lag: Double) -> Double {
    NormalFunctions.cumulative((Double.log(lag) - logMedian) / shape)
  }

  func quantile(_ p: Double) -> Double {
    Double.exp(logMedian + shape * NormalFunctions.quantile(p: p))
  }

  var mode: Double { Double.exp(logMedian - shape * shape) }

  /// log x = sigma z - sigma^2 / 2.
  static func logQuantile(_ p: Double, shape: Double) -> LogRatio {
    let z = NormalFunctions.quantile(p: p)
    return (
      shape * z - 0.5 * shape * shape, shape * z - shape * shape, shape * z - 2 * shape * shape
    )
  }

  /// log f = constant - log t - z^2 / 2 with z = (log t - rate) / power.
  var density: talion_kernel {
    talion_kernel(
      family: TALION_LOG_NORMAL, power: shape, rate: logMedian,
      constant: -Double.log(shape) - 0.5 * Double.log(2 * Double.pi))
  }

  @inline(__always)
  static func logDensity(_ lag: Double, _ logLag: Double, _ density: talion_kernel) -> Double {
    let z = (logLag - density.rate) / density.power
    return density.constant - logLag - 0.5 * z * z
  }

  @inline(__always)
  func logDensity(
    _ lag: Double, _ logLag: Double, _ constants: KernelConstants
  ) -> KernelDerivatives {
    let z = (logLag - constants.logMean) / shape + 0.5 * shape
    let zs = shape - z
    return KernelDerivatives(
      value: Self.logDensity(lag, logLag, constants.density), l: z / shape, s: -1 - z * zs,
      ll: -1 / (shape * shape), ls: (zs - z) / shape, ss: -zs * zs - z * z)
  }

  func cumulative(_ lag: Double, _ constants: KernelConstants) -> KernelDerivatives {
    let z = (Double.log(lag) - constants.logMean) / shape + 0.5 * shape
    let zl = -1 / shape
    let zs = shape - z
    let phi = NormalFunctions.density(z)
    return KernelDerivatives(
      value: NormalFunctions.cumulative(z), l: phi * zl, s: phi * zs, ll: -phi * z * zl * zl,
      ls: phi * (-zl - z * zl * zs), ss: phi * (z - z * zs * zs))
  }
}
