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
  /// Takes cells times cells with direct responses times the cube of the number of streams.
  ///
  /// - Parameters:
  ///   - responses: Strengths and lags.
  ///   - step: The width of a cell, days.
  ///   - count: Cells after the first half one; negative counts as 0.
  /// - Throws: ``LinearAlgebraError`` when nearly all responses come at once and feed themselves.
  public init(of responses: Responses, step: Double, count: Int) throws {
    let d = responses.streamCount
    let kernel = DirectMasses(of: responses, step: step, count: max(0, count))
    let instant = try LUFactorization(Matrix.identity(d) - kernel.masses[0])
    var masses = [try instant.solve(kernel.masses[0])]
    masses.reserveCapacity(max(0, count) + 1)
    for cell in stride(from: 1, through: count, by: 1) {
      var sum =
        cell < kernel.masses.count
        ? kernel.masses[cell].elements : [Double](repeating: 0, count: d * d)
      let first = max(0, cell - kernel.masses.count + 1)
      sum.withUnsafeMutableBufferPointer { sum in
        // Plain loops: the matrices are as small as the number of streams.
        for earlier in first..<cell {
          kernel.masses[cell - earlier].elements.withUnsafeBufferPointer { late in
            masses[earlier].elements.withUnsafeBufferPointer { early in
              for j in 0..<d {
                for l in 0..<d {
                  let weight = early[j * d + l]
                  for i in 0..<d { sum[j * d + i] += late[l * d + i] * weight }
                }
              }
            }
          }
        }
      }
      masses.append(try instant.solve(Matrix(rows: d, columns: d, elements: sum)))
    }
    self.step = step
    self.masses = masses
  }

  /// The rate of i at the lag of a cell after one incident of j, a day.
  public func rate(_ i: Int, _ j: Int, cell: Int) -> Double {
    masses[cell][i, j] / (cell == 0 ? 0.5 * step : step)
  }
}

/// Direct responses by cells of a lattice of lags, as far as there are any.
private struct DirectMasses {
  /// `masses[k][i, j]`; cells behind the last are empty.
  let masses: [Matrix]

  init(of responses: Responses, step: Double, count: Int) {
    let d = responses.streamCount
    var used = 0
    for row in responses.laws {
      for law in row { used = max(used, law.cells(step: step, count: count)) }
    }
    var masses = [Matrix](repeating: Matrix(rows: d, columns: d), count: used + 1)
    for i in 0..<d {
      for j in 0..<d where responses.branching[i, j] != 0 {
        let strength = responses.branching[i, j]
        let law = responses.laws[i][j]
        var before = 0.0
        let lags = (0...law.cells(step: step, count: count)).map { (Double($0) + 0.5) * step }
        for (cell, share) in law.shares(within: lags).enumerated() {
          let now = strength * share
          masses[cell][i, j] = now - before
          before = now
        }
      }
    }
    self.masses = masses
  }
}

extension LagLaw {
  /// The last cell of a lattice, `count` at most, in which responses can come.
  fileprivate func cells(step: Double, count: Int) -> Int {
    guard case .tabulated(let table) = self else { return count }
    let last = (Double(table.effects.count) + 0.5) / step + 0.5
    return last < Double(count) ? max(0, Int(last.rounded(.up))) : count
  }
}

/// What all generations of responses come to: one value a fit or draw, from which all estimands of
/// the whole are read.
public struct ResponseTotals: Hashable, Sendable {
  /// The largest real part of an eigenvalue of the branching matrix, 0 at least.
  public let intensity: Double
  /// Incidents of all streams that one incident of each stream brings with it, itself included;
  /// infinite where the intensity is 1 or more.
  public let multipliers: [Double]
  /// The lags by which half of the total response to one incident of each stream has come, days;
  /// infinite where the total is, NaN where there is none.
  public let halfLives: [Double]
}

extension Responses {
  /// Intensity, multipliers and half-lives of all streams.
  ///
  /// - Throws: ``LinearAlgebraError`` when an iteration fails.
  public func totals() throws -> ResponseTotals {
    let intensity = try escalationIntensity()
    guard intensity < 1 else {
      let infinite = [Double](repeating: .infinity, count: streamCount)
      return ResponseTotals(intensity: intensity, multipliers: infinite, halfLives: infinite)
    }
    let feeding = feeding
    let inverse = try LUFactorization(
      Matrix.identity(streamCount) - feeding.branching
    ).inverse()
    let sums = (0..<streamCount).map { inverse.column($0).reduce(0, +) }
    return ResponseTotals(
      intensity: intensity, multipliers: sums,
      halfLives: try feeding.halfLives(totals: sums.map { $0 - 1 })
    )
  }

  /// The lag by which half of the total response of all streams to one incident of j has come,
  /// days; infinite when the total is, NaN when there is none.
  ///
  /// For several streams ``totals()`` finds all of them at once.
  ///
  /// - Throws: ``LinearAlgebraError`` when an iteration fails.
  public func halfLife(of j: Int) throws -> Double { try totals().halfLives[j] }

  /// Cells of the lattice on which half-lives are sought, at most.
  private static var longestSearch: Int { 960 }

  /// Half-lives of all streams from one recursion.
  ///
  /// Of psi = phi + psi * phi only the sums over the responding streams are needed, so a cell takes
  /// cells with direct responses times the square of the number of streams; the recursion ends when
  /// half has come of all.
  private func halfLives(totals: [Double]) throws -> [Double] {
    let d = streamCount
    var lives = totals.map { $0 > 1e-12 ? Double.infinity : .nan }
    var open = totals.indices.filter { totals[$0] > 1e-12 }
    guard !open.isEmpty else { return lives }
    // The lattice follows the slowest relevant lag.
    var slowest = 0.0
    for i in 0..<d {
      for j in 0..<d where branching[i, j] > 1e-9 {
        slowest = max(slowest, laws[i][j].mean.magnitude)
      }
    }
    let step = max(1e-3, slowest / 8)
    // Kernels without an end are tabulated further when the search goes on.
    var kernel = DirectMasses(of: self, step: step, count: 60)
    var known = 60
    let instant = try LUFactorization(
      (Matrix.identity(d) - kernel.masses[0]).transposed)
    // Column sums of the direct responses and, cell by cell, of the total ones.
    var sums: [Double] = []
    var arrived = [Double](repeating: 0, count: d)
    for cell in 0...Responses.longestSearch {
      if cell > known {
        known = min(4 * known, Responses.longestSearch)
        kernel = DirectMasses(of: self, step: step, count: known)
      }
      var next = [Double](repeating: 0, count: d)
      if cell < kernel.masses.count {
        for j in 0..<d { next[j] = kernel.masses[cell].column(j).reduce(0, +) }
      }
      for earlier in max(0, cell - kernel.masses.count + 1)..<max(cell, 0) {
        kernel.masses[cell - earlier].elements.withUnsafeBufferPointer { late in
          for j in 0..<d {
            var sum = 0.0
            for l in 0..<d { sum += sums[earlier * d + l] * late[j * d + l] }
            next[j] += sum
          }
        }
      }
      next = try instant.solve(next)
      sums += next
      for j in open where arrived[j] + next[j] >= 0.5 * totals[j] {
        let fraction = next[j] > 0 ? (0.5 * totals[j] - arrived[j]) / next[j] : 0
        let start = cell == 0 ? 0 : (Double(cell) - 0.5) * step
        lives[j] = start + fraction * (cell == 0 ? 0.5 : 1) * step
      }
      open.removeAll { lives[$0].isFinite }
      if open.isEmpty { break }
      for j in 0..<d { arrived[j] += next[j] }
    }
    return lives
  }
}
