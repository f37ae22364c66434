import Escalation
import Estimation
import LinearAlgebra
import PointProcesses
import RealModule
import Testing

@Suite struct EstimandsTests {
  static func responses(_ cross: Double, mean: Double = 2) -> Responses {
    let kernel = LagLaw.kernel(try! LagDistribution(family: .gamma, mean: mean, shape: 2))
    return Responses(
      branching: [[0.2, cross], [0.4, 0.1]], laws: [[kernel, kernel], [kernel, kernel]],
      baselineRates: [0.1, 0.2], shares: [[0.2, 0.3, 0.5], [0.4, 0.1, 0.5]])
  }

  static let response = ResponseFunction(
    streams: ["A->B", "B->A"], model: "hawkes-gamma", fits: [responses(0.3)],
    draws: (0...100).map { responses(0.2 + 0.002 * Double($0), mean: 1 + 0.02 * Double($0)) })

  /// The row of A->B in answer to B->A.
  private func pair(_ estimand: Estimand, in rows: Estimates) throws -> Estimate {
    try #require(rows[estimand, responder: 0, provoker: 1])
  }

  @Test func valuesFollowTheirDefinitions() throws {
    let rows = try Estimands(of: Self.response, level: 0.95).estimates()
    let kernel = try LagDistribution(family: .gamma, mean: 2, shape: 2)
    let g = try pair(.responsesPerIncident, in: rows)
    #expect(g.value == 0.3 && abs(g.lower - 0.205) < 1e-12 && abs(g.upper - 0.395) < 1e-12)
    #expect(g.estimand.unit == .responses && g.verdict == .estimated)
    #expect(
      abs(try pair(.responseProbability, in: rows).value - (1 - Double.exp(-0.3))) < 1e-12)
    let within = try pair(.responseProbabilityWithin(days: 3), in: rows)
    #expect(abs(within.value - (1 - Double.exp(-0.3 * kernel.cumulative(3)))) < 1e-12)
    #expect(abs(try pair(.lag(.median), in: rows).value - kernel.median) < 1e-12)
    #expect(abs(try pair(.lag(.mode), in: rows).value - 1) < 1e-12)
    #expect(abs(try pair(.lag(.percentile(90)), in: rows).value - kernel.quantile(0.9)) < 1e-12)
    let first = try pair(.firstResponseLag, in: rows).value
    // Among those that answer at all, half have answered once by then.
    let answered = (1 - Double.exp(-0.3 * kernel.cumulative(first))) / (1 - Double.exp(-0.3))
    #expect(abs(answered - 0.5) < 1e-9)
    #expect(abs(try pair(.loopGain, in: rows).value - 0.12) < 1e-12)
    #expect(abs(try pair(.asymmetry, in: rows).value - Double.log(0.3 / 0.4)) < 1e-12)
    #expect(rows[.retaliationShare, responder: 0]?.value == 0.3)
    #expect(rows[.momentumShare, responder: 1]?.value == 0.1)
    #expect(rows[.baselineShare, responder: 1]?.value == 0.5)
    #expect(rows[.baselineRate, responder: 1]?.value == 0.2)
    let radius = try #require(rows[.escalationIntensity])
    // Eigenvalues of [[0.2, 0.3], [0.4, 0.1]]: 0.5 and -0.2.
    #expect(abs(radius.value - 0.5) < 1e-12)
    let inverse = try LUFactorization([[0.8, -0.3], [-0.4, 0.9]]).inverse()
    let multiplier = try #require(rows[.escalationMultiplier, provoker: 1])
    #expect(abs(multiplier.value - inverse.column(1).reduce(0, +)) < 1e-12)
    #expect(try #require(rows[.escalationHalfLife, provoker: 0]).value > kernel.median)
    #expect(
      rows.rows.allSatisfy { !$0.hasInterval || ($0.lower <= $0.value && $0.value <= $0.upper) })
  }

  /// The share of draws with a radius of 1 or more says how sure the model is; an interval of that
  /// share would only say how many draws there are.
  @Test func theProbabilityOfARunawayHasNoInterval() throws {
    let rows = try Estimands(of: Self.response, level: 0.95).estimates()
    let below = try #require(rows[.intensityAtLeastOne])
    #expect(below.value == 0 && !below.hasInterval && below.interval == .none)
    #expect(below.verdict == .estimated)
    let few = ResponseFunction(
      streams: ["A->B", "B->A"], model: "m", fits: [Self.responses(0.3)],
      draws: (0..<10).map { _ in Self.responses(0.3) })
    #expect(
      try Estimands(of: few, level: 0.95).estimates()[.intensityAtLeastOne]?.verdict
        == .weak([.fewDraws(10)]))
    let none = ResponseFunction(
      streams: ["A->B", "B->A"], model: "m", fits: [Self.responses(0.3)], draws: [])
    let missing = try #require(
      try Estimands(of: none, level: 0.95).estimates()[.intensityAtLeastOne])
    #expect(missing.value.isNaN && missing.verdict == .notIdentifiable([.noInterval]))
  }

  @Test func profilesTakePrecedenceAndZeroIsNotIdentifiable() throws {
    func rows(_ lower: Double, open: Bool = false) throws -> Estimates {
      try Estimands(
        of: Self.response,
        profiles: [
          .strength(0, 1): ProfileInterval(
            estimate: 0.31, lower: lower, upper: 0.6, level: 0.95, lowerIsOpen: lower == 0),
          .lagMedian(0, 1): ProfileInterval(
            estimate: 1.7, lower: 0.9, upper: 4, level: 0.95, upperIsOpen: open),
        ], level: 0.95
      ).estimates()
    }
    let clear = try rows(0.1)
    let median = try pair(.lag(.median), in: clear)
    #expect(median.value == 1.7 && median.interval == .profile && median.verdict == .estimated)
    let probability = try pair(.responseProbability, in: clear)
    #expect(
      abs(probability.upper - (1 - Double.exp(-0.6))) < 1e-12 && probability.interval == .profile)
    let zero = try rows(0)
    for estimand in [
      Estimand.responsesPerIncident, .lag(.median), .lag(.percentile(90)), .responseProbability,
    ] {
      #expect(try pair(estimand, in: zero).verdict == .notIdentifiable([.strengthMayBeZero]))
    }
    #expect(
      try pair(.lag(.median), in: try rows(0.1, open: true)).verdict
        == .notIdentifiable([.openInterval]))
    let failed = try Estimands(
      of: Self.response, level: 0.95, failures: [.notAtOptimum]
    ).estimates()
    #expect(failed.rows.allSatisfy { $0.verdict == .notConverged([.notAtOptimum]) })
  }

  @Test func explosionIsInfiniteAndSaidSo() throws {
    let kernel = LagLaw.kernel(try LagDistribution(family: .exponential, mean: 1))
    let explosive = Responses(
      branching: [[1.3]], laws: [[kernel]], baselineRates: [0.1], shares: [[0.9, 0.1]])
    let rows = try Estimands(
      of: ResponseFunction(
        streams: ["A->A"], model: "m", fits: [explosive], draws: [explosive, explosive]),
      level: 0.95
    ).estimates()
    let multiplier = try #require(rows[.escalationMultiplier, provoker: 0])
    // Two draws are few, whatever they say.
    #expect(multiplier.value == .infinity && multiplier.verdict == .weak([.fewDraws(2)]))
    #expect(rows[.intensityAtLeastOne]?.value == 1)
    #expect(rows[.lag(.mode), responder: 0, provoker: 0] == nil)
    #expect(rows[.retaliationShare, responder: 0] == nil)
  }
}
