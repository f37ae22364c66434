import LinearAlgebra
import RealModule

/// The means of a count autoregression with their exact derivatives in the coefficients.
struct CountPath {
  let counts: [Double]
  let equation: CountAutoregression.Equation
  let covariates: Matrix
  /// Columns that multiply the constant (identity link) or join the logarithm of the mean.
  var calendar = Matrix(rows: 0, columns: 0)

  var size: Int { calendarStart + calendar.columns }

  /// The place of the calendar's first coefficient.
  var calendarStart: Int {
    1 + equation.pastObservations.count + equation.pastMeans.count + covariates.columns
  }

  private var transformed: [Double] {
    equation.link == .identity ? counts : counts.map { Double.log(onePlus: $0) }
  }

  /// Sums over periods: the log-likelihood's parts that depend on the predictors.
  struct Sweep {
    /// Predictors: means, or their logarithms.
    var predictors: [Double]
    /// First derivatives, period by period.
    var first: [Double]
  }

  /// The predictors, and their derivatives handed period by period to a visitor.
  ///
  /// - Parameters:
  ///   - theta: The coefficients.
  ///   - movesCounts: Whether the counts before the data move with the coefficients.
  ///   - withSecond: Whether second derivatives are computed.
  ///   - visit: Told period, predictor, first and second derivatives.
  /// - Returns: False where a mean is not positive.
  func sweep(
    _ theta: [Double], movesCounts: Bool = true, withSecond: Bool,
    visit: (Int, Double, UnsafePointer<Double>, UnsafePointer<Double>) -> Void
  ) -> Bool {
    let p = equation.pastObservations.count
    let q = equation.pastMeans.count
    let d = size
    let longest = max(
      equation.pastObservations.max() ?? 0, equation.pastMeans.max() ?? 0, 1)
    let rest = 1 - theta[1..<(1 + p + q)].reduce(0, +)
    guard rest > 1e-9 else { return false }
    // Before the data: c / rest, with its derivatives.
    let before = theta[0] / rest
    if equation.link == .identity, before <= 0 { return false }
    var beforeFirst = [Double](repeating: 0, count: d)
    beforeFirst[0] = 1 / rest
    for index in 1..<(1 + p + q) { beforeFirst[index] = theta[0] / (rest * rest) }
    var beforeSecond = [Double](repeating: 0, count: d * d)
    for i in 1..<(1 + p + q) {
      beforeSecond[i] = 1 / (rest * rest)
      beforeSecond[i * d] = 1 / (rest * rest)
      for j in 1..<(1 + p + q) { beforeSecond[i * d + j] = 2 * theta[0] / (rest * rest * rest) }
    }
    // Rings of the last means and their derivatives.
    var values = [Double](repeating: before, count: longest)
    var first = [[Double]](repeating: beforeFirst, count: longest).flatMap { $0 }
    var second =
      withSecond ? [[Double]](repeating: beforeSecond, count: longest).flatMap { $0 } : [0.0]
    let y = transformed
    var nextFirst = [Double](repeating: 0, count: d)
    var nextSecond = [Double](repeating: 0, count: withSecond ? d * d : 1)
    var isInside = true
    for t in y.indices {
      var value = theta[0]
      for index in 0..<d { nextFirst[index] = 0 }
      if withSecond { for index in 0..<(d * d) { nextSecond[index] = 0 } }
      nextFirst[0] = 1
      for (index, lag) in equation.pastObservations.enumerated() {
        let past = t >= lag ? y[t - lag] : before
        let factor = theta[1 + index]
        value += factor * past
        nextFirst[1 + index] += past
        if t < lag, movesCounts {
          for k in 0..<d { nextFirst[k] += factor * beforeFirst[k] }
          if withSecond {
            for k in 0..<(d * d) { nextSecond[k] += factor * beforeSecond[k] }
            for k in 0..<d {
              nextSecond[(1 + index) * d + k] += beforeFirst[k]
              nextSecond[k * d + 1 + index] += beforeFirst[k]
            }
          }
        }
      }
      for (index, lag) in equation.pastMeans.enumerated() {
        let slot = (t - lag + longest * (lag / longest + 1)) % longest
        let factor = theta[1 + p + index]
        value += factor * values[slot]
        nextFirst[1 + p + index] += values[slot]
        let base = slot * d
        for k in 0..<d { nextFirst[k] += factor * first[base + k] }
        if withSecond {
          let start = slot * d * d
          for k in 0..<(d * d) { nextSecond[k] += factor * second[start + k] }
          for k in 0..<d {
            nextSecond[(1 + p + index) * d + k] += first[base + k]
            nextSecond[k * d + 1 + p + index] += first[base + k]
          }
        }
      }
      for column in 0..<covariates.columns {
        let x = covariates[t, column]
        value += theta[1 + p + q + column] * x
        nextFirst[1 + p + q + column] += x
      }
      if calendar.columns > 0 {
        let start = calendarStart
        var sum = 0.0
        for column in 0..<calendar.columns { sum += theta[start + column] * calendar[t, column] }
        if equation.link == .log {
          value += sum
          for column in 0..<calendar.columns { nextFirst[start + column] += calendar[t, column] }
        } else {
          let factor = Double.exp(sum)
          value += theta[0] * (factor - 1)
          nextFirst[0] += factor - 1
          for column in 0..<calendar.columns {
            let slope = factor * calendar[t, column]
            nextFirst[start + column] += theta[0] * slope
            guard withSecond else { continue }
            nextSecond[start + column] += slope
            nextSecond[(start + column) * d] += slope
            for other in 0..<calendar.columns {
              nextSecond[(start + column) * d + start + other] +=
                theta[0] * slope * calendar[t, other]
            }
          }
        }
      }
      guard value.isFinite, equation.link == .identity ? value > 1e-9 : value.magnitude < 30 else {
        isInside = false
        break
      }
      nextFirst.withUnsafeBufferPointer { a in
        nextSecond.withUnsafeBufferPointer { b in
          if let a = a.baseAddress, let b = b.baseAddress { visit(t, value, a, b) }
        }
      }
      let slot = t % longest
      values[slot] = value
      for k in 0..<d { first[slot * d + k] = nextFirst[k] }
      if withSecond {
        for k in 0..<(d * d) { second[slot * d * d + k] = nextSecond[k] }
      }
    }
    return isInside
  }

  /// The means; nil where one is not positive.
  func means(_ theta: [Double]) -> [Double]? {
    var result: [Double] = []
    result.reserveCapacity(counts.count)
    let isLog = equation.link == .log
    let inside = sweep(theta, withSecond: false) { _, value, _, _ in
      result.append(isLog ? Double.exp(value) : value)
    }
    return inside ? result : nil
  }

  /// The mean of the period after the data.
  func next(
    _ theta: [Double], means: [Double], future: [Double], calendar ahead: [Double] = []
  ) -> Double {
    let p = equation.pastObservations.count
    let q = equation.pastMeans.count
    let y = transformed
    let before = theta[0] / (1 - theta[1..<(1 + p + q)].reduce(0, +))
    let predictors = equation.link == .identity ? means : means.map { Double.log($0) }
    var value = theta[0]
    for (index, lag) in equation.pastObservations.enumerated() {
      value += theta[1 + index] * (y.count >= lag ? y[y.count - lag] : before)
    }
    for (index, lag) in equation.pastMeans.enumerated() {
      value += theta[1 + p + index] * (y.count >= lag ? predictors[y.count - lag] : before)
    }
    for (column, x) in future.prefix(covariates.columns).enumerated() {
      value += theta[1 + p + q + column] * x
    }
    let sum = zip(theta[calendarStart...], ahead).reduce(0) { $0 + $1.0 * $1.1 }
    value += equation.link == .identity ? theta[0] * Double.expMinusOne(sum) : sum
    return equation.link == .identity ? max(value, 1e-9) : Double.exp(value)
  }
}
