import Estimation
import LinearAlgebra
import RealModule

/// The likelihood of a count regression with exact first and second derivatives, in regressors
/// scaled to a largest value of one.
struct CountLikelihood {
  let counts: [Double]
  let family: CountRegression.Family
  let zeros: CountRegression.Zeros
  private let design: Matrix
  private let zeroDesign: Matrix
  private let offset: [Double]
  private let scales: [Double]
  private let zeroScales: [Double]
  /// What draws the last columns of the design to zero, in their own scale; 0 for the others.
  private let precisions: [Double]
  private let logFactorials: [Double]
  private let largest: Int

  /// Bounds: a mean or a probability beyond them differs from a limit only in name.
  static let logThetaRange = -12.0...14.0
  static let coefficientBound = 40.0
  static let logitBound = 14.0

  init(
    counts: [Double], design: Matrix, zeroDesign: Matrix, offset: [Double]?,
    family: CountRegression.Family, zeros: CountRegression.Zeros, precisions: [Double]? = nil
  ) {
    self.counts = counts
    self.precisions = precisions ?? [Double](repeating: 0, count: design.columns)
    self.family = family
    self.zeros = zeros
    func scaled(_ matrix: Matrix) -> (Matrix, [Double]) {
      let scales = (0..<matrix.columns).map { column in
        let largest = matrix.column(column).reduce(0) { max($0, $1.magnitude) }
        return largest > 0 ? 1 / largest : 1
      }
      var result = matrix
      for column in 0..<matrix.columns {
        for row in 0..<matrix.rows { result[row, column] *= scales[column] }
      }
      return (result, scales)
    }
    (self.design, scales) = scaled(design)
    (self.zeroDesign, zeroScales) = scaled(zeroDesign)
    self.offset = offset ?? [Double](repeating: 0, count: counts.count)
    largest = Int(counts.max() ?? 0)
    var table = [0.0]
    for index in 0..<largest { table.append(table[index] + Double.log(Double(index + 1))) }
    logFactorials = counts.map { table[Int($0)] }
  }

  private var hasTheta: Bool { family == .negativeBinomial }
  private var parameterCount: Int { design.columns + zeroDesign.columns + (hasTheta ? 1 : 0) }

  /// Derivatives of one observation: log mean, logit, log theta, and their products.
  struct Point {
    var value = 0.0
    var first = (mean: 0.0, zero: 0.0, size: 0.0)
    var meanMean = 0.0
    var zeroZero = 0.0
    var sizeSize = 0.0
    var meanZero = 0.0
    var meanSize = 0.0
    var zeroSize = 0.0
  }

  /// What the parameters are in the regressors' own scale.
  func state(_ point: [Double]) -> (
    coefficients: [Double], zeroCoefficients: [Double], theta: Double, means: [Double],
    probabilities: [Double]
  ) {
    let m = design.columns
    let q = zeroDesign.columns
    let (eta, zeta) = predictors(point)
    return (
      (0..<m).map { point[$0] * scales[$0] }, (0..<q).map { point[m + $0] * zeroScales[$0] },
      hasTheta ? Double.exp(point[m + q]) : .infinity, eta.map { Double.exp($0) },
      zeta.map { 1 / (1 + Double.exp(-$0)) }
    )
  }

  private func predictors(_ point: [Double]) -> (eta: [Double], zeta: [Double]) {
    let m = design.columns
    var eta = offset
    for column in 0..<m {
      let factor = point[column]
      let start = column * counts.count
      for row in 0..<counts.count { eta[row] += factor * design.elements[start + row] }
    }
    guard zeros != .none else { return (eta, []) }
    var zeta = [Double](repeating: 0, count: counts.count)
    for column in 0..<zeroDesign.columns {
      for row in 0..<counts.count { zeta[row] += point[m + column] * zeroDesign[row, column] }
    }
    return (eta, zeta)
  }

  private func point(
    _ row: Int, eta: Double, zeta: Double, theta: Double, rising: RisingFactorials
  ) -> Point {
    let mu = Double.exp(eta)
    func base(_ count: Double, _ logFactorial: Double) -> CountPoint {
      hasTheta
        ? CountPoint(
          count: count, logMean: eta, mu: mu, theta: theta, logFactorial: logFactorial,
          rising: rising)
        : CountPoint(poisson: count, logMean: eta, mu: mu, logFactorial: logFactorial)
    }
    let count = counts[row]
    var result = Point()
    func add(_ point: CountPoint, weight: Double, square: Double) {
      // weight * (second derivatives) + square * (products of first ones)
      result.first.mean += weight * point.mean
      result.first.size += weight * point.size
      result.meanMean += weight * point.meanMean + square * point.mean * point.mean
      result.sizeSize += weight * point.sizeSize + square * point.size * point.size
      result.meanSize += weight * point.meanSize + square * point.mean * point.size
    }
    switch zeros {
    case .none:
      let point = base(count, logFactorials[row])
      result.value = point.value
      add(point, weight: 1, square: 0)
    case .inflated:
      let pi = 1 / (1 + Double.exp(-zeta))
      let logRest = -(max(zeta, 0) + Double.log(onePlus: Double.exp(-zeta.magnitude)))
      result.first.zero = -pi
      result.zeroZero = -pi * (1 - pi)
      result.value = logRest
      if count > 0 {
        let point = base(count, logFactorials[row])
        result.value += point.value
        add(point, weight: 1, square: 0)
      } else {
        let point = base(0, 0)
        let high = max(zeta, point.value)
        let sum = Double.exp(zeta - high) + Double.exp(point.value - high)
        let u = Double.exp(zeta - high) / sum
        let v = 1 - u
        result.value += high + Double.log(sum)
        result.first.zero += u
        result.zeroZero += u * v
        add(point, weight: v, square: u * v)
        result.meanZero = -u * v * point.mean
        result.zeroSize = -u * v * point.size
      }
    case .hurdle:
      let above = 1 / (1 + Double.exp(-zeta))
      let sign = count > 0 ? 1.0 : -1.0
      result.value =
        -(max(-sign * zeta, 0) + Double.log(onePlus: Double.exp(-zeta.magnitude)))
      result.first.zero = (count > 0 ? 1 : 0) - above
      result.zeroZero = -above * (1 - above)
      if count > 0 {
        let point = base(count, logFactorials[row])
        let zero = base(0, 0)
        let rest = -Double.expMinusOne(zero.value)
        let odds = Double.exp(zero.value) / rest
        result.value += point.value - Double.log(rest)
        add(point, weight: 1, square: 0)
        // -log(1 - f0)
        add(zero, weight: odds, square: odds * (1 + odds))
      }
    }
    return result
  }

  /// Value and derivatives of the negative log-likelihood, and of every observation.
  func derivatives(_ parameters: [Double]) -> (expansion: QuadraticExpansion, points: [Point]) {
    let m = design.columns
    let q = zeroDesign.columns
    let (eta, zeta) = predictors(parameters)
    let theta = hasTheta ? Double.exp(parameters[m + q]) : .infinity
    let rising = RisingFactorials(theta: theta, largest: hasTheta ? largest : 0)
    let points = counts.indices.map {
      point($0, eta: eta[$0], zeta: zeta.isEmpty ? 0 : zeta[$0], theta: theta, rising: rising)
    }
    let size = parameterCount
    var gradient = [Double](repeating: 0, count: size)
    var hessian = Matrix(rows: size, columns: size)
    func place(_ block: Matrix, _ row: Int, _ column: Int) {
      for j in 0..<block.columns {
        for i in 0..<block.rows {
          hessian[row + i, column + j] = -block[i, j]
          hessian[column + j, row + i] = -block[i, j]
        }
      }
    }
    let mean = points.map { $0.first.mean }
    for column in 0..<m { gradient[column] = -weighted(design, column, mean) }
    place(gram(design, points.map { -$0.meanMean }), 0, 0)
    if q > 0 {
      let zero = points.map { $0.first.zero }
      for column in 0..<q { gradient[m + column] = -weighted(zeroDesign, column, zero) }
      place(crossed(zeroDesign, zeroDesign, points.map(\.zeroZero)), m, m)
      place(crossed(design, zeroDesign, points.map(\.meanZero)), 0, m)
    }
    if hasTheta {
      let last = m + q
      gradient[last] = -points.reduce(0) { $0 + $1.first.size }
      hessian[last, last] = -points.reduce(0) { $0 + $1.sizeSize }
      let meanSize = points.map(\.meanSize)
      for column in 0..<m {
        hessian[column, last] = -weighted(design, column, meanSize)
        hessian[last, column] = hessian[column, last]
      }
      let zeroSize = points.map(\.zeroSize)
      for column in 0..<q {
        hessian[m + column, last] = -weighted(zeroDesign, column, zeroSize)
        hessian[last, m + column] = hessian[m + column, last]
      }
    }
    for column in 0..<m where precisions[column] > 0 {
      let precision = precisions[column] * scales[column] * scales[column]
      gradient[column] += precision * parameters[column]
      hessian[column, column] += precision
    }
    return (
      QuadraticExpansion(
        value: penalty(parameters) - points.reduce(0) { $0 + $1.value }, gradient: gradient,
        hessian: hessian), points
    )
  }

  /// What the priors of shrunk columns take off the log posterior.
  func penalty(_ parameters: [Double]) -> Double {
    (0..<design.columns).reduce(0) { sum, column in
      let coefficient = parameters[column] * scales[column]
      return sum + 0.5 * precisions[column] * coefficient * coefficient
    }
  }

  private func weighted(_ matrix: Matrix, _ column: Int, _ weights: [Double]) -> Double {
    let start = column * weights.count
    var even = 0.0
    var odd = 0.0
    var row = 0
    while row + 1 < weights.count {
      even += matrix.elements[start + row] * weights[row]
      odd += matrix.elements[start + row + 1] * weights[row + 1]
      row += 2
    }
    if row < weights.count { even += matrix.elements[start + row] * weights[row] }
    return even + odd
  }

  /// -X' diag(w) X; weights of one sign go through one symmetric product.
  private func gram(_ matrix: Matrix, _ weights: [Double]) -> Matrix {
    guard weights.allSatisfy({ $0 >= 0 }) else {
      return crossed(matrix, matrix, weights.map { -$0 })
    }
    let roots = weights.map { $0.squareRoot() }
    var scaled = matrix
    for column in 0..<matrix.columns {
      let start = column * roots.count
      for row in roots.indices { scaled.elements[start + row] *= roots[row] }
    }
    return (try? scaled.gram()).map { -1 * $0 } ?? Matrix(rows: 0, columns: 0)
  }

  /// X' diag(w) Z.
  private func crossed(_ left: Matrix, _ right: Matrix, _ weights: [Double]) -> Matrix {
    var scaled = right
    for column in 0..<right.columns {
      let start = column * weights.count
      for row in weights.indices { scaled.elements[start + row] *= weights[row] }
    }
    return (try? left.times(scaled, transposing: .left)) ?? Matrix(rows: 0, columns: 0)
  }

  /// Searches from the mean of the counts.
  func maximize() throws -> TrustRegionNewton.Optimum {
    let m = design.columns
    let q = zeroDesign.columns
    var search = TrustRegionNewton()
    search.maximumIterations = 500
    search.initialRadius = 4
    var lower = [Double](repeating: -CountLikelihood.coefficientBound, count: m)
    var upper = [Double](repeating: CountLikelihood.coefficientBound, count: m)
    lower += [Double](repeating: -CountLikelihood.logitBound, count: q)
    upper += [Double](repeating: CountLikelihood.logitBound, count: q)
    var start = try leastSquaresStart() + [Double](repeating: 0, count: q)
    let logits = q
    let means = predictors(start).eta.map { Double.exp($0) }
    if logits > 0, zeros == .inflated { start[m] = -1 }
    if hasTheta {
      lower.append(CountLikelihood.logThetaRange.lowerBound)
      upper.append(CountLikelihood.logThetaRange.upperBound)
      // Moments: what the squared deviations exceed the means by.
      let excess = zip(counts, means).reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) - $1.1 }
      let squares = means.reduce(0) { $0 + $1 * $1 }
      let theta = excess > 0 ? squares / excess : 50
      start.append(min(max(Double.log(theta), -3), 6))
    }
    let end = try search.minimize(from: start, lower: lower, upper: upper) { parameters in
      derivatives(parameters).expansion
    }
    guard end.convergence.converged else {
      throw TimeSeriesError.notConverged("the count regression")
    }
    return end
  }

  /// Least squares on the logarithm of the counts, which begins near the optimum.
  private func leastSquaresStart() throws -> [Double] {
    let response = zip(counts, offset).map { Double.log($0 + 0.5) - $1 }
    // Columns that are drawn to zero begin there.
    let free = (0..<design.columns).filter { precisions[$0] == 0 }
    let fit = try LeastSquares(
      design: design.submatrix(rows: Array(0..<design.rows), columns: free),
      responses: Matrix(column: response))
    var start = [Double](repeating: 0, count: design.columns)
    for (place, column) in free.enumerated() {
      start[column] = min(
        max(fit.coefficients[place, 0], -CountLikelihood.coefficientBound / 2),
        CountLikelihood.coefficientBound / 2)
    }
    return start
  }

  /// Parameters at the end of their range.
  func boundaries(_ point: [Double]) -> [CountBoundary] {
    let m = design.columns
    let q = zeroDesign.columns
    var result: [CountBoundary] = []
    for column in 0..<m where point[column].magnitude >= CountLikelihood.coefficientBound {
      result.append(
        .separated(coefficient: column, limit: point[column] < 0 ? -.infinity : .infinity))
    }
    if zeros == .inflated, q > 0 {
      let probabilities = state(point).probabilities
      if let largest = probabilities.max(), largest < 1e-4 {
        result.append(.noExtraZeros)
      }
    }
    if hasTheta, point[m + q] >= CountLikelihood.logThetaRange.upperBound - 1e-9 {
      result.append(.noOverdispersion)
    }
    if isUndetermined(point) { result.append(.endlessOverdispersion) }
    return result
  }

  /// Whether the overdispersion runs to infinity.
  func isUndetermined(_ point: [Double]) -> Bool {
    let place = design.columns + zeroDesign.columns
    return hasTheta && point[place] <= CountLikelihood.logThetaRange.lowerBound + 1e-9
  }

  /// The information in the regressors' own scale.
  func unscaled(information: Matrix) -> Matrix {
    let factors = scales.map { 1 / $0 } + zeroScales.map { 1 / $0 } + (hasTheta ? [1] : [])
    var result = information
    for column in 0..<result.columns {
      for row in 0..<result.rows { result[row, column] *= factors[row] * factors[column] }
    }
    return result
  }

  /// First derivatives of each observation in the regressors' own scale.
  func scores(_ points: [Point]) -> Matrix {
    let m = design.columns
    let q = zeroDesign.columns
    var result = Matrix(rows: points.count, columns: parameterCount)
    for (row, point) in points.enumerated() {
      for column in 0..<m {
        result[row, column] = point.first.mean * design[row, column] / scales[column]
      }
      for column in 0..<q {
        result[row, m + column] = point.first.zero * zeroDesign[row, column] / zeroScales[column]
      }
      if hasTheta { result[row, m + q] = point.first.size }
    }
    return result
  }
}
