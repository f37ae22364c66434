import Estimation
import RealModule

/// A value with its derivatives in the logarithm of the location (`l`) and of the shape (`s`).
struct KernelDerivatives {
  var value = 0.0
  var l = 0.0
  var s = 0.0
  var ll = 0.0
  var ls = 0.0
  var ss = 0.0

  /// The derivatives of exp(log value) from those of the logarithm.
  static func exponential(of log: KernelDerivatives) -> KernelDerivatives {
    let value = Double.exp(log.value)
    return KernelDerivatives(
      value: value, l: value * log.l, s: value * log.s, ll: value * (log.ll + log.l * log.l),
      ls: value * (log.ls + log.l * log.s), ss: value * (log.ss + log.s * log.s))
  }
}

/// A kernel with everything computed that does not depend on the lag.
struct PreparedKernel {
  let kernel: LagDistribution
  private let logMean: Double
  private let logShape: Double
  /// Terms of the log density that do not depend on the lag.
  private let constant: Double
  /// Digamma and trigamma where the family needs them.
  private let psi: Double
  private let psiPrime: Double

  init(_ kernel: LagDistribution) {
    self.kernel = kernel
    logMean = Double.log(kernel.mean)
    logShape = Double.log(kernel.shape)
    let shape = kernel.shape
    switch kernel.family {
    case .exponential:
      constant = -logMean
      psi = 0
      psiPrime = 0
    case .gamma:
      constant = shape * (logShape - logMean) - Double.logGamma(shape)
      psi = digamma(shape)
      psiPrime = trigamma(shape)
    case .logNormal:
      constant = -logShape - 0.5 * Double.log(2 * Double.pi)
      psi = 0
      psiPrime = 0
    case .weibull:
      // The logarithm of the scale: log mean - log Gamma(1 + 1 / shape).
      constant = logMean - Double.logGamma(1 + 1 / shape)
      psi = digamma(1 + 1 / shape)
      psiPrime = trigamma(1 + 1 / shape)
    }
  }

  /// The logarithm of the density at a positive lag.
  @inline(__always)
  func logDensity(_ lag: Double, _ logLag: Double) -> Double {
    let shape = kernel.shape
    switch kernel.family {
    case .exponential:
      return constant - lag / kernel.mean
    case .gamma:
      return constant + (shape - 1) * logLag - shape * lag / kernel.mean
    case .logNormal:
      let z = (logLag - logMean) / shape + 0.5 * shape
      return constant - logLag - 0.5 * z * z
    case .weibull:
      let u = shape * (logLag - constant)
      return logShape + u - logLag - Double.exp(u)
    }
  }

  /// The density at a positive lag with its derivatives in log mean and log shape.
  @inline(__always)
  func density(_ lag: Double, _ logLag: Double) -> KernelDerivatives {
    let shape = kernel.shape
    var log = KernelDerivatives(value: logDensity(lag, logLag))
    switch kernel.family {
    case .exponential:
      let ratio = lag / kernel.mean
      log.l = ratio - 1
      log.ll = -ratio
    case .gamma:
      let ratio = lag / kernel.mean
      let h = logShape - logMean + 1 + logLag - psi - ratio
      log.l = shape * (ratio - 1)
      log.s = shape * h
      log.ll = -shape * ratio
      log.ls = shape * (ratio - 1)
      log.ss = shape * (h + 1 - shape * psiPrime)
    case .logNormal:
      let z = (logLag - logMean) / shape + 0.5 * shape
      let zs = shape - z
      log.l = z / shape
      log.s = -1 - z * zs
      log.ll = -1 / (shape * shape)
      log.ls = (zs - z) / shape
      log.ss = -zs * zs - z * z
    case .weibull:
      let u = shape * (logLag - constant)
      let w = Double.exp(u)
      let us = u - psi
      log.l = -shape * (1 - w)
      log.s = 1 + us * (1 - w)
      log.ll = -w * shape * shape
      log.ls = -shape * (1 - w) + w * shape * us
      log.ss = (us + psiPrime / shape) * (1 - w) - w * us * us
    }
    return .exponential(of: log)
  }

  /// The distribution function at a positive lag with its derivatives in log mean and log shape.
  func cumulative(_ lag: Double) -> KernelDerivatives {
    let shape = kernel.shape
    let logLag = Double.log(lag)
    switch kernel.family {
    case .exponential:
      let ratio = lag / kernel.mean
      let survivor = Double.exp(-ratio)
      return KernelDerivatives(
        value: -Double.expMinusOne(-ratio), l: -ratio * survivor,
        ll: ratio * (1 - ratio) * survivor)
    case .gamma:
      let x = shape * lag / kernel.mean
      let lower = IncompleteGamma.lowerWithShapeDerivatives(shape, x)
      let f = density(lag, logLag)
      return KernelDerivatives(
        value: lower.value, l: -lag * f.value, s: shape * lower.first + lag * f.value,
        ll: -lag * f.l, ls: -lag * f.s,
        ss: shape * lower.first + shape * shape * lower.second
          + shape * lag * f.value * (Double.log(x) - psi) + lag * f.s)
    case .logNormal:
      let z = (logLag - logMean) / shape + 0.5 * shape
      let zl = -1 / shape
      let zs = shape - z
      let phi = NormalFunctions.density(z)
      return KernelDerivatives(
        value: NormalFunctions.cumulative(z), l: phi * zl, s: phi * zs, ll: -phi * z * zl * zl,
        ls: phi * (-zl - z * zl * zs), ss: phi * (z - z * zs * zs))
    case .weibull:
      let u = shape * (logLag - constant)
      let w = Double.exp(u)
      let us = u - psi
      let weight = Double.exp(-w) * w
      return KernelDerivatives(
        value: -Double.expMinusOne(-w), l: -weight * shape, s: weight * us,
        ll: weight * (1 - w) * shape * shape, ls: weight * (-shape - (1 - w) * shape * us),
        ss: weight * (us + psiPrime / shape + (1 - w) * us * us))
    }
  }
}
