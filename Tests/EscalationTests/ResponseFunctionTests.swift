import Escalation
import LinearAlgebra
import PointProcesses
import Randomness
import RealModule
import Testing

@Suite struct ResponseFunctionTests {
  private func single(_ g: Double, mean: Double) -> Responses {
    Responses(
      branching: [[g]], laws: [[.kernel(try! LagDistribution(family: .exponential, mean: mean))]],
      baselineRates: [1], shares: [[g, 1 - g]])
  }

  @Test func totalResponseOfAnExponentialIsKnown() throws {
    // psi(t) = g b exp(-b (1 - g) t) with b = 1 / mean.
    let responses = single(0.6, mean: 2)
    let total = try TotalResponse(of: responses, step: 0.05, count: 400)
    for cell in [20, 100, 300] {
      let t = Double(cell) * 0.05
      let expected = 0.6 * 0.5 * Double.exp(-0.5 * 0.4 * t)
      #expect(abs(total.rate(0, 0, cell: cell) / expected - 1) < 0.002)
    }
    let sum = total.masses.reduce(0) { $0 + $1[0, 0] }
    // All generations: g / (1 - g), less what comes after 20 days.
    #expect(abs(sum - 1.5 * (1 - Double.exp(-0.2 * 20.025))) < 0.002)
  }

  @Test func halfLifeOfAnExponentialIsKnown() throws {
    // log 2 / (b (1 - g)).
    #expect(abs(try single(0.6, mean: 2).halfLife(of: 0) / (Double.log(2) * 2 / 0.4) - 1) < 0.02)
    #expect(try single(1.2, mean: 2).halfLife(of: 0) == .infinity)
    #expect(try single(0, mean: 2).halfLife(of: 0).isNaN)
  }

  /// The total response by plain sums over all earlier cells, written apart.
  private func slowMasses(_ responses: Responses, step: Double, count: Int) throws -> [Matrix] {
    let d = responses.streamCount
    let direct = (0...count).map { cell in
      Matrix(
        (0..<d).map { i in
          (0..<d).map { j in
            responses.cumulative(i, j, within: (Double(cell) + 0.5) * step)
              - (cell == 0 ? 0 : responses.cumulative(i, j, within: (Double(cell) - 0.5) * step))
          }
        })
    }
    let instant = try LUFactorization(Matrix.identity(d) - direct[0])
    var masses: [Matrix] = []
    for cell in 0...count {
      var sum = direct[cell]
      for earlier in 0..<cell { sum = sum + (try direct[cell - earlier].times(masses[earlier])) }
      masses.append(try instant.solve(sum))
    }
    return masses
  }

  private func slowHalfLife(_ responses: Responses, of j: Int) throws -> Double {
    guard let multipliers = try responses.multipliers() else { return .infinity }
    let total = multipliers.column(j).reduce(0, +) - 1
    guard total > 1e-12 else { return .nan }
    var slowest = 0.0
    for i in 0..<responses.streamCount {
      for j in 0..<responses.streamCount where responses.branching[i, j] > 1e-9 {
        slowest = max(slowest, responses.laws[i][j].mean.magnitude)
      }
    }
    let step = max(1e-3, slowest / 8)
    var sum = 0.0
    for (cell, mass) in try slowMasses(responses, step: step, count: 300).enumerated() {
      let addition = mass.column(j).reduce(0, +)
      if sum + addition >= 0.5 * total {
        let start = cell == 0 ? 0 : (Double(cell) - 0.5) * step
        return start + (0.5 * total - sum) / addition * (cell == 0 ? 0.5 : 1) * step
      }
      sum += addition
    }
    return .infinity
  }

  /// Strengths and lags of three streams: tabulated with effects of either sign, or with kernels.
  private func several(_ replicate: Int, scale: Double) throws -> Responses {
    var random = RandomStream(seed: 4, part: .init("half-life test"), replicate: replicate)
    var branching = Matrix(rows: 3, columns: 3)
    var laws: [[LagLaw]] = []
    for i in 0..<3 {
      var row: [LagLaw] = []
      for j in 0..<3 {
        if replicate % 3 == 2 {
          branching[i, j] = scale * random.uniform() / 3
          row.append(
            .kernel(
              try LagDistribution(family: .exponential, mean: random.exponential(mean: 4) + 0.5)))
        } else {
          let low = replicate % 3 == 1 ? 0.3 : 0
          let effects = (0..<(3 + replicate)).map { _ in
            scale * (random.uniform() - low) / Double(3 * (3 + replicate)) * 2
          }
          branching[i, j] = effects.reduce(0, +)
          row.append(.tabulated(TabulatedLags(effects: effects)))
        }
      }
      laws.append(row)
    }
    return Responses(
      branching: branching, laws: laws, baselineRates: [1, 1, 1],
      shares: Matrix(rows: 3, columns: 4))
  }

  @Test(arguments: 0..<12, [0.4, 0.9, 1.3])
  func totalsAreThoseOfPlainSums(replicate: Int, scale: Double) throws {
    let responses = try several(replicate, scale: scale)
    let totals = try responses.totals()
    #expect(totals.intensity == (try responses.escalationIntensity()))
    for j in 0..<3 {
      let (life, other) = (totals.halfLives[j], try slowHalfLife(responses, of: j))
      #expect(
        life == other || (life.isNaN && other.isNaN) || abs(life - other) < 1e-9 * other,
        "\(life) \(other)")
      let multiplier = try responses.multipliers()?.column(j).reduce(0, +) ?? .infinity
      #expect(totals.multipliers[j] == multiplier)
    }
    let total = try TotalResponse(of: responses, step: 0.7, count: 40)
    for (mass, other) in zip(total.masses, try slowMasses(responses, step: 0.7, count: 40)) {
      #expect((mass - other).largestMagnitude < 1e-12 * max(1, other.largestMagnitude))
    }
  }

  @Test func multipliersAndIntensity() throws {
    let kernel = LagLaw.kernel(try LagDistribution(family: .exponential, mean: 1))
    let responses = Responses(
      branching: [[0.38, 0.3], [0.3, 0.38]], laws: [[kernel, kernel], [kernel, kernel]],
      baselineRates: [1, 1], shares: [[0.38, 0.3, 0.32], [0.3, 0.38, 0.32]])
    #expect(abs(try responses.escalationIntensity() - 0.68) < 1e-12)
    let multipliers = try #require(try responses.multipliers())
    #expect(abs(multipliers.column(0).reduce(0, +) - 1 / 0.32) < 1e-12)
    #expect(try single(1.1, mean: 1).multipliers() == nil)
  }

  @Test func tabulatedLags() {
    let law = TabulatedLags(effects: [0.1, 0.3, 0, 0.1])
    #expect(law.total == 0.5)
    #expect(law.mode == 2)
    #expect(abs(law.mean - (0.1 + 0.6 + 0.4) / 0.5) < 1e-12)
    // A fifth has come by 1.5, four fifths by 2.5.
    #expect(abs(law.quantile(0.2) - 1.5) < 1e-12)
    #expect(abs(law.quantile(0.5) - 2) < 1e-12)
    #expect(abs(law.cumulative(2) - 0.5) < 1e-12)
    #expect(law.density(2.2) == 0.6)
    #expect(law.cumulative(9) == 1 && law.density(9) == 0)
    #expect(TabulatedLags(effects: [0.1, -0.1]).quantile(0.5).isNaN)
    // Deterrence: negative effects are a law of their own.
    #expect(TabulatedLags(effects: [-0.1, -0.3]).mode == 2)
  }

  @Test func verdicts() {
    func verdict(
      _ lower: Double?, _ upper: Double?, _ range: Verdict.Range,
      obstacles: [VerdictReason] = [], failures: [VerdictReason] = [],
      doubts: [VerdictReason] = []
    ) -> Verdict {
      Verdict(
        lower.flatMap { lower in upper.map { (lower, $0) } }, range: range, failures: failures,
        obstacles: obstacles, doubts: doubts)
    }
    let wide = Verdict.weak([.wideInterval])
    #expect(verdict(1, 5, .positive) == .estimated)
    #expect(verdict(1, 10, .positive) == wide)
    #expect(verdict(0, 5, .positive) == wide)
    #expect(verdict(1, .infinity, .positive) == wide)
    #expect(verdict(nil, nil, .share) == .notIdentifiable([.noInterval]))
    #expect(verdict(.nan, 5, .positive) == .notIdentifiable([.noInterval]))
    #expect(verdict(0.1, 0.5, .share) == .estimated)
    #expect(verdict(0.05, 0.95, .share) == wide)
    #expect(verdict(0, 0.02, .share) == .estimated)
    #expect(verdict(-1, 1, .logarithm) == .estimated)
    #expect(verdict(-2, 1, .logarithm) == wide)
    #expect(verdict(-0.2, 0.1, .signed) == .weak([.eitherSign]))
    #expect(verdict(-0.2, -0.1, .signed) == .estimated)
    #expect(verdict(-0.2, -0.01, .signed) == wide)
  }

  /// A failed computation outweighs an obstacle, an obstacle a doubt, and every reason is kept.
  @Test func theGravestReasonDecides() {
    let (trend, few) = (VerdictReason.sharedTrend(p: 0.3), VerdictReason.fewDraws(5))
    func verdict(_ failures: [VerdictReason], _ obstacles: [VerdictReason]) -> Verdict {
      Verdict(
        (1, 20), range: .positive, failures: failures, obstacles: obstacles, doubts: [few])
    }
    #expect(verdict([], []) == .weak([.wideInterval, few]))
    #expect(verdict([], [trend, .oneLagOnly]) == .notIdentifiable([trend, .oneLagOnly]))
    #expect(verdict([.notAtOptimum], [trend]) == .notConverged([.notAtOptimum]))
    #expect(verdict([], []).isUsable && !verdict([], [trend]).isUsable)
    #expect(
      Verdict(nil, range: .positive, obstacles: [trend]) == .notIdentifiable([trend]))
  }
}
