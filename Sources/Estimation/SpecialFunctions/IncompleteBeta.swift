import RealModule

/// The regularized incomplete beta function I_x(a, b), for F, t, beta and binomial tails.
///
/// Relative accuracy is about 1e-13 in the tail that is asked for. Continued fraction DLMF 8.17.22,
/// its common factor written with Stirling errors (Loader 2000).
public enum IncompleteBeta {
  /// I_x(a, b), the distribution function of a beta variate.
  ///
  /// - Parameters:
  ///   - a: First shape, positive.
  ///   - b: Second shape, positive.
  ///   - x: From 0 to 1.
  ///   - complement: 1 - x, exactly, where x is near 1.
  /// - Returns: NaN outside the ranges.
  public static func lower(
    _ a: Double, _ b: Double, _ x: Double, complement: Double? = nil
  ) -> Double {
    let y = complement ?? 1 - x
    guard a > 0, b > 0, x >= 0, x <= 1, y >= 0 else { return .nan }
    guard x > 0 else { return 0 }
    guard y > 0 else { return 1 }
    // The fraction converges fast below the mean; above it the other tail is computed.
    if x < (a + 1) / (a + b + 2) { return fraction(a, b, x, y) }
    return 1 - fraction(b, a, y, x)
  }

  /// 1 - I_x(a, b), without cancellation.
  ///
  /// - Parameters:
  ///   - a: First shape, positive.
  ///   - b: Second shape, positive.
  ///   - x: From 0 to 1.
  ///   - complement: 1 - x, exactly, where x is near 1.
  /// - Returns: NaN outside the ranges.
  public static func upper(
    _ a: Double, _ b: Double, _ x: Double, complement: Double? = nil
  ) -> Double {
    lower(b, a, complement ?? 1 - x, complement: x)
  }

  private static func fraction(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    let tiny = 1e-300
    var c = 1.0
    var d = 1 - (a + b) * x / (a + 1)
    if d.magnitude < tiny { d = tiny }
    d = 1 / d
    var h = d
    var m = 1.0
    while true {
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 + even * d
      if d.magnitude < tiny { d = tiny }
      c = 1 + even / c
      if c.magnitude < tiny { c = tiny }
      d = 1 / d
      h *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 + odd * d
      if d.magnitude < tiny { d = tiny }
      c = 1 + odd / c
      if c.magnitude < tiny { c = tiny }
      d = 1 / d
      let factor = d * c
      h *= factor
      if (factor - 1).magnitude < 3e-16 || m > 1e7 { break }
      m += 1
    }
    return Double.exp(logPrefactor(a, b, x, y)) * h / a
  }

  /// log [ x^a y^b Gamma(a + b) / (Gamma(a) Gamma(b)) ] with y = 1 - x.
  private static func logPrefactor(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    let n = a + b
    return Stirling.error(n) - Stirling.error(a) - Stirling.error(b)
      - Stirling.deviance(a, mean: n * x) - Stirling.deviance(b, mean: n * y)
      + 0.5 * (Double.log(a) + Double.log(b) - Double.log(n) - Double.log(2 * Double.pi))
  }
}
