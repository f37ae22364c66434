import LinearAlgebra
import Testing

@Suite struct MatrixTests {
  @Test func columnMajorLayout() {
    let matrix: Matrix = [[1, 2, 3], [4, 5, 6]]
    #expect(matrix.elements == [1, 4, 2, 5, 3, 6])
    #expect(matrix[1, 2] == 6)
    #expect(matrix.row(1) == [4, 5, 6])
    #expect(matrix.column(1) == [2, 5])
    #expect(matrix.transposed == [[1, 4], [2, 5], [3, 6]])
    #expect(matrix.submatrix(rows: [1], columns: [2, 0]) == [[6, 4]])
  }

  @Test func productsAgreeWithTheDefinition() throws {
    let a = irregular(4, 3)
    let b = irregular(3, 5, phase: 0.7)
    var expected = Matrix(rows: 4, columns: 5)
    for row in 0..<4 {
      for column in 0..<5 {
        for inner in 0..<3 { expected[row, column] += a[row, inner] * b[inner, column] }
      }
    }
    #expect(distance(try a.times(b), expected) < 1e-15)
    #expect(distance(try a.transposed.times(b, transposing: .left), expected) < 1e-15)
    #expect(distance(try a.times(b.transposed, transposing: .right), expected) < 1e-15)
    #expect(
      distance(try a.transposed.times(b.transposed, transposing: .both), expected) < 1e-15)
    #expect(distance(try a.gram(), try a.transposed.times(a)) < 1e-15)
    #expect(try a.times([1, 0, 0]) == a.column(0))
  }

  @Test func emptyProductsAreZero() throws {
    let empty = Matrix(rows: 2, columns: 0)
    #expect(try empty.times(Matrix(rows: 0, columns: 3)) == Matrix(rows: 2, columns: 3))
  }

  @Test func productOfWrongShapesIsNamed() {
    #expect(throws: LinearAlgebraError.dimensionMismatch("product of 2 x 3 and 2 x 3")) {
      try irregular(2, 3).times(irregular(2, 3))
    }
  }

  @Test func lengthWithoutOverflow() {
    #expect(isClose(norm([3e200, 4e200]), 5e200))
    #expect(norm([]) == 0)
  }
}
