import RealModule

/// The regularized incomplete gamma functions P(a, x) and Q(a, x) = 1 - P(a, x).
///
/// Relative accuracy is about 1e-13 in both tails, for a from 1e-10 to 1e8. Series, continued
/// fraction and the expansion for small a: DLMF 8.7.1, 8.9.2 and 8.7.3; their common factor is
/// written with Stirling errors so that it does not cancel for large a.
public enum IncompleteGamma {
  /// P(a, x), the distribution function of a gamma variate of shape `a` and scale 1.
  ///
  /// - Returns: NaN unless a > 0 and x >= 0.
  public static func lower(_ a: Double, _ x: Double) -> Double {
    guard a > 0, x >= 0 else { return .nan }
    guard x > 0 else { return 0 }
    guard x < .infinity else { return 1 }
    if x < a + 1 { return series(a, x) }
    return 1 - fraction(a, x)
  }

  /// Q(a, x), the survival function of a gamma variate of shape `a` and scale 1.
  ///
  /// - Returns: NaN unless a > 0 and x >= 0.
  public static func upper(_ a: Double, _ x: Double) -> Double {
    guard a > 0, x >= 0 else { return .nan }
    guard x > 0 else { return 1 }
    guard x < .infinity else { return 0 }
    if a < 1, x < 1.5 { return smallShapeUpper(a, x) }
    if x < a + 1 { return 1 - series(a, x) }
    return fraction(a, x)
  }

  /// The x at which P(a, x) equals `p`; where p is near 1, pass `q` = 1 - p exactly.
  ///
  /// - Returns: NaN unless a > 0 and 0 <= p <= 1.
  public static func quantile(_ a: Double, p: Double, q: Double? = nil) -> Double {
    let q = q ?? 1 - p
    guard a > 0, p >= 0, p <= 1, q >= 0 else { return .nan }
    guard p > 0 else { return 0 }
    guard q > 0 else { return .infinity }
    // Wilson and Hilferty's cube where it holds, the first term of the series near zero.
    let z = NormalFunctions.quantile(p: p, q: q)
    let cube = 1 - 1 / (9 * a) + z / (3 * a.squareRoot())
    let firstTerm = Double.exp((Double.log(p) + Stirling.logGamma1p(a)) / a)
    var logX =
      cube > 0.3 ? Double.log(a) + 3 * Double.log(cube) : Double.log(max(firstTerm, 1e-300))
    // Newton on the logarithm of the smaller tail as a function of log x, kept inside a bracket.
    let useLower = p <= q
    let target = Double.log(useLower ? p : q)
    var low = -745.0
    var high = 745.0
    for _ in 0..<200 {
      let x = Double.exp(logX)
      let tail = useLower ? lower(a, x) : upper(a, x)
      let gap = tail > 0 ? Double.log(tail) - target : -.infinity
      if (gap < 0) == useLower { low = max(low, logX) } else { high = min(high, logX) }
      guard gap != 0 else { break }
      // d log P / d log x = x f(x) / P.
      let slope = a * Double.exp(logPrefactor(a, x)) / tail * (useLower ? 1 : -1)
      var next = logX - gap / slope
      if !(next > low && next < high) { next = 0.5 * (max(low, -745) + min(high, 745)) }
      if (next - logX).magnitude <= 4e-16 * max(1, logX.magnitude) {
        logX = next
        break
      }
      logX = next
    }
    return Double.exp(logX)
  }

  /// log [ x^a e^-x / Gamma(a + 1) ].
  static func logPrefactor(_ a: Double, _ x: Double) -> Double {
    if a < 1 { return a * Double.log(x) - x - Stirling.logGamma1p(a) }
    return -Stirling.error(a) - Stirling.deviance(a, mean: x) - 0.5 * Double.log(2 * Double.pi * a)
  }

  private static func series(_ a: Double, _ x: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    var n = 1.0
    while term > sum * 1e-17 {
      term *= x / (a + n)
      sum += term
      n += 1
    }
    return Double.exp(logPrefactor(a, x)) * sum
  }

  /// Q by Lentz's evaluation of the continued fraction.
  private static func fraction(_ a: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / b
    var h = d
    var n = 1.0
    while true {
      let numerator = -n * (n - a)
      b += 2
      d = numerator * d + b
      if d.magnitude < tiny { d = tiny }
      c = b + numerator / c
      if c.magnitude < tiny { c = tiny }
      d = 1 / d
      let factor = d * c
      h *= factor
      if (factor - 1).magnitude < 3e-16 || n > 1e7 { break }
      n += 1
    }
    return a * Double.exp(logPrefactor(a, x)) * h
  }

  /// Q for small a and x without cancellation: 1 - x^a / Gamma(1 + a) is an expm1.
  private static func smallShapeUpper(_ a: Double, _ x: Double) -> Double {
    let exponent = a * Double.log(x) - Stirling.logGamma1p(a)
    var term = 1.0
    var sum = 0.0
    var n = 1.0
    while true {
      term *= -x / n
      let addition = term / (a + n)
      sum += addition
      if addition.magnitude < 1e-18 * sum.magnitude || n > 200 { break }
      n += 1
    }
    return -Double.expMinusOne(exponent) - Double.exp(exponent) * a * sum
  }
}
