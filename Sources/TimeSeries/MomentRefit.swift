import LinearAlgebra
import RealModule

/// Least squares of a vector autoregression from sums of products alone, for many refits of series
/// of one shape.
///
/// The sums over lagged values differ from those over later ones by two edge terms, so one pass over
/// the data gives all of them: T K^2 (p + 1) products instead of T (K p)^2. Products of levels would
/// swallow those of deviations, so series come less their centres (``start(of:)``).
struct MomentRefit {
  /// Series, lags, terms that do not depend on the series.
  let seriesCount: Int
  let lags: Int
  let fixedCount: Int
  /// Regressors an equation.
  let termCount: Int
  private let first: Int
  private let periods: Int
  /// Regressors that stay the same, period by period.
  private let fixed: [Double]
  private let fixedGram: [Double]
  /// For each regressor in the order used here its row among the model's coefficients.
  private let rows: [Int]
  private let centring: Centring
  private let terms: [VectorAutoregression.Term]

  init(of fit: VectorAutoregression) {
    seriesCount = fit.seriesCount
    lags = fit.lags
    first = fit.firstPeriod
    periods = fit.series.rows
    centring = fit.centring
    terms = fit.terms
    let exogenous = fit.centring.centred(fit.exogenous, by: fit.centring.exogenous)
    let lagRows = Set(fit.lagRows)
    let fixedRows = fit.terms.indices.filter { !lagRows.contains($0) }
    fixedCount = fixedRows.count
    termCount = fit.terms.count
    var fixed: [Double] = []
    for period in first..<periods {
      for row in fixedRows {
        fixed.append(
          VectorAutoregression.fixedValue(
            fit.terms[row], period: period, exogenous: exogenous))
      }
    }
    self.fixed = fixed
    var gram = [Double](repeating: 0, count: fixedCount * fixedCount)
    for start in stride(from: 0, to: fixed.count, by: max(1, fixedCount)) {
      for i in 0..<fixedCount {
        for j in 0..<fixedCount { gram[i * fixedCount + j] += fixed[start + i] * fixed[start + j] }
      }
    }
    fixedGram = gram
    // Fixed terms first, then the lags from the oldest on, as a window of the data has them.
    var rows = fixedRows
    for lag in (0..<fit.lags).reversed() {
      for series in 0..<fit.seriesCount {
        rows.append(fit.terms.firstIndex(of: .lag(lag + 1, series: series)) ?? 0)
      }
    }
    self.rows = rows
  }

  /// The series of a fit less their centres, period by period.
  func start(of fit: VectorAutoregression) -> [Double] {
    (0..<periods).flatMap { period in
      (0..<seriesCount).map { fit.series[period, $0] - centring.series[$0] }
    }
  }

  /// Coefficients of the model as those of centred series, by equation in the order used here.
  func packed(_ plain: Matrix) -> [Double] {
    let coefficients = centring.centredCoefficients(plain, terms: terms)
    return (0..<seriesCount).flatMap { equation in rows.map { coefficients[$0, equation] } }
  }

  /// Coefficients in the model's order, terms by equations, of the series as they are.
  func unpacked(_ packed: [Double]) -> Matrix {
    var result = Matrix(rows: termCount, columns: seriesCount)
    for equation in 0..<seriesCount {
      for (position, row) in rows.enumerated() {
        result[row, equation] = packed[equation * termCount + position]
      }
    }
    return centring.coefficients(result, terms: terms)
  }

  /// The covariance of one equation's coefficients in the model's order, of the series as they are.
  func unpackedCovariance(_ packed: Matrix) -> Matrix {
    var result = packed
    for (column, to) in rows.enumerated() {
      for (row, into) in rows.enumerated() { result[into, to] = packed[row, column] }
    }
    return centring.covariance(result, terms: terms)
  }

  /// Effects of the lags, first lag first, of packed coefficients.
  func lagMatrices(_ packed: [Double]) -> [Matrix] {
    (0..<lags).map { lag in
      var matrix = Matrix(rows: seriesCount, columns: seriesCount)
      let start = fixedCount + (lags - 1 - lag) * seriesCount
      for equation in 0..<seriesCount {
        for source in 0..<seriesCount {
          matrix[equation, source] = packed[equation * termCount + start + source]
        }
      }
      return matrix
    }
  }

  /// Runs the equations forward from the first periods.
  ///
  /// - Parameters:
  ///   - series: Period by period; those before the first explained one are given.
  ///   - packed: The coefficients.
  ///   - errors: Period by period.
  func simulate(_ series: inout [Double], packed: [Double], errors: [Double]) {
    let k = seriesCount
    let width = k * lags
    // Coefficients of one regressor next to each other, so that two equations share a lane each.
    let byTerm = (0..<termCount).flatMap { term in
      (0..<k).map { packed[$0 * termCount + term] }
    }
    series.withUnsafeMutableBufferPointer { y in
      byTerm.withUnsafeBufferPointer { b in
        errors.withUnsafeBufferPointer { e in
          fixed.withUnsafeBufferPointer { d in
            for period in first..<periods {
              let row = period - first
              let window = (period - lags) * k
              var equation = 0
              while equation + 1 < k {
                var sums = e.pair(row * k + equation)
                var others = SIMD2<Double>()
                var place = equation
                for index in 0..<fixedCount {
                  sums += d[row * fixedCount + index] * b.pair(place)
                  place += k
                }
                var index = 0
                while index + 1 < width {
                  sums += y[window + index] * b.pair(place)
                  others += y[window + index + 1] * b.pair(place + k)
                  place += 2 * k
                  index += 2
                }
                if index < width { sums += y[window + index] * b.pair(place) }
                sums += others
                y[period * k + equation] = sums[0]
                y[period * k + equation + 1] = sums[1]
                equation += 2
              }
              if equation < k {
                var sum = e[row * k + equation]
                for index in 0..<fixedCount {
                  sum += d[row * fixedCount + index] * b[index * k + equation]
                }
                for index in 0..<width {
                  sum += y[window + index] * b[(fixedCount + index) * k + equation]
                }
                y[period * k + equation] = sum
              }
            }
          }
        }
      }
    }
  }

  /// Periods that the equations explain.
  var observations: Int { periods - first }

  /// Fits the equations to series; nil where the regressors are dependent.
  ///
  /// - Parameters:
  ///   - series: Period by period.
  ///   - rule: How coefficients are shrunk.
  /// - Returns: Packed coefficients and the covariance of the errors with divisor T - terms.
  func fit(
    _ series: [Double], rule: ShrunkAutoregression.Rule = .init()
  ) -> (packed: [Double], covariance: Matrix)? {
    solve(moments(series), rule: rule)
  }

  /// The sums that least squares needs, of series period by period.
  func moments(_ series: [Double]) -> Moments {
    let k = seriesCount
    let width = k * (lags + 1)
    let left = k + fixedCount
    var sums = [Double](repeating: 0, count: left * width)
    sums.withUnsafeMutableBufferPointer { sums in
      series.withUnsafeBufferPointer { y in
        fixed.withUnsafeBufferPointer { d in
          let start = (first - lags) * k
          for a in 0..<left {
            let (factors, at, stride) =
              a < k
              ? (y, first * k + a, k) : (d, a - k, fixedCount)
            for index in Swift.stride(from: 0, to: width, by: 8) {
              let into = UnsafeMutableBufferPointer(
                rebasing: sums[(a * width + index)..<(a * width + min(width, index + 8))])
              MomentRefit.accumulate(
                into, of: y, from: start + index, step: k, times: factors, from: at,
                step: stride, count: periods - first)
            }
          }
        }
      }
    }
    let (gram, right) = normalEquations(sums, series)
    var squares = Matrix(rows: k, columns: k)
    for i in 0..<k {
      for j in 0..<k { squares[i, j] = sums[i * width + lags * k + j] }
    }
    return Moments(gram: gram, right: right, squares: squares)
  }

  /// Adds factor times window over all periods, up to eight places of the window at once, so that
  /// the sums stay in registers.
  @inline(__always)
  private static func accumulate(
    _ sums: UnsafeMutableBufferPointer<Double>, of values: UnsafeBufferPointer<Double>,
    from start: Int, step: Int, times factors: UnsafeBufferPointer<Double>, from first: Int,
    step factorStep: Int, count: Int
  ) {
    var (place, at) = (start, first)
    guard sums.count == 8 else {
      for _ in 0..<count {
        for index in sums.indices { sums[index] += factors[at] * values[place + index] }
        place += step
        at += factorStep
      }
      return
    }
    var (one, two, three, four) = (
      SIMD2<Double>(), SIMD2<Double>(), SIMD2<Double>(), SIMD2<Double>()
    )
    for _ in 0..<count {
      let factor = factors[at]
      one += factor * values.pair(place)
      two += factor * values.pair(place + 2)
      three += factor * values.pair(place + 4)
      four += factor * values.pair(place + 6)
      place += step
      at += factorStep
    }
    for (index, pair) in [one, two, three, four].enumerated() {
      sums[2 * index] = pair[0]
      sums[2 * index + 1] = pair[1]
    }
  }

  /// The sums over all pairs of regressors, and of regressors with the series.
  private func normalEquations(
    _ sums: [Double], _ series: [Double]
  ) -> (gram: [Double], right: [Double]) {
    let k = seriesCount
    let width = k * (lags + 1)
    let m = termCount
    var gram = [Double](repeating: 0, count: m * m)
    var right = [Double](repeating: 0, count: m * k)
    for i in 0..<fixedCount {
      for j in 0..<fixedCount { gram[i * m + j] = fixedGram[i * fixedCount + j] }
      for index in 0..<(k * lags) {
        let value = sums[(k + i) * width + index]
        gram[i * m + fixedCount + index] = value
        gram[(fixedCount + index) * m + i] = value
      }
      for equation in 0..<k {
        right[equation * m + i] = sums[(k + i) * width + lags * k + equation]
      }
    }
    for equation in 0..<k {
      for index in 0..<(k * lags) {
        right[equation * m + fixedCount + index] = sums[equation * width + index]
      }
    }
    // S(i, j) = S(i - 1, j - 1) + y(f - i) y(f - j)' - y(n - i) y(n - j)'
    for distance in stride(from: 0, to: lags, by: 1) {
      var block = [Double](repeating: 0, count: k * k)
      for a in 0..<k {
        for b in 0..<k { block[a * k + b] = sums[a * width + (lags - distance) * k + b] }
      }
      for i in 1...(lags - distance) {
        let j = i + distance
        let (newA, newB) = ((first - i) * k, (first - j) * k)
        let (oldA, oldB) = ((periods - i) * k, (periods - j) * k)
        let (rowBase, columnBase) = (
          fixedCount + (lags - i) * k, fixedCount + (lags - j) * k
        )
        for a in 0..<k {
          for b in 0..<k {
            let edge = series[newA + a] * series[newB + b] - series[oldA + a] * series[oldB + b]
            block[a * k + b] += edge
            gram[(rowBase + a) * m + columnBase + b] = block[a * k + b]
            gram[(columnBase + b) * m + rowBase + a] = block[a * k + b]
          }
        }
      }
    }
    return (gram, right)
  }
}

extension UnsafeBufferPointer<Double> {
  /// Two neighbours, wherever they start.
  @inline(__always)
  fileprivate func pair(_ index: Int) -> SIMD2<Double> { SIMD2(self[index], self[index + 1]) }
}

/// Cholesky's factorization of small matrices in place, without a call's overhead.
enum SmallCholesky {
  /// Replaces the lower triangle by its factor; false when a pivot is not positive.
  static func factor(_ matrix: inout [Double], order: Int) -> Bool {
    matrix.withUnsafeMutableBufferPointer { a in
      for column in 0..<order {
        for row in column..<order {
          var sum = a[row * order + column]
          for index in 0..<column { sum -= a[row * order + index] * a[column * order + index] }
          if row == column {
            guard sum > 1e-13 * a[row * order + row], sum.isFinite else { return false }
            a[row * order + row] = sum.squareRoot()
          } else {
            a[row * order + column] = sum / a[column * order + column]
          }
        }
      }
      return true
    }
  }

  /// Solves for several right sides, one after the other in memory.
  static func solve(_ factor: [Double], order: Int, _ right: inout [Double], count: Int) {
    factor.withUnsafeBufferPointer { l in
      right.withUnsafeMutableBufferPointer { x in
        for side in 0..<count {
          let base = side * order
          for row in 0..<order {
            var sum = x[base + row]
            for index in 0..<row { sum -= l[row * order + index] * x[base + index] }
            x[base + row] = sum / l[row * order + row]
          }
          for row in (0..<order).reversed() {
            var sum = x[base + row]
            for index in (row + 1)..<max(order, row + 1) {
              sum -= l[index * order + row] * x[base + index]
            }
            x[base + row] = sum / l[row * order + row]
          }
        }
      }
    }
  }
}
