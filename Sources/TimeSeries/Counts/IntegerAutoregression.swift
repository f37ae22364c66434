import Estimation
import LinearAlgebra
import RealModule

/// An integer autoregression of order one: each count's incidents go on with a probability, one by
/// one, and new ones arrive: y(t) = binomial(y(t - 1), a) + Poisson(l) (E. McKenzie, 1985; M. A.
/// Al-Osh and A. A. Alzaid, 1987), by conditional maximum likelihood. Calendar columns z(t), drawn to
/// zero, multiply the new ones by exp(z(t)' f).
public struct IntegerAutoregression: Hashable, Sendable {
  /// The probability that an incident goes on for another period.
  public let survival: Double
  /// Its standard error; NaN at the end of its range.
  public let survivalError: Double
  /// New incidents a period; where there are calendar columns, in a period where all are zero.
  public let arrivals: Double
  /// Their standard error.
  public let arrivalsError: Double
  /// Logarithms of the calendar's factors, a column each; empty where there are none.
  public let calendarFactors: [Double]
  /// Their standard errors.
  public let calendarErrors: [Double]
  /// Free parameters.
  public let parameterCount: Int
  /// The conditional log-likelihood.
  public let logLikelihood: Double
  /// The mean of each period after the first, given the one before it.
  public let means: [Double]
  /// Whether the survival ended at 0, the end of its range: the counts have no memory.
  public let isMemoryless: Bool

  /// Fits a model.
  ///
  /// - Parameters:
  ///   - counts: Whole numbers from 0 on.
  ///   - calendar: Columns that are drawn to zero, periods by columns, or nil.
  /// - Throws: ``TimeSeriesError``.
  public init(_ counts: [Double], calendar: ShrunkColumns? = nil) throws(TimeSeriesError) {
    try CountCheck.counts(counts)
    try calendar?.check(rows: counts.count)
    let factors = calendar?.values.columns ?? 0
    let needed = 5 + (calendar?.freeCount ?? 0)
    guard counts.count >= needed else {
      throw .tooFewObservations(found: counts.count, needed: needed)
    }
    let size = 2 + factors
    let precision = calendar?.precision ?? 0
    // Periods after the first, as pairs are.
    let rows = (0..<(counts.count - 1)).map { calendar?.values.row($0 + 1) ?? [] }
    func factor(_ row: Int, _ point: [Double]) -> Double {
      factors == 0 ? 1 : Double.exp(dot(rows[row], Array(point[2...])))
    }
    let pairs = zip(counts, counts.dropFirst()).map { (Int($0), Int($1)) }
    var table = [0.0]
    for index in 0..<Int(counts.max() ?? 0) {
      table.append(table[index] + Double.log(Double(index + 1)))
    }
    let logFactorials = table
    func expansion(_ point: [Double]) -> QuadraticExpansion? {
      let (a, level) = (point[0], point[1])
      guard a >= 0, a < 1, level > 0 else { return nil }
      var value = 0.0
      var gradient = [Double](repeating: 0, count: size)
      var hessian = Matrix(rows: size, columns: size)
      for (row, (before, now)) in pairs.enumerated() {
        let scale = factor(row, point)
        let l = level * scale
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
        let (al, ll) = (sums.al / sums.p - ga * gl, sums.ll / sums.p - gl * gl)
        gradient[0] += ga
        gradient[1] += gl * scale
        hessian[0, 0] += sums.aa / sums.p - ga * ga
        hessian[1, 1] += ll * scale * scale
        hessian[1, 0] += al * scale
        for i in 0..<factors where rows[row][i] != 0 {
          let x = rows[row][i]
          gradient[2 + i] += gl * l * x
          hessian[2 + i, 0] += al * l * x
          hessian[2 + i, 1] += (ll * l + gl) * scale * x
          for j in 0...i { hessian[2 + i, 2 + j] += (ll * l + gl) * l * x * rows[row][j] }
        }
      }
      for i in 2..<max(size, 2) {
        value -= 0.5 * precision * point[i] * point[i]
        gradient[i] -= precision * point[i]
        hessian[i, i] -= precision
      }
      for i in 1..<size {
        for j in 0..<i { hessian[j, i] = hessian[i, j] }
      }
      return QuadraticExpansion(
        value: -value, gradient: gradient.map { -$0 }, hessian: -1 * hessian)
    }
    do {
      let mean = counts.reduce(0, +) / Double(counts.count)
      let end = try TrustRegionNewton().minimize(
        from: [0.3, max(0.7 * mean, 1e-3)] + [Double](repeating: 0, count: factors),
        lower: [0, 1e-9] + [Double](repeating: -20, count: factors),
        upper: [1 - 1e-9, .infinity] + [Double](repeating: 20, count: factors), expansion)
      guard end.convergence.converged else {
        throw TimeSeriesError.notConverged("the integer autoregression")
      }
      survival = end.point[0]
      arrivals = end.point[1]
      calendarFactors = Array(end.point[2...])
      parameterCount = 2 + (calendar?.freeCount ?? 0)
      logLikelihood = (calendar?.penalty(end.point[2...]) ?? 0) - end.value
      means = pairs.enumerated().map { row, pair in
        end.point[0] * Double(pair.0) + end.point[1] * factor(row, end.point)
      }
      isMemoryless = end.point[0] <= 0
      let information = end.expansion.hessian
      if isMemoryless {
        survivalError = .nan
        let rest = Array(1..<size)
        let variances = try CholeskyFactorization(
          information.submatrix(rows: rest, columns: rest)
        ).inverse().diagonal
        arrivalsError = variances[0].squareRoot()
        calendarErrors = variances.dropFirst().map { $0.squareRoot() }
      } else {
        let variances = try CholeskyFactorization(information).inverse().diagonal
        survivalError = variances[0].squareRoot()
        arrivalsError = variances[1].squareRoot()
        calendarErrors = variances.dropFirst(2).map { $0.squareRoot() }
      }
    } catch {
      throw TimeSeriesError(error)
    }
  }
}
