import Escalation
import Estimation
import Incidents
import LinearAlgebra
import PointProcesses
import Randomness
import Testing
import TimeSeries

@Suite struct AnalysisTests {
  static let truth = try! HawkesParameters(
    rates: [[0.15], [0.15]], branching: [[0.2, 0.4], [0.4, 0.2]],
    lags: [[LagDistribution]](
      repeating: [LagDistribution](
        repeating: try! LagDistribution(family: .gamma, mean: 2, shape: 2), count: 2), count: 2))

  static func history(_ days: Double) -> EventHistory {
    var random = RandomStream(seed: 9, part: .init("analysis tests"))
    return try! truth.simulate(duration: days, using: &random)
  }

  static func likelihood() -> HawkesLikelihoodAnalysis {
    var analysis = HawkesLikelihoodAnalysis()
    analysis.replicates = 40
    analysis.imputations = 4
    return analysis
  }

  /// Daily counts of two streams from the first day of 2024 on.
  static func counts(_ columns: [[Double]], names: [String] = ["A->B", "B->A"]) throws -> CountData
  {
    let start = try #require(Day(iso: "2024-01-01"))
    return CountData(
      names: names, labels: columns[0].indices.map { "\(start + $0)" }, columns: columns,
      time: .day)
  }

  @Test func exactTimesGiveEstimatesNearTheTruth() async throws {
    let history = Self.history(400)
    let data = try ConflictData(
      streams: ["A", "B"], times: history.times, span: .numbers(0...400))
    let fit = try await Self.likelihood().fit(data, Computation(threads: 2))
    let hawkes = try #require(fit.details as? ProfiledHawkes)
    #expect(hawkes.completions.count == 1 && hawkes.converged && fit.failures.isEmpty)
    let g = try #require(fit.estimates[.responsesPerIncident, responder: 0, provoker: 1])
    #expect((g.lower...g.upper).contains(0.4) && g.verdict == .estimated && g.interval == .profile)
    let lag = try #require(fit.estimates[.lag(.mean), responder: 0, provoker: 1])
    #expect((lag.lower...lag.upper).contains(2))
    let shares = [Estimand.retaliationShare, .momentumShare, .baselineShare].compactMap {
      fit.estimates[$0, responder: 0]?.value
    }
    #expect(shares.count == 3 && abs(shares.reduce(0, +) - 1) < 1e-9)
  }

  @Test func resultsDoNotDependOnThreads() async throws {
    let history = Self.history(150)
    let window = try ObservationWindow("2024-01-01..2024-05-29")
    let log = ["A->B", "B->A"].enumerated().flatMap { index, name in
      history.times[index].map { time in
        let dyad = try! Dyad(name)
        return Incident(
          id: "x", source: dyad.source, target: dyad.target,
          dates: DayInterval(window.start + Int(time)),
          provenance: Provenance(document: "log"))
      }
    }
    let data = try ConflictData(
      incidents: log, window: window, streams: [Dyad("A->B"), Dyad("B->A")])
    func rows(seed: UInt64, threads: Int) async throws -> [Estimate] {
      try await Self.likelihood().fit(data, Computation(seed: seed, threads: threads)).estimates
        .rows
    }
    let two = try await rows(seed: 1, threads: 2)
    let one = try await rows(seed: 1, threads: 1)
    #expect(
      one.map { [$0.value, $0.lower, $0.upper].map(\.bitPattern) }
        == two.map { [$0.value, $0.lower, $0.upper].map(\.bitPattern) })
    #expect(one != (try await rows(seed: 2, threads: 1)))
  }

  @Test func anEmptyStreamIsNamed() throws {
    #expect(throws: ConflictDataError.emptyStream("B", window: "the window")) {
      try ConflictData(streams: ["A", "B"], times: [[1, 2], []], span: .numbers(0...10))
    }
    let window = try ObservationWindow("2024-01-01..2024-01-31")
    #expect(throws: ConflictDataError.emptyStream("A->B", window: "\(window)")) {
      try ConflictData(incidents: [], window: window, streams: [Dyad("A->B")])
    }
  }

  /// Where even the shortest lag that is searched is longer than what is observed, no lag can be
  /// found.
  @Test func lagsLongerThanTheWindowAreAnError() async throws {
    let data = try ConflictData(
      streams: ["A", "B"], times: Self.history(60).times, span: .numbers(0...60))
    var analysis = Self.likelihood()
    analysis.replicates = 0
    analysis.lagRange = 90...360
    await #expect(throws: PointProcessError.self) {
      try await analysis.fit(data, Computation())
    }
    analysis.lagRange = 30...120
    let fit = try await analysis.fit(data, Computation())
    #expect((fit.details as? ProfiledHawkes)?.model.lagRange == 30...60)
  }

  /// The same stream twice would answer itself at a lag of zero.
  @Test func twoEqualStreamsAreAnError() throws {
    let window = try ObservationWindow("2024-01-01..2024-01-31")
    #expect(throws: ConflictDataError.repeatedStream("A->B")) {
      try ConflictData(incidents: [], window: window, streams: [Dyad("A->B"), Dyad("A->B")])
    }
    #expect(throws: ConflictDataError.repeatedStream("A")) {
      try ConflictData(streams: ["A", "A"], times: [[1], [1]], span: .numbers(0...10))
    }
    #expect(throws: ConflictDataError.repeatedStream("a")) {
      try ConflictData(Self.counts([[1, 2], [2, 1]], names: ["a", "a"]))
    }
  }

  @Test func countsGiveTheSameQuestionsAnAnswer() async throws {
    let history = Self.history(400)
    let window = try ObservationWindow("2024-01-01..2025-02-03")
    let series = CountSeries(
      times: history.times, dyads: [try Dyad("A->B"), try Dyad("B->A")], window: window)
    let data = try Self.counts(series.counts)
    var analysis = VectorAutoregressionAnalysis()
    analysis.order = .selected(maximum: 8, by: .aic, minimum: 1)
    analysis.dummies = .none
    analysis.replicates = 100
    let fit = try await analysis.fit(ConflictData(data), Computation())
    let fitted = try #require(fit.details as? FittedVectorAutoregression)
    #expect(fitted.lags >= 1 && fitted.response.model == "var(\(fitted.lags))")
    let single = try VectorAutoregression(series: data.tables[0], lags: fitted.lags)
    #expect(abs((try fitted.coefficients())[0][1].estimate - single.coefficients[1, 0]) < 1e-14)
    let test = try fitted.causality(of: [0], from: [1])
    #expect(
      abs(test.statistic - (try single.grangerCausality(of: [0], from: [1]).statistic)) < 1e-9)
    #expect(test.pValue < 0.05)
    let g = try #require(fit.estimates[.responsesPerIncident, responder: 0, provoker: 1])
    let sum = (1...fitted.lags).reduce(0) { $0 + single.lagMatrix($1)[0, 1] }
    #expect(abs(g.value - sum) < 1e-12)
    #expect(g.lower < g.value && g.value < g.upper)
    let shares = [Estimand.retaliationShare, .momentumShare, .baselineShare].compactMap {
      fit.estimates[$0, responder: 0]?.value
    }
    #expect(shares.count == 3 && abs(shares.reduce(0, +) - 1) < 1e-9)
  }

  @Test func withoutBootstrapNothingHasAnInterval() async throws {
    let history = Self.history(400)
    let window = try ObservationWindow("2024-01-01..2025-02-03")
    let series = CountSeries(
      times: history.times, dyads: [try Dyad("A->B"), try Dyad("B->A")], window: window)
    var analysis = VectorAutoregressionAnalysis()
    analysis.order = .fixed(2)
    analysis.replicates = 0
    analysis.surrogates = 0
    analysis.horizon = 5
    let fit = try await analysis.fit(ConflictData(Self.counts(series.counts)), Computation())
    #expect(!fit.curves.isEmpty)
    for curve in fit.curves {
      #expect(curve.points.allSatisfy { $0.value.isFinite && $0.lower.isNaN && $0.upper.isNaN })
    }
    #expect(!fit.estimates.rows.isEmpty)
    for row in fit.estimates.rows {
      #expect(!row.hasInterval && !row.verdict.isUsable, "\(row.estimand)")
    }
  }

  @Test func pooledWaldOfOneTableIsTheFTest() throws {
    let wald = try PooledWald(
      estimates: [[1, 2]], covariances: [[[2, 0.5], [0.5, 1]]], completeDegreesOfFreedom: 30)
    // b' S^-1 b / 2 by hand: inverse of [[2, .5], [.5, 1]] is [[1, -.5], [-.5, 2]] / 1.75.
    #expect(abs(wald.statistic - (1 - 2 + 8) / 1.75 / 2) < 1e-12)
    #expect(wald.denominator == 30)
    let spread = try PooledWald(
      estimates: [[1, 2], [2, 1], [0, 3]],
      covariances: [Matrix](repeating: [[2, 0.5], [0.5, 1]], count: 3),
      completeDegreesOfFreedom: 30)
    #expect(spread.statistic < wald.statistic && spread.denominator < 30)
  }
}
