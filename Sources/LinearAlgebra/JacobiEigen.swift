/// Eigenvalues and eigenvectors of a small symmetric matrix by cyclic Jacobi rotations (Golub and Van
/// Loan 2013, section 8.5).
///
/// Plain Swift, so that its bits are the same on every processor. The searches for optima follow
/// them: where a likelihood has several peaks, the last bit of a step decides which one is reached.
struct JacobiEigen {
  /// The largest order for which rotations are used; LAPACK is faster beyond.
  static let largestOrder = 32

  /// The eigenvalues, smallest first.
  let values: [Double]
  /// The eigenvectors as columns.
  let vectors: Matrix

  /// Decomposes a symmetric matrix, of which only the lower triangle is read.
  ///
  /// - Precondition: The matrix is square and finite.
  /// - Throws: ``LinearAlgebraError/notConverged(operation:unconverged:)``.
  init(_ matrix: Matrix) throws(LinearAlgebraError) {
    let n = matrix.rows
    // Squares of elements must neither overflow nor vanish.
    let scale = matrix.elements.reduce(0) { max($0, $1.magnitude) }
    var rest = Matrix(rows: n, columns: n)
    for column in 0..<n {
      for row in column..<n where scale > 0 {
        rest[row, column] = matrix[row, column] / scale
        rest[column, row] = rest[row, column]
      }
    }
    var vectors = Matrix.identity(n)
    var sweeps = 0
    while JacobiEigen.largestOffDiagonal(rest) > 1e-17 {
      sweeps += 1
      guard sweeps <= 50 else {
        throw .notConverged(operation: "symmetric eigenvalues", unconverged: n)
      }
      for p in 0..<n {
        for q in (p + 1)..<max(n, p + 1) where rest[p, q] != 0 {
          JacobiEigen.rotate(&rest, &vectors, p, q)
        }
      }
    }
    let order = (0..<n).sorted { (rest[$0, $0], $0) < (rest[$1, $1], $1) }
    values = order.map { rest[$0, $0] * scale }
    self.vectors = Matrix(
      rows: n, columns: n, elements: order.flatMap { vectors.column($0) })
  }

  private static func largestOffDiagonal(_ matrix: Matrix) -> Double {
    var largest = 0.0
    for column in 0..<matrix.columns {
      for row in 0..<column { largest = max(largest, matrix[row, column].magnitude) }
    }
    return largest
  }

  /// Makes the element of one pair zero.
  private static func rotate(_ matrix: inout Matrix, _ vectors: inout Matrix, _ p: Int, _ q: Int) {
    let theta = (matrix[q, q] - matrix[p, p]) / (2 * matrix[p, q])
    let tangent = (theta < 0 ? -1 : 1) / (theta.magnitude + (theta * theta + 1).squareRoot())
    let cosine = 1 / (tangent * tangent + 1).squareRoot()
    let sine = tangent * cosine
    let element = matrix[p, q]
    matrix[p, p] -= tangent * element
    matrix[q, q] += tangent * element
    matrix[p, q] = 0
    matrix[q, p] = 0
    for k in 0..<matrix.rows {
      if k != p, k != q {
        let (left, right) = (matrix[k, p], matrix[k, q])
        matrix[k, p] = cosine * left - sine * right
        matrix[k, q] = sine * left + cosine * right
        matrix[p, k] = matrix[k, p]
        matrix[q, k] = matrix[k, q]
      }
      let (left, right) = (vectors[k, p], vectors[k, q])
      vectors[k, p] = cosine * left - sine * right
      vectors[k, q] = sine * left + cosine * right
    }
  }
}
