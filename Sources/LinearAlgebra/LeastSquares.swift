/// Ordinary least squares of one or more responses on common columns.
public struct LeastSquares: Hashable, Sendable {
  /// Coefficients: one row a column of the design, one column a response.
  public let coefficients: Matrix
  /// What is left of the responses, in their shape.
  public let residuals: Matrix
  /// The inverse of X'X.
  public let inverseGram: Matrix

  /// Fits Y = X B + residuals by column-pivoted QR.
  ///
  /// - Parameters:
  ///   - design: X, observations by columns.
  ///   - responses: Y, observations by responses.
  /// - Throws: ``LinearAlgebraError/rankDeficient(rank:columns:)`` when columns of X are dependent,
  ///   ``LinearAlgebraError/dimensionMismatch(_:)`` when X has fewer rows than columns or Y another
  ///   number of rows, ``LinearAlgebraError/notFinite(operation:)`` on NaN or infinity.
  public init(design: Matrix, responses: Matrix) throws(LinearAlgebraError) {
    let factorization = try QRFactorization(design)
    try responses.requireFinite("least squares")
    coefficients = try factorization.solve(responses)
    residuals = responses - (try design.times(coefficients))
    inverseGram = try factorization.inverseGram()
  }
}
