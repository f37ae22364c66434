import Escalation
import Estimation
import Incidents
import PointProcesses
import Randomness
import Testing

@Suite struct PosteriorAnalysisTests {
  static let start = Day(iso: "2024-01-01")!

  static func analysis() -> HawkesPosteriorAnalysis {
    var analysis = HawkesPosteriorAnalysis()
    analysis.family = .exponential
    analysis.sampling.chains = 2
    analysis.sampling.draws = 200
    analysis.sampling.warmup = 300
    analysis.sampling.wantedSize = 60
    analysis.scales = [nil, 14]
    analysis.tests?.surrogates = 99
    return analysis
  }

  /// Day-dated incidents of two streams with given times.
  static func data(_ times: [[Double]], days: Int) throws -> ConflictData {
    let window = try ObservationWindow("\(start)..\(start + (days - 1))")
    let dyads = [try Dyad("A->B"), try Dyad("B->A")]
    var log: [Incident] = []
    for (dyad, list) in zip(dyads, times) {
      for time in list {
        log.append(
          Incident(
            id: "i\(log.count)", source: dyad.source, target: dyad.target,
            dates: DayInterval(start + Int(time)), provenance: Provenance(document: "log.csv")))
      }
    }
    return try ConflictData(incidents: log, window: window, streams: dyads)
  }

  static func answered() throws -> [[Double]] {
    let law = try LagDistribution(family: .exponential, mean: 2)
    let truth = try HawkesParameters(
      rates: [[0.03], [0.35]], branching: [[0, 0.6], [0, 0]], lags: [[law, law], [law, law]])
    var random = RandomStream(seed: 21, part: .init("posterior analysis tests"))
    return try truth.simulate(duration: 250, using: &random).times
  }

  @Test func anAnswerIsFoundAndCarriedThrough() async throws {
    let fit = try await Self.analysis().fit(
      Self.data(Self.answered(), days: 250), Computation(threads: 2))
    let details = try #require(fit.details as? SampledHawkesDetails)
    let analysis = details.hawkes
    #expect(analysis.agrees && analysis.ladder.count == 2)
    func row(_ estimand: Estimand, _ i: Int, _ j: Int?) throws -> Estimate {
      try #require(fit.estimates[estimand, responder: i, provoker: j])
    }
    let g = try row(.responsesPerIncident, 0, 1)
    #expect((g.lower...g.upper).contains(0.6))
    #expect(g.interval == .posterior)
    let lag = try row(.lag(.mean), 0, 1)
    #expect((lag.lower...lag.upper).contains(2))
    let note = try #require(lag.posterior)
    #expect(note.contraction > 0.3 && note.rHat < 1.05)
    #expect(abs(note.priorLower - 0.12) < 0.1 && note.priorUpper > 40)
    // No answer the other way.
    let back = try row(.lag(.median), 1, 0)
    #expect(!back.verdict.isUsable)
    let reasons = back.verdict.reasons.map(\.code)
    #expect(reasons.contains("evidence"))
    // What is not there under any baseline does not vanish under one.
    #expect(!reasons.contains("vanishes_under_baseline"))

    // Without answers to B only A has fewer incidents, about as many as the share says.
    let without = analysis.counterfactuals(withoutInfluenceOf: 1)
    let share = try row(.retaliationShare, 0, nil)
    let count = analysis.meanCounts[0]
    #expect(abs(without[0].avoided / count - share.value) < 0.15)
    #expect(without[0].avoided > without[1].avoided)
    #expect(abs(without[0].avoided + without[0].remaining - count) < 1e-9)

    for event in analysis.histories.attributions {
      #expect(abs(event.spontaneous + event.byStream.reduce(0, +) - 1) < 1e-6)
    }
    let heldOut = try #require(analysis.heldOut)
    #expect(try #require(heldOut.scores[.posterior]) > (try #require(heldOut.scores[.baseline])))
    let checks = details.checks
    #expect(checks.rows.count == 10 && !checks.isRejected)
  }

  /// Two sides that only share a trend must not be said to answer each other.
  @Test func aSharedTrendIsNoAnswer() async throws {
    var random = RandomStream(seed: 5, part: .init("campaign"))
    let times = (0..<2).map { _ in
      (0..<40).map { _ in random.uniform(90, 160) } + (0..<6).map { _ in random.uniform(0, 250) }
    }
    let fit = try await Self.analysis().fit(
      Self.data(times, days: 250), Computation(threads: 2))
    for (i, j) in [(0, 1), (1, 0)] {
      let strength = try #require(fit.estimates[.responsesPerIncident, responder: i, provoker: j])
      #expect(!strength.verdict.isUsable)
    }
    // The ladder takes the trend from what a constant baseline calls answers.
    let shares = try #require(fit.details as? SampledHawkesDetails).hawkes.ladder.map(
      \.endogenousShare.value)
    #expect(shares[1] < shares[0])
  }

  @Test func totalsGiveWayToWhatIsKnown() throws {
    let window = try ObservationWindow("2024-01-01..2024-01-31")
    let dyad = try Dyad("A->B")
    let log = (0..<4).map { index in
      Incident(
        id: "i\(index)", source: dyad.source, target: dyad.target,
        dates: DayInterval(Self.start + 3), provenance: Provenance(document: "log.csv"))
    }
    func ladder(_ count: CountInterval) -> Ladder {
      Ladder(claims: [
        Claim(
          source: dyad.source, target: dyad.target, since: DayInterval(Self.start),
          until: DayInterval(Self.start + 9), count: count,
          provenance: Provenance(document: "c.csv"))
      ])
    }
    let stream = IncidentStream(dyad: dyad, window: window, incidents: log)
    let tight = try LatentData(
      AnalysisData(
        streams: [stream], ladders: [0: ladder(CountInterval(exactly: 2))], window: window))
    #expect(tight.events.counts.map(\.maximum) == [4])
    #expect(tight.notes.count == 1 && tight.notes[0].contains("totals are widened"))
    let open = try LatentData(
      AnalysisData(
        streams: [stream], ladders: [0: ladder(CountInterval(minimum: 30, maximum: nil))],
        window: window))
    #expect(open.events.counts.map { [$0.minimum, $0.maximum] } == [[30, 33]])
    #expect(open.notes.count == 1 && open.notes[0].contains("Up to 10 % more"))
    let wide = try LatentData(
      AnalysisData(
        streams: [stream], ladders: [0: ladder(CountInterval(minimum: 30, maximum: nil))],
        window: window), openShare: 2)
    #expect(wide.events.counts.map { [$0.minimum, $0.maximum] } == [[30, 90]])
    #expect(wide.notes.count == 1 && wide.notes[0].contains("Up to 200 % more"))
  }
}
