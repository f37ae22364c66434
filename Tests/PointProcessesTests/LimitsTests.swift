import LinearAlgebra
import Randomness
import Testing

import PointProcesses

/// What is out of reach is refused before anything is computed.
@Suite struct LimitsTests {
  static func law() throws -> LagDistribution { try LagDistribution(family: .exponential, mean: 1) }

  @Test func windowsHaveALongestLength() throws {
    #expect(throws: PointProcessError.spanTooLong(1e12)) {
      try EventHistory(times: [[1]], duration: 1e12)
    }
    #expect(throws: PointProcessError.spanTooLong(1e12)) {
      try LatentEvents(known: [[.init(lower: 0, upper: 1)]], duration: 1e12)
    }
    let parameters = try HawkesParameters(rates: [[0]], branching: [[0.1]], lags: [[Self.law()]])
    var random = RandomStream(seed: 1, part: .init("limits"))
    #expect(throws: PointProcessError.spanTooLong(1e12)) {
      try parameters.simulate(duration: 1e12, using: &random)
    }
  }

  @Test func simulationsAreRefusedBeforeTheyFillTheMemory() throws {
    var random = RandomStream(seed: 1, part: .init("limits"))
    for (rate, strength) in [(1e300, 0.0), (1e9, 0), (0.5, 1e12), (0.5, 40)] {
      let parameters = try HawkesParameters(
        rates: [[rate]], branching: Matrix(rows: 1, columns: 1, repeating: strength),
        lags: [[Self.law()]])
      #expect(throws: PointProcessError.explosive(limit: 5000)) {
        try parameters.simulate(duration: 100, using: &random, limit: 5000)
      }
    }
    let parameters = try HawkesParameters(rates: [[1]], branching: [[0]], lags: [[Self.law()]])
    #expect(throws: PointProcessError.self) {
      try parameters.simulate(
        baseline: PiecewiseBaseline(breaks: [3]), duration: 10, using: &random)
    }
  }

  @Test func modelsHaveAMostOfStreams() {
    for count in [-1, 0, 101, Int.max] {
      #expect(throws: PointProcessError.self) {
        try HawkesModel(streamCount: count, family: .gamma, lagRange: 0.1...10)
      }
    }
  }

  @Test func fitsHaveAMostOfEventsAndPairs() throws {
    let model = try HawkesModel(streamCount: 1, family: .exponential, lagRange: 0.05...60)
    let many = try EventHistory(
      times: [(0..<150_000).map { Double($0) / 200 }], duration: 1000)
    #expect(throws: PointProcessError.tooManyEvents(count: 150_000, limit: 100_000)) {
      try HawkesFit(model, to: many)
    }
    let close = try EventHistory(
      times: [(0..<10_000).map { Double($0) / 200 }], duration: 50)
    // Every pair of different events is within reach.
    #expect(throws: PointProcessError.tooManyPairs(count: 49_995_000, limit: 30_000_000)) {
      try HawkesFit(model, to: close)
    }
  }

  @Test func equalStreamsHaveAFit() throws {
    let times = [1.3, 4.4, 5, 9.1, 13.7]
    let fit = try HawkesFit(
      HawkesModel(streamCount: 2, family: .gamma, lagRange: 0.05...10),
      to: EventHistory(times: [times, times], duration: 20))
    #expect(fit.parameters.branching.elements.allSatisfy { $0.isFinite })
    #expect(fit.logLikelihood.isFinite)
  }

  @Test func posteriorsAreRefusedBeforeTheyBegin() async throws {
    let model = try HawkesModel(streamCount: 1, family: .exponential, lagRange: 0.05...60)
    let few = try LatentEvents(known: [[.init(lower: 1, upper: 2)]], duration: 10)
    func refuses(
      _ data: LatentEvents, _ change: (inout HawkesPosterior.Options) -> Void
    ) async throws {
      var options = HawkesPosterior.Options()
      change(&options)
      let chosen = options
      await #expect(throws: PointProcessError.self) {
        try await HawkesPosterior.sample(model, data: data, options: chosen)
      }
    }
    try await refuses(few) { $0.chains = 0 }
    try await refuses(few) { $0.chains = 1_000_000_000 }
    try await refuses(few) { $0.draws = Int.max }
    try await refuses(few) { $0.draws = -3 }
    try await refuses(few) {
      $0.draws = 1_000_000
      $0.chains = 100
    }
    try await refuses(few) { $0.histories = Int.max }
    try await refuses(few) { $0.warmup = Int.max }
    try await refuses(few) { $0.sweepsPerDraw = 0 }
    try await refuses(few) { $0.threads = 0 }
    try await refuses(
      LatentEvents(known: [[], [.init(lower: 1, upper: 2)]], duration: 10)
    ) { _ in }
    let many = try LatentEvents(
      known: [[LatentEvents.Interval](repeating: .init(lower: 0, upper: 10), count: 1_000_000)],
      duration: 10)
    await #expect(
      throws: PointProcessError.tooManyEvents(
        count: 1_000_000, limit: LatentEvents.largestEventCount)
    ) {
      try await HawkesPosterior.sample(model, data: many, options: HawkesPosterior.Options())
    }
  }
}
