import Estimation
import LinearAlgebra
import RealModule

/// Finds the coefficients of a count autoregression.
struct CountAutoregressionSearch {
  let path: CountPath
  let family: CountRegression.Family
  /// What draws the calendar's coefficients to zero.
  var precision = 0.0

  struct Result {
    var coefficients: [Double]
    var theta: Double
    var means: [Double]
    var logLikelihood: Double
    var covariance: Matrix
    var convergence: ConvergenceRecord
    var boundaries: [CountBoundary]
  }

  private var hasTheta: Bool { family == .negativeBinomial }

  private var logFactorials: [Double] {
    path.counts.map { Double.logGamma($0 + 1) }
  }

  /// The negative log-likelihood with its derivatives; nil outside the domain.
  func expansion(_ parameters: [Double], _ logFactorials: [Double]) -> QuadraticExpansion? {
    let d = path.size
    let size = d + (hasTheta ? 1 : 0)
    let theta = hasTheta ? Double.exp(parameters[d]) : .infinity
    let largest = Int(path.counts.max() ?? 0)
    let rising = RisingFactorials(theta: theta, largest: hasTheta ? largest : 0)
    var value = 0.0
    var gradient = [Double](repeating: 0, count: size)
    var hessian = [Double](repeating: 0, count: size * size)
    let isLog = path.equation.link == .log
    let inside = path.sweep(Array(parameters.prefix(d)), withSecond: true) {
      t, eta, first, second in
      let mu = isLog ? Double.exp(eta) : eta
      let logMean = isLog ? eta : Double.log(eta)
      let y = path.counts[t]
      let point =
        hasTheta
        ? CountPoint(
          count: y, logMean: logMean, mu: mu, theta: theta, logFactorial: logFactorials[t],
          rising: rising)
        : CountPoint(poisson: y, logMean: logMean, mu: mu, logFactorial: logFactorials[t])
      value += point.value
      // From the log mean to the predictor.
      let one = isLog ? point.mean : point.mean / mu
      let two = isLog ? point.meanMean : (point.meanMean - point.mean) / (mu * mu)
      let crossed = isLog ? point.meanSize : point.meanSize / mu
      for i in 0..<d {
        gradient[i] += one * first[i]
        for j in 0...i {
          hessian[i * size + j] += two * first[i] * first[j] + one * second[i * d + j]
        }
      }
      if hasTheta {
        gradient[d] += point.size
        hessian[d * size + d] += point.sizeSize
        for j in 0..<d { hessian[d * size + j] += crossed * first[j] }
      }
    }
    guard inside else { return nil }
    for index in path.calendarStart..<d {
      value -= 0.5 * precision * parameters[index] * parameters[index]
      gradient[index] -= precision * parameters[index]
      hessian[index * size + index] -= precision
    }
    var matrix = Matrix(rows: size, columns: size)
    for i in 0..<size {
      for j in 0...i {
        matrix[i, j] = -hessian[i * size + j]
        matrix[j, i] = matrix[i, j]
      }
    }
    return QuadraticExpansion(value: -value, gradient: gradient.map { -$0 }, hessian: matrix)
  }

  private var memoryCount: Int {
    path.equation.pastObservations.count + path.equation.pastMeans.count
  }

  private func bounds() -> (lower: [Double], upper: [Double]) {
    let isLog = path.equation.link == .log
    let k = path.covariates.columns
    var lower = [isLog ? -30.0 : 1e-8]
    lower += [Double](repeating: isLog ? -0.999 : 0, count: memoryCount)
    lower += [Double](repeating: isLog ? -1e6 : 0, count: k)
    lower += [Double](repeating: -20, count: path.calendar.columns)
    var upper = [isLog ? 30.0 : .infinity]
    upper += [Double](repeating: 0.999_999, count: memoryCount)
    upper += [Double](repeating: .infinity, count: k)
    upper += [Double](repeating: 20, count: path.calendar.columns)
    if hasTheta {
      lower.append(CountLikelihood.logThetaRange.lowerBound)
      upper.append(CountLikelihood.logThetaRange.upperBound)
    }
    return (lower, upper)
  }

  /// Starts that differ in how much memory the counts and the means have.
  private func starts() -> [[Double]] {
    let p = path.equation.pastObservations.count
    let q = path.equation.pastMeans.count
    let mean = path.counts.reduce(0, +) / Double(path.counts.count)
    let level =
      path.equation.link == .identity
      ? mean
      : path.counts.reduce(0) { $0 + Double.log(onePlus: $1) } / Double(path.counts.count)
    return [(0.3, 0.3), (0.15, 0.75), (0.6, 0.1)].map { observed, kept in
      let b = p > 0 ? observed / Double(p) : 0
      let a = q > 0 ? kept / Double(q) : 0
      let rest = 1 - b * Double(p) - a * Double(q)
      return [max(level * rest, 1e-3)] + [Double](repeating: b, count: p)
        + [Double](repeating: a, count: q)
        + [Double](repeating: 0, count: path.covariates.columns + path.calendar.columns)
        + (hasTheta ? [1] : [])
    }
  }

  func maximize() throws -> Result {
    let (lower, upper) = bounds()
    let logFactorials = logFactorials
    var search = TrustRegionNewton()
    search.maximumIterations = 300
    var best: TrustRegionNewton.Optimum?
    for start in starts() {
      let end = try search.minimize(from: start, lower: lower, upper: upper) {
        expansion($0, logFactorials)
      }
      if end.value.isFinite, best.map({ end.value < $0.value - 1e-9 }) ?? true { best = end }
    }
    guard let best, best.convergence.converged else {
      throw TimeSeriesError.notConverged("the count autoregression")
    }
    let d = path.size
    guard let means = path.means(Array(best.point.prefix(d))) else {
      throw TimeSeriesError.notConverged("the count autoregression")
    }
    // Coefficients at a bound have no error; the others' are given them.
    let free = best.point.indices.filter { !best.convergence.atBounds.contains($0) }
    var covariance = Matrix(rows: best.point.count, columns: best.point.count, repeating: .nan)
    var boundaries: [CountBoundary] = []
    let part = best.expansion.hessian.submatrix(rows: free, columns: free)
    if let inner = try? CholeskyFactorization(part).inverse() {
      for (i, row) in free.enumerated() {
        for (j, column) in free.enumerated() { covariance[row, column] = inner[i, j] }
      }
    } else {
      boundaries.append(.singularDerivatives)
    }
    return Result(
      coefficients: Array(best.point.prefix(d)),
      theta: hasTheta ? Double.exp(best.point[d]) : .infinity, means: means,
      logLikelihood: penalty(best.point) - best.value, covariance: covariance,
      convergence: best.convergence,
      boundaries: boundaries
        + best.convergence.atBounds.map { index in
          index == d
            ? .noOverdispersion : .atEnd(coefficient: index, value: best.point[index])
        })
  }

  /// What the prior of the calendar's coefficients takes off the log posterior.
  private func penalty(_ point: [Double]) -> Double {
    point[path.calendarStart..<path.size].reduce(0) { $0 + 0.5 * precision * $1 * $1 }
  }

  /// The zero of the quasi score by scoring steps, from the maximum of the Poisson likelihood.
  func solveQuasiScore() throws -> Result {
    let poisson = CountAutoregressionSearch(path: path, family: .poisson, precision: precision)
    let start = try poisson.maximize()
    let d = path.size
    var point = start.coefficients
    let isLog = path.equation.link == .log
    func quasi(_ point: [Double], dispersion: Double) -> (
      score: [Double], information: Matrix, corrected: Matrix
    )? {
      var score = [Double](repeating: 0, count: d)
      var information = Matrix(rows: d, columns: d)
      var corrected = Matrix(rows: d, columns: d)
      let inside = path.sweep(point, movesCounts: false, withSecond: false) { t, eta, first, _ in
        let mu = isLog ? Double.exp(eta) : eta
        // Derivatives of the mean over the mean, and their weights.
        let slope = isLog ? 1 : 1 / mu
        for i in 0..<d {
          score[i] += (path.counts[t] - mu) * slope * first[i]
          for j in 0..<d {
            let product = slope * slope * first[i] * first[j]
            information[i, j] += mu * product
            corrected[i, j] += (mu + dispersion * mu * mu) * product
          }
        }
      }
      for index in path.calendarStart..<d {
        score[index] -= precision * point[index]
        information[index, index] += precision
      }
      return inside ? (score, information, corrected) : nil
    }
    var iterations = 0
    var largest = Double.infinity
    while iterations < 2000 {
      guard let now = quasi(point, dispersion: 0) else { break }
      let step = try CholeskyFactorization(now.information).solve(now.score)
      point = zip(point, step).map(+)
      iterations += 1
      largest = zip(step, point).map { ($0 / max($1.magnitude, 1e-3)).magnitude }.max() ?? 0
      if largest < 1e-13 { break }
    }
    guard largest < 1e-9, let means = path.means(point) else {
      throw TimeSeriesError.notConverged("the quasi score of the count autoregression")
    }
    var theta = Double.infinity
    if hasTheta {
      theta =
        1
        / CountAutoregressionSearch.momentDispersion(
          counts: path.counts, means: means, parameters: d)
    }
    guard let end = quasi(point, dispersion: theta.isFinite ? 1 / theta : 0) else {
      throw TimeSeriesError.notConverged("the quasi score of the count autoregression")
    }
    let bread = try CholeskyFactorization(end.information).inverse()
    let covariance = try bread.times(end.corrected).times(bread)
    let value = zip(path.counts, means).reduce(0.0) {
      $0 + CountLaw(mean: $1.1, theta: theta).logProbability(Int($1.0))
    }
    return Result(
      coefficients: point, theta: theta, means: means, logLikelihood: value,
      covariance: covariance,
      convergence: ConvergenceRecord(
        outcome: .stationary, iterations: iterations, gradientNorm: norm(end.score), atBounds: []),
      boundaries: [])
  }

  /// The dispersion at which Pearson's chi-square equals its degrees of freedom.
  static func momentDispersion(counts: [Double], means: [Double], parameters: Int) -> Double {
    let target = Double(counts.count - parameters)
    func excess(_ dispersion: Double) -> Double {
      zip(counts, means).reduce(0.0) { sum, pair in
        let error = pair.0 - pair.1
        return sum + error * error / (pair.1 + dispersion * pair.1 * pair.1)
      } - target
    }
    guard excess(0) > 0 else { return 1e-12 }
    var low = 0.0
    var high = 1.0
    while excess(high) > 0, high < 1e9 { high *= 2 }
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if excess(middle) > 0 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
