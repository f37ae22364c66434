import CLAPACKE

/// The factor R of X = Q R, columns in their given order, so that it serves all leading columns at
/// once: the first m columns have the leading m by m block as their factor.
public struct TriangularFactor: Hashable, Sendable {
  /// The upper-triangular factor; its diagonal may have either sign.
  public let upper: Matrix

  /// Factors a matrix by Householder reflections (dgeqrf).
  ///
  /// - Throws: ``LinearAlgebraError/dimensionMismatch(_:)`` when X has fewer rows than columns,
  ///   ``LinearAlgebraError/notFinite(operation:)`` on NaN or infinity.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    guard matrix.rows >= matrix.columns else {
      throw .dimensionMismatch("triangular factor of a \(matrix.shape) matrix")
    }
    try matrix.requireFinite("triangular factor")
    var packed = matrix
    if matrix.columns > 0 {
      let m = try lapackSize(matrix.rows)
      let n = try lapackSize(matrix.columns)
      var reflectors = [Double](repeating: 0, count: matrix.columns)
      useOneBLASThread()
      let info = LAPACKE_dgeqrf(LAPACK_COL_MAJOR, m, n, &packed.elements, m, &reflectors)
      try checkArguments(info, "dgeqrf")
    }
    var upper = Matrix(rows: matrix.columns, columns: matrix.columns)
    for column in 0..<matrix.columns {
      for row in 0...column { upper[row, column] = packed[row, column] }
    }
    self.upper = upper
  }
}
