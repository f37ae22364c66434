import Escalation
import Randomness
import Testing

/// Models whose answers all come one period later hand strengths on, but no lag.
@Suite struct OneStepModelTests {
  /// Series 0 answers series 1 with 0.5 a period later; series 1 answers nothing.
  static func counts(seed: UInt64) -> CountData {
    var random = RandomStream(seed: seed, part: .init("one step test"))
    var columns: [[Double]] = [[0], [0]]
    for t in 1..<1500 {
      columns[0].append(Double(random.poisson(mean: 0.2 + 0.5 * columns[1][t - 1])))
      columns[1].append(Double(random.poisson(mean: 0.4 + 0.2 * columns[1][t - 1])))
    }
    return CountData(
      names: ["a", "b"], labels: columns[0].indices.map { "\($0)" }, columns: columns,
      time: .day)
  }

  static func estimates(seed: UInt64) async throws -> Estimates {
    var analysis = EndemicEpidemicAnalysis()
    analysis.family = .poisson
    return try await analysis.fit(ConflictData(counts(seed: seed)), Computation()).estimates
  }

  @Test func strengthsAreHandedOnWithoutALag() async throws {
    let estimates = try await Self.estimates(seed: 1)
    let forth = try #require(estimates[.responsesPerIncident, responder: 0, provoker: 1])
    #expect(forth.lower < 0.5 && 0.5 < forth.upper && forth.verdict == .estimated)
    let back = try #require(estimates[.responsesPerIncident, responder: 1, provoker: 0])
    #expect(back.lower == 0 && back.upper < 0.2)
    #expect(!back.verdict.isUsable && back.verdict.reasons.contains(.strengthMayBeZero))
    #expect(
      estimates[.lag(.median), responder: 0, provoker: 1]?.verdict
        == .notIdentifiable([.oneLagOnly]))
  }

  @Test func intervalsOfAStrengthThatIsNotThereReachZero() async throws {
    var covered = 0
    for seed in 2..<8 {
      let estimates = try await Self.estimates(seed: UInt64(seed))
      let momentum = try #require(estimates[.momentumShare, responder: 1])
      if momentum.lower < 0.2, 0.2 < momentum.upper { covered += 1 }
      let row = try #require(estimates[.responsesPerIncident, responder: 1, provoker: 0])
      #expect(row.lower < 0.02 && row.upper < 0.3 && row.upper > 0)
    }
    #expect(covered >= 5)
  }
}
