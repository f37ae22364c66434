import Escalation
import Incidents
import PointProcesses
import Testing

/// Incidents that stand for several acts, known or not, on their way into the models.
@Suite struct BatchDataTests {
  static let window = try! ObservationWindow("2024-01-01..2024-01-30")
  static let dyad = try! Dyad("A->B")

  static func incident(_ from: Int, _ to: Int, _ count: CountInterval = .one) -> Incident {
    Incident(
      id: "x", source: dyad.source, target: dyad.target,
      dates: DayInterval((window.start + from)...(window.start + to)), count: count,
      provenance: Provenance(document: "log"))
  }

  static func data(_ log: [Incident], claims: [Claim] = []) -> AnalysisData {
    AnalysisData(
      streams: [IncidentStream(dyad: dyad, window: window, incidents: log)],
      ladders: claims.isEmpty ? [:] : [0: Ladder(claims: claims)], window: window)
  }

  static func total(_ until: Int, _ count: Int) -> Claim {
    Claim(
      source: dyad.source, target: dyad.target, since: DayInterval(window.start),
      until: DayInterval(window.start + until), count: CountInterval(exactly: count),
      provenance: Provenance(document: "claims"))
  }

  static func interval(_ minimum: Int, _ maximum: Int?) throws -> CountInterval {
    try CountInterval(minimum: minimum, maximum: maximum)
  }

  @Test func imputationDrawsTheNumberEvenly() throws {
    for (count, possible) in [
      (try Self.interval(1, 1), 1...1), (try Self.interval(1, nil), 1...1),
      (try Self.interval(2, nil), 2...4),
      (try Self.interval(0, 2), 0...2), (try Self.interval(1, 20), 1...20),
    ] {
      let data = Self.data([Self.incident(3, 4, count), Self.incident(9, 9)])
      var seen = [Int](repeating: 0, count: 21)
      for replicate in 0..<400 {
        let completed = try CompletedHistory(of: data, seed: 1, replicate: replicate)
        let times = completed.history.times[0].filter { $0 < 9 }
        #expect(times.allSatisfy { $0 >= 3 && $0 < 5 })
        #expect(completed.origins[0].count { $0 == .incident(0) } == times.count)
        seen[times.count] += 1
      }
      let expected = 400 / Double(possible.count)
      for number in seen.indices {
        // Five standard deviations of a count.
        let room = possible.contains(number) ? 5 * expected.squareRoot() : 0
        let wanted = possible.contains(number) ? expected : 0
        #expect(abs(Double(seen[number]) - wanted) <= room, "\(count): \(number)")
      }
    }
  }

  /// 1, 1 to 3 and 1 to 20 acts within three days, beside two incidents a day.
  @Test func theMostActsOfABatchCount() async throws {
    let others = (0..<60).map { Self.incident($0 / 2, $0 / 2) }
    var means: [Double] = []
    for count in [try Self.interval(1, 1), try Self.interval(1, 3), try Self.interval(1, 20)] {
      let latent = try LatentData(Self.data(others + [Self.incident(10, 12, count)]))
      var options = HawkesPosterior.Options()
      options.baseline = BaselineShape()
      options.chains = 2
      options.warmup = 200
      options.draws = 300
      options.longestStride = 4
      options.threads = 2
      let posterior = try await HawkesPosterior.sample(
        HawkesModel(streamCount: 1, family: .exponential, lagRange: 0.1...30),
        data: latent.events, options: options)
      let draws = posterior.pooled
      means.append(
        draws.reduce(0) { $0 + Double($1.actCounts[0]) } / Double(draws.count) - 60)
      // What is drawn beyond the smallest number belongs to the incident.
      for story in posterior.histories.joined() {
        for (time, label) in zip(story.events.times[0], story.labels[0]) {
          #expect(label >= 0)
          if latent.incidents[0][label] == 60 { #expect(time >= 10 && time <= 13) }
        }
      }
    }
    #expect(means[0] == 1)
    // Six acts in three days are usual: near the top of 1 to 3, in the middle of 1 to 20.
    #expect(means[1] > 2 && means[1] < 3)
    #expect(means[2] > 4 && means[2] < 10)
  }

  @Test func noActMayHaveHappened() throws {
    let latent = try LatentData(
      Self.data([Self.incident(3, 4, try Self.interval(0, 2)), Self.incident(9, 9)]))
    #expect(latent.events.known[0].count == 1)
    #expect(latent.events.batches.map(\.mostEvents) == [2])
    #expect(latent.incidents == [[1, 0]])
    let none = Self.data([Self.incident(3, 4, CountInterval(exactly: 0)), Self.incident(9, 9)])
    #expect(try LatentData(none).events.known[0].count == 1)
    #expect(try CompletedHistory(of: none, seed: 1, replicate: 0).history.times[0].count == 1)
  }

  private static func sampled(
    _ data: AnalysisData, _ analysis: HawkesPosteriorAnalysis = HawkesPosteriorAnalysis()
  ) async throws -> SampledHawkes {
    try await SampledHawkes(
      data, analysis: analysis, shape: BaselineShape(slowerThan: 14), computation: Computation())
  }

  private static func profiled(_ data: AnalysisData) async throws -> ProfiledHawkes {
    try await ProfiledHawkes(
      data, analysis: HawkesLikelihoodAnalysis(), breaks: [], computation: Computation())
  }

  /// A posterior without anything beside it, of two chains.
  static let shortPosterior: HawkesPosteriorAnalysis = {
    var options = HawkesPosteriorAnalysis()
    options.family = .exponential
    options.tests = nil
    options.scales = []
    options.heldOutShare = 0
    options.sampling.chains = 2
    return options
  }()

  @Test(arguments: [1, 20, 2_000, 20_000, 1_000_000_000])
  func largeBatchesAreFewEventsAndCountInFull(acts: Int) async throws {
    let data = Self.data([
      Self.incident(3, 3, CountInterval(exactly: acts)), Self.incident(9, 9),
      Self.incident(20, 20),
    ])
    let completed = try CompletedHistory(of: data, seed: 1, replicate: 0)
    #expect(completed.history.times[0].count == min(20, acts) + 2)
    #expect(completed.history.actCount(of: 0) == Double(acts + 2))

    let latent = try LatentData(data)
    #expect(latent.events.known[0].count == min(20, acts) + 2)
    var options = Self.shortPosterior
    options.sampling.warmup = 50
    options.sampling.draws = 20
    options.sampling.histories = 5
    options.sampling.longestStride = 2
    let analysis = try await Self.sampled(data, options)
    #expect(analysis.meanCounts == [Double(acts + 2)])
    let daily = analysis.histories.dailyCounts[0].known
    #expect(abs(daily[3] / Double(acts) - 1) < 1e-9 && abs(daily[9] - 1) < 1e-9)
    let strengths = analysis.posterior.pooled.flatMap(\.branching.elements)
    #expect(strengths.allSatisfy { $0.isFinite })

    let series = CountSeries(
      expectedIn: [
        IncidentStream(
          dyad: Self.dyad, window: Self.window,
          incidents: [
            Self.incident(3, 3, CountInterval(exactly: acts))
          ])
      ], window: Self.window)
    #expect(series.counts[0][3] == Double(acts))
    let fit = try HawkesFit(
      HawkesModel(streamCount: 1, family: .exponential, lagRange: 0.05...10),
      to: completed.history)
    #expect(fit.logLikelihood.isFinite)
  }

  @Test func largeUncertainBatchesAreFewEvents() throws {
    for count in [try Self.interval(1, 1_000_000_000), try Self.interval(1_000_000, nil)] {
      let data = Self.data([Self.incident(3, 3, count)])
      let latent = try LatentData(data)
      let batch = try #require(latent.events.batches.first)
      let most = Double(count.closed().upperBound)
      #expect(latent.events.known[0].count <= 20 && batch.mostEvents <= 20)
      #expect(batch.minimum == count.minimum)
      let reached = Double(batch.minimum + batch.mostEvents * batch.actsPerEvent)
      #expect(reached <= most && reached > 0.9 * most)
      let completed = try CompletedHistory(of: data, seed: 1, replicate: 0)
      #expect(completed.history.times[0].count == 20)
      #expect(completed.history.actCount(of: 0) >= Double(count.minimum))
    }
  }

  @Test(arguments: [30, 20_000, 1_000_000_000])
  func largeTotalsAreFewEventsAndCountInFull(acts: Int) async throws {
    let data = Self.data([Self.incident(3, 3)], claims: [Self.total(9, acts)])
    let completed = try CompletedHistory(of: data, seed: 1, replicate: 0)
    #expect(completed.history.times[0].count <= 201)
    #expect(completed.history.actCount(of: 0) == Double(acts))
    let latent = try LatentData(data)
    #expect(latent.events.mostUnseen(0) <= 200)
    var options = HawkesPosterior.Options()
    options.chains = 2
    options.warmup = 10
    options.draws = 10
    options.histories = 2
    options.longestStride = 2
    let posterior = try await HawkesPosterior.sample(
      HawkesModel(streamCount: 1, family: .exponential, lagRange: 0.1...30),
      data: latent.events, options: options)
    for draw in posterior.pooled {
      // Two hundred events, so that a total holds to within a two-hundredth.
      #expect(abs(Double(draw.actCounts[0]) / Double(acts) - 1) <= 1.0 / 199)
    }
  }

  @Test func aStreamIsNamedOnce() async throws {
    let data = AnalysisData(names: ["A->B", "A->B"], times: [[1, 2, 4], [1, 2, 4]], duration: 9)
    let expected = PointProcessError.repeatedStream("A->B")
    await #expect(throws: expected) {
      _ = try await Self.profiled(data)
    }
    await #expect(throws: expected) {
      _ = try await Self.sampled(data)
    }
  }

  @Test func tooManyIncidentsAreRefusedBeforeAnythingIsComputed() async throws {
    let data = Self.data((0..<1_000_000).map { Self.incident($0 % 30, $0 % 30) })
    let expected = PointProcessError.tooManyEvents(count: 1_000_000, limit: 100_000)
    #expect(throws: expected) { try CompletedHistory(of: data, seed: 1, replicate: 0) }
    await #expect(throws: expected) {
      _ = try await Self.sampled(data)
    }
    await #expect(throws: expected) {
      _ = try await Self.profiled(data)
    }
  }
}
