import CLAPACKE

/// The singular values and vectors of a matrix, A = U diag(values) V'.
public struct SingularValueDecomposition: Hashable, Sendable {
  /// The singular values, largest first; as many as the smaller dimension.
  public let values: [Double]
  /// The left singular vectors as columns.
  public let left: Matrix
  /// The right singular vectors as rows, V'.
  public let rightTransposed: Matrix

  /// Decomposes a matrix, thin form (dgesdd).
  ///
  /// - Throws: ``LinearAlgebraError/notConverged(operation:unconverged:)``,
  ///   ``LinearAlgebraError/notFinite(operation:)`` on NaN or infinity.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    try matrix.requireFinite("singular values")
    let smaller = min(matrix.rows, matrix.columns)
    var values = [Double](repeating: 0, count: smaller)
    var left = Matrix(rows: matrix.rows, columns: smaller)
    var rightTransposed = Matrix(rows: smaller, columns: matrix.columns)
    if smaller > 0 {
      let m = try lapackSize(matrix.rows)
      let n = try lapackSize(matrix.columns)
      let k = try lapackSize(smaller)
      var work = matrix
      useOneBLASThread()
      let info = LAPACKE_dgesdd(
        LAPACK_COL_MAJOR, Int8(UInt8(ascii: "S")), m, n, &work.elements, m, &values,
        &left.elements, m, &rightTransposed.elements, k)
      try checkArguments(info, "dgesdd")
      guard info == 0 else {
        throw .notConverged(operation: "singular values", unconverged: Int(info))
      }
    }
    self.values = values
    self.left = left
    self.rightTransposed = rightTransposed
  }

  /// The ratio of the largest to the smallest singular value; infinite for a singular matrix.
  public var condition: Double {
    guard let largest = values.first, let smallest = values.last else { return 1 }
    return smallest > 0 ? largest / smallest : .infinity
  }
}
