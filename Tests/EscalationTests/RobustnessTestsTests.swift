import Escalation
import Incidents
import Randomness
import Testing

@Suite struct RobustnessTestsTests {
  static func options(threads: Int = 1) -> RobustnessTests.Options {
    var options = RobustnessTests.Options()
    options.surrogates = 99
    options.completions = 4
    options.threads = threads
    return options
  }

  /// Incidents on scattered days, each answered a day later.
  static func answered(_ window: ObservationWindow) -> [Incident] {
    var random = RandomStream(seed: 8, part: .init("robustness"))
    return (0..<45).flatMap { _ -> [Incident] in
      let day = random.integer(in: 0...(window.length - 2))
      return [("A", "B", day), ("B", "A", day + 1)].map { source, target, day in
        Incident(
          id: "x", source: Side(source), target: Side(target),
          dates: DayInterval(window.start + day), provenance: Provenance(document: "log"))
      }
    }
  }

  @Test func promptAnswersAreFoundInTheRightDirection() async throws {
    let window = try ObservationWindow("2023-01-01..2023-10-27")
    let streams = try ["B->A", "A->B"].map {
      try IncidentStream(dyad: Dyad($0), window: window, incidents: Self.answered(window))
    }
    let data = AnalysisData(streams: streams, window: window)
    let tests = try await RobustnessTests.run(data, options: Self.options())
    let forward = try #require(tests.direction(responder: "B->A", provoker: "A->B"))
    #expect(forward.conclusion == .beyondRoughTrend)
    #expect(forward.jitter.pValue <= 0.02)
    #expect(forward.shuffled.pValue <= 0.05)
    #expect(forward.leadLagRatio > 1)
    #expect(forward.likelihoodRatio.pValue.isNaN)
    let backward = try #require(tests.direction(responder: "A->B", provoker: "B->A"))
    #expect(backward.conclusion == .notToldApart)
    // The placebo of one direction is the question of the other.
    #expect(backward.reversed.pValue <= 0.02)
    let threaded = try await RobustnessTests.run(data, options: Self.options(threads: 3))
    #expect(threaded.directions.map(\.jitter) == tests.directions.map(\.jitter))
    #expect(threaded.directions.map(\.lead) == tests.directions.map(\.lead))
    #expect(threaded.directions.map(\.shuffled) == tests.directions.map(\.shuffled))
  }

  @Test func theLikelihoodRatioIsReferredToRefits() async throws {
    var random = RandomStream(seed: 3, part: .init("refits"))
    let provoker = (0..<30).map { _ in random.uniform(0, 199) }.sorted()
    let data = AnalysisData(
      names: ["a", "b"], times: [provoker.map { $0 + 0.9 }, provoker], duration: 200)
    var options = Self.options()
    options.surrogates = 19
    options.refits = 19
    let tests = try await RobustnessTests.run(data, options: options)
    #expect(tests.directions[0].likelihoodRatio.pValue == 0.05)
    #expect(tests.directions[0].likelihoodRatio.surrogates == 19)
  }

  @Test(arguments: [
    [[], [1.0, 2, 3, 4]], [[1.0], [2.0]], [[], []],
  ]) func tooFewIncidentsAreSaidToBe(_ times: [[Double]]) async throws {
    let data = AnalysisData(names: ["a", "b"], times: times, duration: 30)
    let tests = try await RobustnessTests.run(data, options: Self.options())
    #expect(tests.directions.count == 2)
    for direction in tests.directions {
      #expect(direction.conclusion == .tooFew)
    }
  }

  @Test func oneDayIsNoEvidence() async throws {
    let window = try ObservationWindow("2024-01-05..2024-01-05")
    let log = (0..<12).map { index in
      Incident(
        id: "x", source: Side(index < 6 ? "A" : "B"), target: Side(index < 6 ? "B" : "A"),
        dates: DayInterval(window.start), provenance: Provenance(document: "log"))
    }
    let streams = try ["A->B", "B->A"].map {
      try IncidentStream(dyad: Dyad($0), window: window, incidents: log)
    }
    let tests = try await RobustnessTests.run(
      AnalysisData(streams: streams, window: window), options: Self.options())
    for direction in tests.directions { #expect(direction.conclusion == .notToldApart) }
  }

  @Test func theRuleIsTheOneWrittenDown() {
    func rule(_ lead: Double, _ jitter: Double) -> RobustnessTests.Conclusion {
      RobustnessTests.conclusion(lead: lead, jitter: jitter, significance: 0.05)
    }
    #expect(rule(0.05, 0.9) == .beyondRoughTrend)
    #expect(rule(0.06, 0.05) == .beyondSlowTrend)
    #expect(rule(0.06, 0.06) == .notToldApart)
    #expect(rule(.nan, .nan) == .tooFew)
  }
}
