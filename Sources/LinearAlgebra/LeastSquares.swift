/// Ordinary least squares of one or more responses on common columns.
public struct LeastSquares: Hashable, Sendable {
  /// Coefficients: one row a column of the design, one column a response.
  public let coefficients: Matrix
  /// What is left of the responses, in their shape.
  public let residuals: Matrix
  /// The inverse of X'X.
  public let inverseGram: Matrix

  /// Fits Y = X B + residuals.
  ///
  /// By column-pivoted QR; large and well-conditioned problems by the normal equations with one
  /// step of refinement, which is as accurate there and several times faster (Å. Björck, "Numerical
  /// Methods for Least Squares Problems", 1996, section 6.6.5).
  ///
  /// - Parameters:
  ///   - design: X, observations by columns.
  ///   - responses: Y, observations by responses.
  /// - Throws: ``LinearAlgebraError/rankDeficient(rank:columns:)`` when columns of X are dependent,
  ///   ``LinearAlgebraError/dimensionMismatch(_:)`` when X has fewer rows than columns or Y another
  ///   number of rows, ``LinearAlgebraError/notFinite(operation:)`` on NaN or infinity.
  public init(design: Matrix, responses: Matrix) throws(LinearAlgebraError) {
    try responses.requireFinite("least squares")
    try responses.requireRows(design.rows, "least squares")
    if design.rows * design.columns > 20_000, design.rows >= design.columns,
      let fast = try NormalEquations(design)
    {
      var coefficients = try fast.solve(try design.times(responses, transposing: .left))
      let first = responses - (try design.times(coefficients))
      coefficients =
        coefficients + (try fast.solve(try design.times(first, transposing: .left)))
      self.coefficients = coefficients
      residuals = responses - (try design.times(coefficients))
      inverseGram = try fast.inverse()
      return
    }
    let factorization = try QRFactorization(design)
    coefficients = try factorization.solve(responses)
    residuals = responses - (try design.times(coefficients))
    inverseGram = try factorization.inverseGram()
  }
}

/// The Cholesky factor of X'X with columns scaled to one length; nil where it would lose digits.
private struct NormalEquations {
  let factor: CholeskyFactorization
  let scales: [Double]

  init?(_ design: Matrix) throws(LinearAlgebraError) {
    try design.requireFinite("least squares")
    var gram = try design.gram()
    let scales = gram.diagonal.map { $0 > 0 ? 1 / $0.squareRoot() : 0 }
    guard scales.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
    for column in 0..<gram.columns {
      for row in 0..<gram.rows { gram[row, column] *= scales[row] * scales[column] }
    }
    do {
      factor = try CholeskyFactorization(gram)
    } catch {
      return nil
    }
    guard try factor.reciprocalCondition() > 1e-6 else { return nil }
    self.scales = scales
  }

  func scaled(_ matrix: Matrix) -> Matrix {
    var result = matrix
    for column in 0..<matrix.columns {
      for row in 0..<matrix.rows { result[row, column] *= scales[row] }
    }
    return result
  }

  func solve(_ right: Matrix) throws(LinearAlgebraError) -> Matrix {
    scaled(try factor.solve(scaled(right)))
  }

  func inverse() throws(LinearAlgebraError) -> Matrix {
    scaled(scaled(try factor.inverse()).transposed)
  }
}
