import Estimation
import RealModule
import Testing

import PointProcesses

/// Chains that begin where others ended, and how long chains run.
@Suite struct PosteriorStartsTests {
  static func options() -> HawkesPosterior.Options {
    var options = HawkesPosterior.Options()
    options.baseline = BaselineShape(slowerThan: 10)
    options.chains = 2
    options.threads = 2
    options.warmup = 200
    options.draws = 400
    options.histories = 20
    options.seed = 9
    return options
  }

  static func model() throws -> HawkesModel {
    try HawkesModel(streamCount: 2, family: .exponential, lagRange: 0.01...100)
  }

  /// Another baseline begun at the ends of the first tells what it tells from dispersed starts.
  @Test func whereChainsBeginDoesNotMatter() async throws {
    let data = try HawkesChainTests.data()
    let first = try await HawkesPosterior.sample(
      Self.model(), data: data, options: Self.options())
    var options = Self.options()
    options.baseline = BaselineShape()
    options.draws = 1500
    options.sweepsPerDraw = 4
    let dispersed = try await HawkesPosterior.sample(Self.model(), data: data, options: options)
    options.warmup = 100
    for start in [HawkesPosterior.Starts.ends(of: first), .parameters(of: first)] {
      let begun = try await HawkesPosterior.sample(
        Self.model(), data: data, options: options, replicate: 1, from: start)
      for pair in 0..<4 {
        let (i, j) = (pair / 2, pair % 2)
        for number in [
          { $0.branching[i, j] }, { Double.log($0.lags[i][j].mean) },
          { Double($0.unseenCounts[1]) },
        ] as [(HawkesPosterior.Draw) -> Double] {
          func mean(_ posterior: HawkesPosterior) -> Double {
            posterior.pooled.reduce(0) { $0 + number($1) } / Double(posterior.pooled.count)
          }
          let (a, b) = (dispersed.diagnostics(number), begun.diagnostics(number))
          let error = (a.meanError * a.meanError + b.meanError * b.meanError).squareRoot()
          #expect(abs(mean(dispersed) - mean(begun)) < 4 * error)
        }
      }
    }
  }

  @Test func withoutAnswersThereAreNone() async throws {
    let data = try HawkesChainTests.data()
    let first = try await HawkesPosterior.sample(
      Self.model(), data: data, options: Self.options())
    let none = try await HawkesPosterior.sample(
      Self.model(), data: data, options: Self.options(), from: .withoutAnswers(of: first))
    #expect(none.pooled.allSatisfy { $0.branching.elements.allSatisfy { $0 == 0 } })
    #expect(none.drawsPerChain == 400 && none.stride == 1)
    #expect(none.histories.joined().allSatisfy { $0.parents.joined().allSatisfy { $0 == nil } })
    // All that happens is expected of the baseline.
    let acts = none.pooled.reduce(0.0) { $0 + Double($1.actCounts[0]) }
    let expected = none.pooled.reduce(0.0) { $0 + $1.baselineCounts[0] }
    #expect(abs(expected / acts - 1) < 0.2)
  }

  /// Chains that tell too little go on by quarters; draws stay between the number asked for and its
  /// double, histories likewise.
  @Test(arguments: [1.0, 800, 1e9])
  func chainsGoOnUntilTheyTellEnough(size: Double) async throws {
    var options = Self.options()
    options.draws = 200
    options.wantedSize = size
    options.longestStride = 8
    let posterior = try await HawkesPosterior.sample(
      Self.model(), data: HawkesChainTests.data(), options: options)
    #expect((200...400).contains(posterior.drawsPerChain))
    #expect(posterior.draws.allSatisfy { $0.count == posterior.drawsPerChain })
    #expect(posterior.histories.allSatisfy { (20...40).contains($0.count) })
    let sweeps = posterior.drawsPerChain * posterior.stride
    #expect(sweeps <= 1600)
    #expect(sweeps == 1600 || (posterior.agrees && posterior.isEnough))
    #expect(!posterior.isEnough || posterior.smallestSize >= 0.6 * size)
  }
}
