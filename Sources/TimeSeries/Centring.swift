import LinearAlgebra

/// What is taken off series before least squares, so that a large level costs no digits.
///
/// With a constant among the terms nothing but the constant depends on the level: coefficients of
/// lags, their errors and the residuals are the same. Without one nothing is taken off.
struct Centring: Hashable, Sendable {
  /// The mean of each series, or zeros.
  let series: [Double]
  /// The mean of each exogenous series, or zeros.
  let exogenous: [Double]

  init(series: Matrix, exogenous: Matrix, trend: VectorAutoregression.Trend) {
    func means(_ matrix: Matrix) -> [Double] {
      (0..<matrix.columns).map { column in
        guard trend != .none, matrix.rows > 0 else { return 0 }
        // The mean of deviations from the first value, which may be large.
        let values = matrix.column(column)
        return values[0] + values.reduce(0) { $0 + ($1 - values[0]) } / Double(matrix.rows)
      }
    }
    self.series = means(series)
    self.exogenous = means(exogenous)
  }

  /// Series less what is taken off.
  func centred(_ matrix: Matrix, by means: [Double]) -> Matrix {
    var result = matrix
    for column in 0..<matrix.columns where means[column] != 0 {
      for row in 0..<matrix.rows { result[row, column] -= means[column] }
    }
    return result
  }

  /// What is taken off the regressor of a term.
  private func shift(_ term: VectorAutoregression.Term) -> Double {
    switch term {
    case .lag(_, let source): series[source]
    case .exogenous(let source, _): exogenous[source]
    case .constant, .trend, .season: 0
    }
  }

  /// Coefficients of the series as they are from those of centred ones, terms by equations.
  func coefficients(_ centred: Matrix, terms: [VectorAutoregression.Term]) -> Matrix {
    moved(centred, terms, sign: 1)
  }

  /// Coefficients of centred series from those of the series as they are.
  func centredCoefficients(_ plain: Matrix, terms: [VectorAutoregression.Term]) -> Matrix {
    moved(plain, terms, sign: -1)
  }

  private func moved(
    _ coefficients: Matrix, _ terms: [VectorAutoregression.Term], sign: Double
  ) -> Matrix {
    guard let constant = terms.firstIndex(of: .constant) else { return coefficients }
    var result = coefficients
    for equation in 0..<coefficients.columns {
      var level = series[equation]
      for (row, term) in terms.enumerated() { level -= shift(term) * coefficients[row, equation] }
      result[constant, equation] += sign * level
    }
    return result
  }

  /// The covariance of coefficients of the series as they are, equation by equation, from that of
  /// centred ones; so is the inverse Gram matrix.
  func covariance(_ centred: Matrix, terms: [VectorAutoregression.Term]) -> Matrix {
    guard let constant = terms.firstIndex(of: .constant) else { return centred }
    let shifts = terms.map(shift)
    guard shifts.contains(where: { $0 != 0 }) else { return centred }
    // Rows of constants, then columns.
    var result = centred
    for start in stride(from: 0, to: centred.rows, by: terms.count) {
      for column in 0..<centred.columns {
        for (row, shift) in shifts.enumerated() {
          result[start + constant, column] -= shift * centred[start + row, column]
        }
      }
    }
    let rows = result
    for start in stride(from: 0, to: centred.columns, by: terms.count) {
      for (column, shift) in shifts.enumerated() where shift != 0 {
        for row in 0..<centred.rows {
          result[row, start + constant] -= shift * rows[row, start + column]
        }
      }
    }
    return result
  }
}
