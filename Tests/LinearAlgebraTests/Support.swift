import LinearAlgebra

/// A fixed matrix of irregular numbers in (-1, 1), for identities that hold for any matrix.
func irregular(_ rows: Int, _ columns: Int, phase: Double = 0.3) -> Matrix {
  var matrix = Matrix(rows: rows, columns: columns)
  var state = phase
  for index in matrix.elements.indices {
    state = (state * 997.13 + 0.617).truncatingRemainder(dividingBy: 1)
    matrix.elements[index] = 2 * state - 1
  }
  return matrix
}

/// The largest absolute difference of two matrices of one shape.
func distance(_ left: Matrix, _ right: Matrix) -> Double {
  (left - right).largestMagnitude
}

func isClose(_ left: Double, _ right: Double, relative: Double = 1e-13) -> Bool {
  abs(left - right) <= relative * max(abs(left), abs(right))
}
