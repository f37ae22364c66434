import Estimation
import LinearAlgebra
import RealModule

/// An integer autoregression of order one: each count's incidents go on with a probability, one by
/// one, and new ones arrive: y(t) = binomial(y(t - 1), a) + Poisson(l) (E. McKenzie, 1985; M. A.
/// Al-Osh and A. A. Alzaid, 1987), by conditional maximum likelihood.
public struct IntegerAutoregression: Hashable, Sendable {
  /// The probability that an incident goes on for another period.
  public let survival: Double
  /// Its standard error; NaN at the end of its range.
  public let survivalError: Double
  /// New incidents a period.
  public let arrivals: Double
  /// Their standard error.
  public let arrivalsError: Double
  /// The conditional log-likelihood.
  public let logLikelihood: Double
  /// The mean of each period after the first, given the one before it.
  public let means: [Double]
  /// Whether the survival ended at 0, the end of its range: the counts have no memory.
  public let isMemoryless: Bool

  /// Fits a model.
  ///
  /// - Parameter counts: Whole numbers from 0 on.
  /// - Throws: ``TimeSeriesError``.
  public init(_ counts: [Double]) throws(TimeSeriesError) {
    try CountCheck.counts(counts)
    guard counts.count >= 5 else { throw .tooFewObservations(found: counts.count, needed: 5) }
    let pairs = zip(counts, counts.dropFirst()).map { (Int($0), Int($1)) }
    var table = [0.0]
    for index in 0..<Int(counts.max() ?? 0) {
      table.append(table[index] + Double.log(Double(index + 1)))
    }
    let logFactorials = table
    func expansion(_ point: [Double]) -> QuadraticExpansion? {
      let (a, l) = (point[0], point[1])
      guard a >= 0, a < 1, l > 0 else { return nil }
      var value = 0.0
      var gradient = [0.0, 0.0]
      var hessian = Matrix(rows: 2, columns: 2)
      for (before, now) in pairs {
        // The probability and its derivatives, term by term over how many go on.
        var sums = (p: 0.0, a: 0.0, l: 0.0, aa: 0.0, al: 0.0, ll: 0.0)
        for k in 0...min(before, now) {
          if a == 0, k > 2 { break }
          let choose = Double.exp(
            logFactorials[before] - logFactorials[k] - logFactorials[before - k])
          let poisson = Double.exp(
            Double(now - k) * Double.log(l) - l - logFactorials[now - k])
          let (x, y) = (Double(k), Double(before - k))
          func power(_ base: Double, _ exponent: Int) -> Double {
            exponent < 0 ? 0 : Double.pow(base, exponent)
          }
          let (rest, other) = (before - k, k)
          let b = choose * power(a, other) * power(1 - a, rest)
          let first =
            choose
            * (x * power(a, other - 1) * power(1 - a, rest)
              - y * power(a, other) * power(1 - a, rest - 1))
          var second = x * (x - 1) * power(a, other - 2) * power(1 - a, rest)
          second -= 2 * x * y * power(a, other - 1) * power(1 - a, rest - 1)
          second += y * (y - 1) * power(a, other) * power(1 - a, rest - 2)
          let slope = Double(now - k) / l - 1
          let bend = slope * slope - Double(now - k) / (l * l)
          sums.p += b * poisson
          sums.a += first * poisson
          sums.l += b * poisson * slope
          sums.aa += choose * second * poisson
          sums.al += first * poisson * slope
          sums.ll += b * poisson * bend
        }
        guard sums.p > 0 else { return nil }
        let (ga, gl) = (sums.a / sums.p, sums.l / sums.p)
        value += Double.log(sums.p)
        gradient[0] += ga
        gradient[1] += gl
        hessian[0, 0] += sums.aa / sums.p - ga * ga
        hessian[1, 1] += sums.ll / sums.p - gl * gl
        hessian[0, 1] += sums.al / sums.p - ga * gl
      }
      hessian[1, 0] = hessian[0, 1]
      return QuadraticExpansion(
        value: -value, gradient: gradient.map { -$0 }, hessian: -1 * hessian)
    }
    do {
      let mean = counts.reduce(0, +) / Double(counts.count)
      let end = try TrustRegionNewton().minimize(
        from: [0.3, max(0.7 * mean, 1e-3)], lower: [0, 1e-9], upper: [1 - 1e-9, .infinity],
        expansion)
      guard end.convergence.converged else {
        throw TimeSeriesError.notConverged("the integer autoregression")
      }
      survival = end.point[0]
      arrivals = end.point[1]
      logLikelihood = -end.value
      means = pairs.map { end.point[0] * Double($0.0) + end.point[1] }
      isMemoryless = end.point[0] <= 0
      let information = end.expansion.hessian
      if isMemoryless {
        survivalError = .nan
        arrivalsError = 1 / information[1, 1].squareRoot()
      } else {
        let variances = try CholeskyFactorization(information).inverse().diagonal
        survivalError = variances[0].squareRoot()
        arrivalsError = variances[1].squareRoot()
      }
    } catch {
      throw TimeSeriesError(error)
    }
  }
}
