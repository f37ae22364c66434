import CLAPACKE

/// The eigenvalues and eigenvectors of a symmetric matrix, A = V diag(values) V'.
public struct SymmetricEigen: Hashable, Sendable {
  /// The eigenvalues, smallest first.
  public let values: [Double]
  /// The eigenvectors as columns, orthonormal, in the order of the values.
  public let vectors: Matrix

  /// Decomposes a symmetric matrix; only its lower triangle is read (dsyev; small matrices by
  /// rotations whose bits do not depend on the processor).
  ///
  /// - Throws: ``LinearAlgebraError/notConverged(operation:unconverged:)``,
  ///   ``LinearAlgebraError/dimensionMismatch(_:)`` when the matrix is not square,
  ///   ``LinearAlgebraError/notFinite(operation:)`` on NaN or infinity.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    try matrix.requireSquare("symmetric eigenvalues")
    try matrix.requireFinite("symmetric eigenvalues")
    guard matrix.rows > JacobiEigen.largestOrder else {
      let small = try JacobiEigen(matrix)
      values = small.values
      vectors = small.vectors
      return
    }
    var vectors = matrix
    var values = [Double](repeating: 0, count: matrix.rows)
    let n = try lapackSize(matrix.rows)
    useOneBLASThread()
    let info = LAPACKE_dsyev(
      LAPACK_COL_MAJOR, Int8(UInt8(ascii: "V")), Int8(UInt8(ascii: "L")), n, &vectors.elements,
      n, &values)
    try checkArguments(info, "dsyev")
    guard info == 0 else {
      throw .notConverged(operation: "symmetric eigenvalues", unconverged: Int(info))
    }
    self.values = values
    self.vectors = vectors
  }
}
