import CLAPACKE

extension Matrix {
  /// Which factors of a product are transposed first.
  public enum Transposition: Sendable {
    /// Neither.
    case none
    /// The left one.
    case left
    /// The right one.
    case right
    /// Both.
    case both
  }

  /// Products of at most so many multiplications are plain loops, whose bits do not depend on the
  /// processor, and which cost no call.
  private static let smallProduct = 4096

  /// The product of two matrices, either of which may be transposed on the way (BLAS dgemm).
  ///
  /// - Returns: The product; all zeros where the inner dimension is zero.
  /// - Throws: ``LinearAlgebraError/dimensionMismatch(_:)``, ``LinearAlgebraError/tooLarge(dimension:)``.
  public func times(
    _ other: Matrix, transposing: Transposition = .none
  ) throws(LinearAlgebraError) -> Matrix {
    let left = transposing == .left || transposing == .both
    let right = transposing == .right || transposing == .both
    let (resultRows, inner) = left ? (columns, rows) : (rows, columns)
    let (otherInner, resultColumns) =
      right ? (other.columns, other.rows) : (other.rows, other.columns)
    guard inner == otherInner else {
      throw .dimensionMismatch(
        "product of \(shape)\(left ? " transposed" : "") and \(other.shape)\(right ? " transposed" : "")"
      )
    }
    var result = Matrix(rows: resultRows, columns: resultColumns)
    guard resultRows > 0, resultColumns > 0, inner > 0 else { return result }
    guard resultRows * resultColumns > Matrix.smallProduct / inner else {
      for column in 0..<resultColumns {
        for row in 0..<resultRows {
          var sum = 0.0
          for k in 0..<inner {
            sum +=
              (left ? self[k, row] : self[row, k]) * (right ? other[column, k] : other[k, column])
          }
          result[row, column] = sum
        }
      }
      return result
    }
    let m = try lapackSize(resultRows)
    let n = try lapackSize(resultColumns)
    let k = try lapackSize(inner)
    let leading = try lapackSize(rows)
    let otherLeading = try lapackSize(other.rows)
    useOneBLASThread()
    cblas_dgemm(
      CblasColMajor, left ? CblasTrans : CblasNoTrans, right ? CblasTrans : CblasNoTrans,
      m, n, k, 1, elements, leading, other.elements, otherLeading, 0, &result.elements, m)
    return result
  }

  /// The product with a vector.
  ///
  /// - Throws: ``LinearAlgebraError/dimensionMismatch(_:)``.
  public func times(_ vector: [Double]) throws(LinearAlgebraError) -> [Double] {
    try times(Matrix(column: vector)).elements
  }

  /// The matrix of all inner products of its columns, A'A (BLAS dsyrk).
  ///
  /// - Throws: ``LinearAlgebraError/tooLarge(dimension:)``.
  public func gram() throws(LinearAlgebraError) -> Matrix {
    var result = Matrix(rows: columns, columns: columns)
    guard rows > 0, columns > 0 else { return result }
    let n = try lapackSize(columns)
    let k = try lapackSize(rows)
    useOneBLASThread()
    cblas_dsyrk(CblasColMajor, CblasUpper, CblasTrans, n, k, 1, elements, k, 0, &result.elements, n)
    for column in 0..<columns {
      for row in 0..<column { result[column, row] = result[row, column] }
    }
    return result
  }

  /// The sum of two matrices of one shape.
  ///
  /// - Precondition: The shapes are equal.
  public static func + (left: Matrix, right: Matrix) -> Matrix {
    left.combined(with: right, +)
  }

  /// The difference of two matrices of one shape.
  ///
  /// - Precondition: The shapes are equal.
  public static func - (left: Matrix, right: Matrix) -> Matrix {
    left.combined(with: right, -)
  }

  /// The matrix with every element multiplied.
  public static func * (factor: Double, matrix: Matrix) -> Matrix {
    Matrix(
      rows: matrix.rows, columns: matrix.columns, elements: matrix.elements.map { factor * $0 })
  }

  private func combined(with other: Matrix, _ operation: (Double, Double) -> Double) -> Matrix {
    precondition(rows == other.rows && columns == other.columns, "two matrices of one shape")
    return Matrix(
      rows: rows, columns: columns, elements: zip(elements, other.elements).map(operation))
  }
}

/// The inner product of two vectors of one length.
///
/// - Precondition: The lengths are equal.
public func dot(_ left: [Double], _ right: [Double]) -> Double {
  precondition(left.count == right.count, "two vectors of one length")
  var sum = 0.0
  for index in left.indices { sum += left[index] * right[index] }
  return sum
}

/// The Euclidean length of a vector, without overflow on the way.
public func norm(_ vector: [Double]) -> Double {
  let scale = vector.reduce(0) { max($0, $1.magnitude) }
  guard scale > 0, scale.isFinite else { return scale }
  return scale * vector.reduce(0) { $0 + ($1 / scale) * ($1 / scale) }.squareRoot()
}
