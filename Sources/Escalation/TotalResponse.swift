import LinearAlgebra

/// Responses through all generations: the direct ones, the responses to them, and so on.
///
/// psi = phi + phi * psi is solved forward on a lattice of lags; the responses of each cell are
/// placed at its middle, so a mass close to lag zero counts within the cell.
public struct TotalResponse: Sendable {
  /// The width of a cell, days.
  public let step: Double
  /// `masses[k][i, j]`: responses of i around lag k * step after one incident of j.
  public let masses: [Matrix]

  /// The total response of a fit or draw.
  ///
  /// - Parameters:
  ///   - responses: Strengths and lags.
  ///   - step: The width of a cell, days.
  ///   - count: Cells after the first half one.
  /// - Throws: ``LinearAlgebraError`` when nearly all responses come at once and feed themselves.
  public init(of responses: Responses, step: Double, count: Int) throws {
    let d = responses.streamCount
    func direct(_ cell: Int) -> Matrix {
      var matrix = Matrix(rows: d, columns: d)
      for j in 0..<d {
        for i in 0..<d {
          let end = responses.cumulative(i, j, within: (Double(cell) + 0.5) * step)
          let start =
            cell == 0 ? 0 : responses.cumulative(i, j, within: (Double(cell) - 0.5) * step)
          matrix[i, j] = end - start
        }
      }
      return matrix
    }
    let kernel = (0...max(0, count)).map(direct)
    let instant = try LUFactorization(Matrix.identity(d) - kernel[0])
    var masses = [try instant.solve(kernel[0])]
    for cell in stride(from: 1, through: count, by: 1) {
      var sum = kernel[cell]
      // Plain loops: the matrices are as small as the number of streams.
      for earlier in 0..<cell {
        let late = kernel[cell - earlier]
        let early = masses[earlier]
        for j in 0..<d {
          for l in 0..<d {
            let weight = early[l, j]
            for i in 0..<d { sum[i, j] += late[i, l] * weight }
          }
        }
      }
      masses.append(try instant.solve(sum))
    }
    self.step = step
    self.masses = masses
  }

  /// The rate of i at the lag of a cell after one incident of j, a day.
  public func rate(_ i: Int, _ j: Int, cell: Int) -> Double {
    masses[cell][i, j] / (cell == 0 ? 0.5 * step : step)
  }
}

extension Responses {
  /// The lag by which half of the total response of all streams to one incident of j has come,
  /// days; infinite when the total is, NaN when there is none.
  ///
  /// - Throws: ``LinearAlgebraError`` when an iteration fails.
  public func halfLife(of j: Int) throws -> Double {
    guard let multipliers = try multipliers() else { return .infinity }
    let total = multipliers.column(j).reduce(0, +) - 1
    guard total > 1e-12 else { return .nan }
    // The lattice follows the slowest relevant lag; it is lengthened until half has come.
    let slowest =
      (0..<streamCount).flatMap { i in
        (0..<streamCount).map { branching[i, $0] > 1e-9 ? laws[i][$0].mean.magnitude : 0 }
      }.max() ?? 1
    let step = max(1e-3, slowest / 8)
    for count in [60, 240, 960] {
      let response = try TotalResponse(of: self, step: step, count: count)
      var sum = 0.0
      for (cell, mass) in response.masses.enumerated() {
        let addition = mass.column(j).reduce(0, +)
        if sum + addition >= 0.5 * total {
          let fraction = addition > 0 ? (0.5 * total - sum) / addition : 0
          let start = cell == 0 ? 0 : (Double(cell) - 0.5) * step
          return start + fraction * (cell == 0 ? 0.5 : 1) * step
        }
        sum += addition
      }
    }
    return .infinity
  }
}
