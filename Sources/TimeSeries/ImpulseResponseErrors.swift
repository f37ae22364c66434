import LinearAlgebra

/// Asymptotic standard errors of impulse responses (Lütkepohl 2005, proposition 3.6).
///
/// Each list has one matrix a period, responders by shocks, like the responses themselves.
public struct ImpulseResponseErrors: Hashable, Sendable {
  /// Of the responses to a unit shock.
  public let unit: [Matrix]
  /// Of the orthogonalized responses.
  public let orthogonalized: [Matrix]
  /// Of the cumulated responses to a unit shock.
  public let cumulative: [Matrix]
  /// Of the cumulated orthogonalized responses.
  public let orthogonalizedCumulative: [Matrix]
  /// Of the long-run effects.
  public let longRun: Matrix

  /// The standard errors of a fitted model's responses.
  ///
  /// - Throws: ``TimeSeriesError``.
  public init(of fit: VectorAutoregression, horizon: Int) throws(TimeSeriesError) {
    try Bounds.horizon(horizon, series: fit.seriesCount)
    do {
      try self.init(checked: fit, horizon: horizon)
    } catch {
      throw TimeSeriesError(error)
    }
  }

  private init(checked fit: VectorAutoregression, horizon: Int) throws {
    let k = fit.seriesCount
    let p = fit.lags
    let zero = Matrix(rows: k, columns: k)
    guard p > 0 else {
      unit = [Matrix](repeating: zero, count: horizon + 1)
      cumulative = unit
      orthogonalized = unit
      orthogonalizedCumulative = unit
      longRun = zero
      return
    }
    let responses = try fit.impulseResponse(horizon: horizon)
    // The covariance of vec(A1, ..., Ap): lagged regressors by equations.
    let lagRows = fit.lagRows
    let gram = fit.inverseGram.submatrix(rows: lagRows, columns: lagRows)
    let coefficientCovariance = kronecker(gram, fit.covariance)
    // Blocks J (A')^n of the companion matrix, k by k p.
    let companion = CompanionMatrix.of(fit.lagMatrices)
    var selections = [
      Matrix.identity(k * p).submatrix(rows: Array(0..<k), columns: Array(0..<(k * p)))
    ]
    for _ in stride(from: 1, to: horizon, by: 1) {
      selections.append(try selections[selections.count - 1].times(companion, transposing: .right))
    }
    // G(i), the derivative of vec Phi(i) in vec(A1, ..., Ap).
    var derivatives = [Matrix(rows: k * k, columns: k * k * p)]
    for step in stride(from: 1, through: horizon, by: 1) {
      var sum = Matrix(rows: k * k, columns: k * k * p)
      for m in 0..<step { sum = sum + kronecker(selections[step - 1 - m], responses.unit[m]) }
      derivatives.append(sum)
    }
    func deviations(_ derivative: Matrix, _ covariance: Matrix) throws -> [Double] {
      let product = try derivative.times(covariance)
      return (0..<derivative.rows).map { row in dot(product.row(row), derivative.row(row)) }
    }
    func shaped(_ variances: [Double]) -> Matrix {
      Matrix(rows: k, columns: k, elements: variances.map { max(0, $0).squareRoot() })
    }
    unit = try derivatives.map { shaped(try deviations($0, coefficientCovariance)) }
    var running = Matrix(rows: k * k, columns: k * k * p)
    cumulative = try derivatives.map { derivative in
      running = running + derivative
      return shaped(try deviations(running, coefficientCovariance))
    }
    // Orthogonalized: Theta(i) = Phi(i) P, with P the Cholesky factor, itself estimated.
    let factor = try CholeskyFactorization(fit.covariance).factor
    let factorDerivative = try ImpulseResponseErrors.factorDerivative(factor)
    let elimination = Duplication(order: k)
    let pseudoInverse = elimination.pseudoInverse
    let sigma = try pseudoInverse.times(kronecker(fit.covariance, fit.covariance))
      .times(pseudoInverse, transposing: .right)
    let errorCovariance = (2 / Double(fit.observations)) * sigma
    let transposedFactor = kronecker(factor.transposed, .identity(k))
    var orthogonalized: [Matrix] = []
    var orthogonalizedCumulative: [Matrix] = []
    var sum = zero
    running = Matrix(rows: k * k, columns: k * k * p)
    for (step, derivative) in derivatives.enumerated() {
      running = running + derivative
      sum = sum + responses.unit[step]
      for (part, response) in [(derivative, responses.unit[step]), (running, sum)] {
        let first = try deviations(try transposedFactor.times(part), coefficientCovariance)
        let second = try deviations(
          try kronecker(.identity(k), response).times(factorDerivative), errorCovariance)
        let matrix = shaped(zip(first, second).map(+))
        if orthogonalized.count == step {
          orthogonalized.append(matrix)
        } else {
          orthogonalizedCumulative.append(matrix)
        }
      }
    }
    // The derivative of (I - A)^-1 is itself on both sides of that of every A.
    let total = try ImpulseResponse.longRun(lagMatrices: fit.lagMatrices, count: k)
    let ones = Matrix(rows: p, columns: 1, repeating: 1)
    longRun = shaped(
      try deviations(
        kronecker(kronecker(ones, total).transposed, total), coefficientCovariance))
    self.orthogonalizedCumulative = orthogonalizedCumulative
    self.orthogonalized = orthogonalized
  }

  /// H, the derivative of vec P in vech Sigma.
  private static func factorDerivative(_ factor: Matrix) throws -> Matrix {
    let k = factor.rows
    let duplication = Duplication(order: k)
    let elimination = duplication.elimination
    let sum = Matrix.identity(k * k) + duplication.commutation
    let inner = try elimination.times(sum).times(kronecker(factor, .identity(k)))
      .times(elimination, transposing: .right)
    return try elimination.transposed.times(LUFactorization(inner).inverse())
  }
}

/// The constant matrices that relate vec and vech of k by k matrices (Lütkepohl 2005, A.12).
private struct Duplication {
  let order: Int

  /// Positions of the lower triangle, column by column.
  private var lower: [(row: Int, column: Int)] {
    (0..<order).flatMap { column in (column..<order).map { ($0, column) } }
  }

  /// L: vech X = L vec X.
  var elimination: Matrix {
    var result = Matrix(rows: lower.count, columns: order * order)
    for (index, position) in lower.enumerated() {
      result[index, position.column * order + position.row] = 1
    }
    return result
  }

  /// D+: vech X = D+ vec X for symmetric X, averaging both triangles.
  var pseudoInverse: Matrix {
    var result = Matrix(rows: lower.count, columns: order * order)
    for (index, position) in lower.enumerated() {
      result[index, position.column * order + position.row] += 0.5
      result[index, position.row * order + position.column] += 0.5
    }
    return result
  }

  /// K: vec X' = K vec X.
  var commutation: Matrix {
    var result = Matrix(rows: order * order, columns: order * order)
    for row in 0..<order {
      for column in 0..<order { result[row * order + column, column * order + row] = 1 }
    }
    return result
  }
}

/// The Kronecker product.
func kronecker(_ left: Matrix, _ right: Matrix) -> Matrix {
  var result = Matrix(rows: left.rows * right.rows, columns: left.columns * right.columns)
  for leftColumn in 0..<left.columns {
    for rightColumn in 0..<right.columns {
      let column = leftColumn * right.columns + rightColumn
      for leftRow in 0..<left.rows {
        let factor = left[leftRow, leftColumn]
        for rightRow in 0..<right.rows {
          result[leftRow * right.rows + rightRow, column] = factor * right[rightRow, rightColumn]
        }
      }
    }
  }
  return result
}
