import LinearAlgebra
import RealModule

/// Regressors that tell some zero counts apart without error: the likelihood of a model with a
/// logarithmic link then rises for ever, while the means of those periods run to zero (Correia,
/// Guimarães and Zylkin 2019). The other coefficients are what they are without those periods.
public struct Separation: Hashable, Sendable {
  /// The periods whose means run to zero, by row.
  public let periods: [Int]
  /// The coefficients that the other periods do not determine, by column.
  public let coefficients: [Int]
  /// Where every coefficient runs: minus infinity or infinity, NaN where several ways lead there,
  /// and 0 for those that stay.
  let limits: [Double]
  /// Columns that determine the means of the other periods, each once.
  let kept: [Int]

  /// Shares of the largest value below which a number is rounding.
  private static let rounding = 1e-7

  /// Searches for separation; nil where every coefficient has an end.
  init?(counts: [Double], design: Matrix) throws(LinearAlgebraError) {
    // In a scale of its own every column counts alike.
    var scaled = design
    for column in 0..<design.columns {
      let largest = design.column(column).reduce(0) { max($0, $1.magnitude) }
      for row in 0..<design.rows where largest > 0 { scaled[row, column] /= largest }
    }
    let all = Array(0..<design.columns)
    let positive = counts.indices.filter { counts[$0] > 0 }
    let free = try Separation.nullSpace(scaled.submatrix(rows: positive, columns: all))
    guard free.columns > 0 else { return nil }
    var left = counts.indices.filter { counts[$0] == 0 }
    var separated: [Int] = []
    var directions: [[Double]] = []
    while !left.isEmpty {
      let reach = try scaled.submatrix(rows: left, columns: all).times(free)
      guard let way = try Separation.oneSided(reach) else { break }
      let direction = try free.times(way)
      let moves = try reach.times(way)
      let largest = moves.reduce(0) { max($0, $1.magnitude) }
      let found = left.indices.filter { moves[$0] > Separation.rounding * largest }
      guard !found.isEmpty else { break }
      separated += found.map { left[$0] }
      directions.append(direction)
      left = left.indices.filter { moves[$0] <= Separation.rounding * largest }.map { left[$0] }
    }
    guard !separated.isEmpty else { return nil }
    periods = separated.sorted()
    let gone = Set(separated)
    let rest = scaled.submatrix(
      rows: counts.indices.filter { !gone.contains($0) }, columns: all)
    let undetermined = try Separation.nullSpace(rest)
    coefficients = all.filter { column in
      undetermined.row(column).contains { $0.magnitude > Separation.rounding }
    }
    let affected = Set(coefficients)
    limits = all.map { column in
      guard affected.contains(column) else { return 0 }
      for direction in directions {
        let largest = direction.reduce(0) { max($0, $1.magnitude) }
        let step = direction[column]
        if step.magnitude > Separation.rounding * largest {
          // Means fall against the direction.
          return step > 0 ? -.infinity : .infinity
        }
      }
      return .nan
    }
    kept = try Separation.independent(rest)
  }

  /// Directions that a matrix takes to zero, as columns.
  private static func nullSpace(_ matrix: Matrix) throws(LinearAlgebraError) -> Matrix {
    let eigen = try SymmetricEigen(try matrix.gram())
    let largest = max(eigen.values.last ?? 0, 1)
    // A gram matrix squares: the root of the bound is what a direction may leave.
    let null = eigen.values.indices.filter { eigen.values[$0] <= 1e-11 * largest }
    return eigen.vectors.submatrix(rows: Array(0..<matrix.columns), columns: null)
  }

  /// Weights of the columns whose combination is nowhere below zero and not zero throughout: the
  /// end of alternating projections onto the columns' span and onto what is not negative, from
  /// ones. They cannot end at zero where there is such a combination, since they come nearer to
  /// every multiple of it.
  private static func oneSided(_ matrix: Matrix) throws(LinearAlgebraError) -> [Double]? {
    let eigen = try SymmetricEigen(try matrix.gram())
    let largest = eigen.values.last ?? 0
    let used = eigen.values.indices.filter { eigen.values[$0] > max(1e-11 * largest, 1e-14) }
    guard !used.isEmpty else { return nil }
    // Columns of unit length.
    var basis = eigen.vectors.submatrix(rows: Array(0..<matrix.columns), columns: used)
    for (place, value) in used.enumerated() {
      let length = eigen.values[value].squareRoot()
      for row in 0..<basis.rows { basis[row, place] /= length }
    }
    let span = try matrix.times(basis)
    var values = [Double](repeating: 1, count: matrix.rows)
    for _ in 0..<20_000 {
      let weights = try span.times(Matrix(column: values), transposing: .left).elements
      let projected = try span.times(weights)
      let most = projected.reduce(0) { max($0, $1) }
      let least = projected.reduce(0) { min($0, $1) }
      guard most > 1e-5 else { return nil }
      if least >= -1e-9 * most { return try basis.times(weights) }
      values = projected.map { max($0, 0) }
    }
    return nil
  }

  /// Columns that those before them do not explain.
  private static func independent(_ matrix: Matrix) throws(LinearAlgebraError) -> [Int] {
    var basis: [[Double]] = []
    return (0..<matrix.columns).filter { column in
      var rest = matrix.column(column)
      let length = dot(rest, rest).squareRoot()
      // Twice, since one pass leaves rounding.
      for _ in 0..<2 {
        for other in basis {
          let share = dot(rest, other)
          for row in rest.indices { rest[row] -= share * other[row] }
        }
      }
      let left = dot(rest, rest).squareRoot()
      guard left > 1e-5 * length else { return false }
      basis.append(rest.map { $0 / left })
      return true
    }
  }
}
