import RealModule

/// The strengths under which streams are most probable, given a field of trends and laws of lags:
/// a quasi-Newton search on the integrated likelihood, never below zero.
package struct StrengthSearch {
  /// The standard deviation of the half-normal prior of a strength.
  package static let priorScale = 0.6
  /// The largest strength that is looked at.
  private static let most = 4.0

  /// The end of a search.
  package struct Optimum {
    /// Strengths.
    package var strengths: [Double]
    /// The integrated likelihood with the prior of all strengths, logarithm.
    package var value: Double
    /// Its derivatives.
    var gradient: [Double]
    /// Whether the search ended by itself.
    package var converged: Bool
  }

  /// The prior's logarithm at a strength.
  private static func prior(_ strength: Double) -> Double {
    let z = strength / priorScale
    return -0.5 * z * z + Double.log(2 / (priorScale * (2 * Double.pi).squareRoot()))
  }

  private static func value(
    _ strengths: [Double], _ excitations: [Excitation], _ likelihood: inout TrendLikelihood
  ) -> Optimum? {
    guard let at = likelihood(strengths, excitations), at.value.isFinite else { return nil }
    var gradient = at.gradient
    var sum = at.value
    for (place, strength) in strengths.enumerated() {
      sum += prior(strength)
      gradient[place] -= strength / (priorScale * priorScale)
    }
    return Optimum(strengths: strengths, value: sum, gradient: gradient, converged: false)
  }

  /// Searches from a start.
  ///
  /// - Returns: The optimum; nil where the likelihood cannot be computed.
  package static func maximize(
    _ likelihood: inout TrendLikelihood, _ excitations: [Excitation], from start: [Double],
    tolerance: Double = 1e-3
  ) -> Optimum? {
    guard var best = value(start, excitations, &likelihood) else { return nil }
    let n = start.count
    guard n > 0 else {
      best.converged = true
      return best
    }
    var inverse = [Double](repeating: 0, count: n * n)
    for i in 0..<n { inverse[n * i + i] = 0.01 }
    var isFresh = true
    for _ in 0..<60 {
      let free = (0..<n).map { best.strengths[$0] > 0 || best.gradient[$0] > 0 }
      var step = [Double](repeating: 0, count: n)
      for i in 0..<n where free[i] {
        for j in 0..<n where free[j] { step[i] += inverse[n * i + j] * best.gradient[j] }
      }
      let promise = (0..<n).reduce(0) { $0 + (free[$1] ? step[$1] * best.gradient[$1] : 0) }
      guard promise > tolerance * 0.1 else {
        // A fresh matrix may promise too little.
        if isFresh || promise < 0 {
          let slope = (0..<n).reduce(0) {
            $0 + (free[$1] ? best.gradient[$1] * best.gradient[$1] : 0)
          }
          guard slope * 0.01 > tolerance * 0.1, !isFresh else {
            best.converged = true
            return best
          }
          for i in inverse.indices { inverse[i] = 0 }
          for i in 0..<n { inverse[n * i + i] = 0.01 }
          isFresh = true
          continue
        }
        best.converged = true
        return best
      }
      // No strength moves by more than a half at a time.
      let longest = step.reduce(0) { max($0, $1.magnitude) }
      var scale = min(1, 0.5 / longest)
      var next: Optimum?
      for _ in 0..<14 {
        let candidate = (0..<n).map {
          min(max(0, best.strengths[$0] + scale * step[$0]), most)
        }
        if let found = value(candidate, excitations, &likelihood),
          found.value > best.value + 1e-9
        {
          next = found
          break
        }
        scale *= 0.4
      }
      guard let next else {
        if isFresh {
          best.converged = promise < 10 * tolerance
          return best
        }
        for i in inverse.indices { inverse[i] = 0 }
        for i in 0..<n { inverse[n * i + i] = 0.01 }
        isFresh = true
        continue
      }
      // Broyden, Fletcher, Goldfarb and Shanno's update, where the curvature has the right sign.
      let s = (0..<n).map { next.strengths[$0] - best.strengths[$0] }
      let y = (0..<n).map { best.gradient[$0] - next.gradient[$0] }
      let product = zip(s, y).reduce(0) { $0 + $1.0 * $1.1 }
      if product > 1e-10 {
        if isFresh {
          let square = y.reduce(0) { $0 + $1 * $1 }
          for i in 0..<n { inverse[n * i + i] = product / square }
        }
        let applied = (0..<n).map { i in (0..<n).reduce(0) { $0 + inverse[n * i + $1] * y[$1] } }
        let factor = (1 + zip(y, applied).reduce(0) { $0 + $1.0 * $1.1 } / product) / product
        for i in 0..<n {
          for j in 0..<n {
            inverse[n * i + j] +=
              factor * s[i] * s[j] - (applied[i] * s[j] + s[i] * applied[j]) / product
          }
        }
        isFresh = false
      }
      best = next
    }
    return best
  }

  /// The logarithm of the integral over one strength, of which the optimum has the maximum: a normal
  /// law cut at zero (the others stay where they are).
  ///
  /// - Parameters:
  ///   - place: The strength.
  ///   - optimum: The end of a search.
  ///   - excitations: What each strength multiplies.
  ///   - likelihood: The likelihood of the search.
  /// - Returns: The logarithm of the integral.
  static func integrated(
    _ place: Int, _ optimum: Optimum, _ excitations: [Excitation],
    _ likelihood: inout TrendLikelihood
  ) -> Double {
    let step = 0.02
    var moved = optimum.strengths
    moved[place] += step
    let slope = optimum.gradient[place]
    let next = value(moved, excitations, &likelihood)
    let curvature = max(1, next.map { (slope - $0.gradient[place]) / step } ?? 1)
    let root = curvature.squareRoot()
    let strength = optimum.strengths[place]
    // The centre of the normal law: the maximum, or beyond the boundary what its slope says.
    let centre = strength > 0 ? strength : min(0, slope / curvature)
    let peak = optimum.value + 0.5 * curvature * (centre - strength) * (centre - strength)
    return peak + 0.5 * Double.log(2 * Double.pi) - Double.log(root)
      + logCumulative(centre * root)
  }

  /// The logarithm of the normal distribution function.
  private static func logCumulative(_ z: Double) -> Double {
    if z > -5 { return Double.log(0.5 * Double.erfc(-z / 2.0.squareRoot())) }
    // The first terms of Mills' ratio.
    let square = z * z
    return -0.5 * square - Double.log(-z) - 0.5 * Double.log(2 * Double.pi)
      + Double.log(onePlus: -1 / square + 3 / (square * square))
  }
}
