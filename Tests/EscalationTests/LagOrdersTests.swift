import Escalation
import LinearAlgebra
import Randomness
import RealModule
import Testing
import TimeSeries

/// What an autoregression says of its errors, of single lags and of other numbers of lags.
@Suite struct LagOrdersTests {
  /// The first series answers the second at one lag; the variance grows with the mean where asked.
  static func data(
    _ strength: Double, lag: Int = 1, lull: Double = 0, grows: Bool = false, days: Int = 300,
    seed: UInt64 = 1
  ) throws -> ConflictData {
    var random = RandomStream(seed: seed, part: .init("lag orders"))
    var columns: [[Double]] = [[], []]
    for day in 0..<days {
      columns[1].append(Double(random.poisson(mean: 2)))
      let answer = day > lag + 1 ? columns[1][day - lag] - 2 : 0
      let rest = day > lag + 1 ? columns[1][day - lag - 1] - 2 : 0
      let mean = 3 + strength * answer - lull * rest
      columns[0].append(mean + random.normal() * (grows ? 0.2 * mean * mean / 3 : 0.6))
    }
    return try ConflictData(try AnalysisTests.counts(columns))
  }

  static func fit(
    _ data: ConflictData, _ change: (inout VectorAutoregressionAnalysis) -> Void = { _ in }
  ) async throws -> (fit: Fit, details: FittedVectorAutoregression) {
    var analysis = VectorAutoregressionAnalysis()
    analysis.order = .selected(maximum: 6, by: .aic, minimum: 1)
    (analysis.replicates, analysis.surrogates) = (200, 0)
    change(&analysis)
    let fit = try await analysis.fit(data, Computation())
    return (fit, try #require(fit.details as? FittedVectorAutoregression))
  }

  @Test func errorsAreRobustWhereTheVarianceChanges() async throws {
    let (steady, plain) = try await Self.fit(try Self.data(0.3, seed: 5))
    #expect(plain.variance.covariance == .classical && plain.variance.resampling == .residual)
    #expect(!steady.causality.contains { $0.kind == .grangerRobustF })
    let data = try Self.data(0.5, grows: true)
    let (changing, robust) = try await Self.fit(data)
    #expect(robust.variance.covariance == .hc3 && robust.variance.resampling == .wild)
    guard case .changing(let p) = robust.variance.reason else {
      Issue.record("\(robust.variance.reason)")
      return
    }
    #expect(p < 0.05)
    let test = try #require(
      changing.causality.first { $0.kind == .grangerRobustF && $0.caused == [0] })
    let wald = try robust.fits[0].waldCausality(of: [0], from: [1], covariance: .hc3)
    #expect(abs(test.statistic * Double(wald.degreesOfFreedom) - wald.statistic) < 1e-9)
    let errors = try robust.fits[0].standardErrors(.hc3)
    let row = try #require(
      changing.coefficients.first { $0.equation == "A->B" && $0.term == "L1.B->A" })
    let place = try #require(robust.fits[0].terms.firstIndex(of: .lag(1, series: 1)))
    #expect(abs(row.error - errors[place, 0]) < 1e-12)
    // The user's word counts.
    let (_, asked) = try await Self.fit(data) {
      $0.covariance = .classical
      $0.resampling = .residual
    }
    #expect(asked.variance.covariance == .classical && asked.variance.reason == .chosen)
  }

  /// With robust errors the test holds its level where the variance follows a regressor.
  @Test func theRobustTestHoldsItsLevel() async throws {
    var (classical, robust) = (0, 0)
    for seed in 0..<150 {
      var random = RandomStream(seed: UInt64(seed), part: .init("robust level"))
      var columns: [[Double]] = [[], []]
      for day in 0..<250 {
        let before = day > 0 ? columns[1][day - 1] : 0
        columns[0].append(random.normal() * (0.3 + before * before))
        columns[1].append(random.normal())
      }
      let (fit, details) = try await Self.fit(
        ConflictData(try AnalysisTests.counts(columns))
      ) {
        $0.order = .fixed(1)
        $0.replicates = 0
      }
      #expect(details.variance.covariance == .hc3)
      func p(_ kind: CausalityTest.Kind) -> Double {
        fit.causality.first { $0.kind == kind && $0.caused == [0] }?.pValue ?? .nan
      }
      classical += p(.grangerF) < 0.05 ? 1 : 0
      robust += p(.grangerRobustF) < 0.05 ? 1 : 0
    }
    #expect(classical >= 30 && robust <= 14, "\(classical), \(robust)")
  }

  @Test func aLullHidesNoAnswer() async throws {
    let (fit, _) = try await Self.fit(try Self.data(0.15, lull: 0.15, days: 500)) {
      $0.order = .fixed(3)
    }
    let test = try #require(fit.causality.first { $0.kind == .maximumLag && $0.caused == [0] })
    #expect(test.pValue < 0.01 && (test.lag == 1 || test.lag == 2) && test.numerator == 3)
    let g = try #require(fit.estimates[.responsesPerIncident, responder: 0, provoker: 1])
    #expect(g.verdict.reasons.contains(.strengthMayBeZero))
  }

  /// Weights, strengths and tests are those of single fits.
  @Test func ordersAreThoseOfSingleFits() async throws {
    let (_, details) = try await Self.fit(try Self.data(0.25, lag: 3, seed: 3))
    let orders = try #require(details.orders)
    #expect(orders.weights.map(\.order) == Array(1...6))
    #expect(abs(orders.weights.reduce(0) { $0 + $1.weight } - 1) < 1e-12)
    let rows = details.selections[0].rows.filter { $0.order >= 1 }
    let best = try #require(rows.map(\.aic).min())
    let raw = rows.map { Double.exp(-0.5 * 294 * ($0.aic - best)) }
    for (row, weight) in zip(raw, orders.weights) {
      #expect(abs(row / raw.reduce(0, +) - weight.weight) < 1e-12)
    }
    for finding in orders.findings(0, 1) {
      let single = try VectorAutoregression(
        series: details.fits[0].series, lags: finding.order)
      let sum = (1...finding.order).reduce(0) { $0 + single.lagMatrix($1)[0, 1] }
      #expect(abs(finding.strength - sum) < 1e-12)
      let test = try single.grangerCausality(of: [0], from: [1])
      #expect(abs(test.pValue - finding.pValue) < 1e-9)
    }
    // An answer three days later is not there with fewer lags.
    let runs = orders.runs(0, 1)
    #expect(runs.first?.isSignificant == false && runs.last?.isSignificant == true, "\(runs)")
    #expect(runs.last?.orders == 3...6 && (runs.last?.weight ?? 0) > 0.99)
    let average = orders.average(0, 1)
    #expect(
      abs(average.strength - 0.25) < 0.1 && average.error > 0.01 && average.significance > 0.99)
  }

  @Test func aGivenNumberOfLagsIsNotQuestioned() async throws {
    let (_, details) = try await Self.fit(try Self.data(0.25, lag: 3)) { $0.order = .fixed(3) }
    #expect(details.orders == nil)
  }
}
