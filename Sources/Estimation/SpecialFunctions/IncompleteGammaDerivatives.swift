import RealModule

extension IncompleteGamma {
  /// P(a, x) with its first and second derivative in the shape a.
  ///
  /// The series (x below a + 1) or the continued fraction of Q is evaluated in ``Jet`` arithmetic;
  /// both converge termwise with their derivatives. Compare R. J. Moore, "Derivatives of the
  /// incomplete gamma integral", Applied Statistics 31 (1982).
  ///
  /// - Returns: NaN unless a > 0 and x >= 0.
  public static func lowerWithShapeDerivatives(
    _ a: Double, _ x: Double
  ) -> (value: Double, first: Double, second: Double) {
    guard a > 0, x >= 0 else { return (.nan, .nan, .nan) }
    guard x > 0 else { return (0, 0, 0) }
    guard x < .infinity else { return (1, 0, 0) }
    // log prefactor = a log x - x - log Gamma(a + 1).
    let prefactor = Jet(
      logPrefactor(a, x), first: Double.log(x) - digamma(a + 1), second: -trigamma(a + 1)
    ).exponential
    if x < a + 1 {
      let result = prefactor * seriesJet(a, x)
      return (result.value, result.first, result.second)
    }
    let shape = Jet(a, first: 1)
    let result = prefactor * shape * fractionJet(a, x)
    return (1 - result.value, -result.first, -result.second)
  }

  private static func seriesJet(_ a: Double, _ x: Double) -> Jet {
    var term = Jet(1)
    var sum = Jet(1)
    var n = 1.0
    repeat {
      term = term * Jet(x) * Jet(a + n, first: 1).reciprocal
      sum = sum + term
      n += 1
    } while term.magnitude > 1e-17 * sum.value && n < 1e6
    return sum
  }

  private static func fractionJet(_ a: Double, _ x: Double) -> Jet {
    var b = Jet(x + 1 - a, first: -1)
    var c = Jet(1e300)
    var d = b.reciprocal
    var h = d
    var n = 1.0
    while n < 1e6 {
      let numerator = Jet(-n * (n - a), first: n)
      b = b + Jet(2)
      d = (numerator * d + b).reciprocal
      c = b + numerator * c.reciprocal
      let factor = d * c
      h = h * factor
      if (factor - Jet(1)).magnitude < 3e-16 { break }
      n += 1
    }
    return h
  }
}
