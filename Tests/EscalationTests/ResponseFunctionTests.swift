import Escalation
import LinearAlgebra
import PointProcesses
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
      _ lower: Double?, _ upper: Double?, _ range: Verdict.Range, identified: Bool = true,
      converged: Bool = true
    ) -> Verdict {
      Verdict(
        lower: lower, upper: upper, range: range, isIdentified: identified, converged: converged)
    }
    #expect(verdict(1, 5, .positive) == .estimated)
    #expect(verdict(1, 10, .positive) == .weak)
    #expect(verdict(0, 5, .positive) == .weak)
    #expect(verdict(1, .infinity, .positive) == .weak)
    #expect(verdict(1, 5, .positive, identified: false) == .notIdentifiable)
    #expect(verdict(1, 5, .positive, converged: false) == .notConverged)
    #expect(verdict(.nan, 5, .positive) == .notIdentifiable)
    #expect(verdict(nil, nil, .share) == .notIdentifiable)
    #expect(verdict(0.1, 0.5, .share) == .estimated)
    #expect(verdict(0.05, 0.95, .share) == .weak)
    #expect(verdict(0, 0.02, .share) == .estimated)
    #expect(verdict(-1, 1, .logarithm) == .estimated)
    #expect(verdict(-2, 1, .logarithm) == .weak)
    #expect(verdict(-0.2, 0.1, .signed) == .weak)
    #expect(verdict(-0.2, -0.1, .signed) == .estimated)
  }
}
