import RealModule

extension RandomStream {
  /// A standard normal variate (Box and Muller, both numbers of a pair used).
  public mutating func normal() -> Double {
    if let spare = spareNormal {
      spareNormal = nil
      return spare
    }
    let radius = (-2 * Double.log(uniform())).squareRoot()
    let angle = 2 * Double.pi * uniform()
    spareNormal = radius * Double.sin(angle)
    return radius * Double.cos(angle)
  }

  /// An exponential variate with the given mean.
  ///
  /// - Precondition: The mean is positive.
  public mutating func exponential(mean: Double = 1) -> Double {
    precondition(mean > 0, "a mean must be positive")
    return -mean * Double.log(uniform())
  }

  /// A gamma variate (Marsaglia and Tsang, ACM TOMS 26, 2000); its mean is shape times scale.
  ///
  /// - Precondition: Shape and scale are positive.
  public mutating func gamma(shape: Double, scale: Double = 1) -> Double {
    precondition(shape > 0 && scale > 0, "shape and scale must be positive")
    // Below shape 1 the draw for shape + 1 is scaled by a power of a uniform.
    let boost = shape < 1 ? Double.exp(Double.log(uniform()) / shape) : 1
    let d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let root = 1 + c * x
      guard root > 0 else { continue }
      let cube = root * root * root
      let logUniform = Double.log(uniform())
      if logUniform < 0.5 * x * x + d - d * cube + d * Double.log(cube) {
        return boost * d * cube * scale
      }
    }
  }

  /// A Poisson variate: products of uniforms below mean 10, Hörmann's transformed rejection
  /// (PTRS, Insurance: Mathematics and Economics 12, 1993) from there on.
  ///
  /// - Precondition: The mean is finite and not negative.
  public mutating func poisson(mean: Double) -> Int {
    precondition(mean >= 0 && mean.isFinite, "a mean must be finite and not negative")
    guard mean >= 10 else {
      let limit = Double.exp(-mean)
      var product = uniform()
      var count = 0
      while product > limit {
        product *= uniform()
        count += 1
      }
      return count
    }
    let b = 0.931 + 2.53 * mean.squareRoot()
    let a = -0.059 + 0.02483 * b
    let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    let squeeze = 0.9277 - 3.6224 / (b - 2)
    let logMean = Double.log(mean)
    while true {
      let u = uniform() - 0.5
      let v = uniform()
      let us = 0.5 - u.magnitude
      let k = ((2 * a / us + b) * u + mean + 0.43).rounded(.down)
      if us >= 0.07 && v <= squeeze { return Int(k) }
      if k < 0 || (us < 0.013 && v > us) { continue }
      if Double.log(v) + Double.log(inverseAlpha) - Double.log(a / (us * us) + b)
        <= -mean + k * logMean - Double.logGamma(k + 1)
      {
        return Int(k)
      }
    }
  }

  /// A position of a list of weights, drawn in proportion to them.
  ///
  /// - Precondition: No weight is negative, and their sum is positive.
  public mutating func index(weights: [Double]) -> Int {
    let total = weights.reduce(0, +)
    precondition(total > 0, "some weight must be positive")
    var rest = uniform() * total
    for (index, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return index }
    }
    return weights.lastIndex { $0 > 0 } ?? 0
  }
}
