import RealModule

/// The standard normal distribution function and its inverse.
public enum NormalFunctions {
  /// P(Z <= z), relative accuracy about 1e-13 also far in the lower tail.
  public static func cumulative(_ z: Double) -> Double {
    0.5 * Double.erfc(-z * 0.5.squareRoot())
  }

  /// P(Z > z), relative accuracy about 1e-13 also far in the upper tail.
  public static func survival(_ z: Double) -> Double {
    0.5 * Double.erfc(z * 0.5.squareRoot())
  }

  /// The density at z.
  public static func density(_ z: Double) -> Double {
    Double.exp(-0.5 * z * z) / (2 * Double.pi).squareRoot()
  }

  /// The z with P(Z <= z) = p; where p is near 1, pass `q` = 1 - p exactly.
  ///
  /// A rational start (Abramowitz and Stegun 26.2.23, error below 4.5e-4) is refined by Halley
  /// steps on the distribution function, or on its logarithm in the tails.
  ///
  /// - Returns: Infinities at 0 and 1, NaN outside.
  public static func quantile(p: Double, q: Double? = nil) -> Double {
    let q = q ?? 1 - p
    guard p >= 0, q >= 0, p <= 1 else { return .nan }
    guard p > 0 else { return -.infinity }
    guard q > 0 else { return .infinity }
    let tail = min(p, q)
    let sign = p < q ? -1.0 : 1.0
    let t = (-2 * Double.log(tail)).squareRoot()
    let top = 2.515517 + t * (0.802853 + t * 0.010328)
    let bottom = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
    var z = t - top / bottom
    for _ in 0..<3 {
      // u is the Newton step; Halley's correction uses f'/f = -z.
      let u: Double
      if tail > 0.25 {
        // Both sides measured from one half, where the tail itself would cancel.
        let fromHalf = p < q ? 0.5 - p : 0.5 - q
        u = (0.5 * Double.erf(z * 0.5.squareRoot()) - fromHalf) / density(z)
        z -= u / (1 + 0.5 * z * u)
      } else {
        let survivor = survival(z)
        let hazard = density(z) / survivor
        // On g = log Q: g' = -hazard, g'' = -hazard (hazard - z).
        let newton = -(Double.log(survivor) - Double.log(tail)) / hazard
        u = newton
        z -= u / (1 - 0.5 * u * (hazard - z))
      }
      if u.magnitude <= 1e-16 * z.magnitude { break }
    }
    return sign * z
  }
}
