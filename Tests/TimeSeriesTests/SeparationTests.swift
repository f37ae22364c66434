import LinearAlgebra
import Randomness
import TimeSeries
import Testing

/// Regressions of counts whose regressors tell zeros apart without error.
@Suite struct SeparationTests {
  /// A dummy of periods without an event: its coefficient has no end, and the others are those of the
  /// remaining periods.
  @Test(arguments: CountRegression.Family.allCases)
  func aDummyOfQuietPeriodsHasNoEnd(family: CountRegression.Family) throws {
    let counts: [Double] = [3, 0, 5, 2, 0, 9, 1, 0, 0, 0, 7, 1]
    let quiet: [Double] = [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0]
    let x: [Double] = [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 1]
    let design = Matrix((0..<12).map { [1, x[$0], quiet[$0]] })
    let fit = try CountRegression(counts: counts, design: design, family: family)
    #expect(fit.separation?.periods == [7, 8, 9])
    #expect(fit.separation?.coefficients == [2])
    #expect(fit.coefficients[2] == -.infinity)
    #expect(fit.boundaries.contains(.separated(coefficient: 2, limit: -.infinity)))
    let rest = (0..<12).filter { quiet[$0] == 0 }
    let without = try CountRegression(
      counts: rest.map { counts[$0] }, design: Matrix(rest.map { [1, x[$0]] }), family: family)
    close(Array(fit.coefficients.prefix(2)), without.coefficients, within: 1e-9)
    #expect(abs(fit.logLikelihood - without.logLikelihood) < 1e-9)
    for kind in [CountCovariance.observed, .expected, .sandwich] {
      let (errors, own) = (try fit.standardErrors(kind), try without.standardErrors(kind))
      close(Array(errors.prefix(2)), Array(own.prefix(2)), within: 1e-9)
      #expect(errors[2].isNaN)
    }
    #expect(abs(fit.pearsonDispersion - without.pearsonDispersion) < 1e-9)
  }

  /// No single column separates, but a difference of two does.
  @Test func aCombinationOfColumnsSeparates() throws {
    let a: [Double] = [0, 1, 2, 3, 1, 2, 3, 4, 5, 2]
    // Equal to a in periods with an event, larger by one or two elsewhere.
    let counts: [Double] = [1, 2, 1, 4, 0, 0, 3, 0, 6, 1]
    let b = zip(a, counts).map { $0 + ($1 == 0 ? ($0 > 3 ? 2 : 1) : 0) }
    let design = Matrix((0..<10).map { [1, a[$0], b[$0]] })
    let fit = try CountRegression(counts: counts, design: design)
    #expect(fit.separation?.periods == [4, 5, 7])
    #expect(fit.separation?.coefficients == [1, 2])
    #expect(fit.coefficients[1] == .infinity)
    #expect(fit.coefficients[2] == -.infinity)
  }

  /// A dummy that is one in periods with and without events, and one that is never one with an event
  /// but of either sign otherwise, both have an end.
  @Test func whatHasAnEndIsNotSeparated() throws {
    let counts: [Double] = [3, 0, 5, 2, 0, 9, 1, 0, 0, 0, 7, 1]
    let mixed: [Double] = [0, 1, 0, 0, -1, 0, 0, 1, -1, 1, 0, 0]
    let fit = try CountRegression(
      counts: counts, design: Matrix((0..<12).map { [1, mixed[$0]] }))
    #expect(fit.separation == nil)
    #expect(fit.coefficients.allSatisfy { $0.magnitude < 10 })
  }

  /// Against a slow search: of random sparse designs those are separated whose likelihood still
  /// rises when the fit, held in a box, is let into a larger one.
  @Test func agreesWithTheRiseOfTheLikelihood() throws {
    var separated = 0
    for replicate in 0..<200 {
      var random = RandomStream(seed: 71, part: .init("separation"), replicate: replicate)
      let rows = 14
      let design = Matrix(
        (0..<rows).map { _ in
          [1]
            + (0..<4).map { _ in
              random.uniform() < 0.3 ? Double(1 + Int(random.uniform() * 2)) : 0
            }
        })
      var counts = (0..<rows).map { _ in random.uniform() < 0.3 ? 1.0 : 0 }
      if !counts.contains(1) { counts[0] = 1 }
      guard let fit = try? CountRegression(counts: counts, design: design) else { continue }
      let largest = ascent(counts, design)
      #expect((fit.separation != nil) == (largest > 12), "replicate \(replicate): \(largest)")
      separated += fit.separation == nil ? 0 : 1
    }
    #expect((30...170).contains(separated))
  }

  private func close(_ values: [Double], _ expected: [Double], within tolerance: Double) {
    #expect(values.count == expected.count)
    for (value, other) in zip(values, expected) { #expect(abs(value - other) <= tolerance) }
  }

  /// The largest coefficient after many damped Newton steps, at which a likelihood without a maximum
  /// is far out: it gains about one a step.
  private func ascent(_ counts: [Double], _ design: Matrix) -> Double {
    var b = [Double](repeating: 0, count: design.columns)
    for _ in 0..<60 {
      let means = (0..<design.rows).map { row in
        Double.exp(min(30, zip(design.row(row), b).reduce(0) { $0 + $1.0 * $1.1 }))
      }
      var gram = Matrix(rows: b.count, columns: b.count)
      var score = [Double](repeating: 0, count: b.count)
      for row in 0..<design.rows {
        let x = design.row(row)
        for i in b.indices {
          score[i] += x[i] * (counts[row] - means[row])
          for j in b.indices { gram[i, j] += means[row] * x[i] * x[j] }
        }
      }
      for i in b.indices { gram[i, i] *= 1 + 1e-12 }
      guard let step = try? CholeskyFactorization(gram).solve(score) else { return 99 }
      let longest = step.map(\.magnitude).max() ?? 0
      for i in b.indices { b[i] += step[i] / max(1, longest) }
    }
    return b.map(\.magnitude).max() ?? 0
  }
}
