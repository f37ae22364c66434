import Escalation
import Estimation
import LinearAlgebra
import PointProcesses
import Randomness
import Testing

/// Deterrence, answers and nothing, through the whole analysis with signed effects.
@Suite struct SignedEffectsAnalysisTests {
  /// A's rate falls to a fifth for five days after each act of B; B acts at random.
  static func deterrence() throws -> ConflictData {
    var random = RandomStream(seed: 5, part: .init("signed analysis"))
    let b = (0..<random.poisson(mean: 100)).map { _ in 300 * random.uniform() }
    let a = (0..<random.poisson(mean: 280)).map { _ in 300 * random.uniform() }.filter { time in
      random.uniform() < (b.contains { $0 < time && time - $0 < 5 } ? 0.2 : 1)
    }
    return try ConflictData(streams: ["A", "B"], times: [a, b], span: .numbers(0...300))
  }

  static func analysis() -> HawkesLikelihoodAnalysis {
    var analysis = HawkesLikelihoodAnalysis()
    analysis.family = .exponential
    analysis.effects = .signed
    analysis.replicates = 30
    return analysis
  }

  @Test func deterrenceIsEstimatedAsDeterrence() async throws {
    let fit = try await Self.analysis().fit(Self.deterrence(), Computation(threads: 2))
    #expect(fit.failures.isEmpty && fit.context.model == "hawkes-exponential-signed")
    let strength = try #require(fit.estimates[.responsesPerIncident, responder: 0, provoker: 1])
    #expect(strength.upper < 0 && strength.verdict.isUsable)
    // Nothing that could come or not, and no lag of responses.
    #expect(fit.estimates[.responseProbability, responder: 0, provoker: 1] == nil)
    let lag = try #require(fit.estimates[.lag(.median), responder: 0, provoker: 1])
    #expect(lag.value.isNaN && lag.verdict.reasons.contains(.noPositiveResponse))
    // The lag of the deterrence is a parameter, with its interval.
    let parameter = try #require(
      fit.parameters.first { $0.kind == .lagMean && $0.responder == 0 && $0.provoker == 1 })
    #expect(parameter.estimate > 0.5 && parameter.estimate < 20)
    let share = try #require(fit.estimates[.retaliationShare, responder: 0])
    #expect(share.value < 0 && share.verdict.reasons.contains(.notShares))
    let radius = try #require(fit.estimates[.escalationIntensity])
    #expect(radius.value >= 0 && radius.value < 1)
    // The opposite effect is none: whatever its sign, the verdict does not call it one.
    let back = try #require(fit.estimates[.responsesPerIncident, responder: 1, provoker: 0])
    #expect(!back.verdict.isUsable)
  }

  @Test func twoSidesThatDeterEachOtherDoNotEscalate() throws {
    let kernel = LagLaw.kernel(try LagDistribution(family: .exponential, mean: 2))
    func responses(_ forth: Double, _ back: Double) -> Responses {
      Responses(
        branching: [[0.3, forth], [back, 0.2]], laws: [[kernel, kernel], [kernel, kernel]],
        baselineRates: [0.5, 0.5], shares: [[0.2, -0.3, 1.1], [-0.4, 0.1, 1.3]], hasFloor: true)
    }
    // Without the floor the eigenvalue would be above 2.
    #expect(abs(try responses(-2, -2).escalationIntensity() - 0.3) < 1e-12)
    let totals = try responses(-2, -2).totals()
    #expect(abs(totals.multipliers[0] - 1 / 0.7) < 1e-12 && totals.halfLives[0].isFinite)
    func loop(_ forth: Double, _ back: Double) throws -> Estimate? {
      try Estimands(
        of: ResponseFunction(
          streams: ["A", "B"], model: "m", fits: [responses(forth, back)],
          draws: (0..<40).map { responses(forth + 0.001 * Double($0), back) }), level: 0.95
      ).estimates()[.loopGain, responder: 0, provoker: 1]
    }
    let mixed = try #require(try loop(0.4, -2))
    #expect(mixed.value.isNaN && !mixed.hasInterval && !mixed.verdict.isUsable)
    #expect(abs(try #require(try loop(0.4, 0.5)).value - 0.2) < 1e-12)
  }

  @Test func profilesOfBothSignsAreDistinguishedFromZero() throws {
    func verdict(_ estimate: Double, _ lower: Double, _ upper: Double) throws -> (
      strength: Estimate?, probability: Estimate?
    ) {
      let kernel = LagLaw.kernel(try LagDistribution(family: .exponential, mean: 2))
      let rows = try Estimands(
        of: ResponseFunction(
          streams: ["A", "B"], model: "m",
          fits: [
            Responses(
              branching: [[0.3, estimate], [0.1, 0.2]],
              laws: [[kernel, kernel], [kernel, kernel]],
              baselineRates: [0.5, 0.5], shares: Matrix(rows: 2, columns: 3), hasFloor: true)
          ], draws: []),
        profiles: [
          .strength(0, 1): ProfileInterval(
            estimate: estimate, lower: lower, upper: upper, level: 0.95)
        ], level: 0.95
      ).estimates()
      return (
        rows[.responsesPerIncident, responder: 0, provoker: 1],
        rows[.responseProbability, responder: 0, provoker: 1]
      )
    }
    let negative = try verdict(-1, -2, -0.5)
    #expect(negative.strength?.verdict == .estimated && negative.probability == nil)
    let positive = try verdict(0.4, 0.2, 0.7)
    #expect(positive.strength?.verdict == .estimated && positive.probability?.value ?? 0 > 0.3)
    let either = try verdict(0.1, -0.3, 0.5)
    #expect(either.strength?.verdict == .notIdentifiable([.strengthMayBeZero]))
    #expect(either.probability?.lower == 0)
  }
}
