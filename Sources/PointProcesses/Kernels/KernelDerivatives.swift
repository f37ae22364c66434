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
  @inline(__always)
  static func exponential(of log: KernelDerivatives) -> KernelDerivatives {
    let value = Double.exp(log.value)
    return KernelDerivatives(
      value: value, l: value * log.l, s: value * log.s, ll: value * (log.ll + log.l * log.l),
      ls: value * (log.ls + log.l * log.s), ss: value * (log.ss + log.s * log.s))
  }

  @inline(__always)
  mutating func add(_ other: KernelDerivatives, times weight: Double) {
    value += weight * other.value
    l += weight * other.l
    s += weight * other.s
    ll += weight * other.ll
    ls += weight * other.ls
    ss += weight * other.ss
  }

  /// The same value with derivatives in the logarithm of another location, where
  /// log mean = log location - ratio(log shape).
  @inline(__always)
  func relocated(_ ratio: LogRatio) -> KernelDerivatives {
    var result = self
    result.s = s - ratio.first * l
    result.ls = ls - ratio.first * ll
    result.ss = ss - 2 * ratio.first * ls + ratio.first * ratio.first * ll - ratio.second * l
    return result
  }
}
