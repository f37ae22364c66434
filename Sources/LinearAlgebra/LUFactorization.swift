import CLAPACKE

/// The factors of a square matrix with row exchanges, P A = L U.
public struct LUFactorization: Hashable, Sendable {
  /// Both factors in one matrix: U on and above the diagonal, L below it (its diagonal is one).
  public let factors: Matrix
  /// For each step the row (from 1) that it was exchanged with.
  public let pivots: [Int32]
  private let oneNorm: Double

  /// Factors a square matrix (dgetrf).
  ///
  /// - Throws: ``LinearAlgebraError/singular(pivot:)`` when a pivot is exactly zero,
  ///   ``LinearAlgebraError/dimensionMismatch(_:)`` when the matrix is not square,
  ///   ``LinearAlgebraError/notFinite(operation:)`` on NaN or infinity.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    try matrix.requireSquare("LU factorization")
    try matrix.requireFinite("LU factorization")
    var factors = matrix
    var pivots = [Int32](repeating: 0, count: matrix.rows)
    oneNorm = matrix.oneNorm
    if matrix.rows > 0 {
      let n = try lapackSize(matrix.rows)
      useOneBLASThread()
      let info = LAPACKE_dgetrf(LAPACK_COL_MAJOR, n, n, &factors.elements, n, &pivots)
      try checkArguments(info, "dgetrf")
      guard info == 0 else { throw .singular(pivot: Int(info)) }
    }
    self.factors = factors
    self.pivots = pivots
  }

  /// The order of the matrix.
  public var order: Int { factors.rows }

  /// The logarithm of the absolute determinant, and its sign (1 or -1).
  public var logDeterminant: (logarithm: Double, sign: Double) {
    var logarithm = 0.0
    var sign = 1.0
    for index in 0..<order {
      let value = factors[index, index]
      logarithm += log(value.magnitude)
      if (value < 0) != (Int(pivots[index]) != index + 1) { sign = -sign }
    }
    return (logarithm, sign)
  }

  /// Solves A X = B for all columns of B (dgetrs).
  ///
  /// - Throws: ``LinearAlgebraError/dimensionMismatch(_:)`` when B has another number of rows.
  public func solve(_ right: Matrix) throws(LinearAlgebraError) -> Matrix {
    try right.requireRows(order, "solution")
    var solution = right
    guard order > 0, right.columns > 0 else { return solution }
    let n = try lapackSize(order)
    let count = try lapackSize(right.columns)
    useOneBLASThread()
    let info = LAPACKE_dgetrs(
      LAPACK_COL_MAJOR, Int8(UInt8(ascii: "N")), n, count, factors.elements, n, pivots,
      &solution.elements, n)
    try checkArguments(info, "dgetrs")
    return solution
  }

  /// Solves A x = b.
  ///
  /// - Throws: ``LinearAlgebraError/dimensionMismatch(_:)`` when b has another length.
  public func solve(_ right: [Double]) throws(LinearAlgebraError) -> [Double] {
    try solve(Matrix(column: right)).elements
  }

  /// The inverse of the matrix.
  ///
  /// - Throws: ``LinearAlgebraError/tooLarge(dimension:)`` for a matrix beyond LAPACK.
  public func inverse() throws(LinearAlgebraError) -> Matrix {
    try solve(Matrix.identity(order))
  }

  /// An estimate of 1 / (|A| |A^-1|) in the one-norm; near zero when A is nearly singular (dgecon).
  ///
  /// - Throws: ``LinearAlgebraError/illegalArgument(routine:position:)`` only on a defect here.
  public func reciprocalCondition() throws(LinearAlgebraError) -> Double {
    guard order > 0 else { return 1 }
    let n = try lapackSize(order)
    var result = 0.0
    useOneBLASThread()
    let info = LAPACKE_dgecon(
      LAPACK_COL_MAJOR, Int8(UInt8(ascii: "1")), n, factors.elements, n, oneNorm, &result)
    try checkArguments(info, "dgecon")
    return result
  }
}
