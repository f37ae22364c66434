import Escalation
import Estimation
import Incidents
import RealModule
import Testing

@Suite struct ModelFreeTests {
  /// The radiotherapy group of the breast cosmesis data (Finkelstein and Wolfe, Biometrics 41,
  /// 1985), months to deterioration; survival as in Klein and Moeschberger (2003), table 5.3.
  @Test func turnbullGivesThePublishedSurvival() {
    let bounded: [(Double, Double)] = [
      (0, 7), (0, 8), (0, 5), (4, 11), (5, 12), (5, 11), (6, 10), (7, 16), (7, 14), (11, 15),
      (11, 18), (17, 25), (17, 25), (19, 35), (18, 26), (25, 37), (26, 40), (27, 34), (36, 44),
      (36, 48), (37, 44),
    ]
    let open: [Double] =
      [15, 17, 18, 22, 24, 24, 32, 33, 34, 36, 36, 37, 37, 37, 38, 40, 45]
      + [Double](repeating: 46, count: 8)
    let estimate = TurnbullEstimate(
      intervals: bounded.map { (lower: $0.0, upper: $0.1) }
        + open.map { (lower: $0, upper: .infinity) })
    let published: [(Double, Double)] = [
      (5, 0.954), (7, 0.920), (8, 0.832), (12, 0.761), (25, 0.668), (34, 0.586), (40, 0.466),
    ]
    for (time, survival) in published {
      #expect(abs(estimate.survival(after: time) - survival) < 0.002, "month \(time)")
    }
  }

  @Test func turnbullOfExactTimesIsTheirDistribution() {
    let estimate = TurnbullEstimate(intervals: [1.0, 2, 4, 9].map { (lower: $0, upper: $0) })
    #expect(estimate.masses.map(\.lower) == [1, 2, 4, 9])
    #expect(estimate.masses.allSatisfy { abs($0.probability - 0.25) < 1e-9 })
    #expect(estimate.quantile(0.5) == 2)
    #expect(TurnbullEstimate(intervals: []).quantile(0.5).isNaN)
    #expect(TurnbullEstimate(intervals: [(lower: 3, upper: .infinity)]).quantile(0.5) == .infinity)
  }

  @Test func narrowIntervalsGiveTheGammaOfTheirMiddles() throws {
    // For a gamma the estimate of the mean is the mean of exact times.
    let times = [0.5, 1, 1.5, 2, 3, 4, 6]
    let fit = try #require(
      CensoredGamma(intervals: times.map { (lower: $0 - 0.001, upper: $0 + 0.001) }))
    #expect(abs(fit.mean - 18.0 / 7) < 0.005)
    // The shape solves log(shape) - digamma(shape) = log(mean) - mean(log).
    let logs = times.reduce(0) { $0 + Double.log($1) } / 7
    let right = Double.log(18.0 / 7) - logs
    #expect(abs(Double.log(fit.shape) - digamma(fit.shape) - right) < 0.005)
    #expect(CensoredGamma(intervals: []) == nil)
  }

  @Test func statedPairsComeFromIncidentsAndKeepTheirDates() throws {
    let start = try #require(Day(iso: "2024-01-01"))
    func incident(_ id: String, _ source: String, _ day: Int, answers: [String] = []) -> Incident {
      Incident(
        id: id, source: Side(source), target: Side(source == "A" ? "B" : "A"),
        dates: DayInterval(start + day), answers: answers,
        provenance: Provenance(document: "log"))
    }
    let pairs = StatedPair.pairs(in: [
      incident("a1", "A", 0), incident("b1", "B", 3, answers: ["a1", "unknown"]),
      incident("b2", "B", 0, answers: ["a1"]),
    ])
    #expect(pairs.count == 2)
    #expect(pairs[0].shortest == 2 && pairs[0].longest == 4)
    #expect(pairs[1].shortest == 0 && pairs[1].longest == 1)
    // An answer that came first is no pair.
    let early = StatedPair(
      responder: Side("B"), provoker: Side("A"), trigger: DayInterval(start + 5),
      answer: DayInterval(start))
    #expect(early == nil)
  }

  @Test func statedPairsOfOtherTimesAreNotUsed() throws {
    let window = try ObservationWindow("2024-03-01..2024-03-31")
    func isObserved(trigger: Int, answer: Int) throws -> Bool {
      try #require(
        StatedPair(
          responder: Side("B"), provoker: Side("A"), trigger: DayInterval(window.start + trigger),
          answer: DayInterval(window.start + answer))
      ).isObserved(in: window)
    }
    #expect(try isObserved(trigger: 2, answer: 4) && isObserved(trigger: -30, answer: 0))
    // Its answer lies outside, or what it answers is older than a month.
    #expect(try !isObserved(trigger: -2, answer: -1) && !isObserved(trigger: 30, answer: 31))
    #expect(try !isObserved(trigger: -31, answer: 0))
  }

  /// Three of six lags lie within two days: the median is the end of those, not of the next.
  @Test func halfOfTheLagsIsTheMedian() {
    let lags = TurnbullEstimate(intervals: [
      (0, 2), (0, 2), (0, 3), (2, 5), (4, 7), (7, 11),
    ])
    #expect(abs(lags.quantile(0.5) - 2) < 1e-3)
  }

  @Test func powerLawGrowthHasItsClosedForm() throws {
    // log(T / t) is 1 and 2, so the estimate is 2 / 3.
    let curve = try #require(
      EscalationCurve(
        times: [100 / Double.exp(1), 100 / Double.exp(2)], duration: 100, level: 0.95))
    #expect(abs(curve.growth - 2.0 / 3) < 1e-12)
    let chi = ChiSquare(degreesOfFreedom: 4)
    #expect(abs(curve.interval.lowerBound - chi.quantile(0.025) / 6) < 1e-12)
    #expect(abs(EscalationCurve.exponent(ofGrowth: curve.growth) + 0.5) < 1e-12)
    #expect(EscalationCurve(times: [3], duration: 100, level: 0.95) == nil)
    #expect(EscalationCurve(times: [100, 100], duration: 100, level: 0.95) == nil)
  }

  @Test func episodesAreCountedByHand() {
    // A1 B2 | A10 A12 | B20 A21 A22 with a gap of 3 days.
    let episodes = Episodes(times: [[1, 10, 12, 21, 22], [2, 20]], gap: 3)
    #expect(episodes.all.map(\.begunBy) == [0, 0, 1])
    #expect(episodes.all.map(\.endedBy) == [1, 0, 0])
    #expect(episodes.all.map(\.counts) == [[1, 1], [2, 0], [2, 1]])
    #expect(Episodes.unanswered(episodes.all, responder: 1, provoker: 0) == 0.5)
    #expect(Episodes.responses(episodes.all, responder: 0, provoker: 1) == 2)
    #expect(Episodes(times: [[], []], gap: 3).all.isEmpty)
    #expect(Episodes(times: [[1, 10, 12, 21, 22], [2, 20]], gap: 30).all.count == 1)
  }

  @Test func promptAnswersShowInEveryPartner() async throws {
    let window = try ObservationWindow("2023-01-01..2023-10-27")
    let streams = try ["B->A", "A->B"].map {
      try IncidentStream(
        dyad: Dyad($0), window: window, incidents: RobustnessTestsTests.answered(window))
    }
    var options = ModelFreePartners.Options()
    options.completions = 5
    options.surrogates = 99
    options.replicates = 200
    let partners = try await ModelFreePartners.run(
      AnalysisData(streams: streams, window: window), options: options)
    let lag = try #require(
      partners.estimates.first {
        $0.estimand == .correlogramLag && $0.responder == 0
      })
    // Day-stamped answers of the next day lie 0 to 2 days apart.
    #expect(lag.lower <= 1 && lag.upper >= 1 && lag.value < 2)
    let ratio = try #require(partners.rateRatios.first { $0.responder == 0 })
    #expect(ratio.value > 1.2 && ratio.lower < ratio.value && ratio.upper > ratio.value)
    let begun = try #require(
      partners.estimates.first { $0.estimand == .begunEpisodes && $0.responder == 1 })
    #expect(begun.value > 0.6)
    #expect(partners.episodes.map(\.gap) == [3.5, 7, 14])
    options.threads = 3
    let threaded = try await ModelFreePartners.run(
      AnalysisData(streams: streams, window: window), options: options)
    #expect(threaded.correlograms == partners.correlograms)
  }

  @Test(arguments: [[[], []], [[1.0], []], [[1.0], [1.0]]]) func fewEventsGiveNoSilentNumber(
    _ times: [[Double]]
  ) async throws {
    let partners = try await ModelFreePartners.run(
      AnalysisData(names: ["a", "b"], times: times, duration: 1))
    for estimate in partners.estimates {
      #expect(estimate.verdict.name == "not identifiable", "\(estimate.estimand)")
      #expect(!estimate.verdict.reasons.isEmpty, "\(estimate.estimand)")
    }
  }
}
