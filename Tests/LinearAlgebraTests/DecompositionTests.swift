import LinearAlgebra
import Testing

@Suite struct DecompositionTests {
  @Test func symmetric() throws {
    let matrix = FactorizationTests.positive
    let eigen = try SymmetricEigen(matrix)
    let expected = [
      3.5607360003186573, 5.7171281168320745, 7.784793341673776, 10.249705226437012,
      12.68763731473848,
    ]
    for (value, reference) in zip(eigen.values, expected) { #expect(isClose(value, reference)) }
    let rebuilt = try eigen.vectors.times(Matrix.diagonal(eigen.values))
      .times(eigen.vectors, transposing: .right)
    #expect(distance(rebuilt, matrix) < 1e-13)
    #expect(distance(try eigen.vectors.gram(), .identity(5)) < 1e-14)
  }

  @Test(arguments: [1, 2, 3, 8, 32, 33, 50])
  func symmetricOfAnyOrder(order: Int) throws {
    let half = irregular(order, order)
    let matrix = half + (try half.times(.identity(order), transposing: .left))
    for scale in [1, 1e-200, 1e200] {
      let eigen = try SymmetricEigen(scale * matrix)
      #expect(eigen.values == eigen.values.sorted())
      let rebuilt = try eigen.vectors.times(.diagonal(eigen.values.map { $0 / scale }))
        .times(eigen.vectors, transposing: .right)
      #expect(distance(rebuilt, matrix) < 1e-13 * Double(order))
      #expect(distance(try eigen.vectors.gram(), .identity(order)) < 1e-14 * Double(order))
    }
  }

  @Test func symmetricWithEqualAndZeroEigenvalues() throws {
    #expect(try SymmetricEigen(Matrix(rows: 3, columns: 3)).values == [0, 0, 0])
    #expect(try SymmetricEigen(Matrix(rows: 0, columns: 0)).values.isEmpty)
    let ones = try SymmetricEigen(Matrix(rows: 4, columns: 4, repeating: 1))
    #expect(distance(Matrix(column: ones.values), Matrix(column: [0, 0, 0, 4])) < 1e-15)
  }

  /// Searches for optima follow these bits, so they must not depend on the processor; run with
  /// several values of OPENBLAS_CORETYPE.
  @Test func smallProblemsHaveTheSameBitsEverywhere() throws {
    let half = irregular(7, 7)
    let matrix = try half.times(half, transposing: .left)
    let eigen = try SymmetricEigen(matrix)
    let bits = (matrix.elements + eigen.values + eigen.vectors.elements).reduce(UInt64(0)) {
      ($0 &* 6_364_136_223_846_793_005) &+ $1.bitPattern
    }
    #expect(bits == 6_174_982_539_309_234_643)
  }

  @Test func general() throws {
    let eigen = try GeneralEigen(FactorizationTests.general)
    let expected = [
      -5.2336782544321176, 1.4391311218997811, 3.0631911197331498, 4.2313560127991868,
    ]
    for (value, reference) in zip(eigen.values.map(\.real).sorted(), expected) {
      #expect(isClose(value, reference))
    }
    #expect(eigen.values.allSatisfy { $0.imaginary == 0 })
    #expect(isClose(eigen.spectralRadius, 5.2336782544321176))
  }

  @Test func rotationHasComplexEigenvalues() throws {
    let eigen = try GeneralEigen([[0, -2], [2, 0]])
    #expect(isClose(eigen.values[0].imaginary, 2) && isClose(eigen.values[1].imaginary, -2))
    #expect(isClose(eigen.spectralRadius, 2))
  }

  @Test func singularValues() throws {
    let matrix: Matrix = [[1, 2, 3], [4, 5, 6], [7, 8, 10], [-1, 0.5, 2]]
    let decomposition = try SingularValueDecomposition(matrix)
    let expected = [17.45392518600901, 2.1364194231917966, 0.21495964600171642]
    for (value, reference) in zip(decomposition.values, expected) {
      #expect(isClose(value, reference, relative: 1e-12))
    }
    let rebuilt = try decomposition.left.times(Matrix.diagonal(decomposition.values))
      .times(decomposition.rightTransposed)
    #expect(distance(rebuilt, matrix) < 1e-13)
    #expect(
      isClose(decomposition.condition, 17.45392518600901 / 0.21495964600171642, relative: 1e-12))
    #expect(try SingularValueDecomposition([[1, 1], [0, 0]]).condition == .infinity)
  }
}
