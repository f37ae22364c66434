import CLAPACKE

/// The eigenvalues of a general real matrix.
public struct GeneralEigen: Hashable, Sendable {
  /// One eigenvalue, a complex number.
  public struct Value: Hashable, Sendable {
    /// The real part.
    public let real: Double
    /// The imaginary part; conjugate pairs follow each other, the positive one first.
    public let imaginary: Double

    /// The absolute value.
    public var modulus: Double { hypot(real, imaginary) }
  }

  /// The eigenvalues, in LAPACK's order.
  public let values: [Value]

  /// Decomposes a square matrix (dgeev).
  ///
  /// - Throws: ``LinearAlgebraError/notConverged(operation:unconverged:)``,
  ///   ``LinearAlgebraError/dimensionMismatch(_:)`` when the matrix is not square,
  ///   ``LinearAlgebraError/notFinite(operation:)`` on NaN or infinity.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    try matrix.requireSquare("eigenvalues")
    try matrix.requireFinite("eigenvalues")
    let order = matrix.rows
    guard order > 0 else {
      values = []
      return
    }
    let n = try lapackSize(order)
    var work = matrix
    var real = [Double](repeating: 0, count: order)
    var imaginary = real
    var left = 0.0
    var right = 0.0
    useOneBLASThread()
    let info = LAPACKE_dgeev(
      LAPACK_COL_MAJOR, Int8(UInt8(ascii: "N")), Int8(UInt8(ascii: "N")), n, &work.elements, n,
      &real, &imaginary, &left, 1, &right, 1)
    try checkArguments(info, "dgeev")
    guard info == 0 else { throw .notConverged(operation: "eigenvalues", unconverged: Int(info)) }
    values = zip(real, imaginary).map(Value.init)
  }

  /// The largest absolute value of an eigenvalue.
  public var spectralRadius: Double { values.map(\.modulus).max() ?? 0 }
}
