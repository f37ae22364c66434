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

  static func options() -> HawkesAnalysis.Options {
    var options = HawkesAnalysis.Options()
    options.replicates = 40
    options.imputations = 4
    options.threads = 2
    return options
  }

  @Test func exactTimesGiveEstimatesNearTheTruth() async throws {
    let history = Self.history(400)
    let data = AnalysisData(names: ["A", "B"], times: history.times, duration: 400)
    let analysis = try await HawkesAnalysis.run(data, options: Self.options())
    #expect(analysis.completions.count == 1 && analysis.converged)
    let rows = try analysis.estimates()
    let g = try #require(
      rows.first {
        $0.estimand == "retaliations_per_incident" && $0.responder == "A" && $0.provoker == "B"
      })
    #expect((g.lower...g.upper).contains(0.4) && g.verdict == .estimated && g.interval == "profile")
    let lag = try #require(
      rows.first {
        $0.estimand == "retaliation_lag_mean" && $0.responder == "A" && $0.provoker == "B"
      })
    #expect((lag.lower...lag.upper).contains(2))
    let shares = rows.filter { $0.responder == "A" && $0.estimand.hasSuffix("_share") }.map(\.value)
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
    let streams = try ["A->B", "B->A"].map {
      IncidentStream(dyad: try Dyad($0), window: window, incidents: log)
    }
    let data = AnalysisData(streams: streams, window: window)
    var options = Self.options()
    let two = try await HawkesAnalysis.run(data, options: options).estimates()
    options.threads = 1
    let one = try await HawkesAnalysis.run(data, options: options).estimates()
    #expect(
      one.map { [$0.value, $0.lower, $0.upper].map(\.bitPattern) }
        == two.map { [$0.value, $0.lower, $0.upper].map(\.bitPattern) })
    options.seed = 2
    let other = try await HawkesAnalysis.run(data, options: options).estimates()
    #expect(one != other)
  }

  @Test func anEmptyStreamIsNamed() async throws {
    let data = AnalysisData(names: ["A", "B"], times: [[1, 2], []], duration: 10)
    await #expect(throws: PointProcessError.emptyStream(1)) {
      try await HawkesAnalysis.run(data, options: Self.options())
    }
  }

  @Test func countsGiveTheSameQuestionsAnAnswer() async throws {
    let history = Self.history(400)
    let window = try ObservationWindow("2024-01-01..2025-02-03")
    let series = CountSeries(
      times: history.times, dyads: [try Dyad("A->B"), try Dyad("B->A")], window: window)
    let data = CountData(
      names: series.dyads.map(\.description),
      labels: (0..<window.length).map { "\(window.start + $0)" },
      columns: series.counts, isDaily: true)
    var options = VectorAutoregressionAnalysis.Options()
    options.order = .selected(maximum: 8, by: .aic, minimum: 1)
    options.replicates = 100
    let analysis = try await VectorAutoregressionAnalysis.run(data, options: options)
    #expect(analysis.lags >= 1 && analysis.response.model == "var(\(analysis.lags))")
    let single = try VectorAutoregression(series: data.tables[0], lags: analysis.lags)
    #expect(
      abs((try analysis.coefficients())[0][1].estimate - single.coefficients[1, 0]) < 1e-14)
    let test = try analysis.causality(of: [0], from: [1])
    #expect(
      abs(test.statistic - (try single.grangerCausality(of: [0], from: [1]).statistic)) < 1e-9)
    #expect(test.pValue < 0.05)
    let rows = try analysis.estimates()
    let g = try #require(
      rows.first {
        $0.estimand == "retaliations_per_incident" && $0.responder == "A->B"
          && $0.provoker == "B->A"
      })
    let sum = (1...analysis.lags).reduce(0) { $0 + single.lagMatrix($1)[0, 1] }
    #expect(abs(g.value - sum) < 1e-12)
    #expect(g.lower < g.value && g.value < g.upper)
    let shares = rows.filter { $0.responder == "A->B" && $0.estimand.hasSuffix("_share") }.map(
      \.value)
    #expect(abs(shares.reduce(0, +) - 1) < 1e-9)
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
