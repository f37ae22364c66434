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
      isDaily: true)
  }

  @Test func strengthsAreHandedOnWithoutALag() throws {
    let analysis = try CountModelAnalysis.endemicEpidemic(
      Self.counts(seed: 1), season: nil, family: .poisson)
    let estimates = try analysis.estimates()
    func row(_ estimand: String, _ responder: String, _ provoker: String) throws -> Estimate {
      try #require(
        estimates.first {
          $0.estimand == estimand && $0.responder == responder && $0.provoker == provoker
        })
    }
    let forth = try row("retaliations_per_incident", "a", "b")
    #expect(forth.lower < 0.5 && 0.5 < forth.upper && forth.verdict == .estimated)
    let back = try row("retaliations_per_incident", "b", "a")
    #expect(back.lower == 0 && back.upper < 0.2 && back.verdict == .notIdentifiable)
    #expect(try row("retaliation_lag_median", "a", "b").verdict == .notIdentifiable)
  }

  @Test func intervalsOfAStrengthThatIsNotThereReachZero() throws {
    var covered = 0
    for seed in 2..<8 {
      let analysis = try CountModelAnalysis.endemicEpidemic(
        Self.counts(seed: UInt64(seed)), season: nil, family: .poisson)
      let estimates = try analysis.estimates()
      let momentum = try #require(
        estimates.first { $0.estimand == "momentum_share" && $0.responder == "b" })
      if momentum.lower < 0.2, 0.2 < momentum.upper { covered += 1 }
      let row = try #require(
        estimates.first {
          $0.estimand == "retaliations_per_incident" && $0.responder == "b" && $0.provoker == "a"
        })
      #expect(row.lower < 0.02 && row.upper < 0.3 && row.upper > 0)
    }
    #expect(covered >= 5)
  }
}
