import CLAPACKE

/// The factors of a matrix with at least as many rows as columns, A P = Q R, columns pivoted.
///
/// Pivoting reveals the rank: columns that others explain come last, with a small diagonal of R.
public struct QRFactorization: Hashable, Sendable {
  private let packed: Matrix
  private let reflectors: [Double]
  /// `order[k]` is the column of the matrix that stands at position k.
  public let order: [Int]
  /// The number of columns that are linearly independent at working precision.
  public let rank: Int

  /// Factors a matrix (dgeqp3).
  ///
  /// - Parameters:
  ///   - matrix: At least as many rows as columns.
  ///   - tolerance: A column counts as dependent when what others leave of it, its diagonal of R, is
  ///     not larger than this share of its length; so units do not matter.
  /// - Throws: ``LinearAlgebraError/dimensionMismatch(_:)`` when there are fewer rows than columns,
  ///   ``LinearAlgebraError/notFinite(operation:)`` on NaN or infinity.
  public init(_ matrix: Matrix, tolerance: Double = 1e-12) throws(LinearAlgebraError) {
    guard matrix.rows >= matrix.columns else {
      throw .dimensionMismatch(
        "QR factorization of a \(matrix.shape) matrix: fewer rows than columns")
    }
    try matrix.requireFinite("QR factorization")
    var packed = matrix
    var reflectors = [Double](repeating: 0, count: matrix.columns)
    var pivots = [Int32](repeating: 0, count: matrix.columns)
    if matrix.columns > 0 {
      let m = try lapackSize(matrix.rows)
      let n = try lapackSize(matrix.columns)
      useOneBLASThread()
      let info = LAPACKE_dgeqp3(LAPACK_COL_MAJOR, m, n, &packed.elements, m, &pivots, &reflectors)
      try checkArguments(info, "dgeqp3")
    }
    let diagonal = packed.diagonal.map(\.magnitude)
    self.packed = packed
    self.reflectors = reflectors
    order = pivots.map { Int($0) - 1 }
    rank =
      zip(diagonal, order).prefix { value, column in
        let largest = matrix.column(column).reduce(0) { max($0, $1.magnitude) }
        let length = matrix.column(column).reduce(0.0) { sum, element in
          largest > 0 ? sum + (element / largest) * (element / largest) : 0
        }.squareRoot()
        return value > tolerance * largest * length
      }.count
  }

  /// The number of rows of the matrix.
  public var rows: Int { packed.rows }

  /// The number of columns of the matrix.
  public var columns: Int { packed.columns }

  /// The upper-triangular factor, columns by columns.
  public var upper: Matrix {
    var result = Matrix(rows: columns, columns: columns)
    for column in 0..<columns {
      for row in 0...column { result[row, column] = packed[row, column] }
    }
    return result
  }

  /// The orthonormal factor, rows by columns (dorgqr).
  ///
  /// - Throws: ``LinearAlgebraError/tooLarge(dimension:)`` for a matrix beyond LAPACK.
  public func orthonormal() throws(LinearAlgebraError) -> Matrix {
    var result = packed
    guard columns > 0 else { return result }
    let m = try lapackSize(rows)
    let n = try lapackSize(columns)
    useOneBLASThread()
    let info = LAPACKE_dorgqr(LAPACK_COL_MAJOR, m, n, n, &result.elements, m, reflectors)
    try checkArguments(info, "dorgqr")
    return result
  }

  /// The least-squares solutions of A X = B, one column each.
  ///
  /// - Throws: ``LinearAlgebraError/rankDeficient(rank:columns:)`` when columns are dependent,
  ///   ``LinearAlgebraError/dimensionMismatch(_:)`` when B has another number of rows.
  public func solve(_ right: Matrix) throws(LinearAlgebraError) -> Matrix {
    try right.requireRows(rows, "least squares")
    guard rank == columns else { throw .rankDeficient(rank: rank, columns: columns) }
    guard columns > 0, right.columns > 0 else {
      return Matrix(rows: columns, columns: right.columns)
    }
    let m = try lapackSize(rows)
    let n = try lapackSize(columns)
    let count = try lapackSize(right.columns)
    var rotated = right
    useOneBLASThread()
    let applied = LAPACKE_dormqr(
      LAPACK_COL_MAJOR, Int8(UInt8(ascii: "L")), Int8(UInt8(ascii: "T")), m, count, n,
      packed.elements, m, reflectors, &rotated.elements, m)
    try checkArguments(applied, "dormqr")
    let solved = LAPACKE_dtrtrs(
      LAPACK_COL_MAJOR, Int8(UInt8(ascii: "U")), Int8(UInt8(ascii: "N")), Int8(UInt8(ascii: "N")),
      n, count, packed.elements, m, &rotated.elements, m)
    try checkArguments(solved, "dtrtrs")
    guard solved == 0 else { throw .singular(pivot: Int(solved)) }
    var result = Matrix(rows: columns, columns: right.columns)
    for column in 0..<right.columns {
      for position in 0..<columns { result[order[position], column] = rotated[position, column] }
    }
    return result
  }

  /// The inverse of A'A, the shape of a least-squares covariance.
  ///
  /// - Throws: ``LinearAlgebraError/rankDeficient(rank:columns:)`` when columns are dependent.
  public func inverseGram() throws(LinearAlgebraError) -> Matrix {
    guard rank == columns else { throw .rankDeficient(rank: rank, columns: columns) }
    // A'A = P R'R P', so its inverse is P (R'R)^-1 P'; dpotri takes the factor as it stands.
    var inverse = upper
    guard columns > 0 else { return inverse }
    let n = try lapackSize(columns)
    useOneBLASThread()
    let info = LAPACKE_dpotri(LAPACK_COL_MAJOR, Int8(UInt8(ascii: "U")), n, &inverse.elements, n)
    try checkArguments(info, "dpotri")
    guard info == 0 else { throw .singular(pivot: Int(info)) }
    var result = Matrix(rows: columns, columns: columns)
    for column in 0..<columns {
      for row in 0...column {
        result[order[row], order[column]] = inverse[row, column]
        result[order[column], order[row]] = inverse[row, column]
      }
    }
    return result
  }
}
