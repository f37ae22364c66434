import RealModule

/// Pieces of the gamma function that keep their relative accuracy where logarithms would cancel.
///
/// Source: C. Loader, "Fast and accurate computation of binomial probabilities" (2000): a density
/// is written with the error of Stirling's formula and a deviance, both small near the mode.
enum Stirling {
  /// log Gamma(x + 1) - [ (x + 1/2) log x - x + log(2 pi) / 2 ] for x > 0.
  static func error(_ x: Double) -> Double {
    if x >= 16 {
      // Bernoulli numbers: B(2k) / (2k (2k - 1)).
      let square = 1 / (x * x)
      let tail = 1.0 / 1188 - square * (691.0 / 360_360 - square / 156)
      let middle = 1.0 / 1260 - square * (1.0 / 1680 - square * tail)
      return (1.0 / 12 - square * (1.0 / 360 - square * middle)) / x
    }
    return logGamma1p(x) - (x + 0.5) * Double.log(x) + x - 0.5 * Double.log(2 * Double.pi)
  }

  /// The deviance x log(x / mean) + mean - x, for x >= 0 and mean > 0.
  static func deviance(_ x: Double, mean: Double) -> Double {
    guard x > 0 else { return mean }
    let difference = x - mean
    guard difference.magnitude < 0.1 * (x + mean) else {
      return x * Double.log(x / mean) - difference
    }
    let ratio = difference / (x + mean)
    var sum = difference * ratio
    var term = 2 * x * ratio
    let square = ratio * ratio
    var odd = 3.0
    while true {
      term *= square
      let next = sum + term / odd
      if next == sum { return next }
      sum = next
      odd += 2
    }
  }

  /// log Gamma(1 + x) for x > -1, accurate relative to x near zero.
  static func logGamma1p(_ x: Double) -> Double {
    guard x.magnitude <= 0.5 else { return Double.logGamma(1 + x) }
    // log Gamma(1 + x) = -log(1 + x) + (1 - gamma) x + sum of (-1)^k (zeta(k) - 1) x^k / k.
    var sum = 0.0
    for index in zetaMinusOne.indices.reversed() {
      let k = Double(index + 2)
      sum = zetaMinusOne[index] / k - x * sum
    }
    return -Double.log(onePlus: x) + x * (oneMinusEuler + x * sum)
  }

  private static let oneMinusEuler = 0.42278433509846713939

  /// Riemann's zeta(k) - 1 for k = 2, 3, ...
  private static let zetaMinusOne: [Double] = [
    0.6449340668482264365,
    0.2020569031595942854,
    0.08232323371113819152,
    0.03692775514336992633,
    0.01734306198444913971,
    0.00834927738192282684,
    0.004077356197944339379,
    0.002008392826082214418,
    0.0009945751278180853371,
    0.0004941886041194645587,
    0.0002460865533080482986,
    0.0001227133475784891468,
    0.00006124813505870482926,
    0.00003058823630702049355,
    0.00001528225940865187173,
    7.637197637899762274e-6,
    3.817293264999839856e-6,
    1.908212716553938926e-6,
    9.539620338727961132e-7,
    4.769329867878064631e-7,
    2.3845050272773299e-7,
    1.192199259653110731e-7,
    5.960818905125947961e-8,
    2.980350351465228019e-8,
    1.490155482836504123e-8,
    7.450711789835429492e-9,
    3.725334024788457055e-9,
    1.862659723513049006e-9,
    9.313274324196681829e-10,
    4.656629065033784073e-10,
  ]
}
