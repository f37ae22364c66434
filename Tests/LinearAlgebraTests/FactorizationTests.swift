import LinearAlgebra
import Testing

@Suite struct FactorizationTests {
  static let positive: Matrix = [
    [10, 1, 2, 0, 1], [1, 8, 0, 3, 1], [2, 0, 9, 1, 0], [0, 3, 1, 7, 2], [1, 1, 0, 2, 6],
  ]
  // Determinant -97.625 and the logarithm below: exact arithmetic of 40 digits.
  static let general: Matrix = [
    [4, -2, 1, 3], [1, 3, -1, 0.5], [2, 0.25, -5, 1], [0, 1, 2, 1.5],
  ]

  @Test func cholesky() throws {
    let factorization = try CholeskyFactorization(Self.positive)
    let factor = factorization.factor
    #expect(distance(try factor.times(factor, transposing: .right), Self.positive) < 1e-14)
    #expect(isClose(factorization.logDeterminant, 9.9334831525715085))
    let solution = try factorization.solve([1, 2, 3, 4, 5])
    #expect(
      distance(Matrix(column: try Self.positive.times(solution)), Matrix(column: [1, 2, 3, 4, 5]))
        < 1e-14)
    let product = try Self.positive.times(factorization.inverse())
    #expect(distance(product, .identity(5)) < 1e-14)
    // Condition in the two-norm 12.69 / 3.56 = 3.56; the one-norm lies near it.
    #expect((0.1...0.5).contains(try factorization.reciprocalCondition()))
  }

  @Test func choleskyNamesThePivot() {
    #expect(throws: LinearAlgebraError.notPositiveDefinite(pivot: 2)) {
      try CholeskyFactorization([[1, 2], [2, 1]])
    }
  }

  @Test func lu() throws {
    let factorization = try LUFactorization(Self.general)
    let (logarithm, sign) = factorization.logDeterminant
    #expect(sign == -1)
    #expect(isClose(logarithm, 4.58113360815985))
    let inverse = try factorization.inverse()
    #expect(distance(try Self.general.times(inverse), .identity(4)) < 1e-14)
  }

  @Test func luNamesThePivot() {
    #expect(throws: LinearAlgebraError.singular(pivot: 2)) {
      try LUFactorization([[1, 2], [2, 4]])
    }
  }

  @Test func conditionOfTheHilbertMatrix() throws {
    var hilbert = Matrix(rows: 6, columns: 6)
    for row in 0..<6 { for column in 0..<6 { hilbert[row, column] = 1 / Double(row + column + 1) } }
    // The condition in the one-norm is 2.907e7 (J. Todd, 1961).
    #expect(
      isClose(1 / (try LUFactorization(hilbert).reciprocalCondition()), 2.907e7, relative: 1e-3))
    #expect(
      isClose(
        1 / (try CholeskyFactorization(hilbert).reciprocalCondition()), 2.907e7, relative: 1e-3))
  }

  @Test func qr() throws {
    let matrix = irregular(7, 4)
    let factorization = try QRFactorization(matrix)
    let orthonormal = try factorization.orthonormal()
    #expect(distance(try orthonormal.gram(), .identity(4)) < 1e-14)
    let product = try orthonormal.times(factorization.upper)
    let permuted = matrix.submatrix(rows: Array(0..<7), columns: factorization.order)
    #expect(distance(product, permuted) < 1e-14)
    #expect(factorization.rank == 4)
    let gram = try matrix.gram()
    #expect(distance(try factorization.inverseGram().times(gram), .identity(4)) < 1e-12)
  }

  @Test func leastSquares() throws {
    let design: Matrix = [[1, 1, 2], [1, 2, 1], [1, 3, 7], [1, 4, 2], [1, 5, 9], [1, 6, 4]]
    let fit = try LeastSquares(
      design: design, responses: Matrix(column: [1.5, 2.5, 1, 4, 3, 6]))
    let expected = [0.77919528949950932, 1.0848871442590775, -0.37831207065750736]
    for (value, reference) in zip(fit.coefficients.elements, expected) {
      #expect(isClose(value, reference))
    }
    #expect(isClose(fit.inverseGram[0, 0], 0.90799803729146222))
    #expect(isClose(fit.inverseGram[1, 2], -0.021344455348380765))
    #expect(try design.times(fit.residuals, transposing: .left).largestMagnitude < 1e-13)
  }

  @Test func dependentColumnsAreNamed() {
    let design: Matrix = [[1, 2, 3], [1, 4, 5], [1, 6, 7], [1, 8, 9]]
    #expect(throws: LinearAlgebraError.rankDeficient(rank: 2, columns: 3)) {
      try LeastSquares(design: design, responses: Matrix(column: [1, 2, 3, 4]))
    }
    #expect(throws: LinearAlgebraError.self) {
      try LeastSquares(design: irregular(2, 3), responses: irregular(2, 1))
    }
  }

  @Test func nonFiniteInputIsNamed() {
    let matrix: Matrix = [[1, .nan], [.nan, 1]]
    #expect(throws: LinearAlgebraError.notFinite(operation: "Cholesky factorization")) {
      try CholeskyFactorization(matrix)
    }
    #expect(throws: LinearAlgebraError.notFinite(operation: "LU factorization")) {
      try LUFactorization(matrix)
    }
    #expect(throws: LinearAlgebraError.notFinite(operation: "eigenvalues")) {
      try GeneralEigen(matrix)
    }
  }

  @Test func shapesAreChecked() {
    let matrix = irregular(2, 3)
    #expect(
      throws: LinearAlgebraError.dimensionMismatch("Cholesky factorization of a 2 x 3 matrix")
    ) {
      try CholeskyFactorization(matrix)
    }
    #expect(
      throws: LinearAlgebraError.dimensionMismatch("solution of order 5 for a 2 x 1 right side")
    ) {
      try CholeskyFactorization(Self.positive).solve([1, 2])
    }
  }

  @Test func emptyMatricesHaveAnswers() throws {
    let empty = Matrix(rows: 0, columns: 0)
    #expect(try CholeskyFactorization(empty).logDeterminant == 0)
    #expect(try LUFactorization(empty).logDeterminant.sign == 1)
    #expect(try GeneralEigen(empty).spectralRadius == 0)
    #expect(try SingularValueDecomposition(Matrix(rows: 3, columns: 0)).values.isEmpty)
  }
}
