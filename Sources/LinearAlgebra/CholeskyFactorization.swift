import CLAPACKE

/// The factor L of a symmetric positive definite matrix, A = L L'.
public struct CholeskyFactorization: Hashable, Sendable {
  /// The lower-triangular factor; zeros above the diagonal.
  public let factor: Matrix
  private let oneNorm: Double

  /// Factors a symmetric positive definite matrix; only its lower triangle is read (dpotrf).
  ///
  /// - Throws: ``LinearAlgebraError/notPositiveDefinite(pivot:)`` when a pivot is not positive,
  ///   ``LinearAlgebraError/dimensionMismatch(_:)`` when the matrix is not square,
  ///   ``LinearAlgebraError/notFinite(operation:)`` on NaN or infinity.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    try matrix.requireSquare("Cholesky factorization")
    try matrix.requireFinite("Cholesky factorization")
    var factor = matrix
    let order = matrix.rows
    for column in 0..<order {
      for row in 0..<column { factor[row, column] = 0 }
    }
    oneNorm = matrix.symmetricOneNorm
    if order > 0 {
      let n = try lapackSize(order)
      useOneBLASThread()
      let info = LAPACKE_dpotrf(LAPACK_COL_MAJOR, Int8(UInt8(ascii: "L")), n, &factor.elements, n)
      try checkArguments(info, "dpotrf")
      guard info == 0 else { throw .notPositiveDefinite(pivot: Int(info)) }
    }
    self.factor = factor
  }

  /// The order of the matrix.
  public var order: Int { factor.rows }

  /// The logarithm of the determinant.
  public var logDeterminant: Double {
    2 * factor.diagonal.reduce(0) { $0 + log($1) }
  }

  /// Solves A X = B for all columns of B (dpotrs).
  ///
  /// - Throws: ``LinearAlgebraError/dimensionMismatch(_:)`` when B has another number of rows.
  public func solve(_ right: Matrix) throws(LinearAlgebraError) -> Matrix {
    try right.requireRows(order, "solution")
    var solution = right
    guard order > 0, right.columns > 0 else { return solution }
    let n = try lapackSize(order)
    let count = try lapackSize(right.columns)
    useOneBLASThread()
    let info = LAPACKE_dpotrs(
      LAPACK_COL_MAJOR, Int8(UInt8(ascii: "L")), n, count, factor.elements, n,
      &solution.elements, n)
    try checkArguments(info, "dpotrs")
    return solution
  }

  /// Solves A x = b.
  ///
  /// - Throws: ``LinearAlgebraError/dimensionMismatch(_:)`` when b has another length.
  public func solve(_ right: [Double]) throws(LinearAlgebraError) -> [Double] {
    try solve(Matrix(column: right)).elements
  }

  /// The inverse of the matrix (dpotri).
  ///
  /// - Throws: ``LinearAlgebraError/singular(pivot:)`` when the factor has a zero on its diagonal.
  public func inverse() throws(LinearAlgebraError) -> Matrix {
    var result = factor
    guard order > 0 else { return result }
    let n = try lapackSize(order)
    useOneBLASThread()
    let info = LAPACKE_dpotri(LAPACK_COL_MAJOR, Int8(UInt8(ascii: "L")), n, &result.elements, n)
    try checkArguments(info, "dpotri")
    guard info == 0 else { throw .singular(pivot: Int(info)) }
    for column in 0..<order {
      for row in 0..<column { result[row, column] = result[column, row] }
    }
    return result
  }

  /// An estimate of 1 / (|A| |A^-1|) in the one-norm; near zero when A is nearly singular (dpocon).
  ///
  /// - Throws: ``LinearAlgebraError/illegalArgument(routine:position:)`` only on a defect here.
  public func reciprocalCondition() throws(LinearAlgebraError) -> Double {
    guard order > 0 else { return 1 }
    let n = try lapackSize(order)
    var result = 0.0
    useOneBLASThread()
    let info = LAPACKE_dpocon(
      LAPACK_COL_MAJOR, Int8(UInt8(ascii: "L")), n, factor.elements, n, oneNorm, &result)
    try checkArguments(info, "dpocon")
    return result
  }
}

extension Matrix {
  /// The largest absolute column sum of the symmetric matrix whose lower triangle this holds.
  fileprivate var symmetricOneNorm: Double {
    var sums = [Double](repeating: 0, count: columns)
    for column in 0..<columns {
      for row in column..<rows {
        sums[column] += self[row, column].magnitude
        if row != column { sums[row] += self[row, column].magnitude }
      }
    }
    return sums.max() ?? 0
  }

  /// The largest absolute column sum.
  var oneNorm: Double {
    (0..<columns).map { column(_: $0).reduce(0) { $0 + $1.magnitude } }.max() ?? 0
  }
}
