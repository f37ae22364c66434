import Estimation
import Randomness
import RealModule
import Testing

import PointProcesses

@Suite struct HawkesPosteriorTests {
  static func options() -> HawkesPosterior.Options {
    var options = HawkesPosterior.Options()
    options.baseline = BaselineShape()
    options.chains = 2
    options.threads = 2
    options.seed = 3
    options.wantedSize = 400
    return options
  }

  /// One stream of exact times: the posterior of strength, lag and rate summed on a grid.
  @Test func agreesWithAGridOfTheWholePosterior() async throws {
    let times = [0.6, 1.1, 1.4, 5.0, 9.3, 9.9, 10.1, 10.4, 17.7, 22.5, 23.0, 27.9, 28.1, 28.2]
    let duration = 30.0
    let model = try HawkesModel(streamCount: 1, family: .exponential, lagRange: 0.05...20)
    var options = Self.options()
    options.draws = 2000
    options.sweepsPerDraw = 4
    let posterior = try await HawkesPosterior.sample(
      model, data: LatentEvents(try EventHistory(times: [times], duration: duration)),
      options: options)
    let priors = HawkesPriors()
    let centre = Double.log(Double(times.count) / duration)
    var (total, g, logLag, level) = (0.0, 0.0, 0.0, 0.0)
    let strengths = (0..<60).map { (Double($0) + 0.5) * 1.8 / 60 }
    let lags = (0..<60).map { Double.log(0.05) + (Double($0) + 0.5) * Double.log(400) / 60 }
    let levels = (0..<60).map { -4 + (Double($0) + 0.5) * 4.5 / 60 }
    for lag in lags {
      let mean = Double.exp(lag)
      let sums = times.map { now in
        times.filter { $0 < now }.reduce(0) { $0 + Double.exp(-(now - $1) / mean) / mean }
      }
      let mass = times.reduce(0) { $0 + 1 - Double.exp(-(duration - $1) / mean) }
      for strength in strengths {
        let fixed = priors.logLag(lag) + priors.logStrength(strength) - strength * mass
        for value in levels {
          let rate = Double.exp(value)
          var log = fixed - rate * duration - 0.5 * (value - centre) * (value - centre) / 4
          for sum in sums { log += Double.log(rate + strength * sum) }
          let weight = Double.exp(log)
          total += weight
          g += weight * strength
          logLag += weight * lag
          level += weight * rate
        }
      }
    }
    let draws = posterior.pooled
    func check(_ expected: Double, _ number: @escaping (HawkesPosterior.Draw) -> Double) {
      let mean = draws.reduce(0) { $0 + number($1) } / Double(draws.count)
      let error = posterior.diagnostics(number).meanError
      // Four Monte Carlo errors, and a hundredth for the grid's own coarseness.
      #expect(abs(mean - expected) < 4 * error + 0.01 * abs(expected), "\(mean) \(expected)")
    }
    check(g / total) { $0.branching[0, 0] }
    check(logLag / total) { Double.log($0.lags[0][0].mean) }
    check(level / total) { $0.baselineCounts[0] / duration }
    #expect(posterior.agrees)
  }

  /// With next to no data the posterior is the prior.
  @Test func withoutDataThePriorRemains() async throws {
    let model = try HawkesModel(streamCount: 2, family: .gamma, lagRange: 0.01...365)
    var options = Self.options()
    options.draws = 1500
    options.sweepsPerDraw = 4
    let data = try LatentEvents(known: [[.init(lower: 0.2, upper: 0.8)], []], duration: 1)
    let posterior = try await HawkesPosterior.sample(model, data: data, options: options)
    var random = RandomStream(seed: 1, part: .init("prior"))
    let priors = HawkesPriors()
    let lags = (0..<4000).map { _ in Double.log(priors.drawLag(model, using: &random).mean) }
    // A response of the first stream to the second can leave no trace: the second has no event.
    let drawn = posterior.pooled.map { Double.log($0.lags[0][1].mean) }
    for p in [0.1, 0.5, 0.9] {
      #expect(abs(SampleQuantiles(drawn)(p) - SampleQuantiles(lags)(p)) < 0.25)
    }
    let strength = posterior.pooled.reduce(0) { $0 + $1.branching[0, 1] }
    #expect(abs(strength / Double(posterior.pooled.count) - 0.3) < 0.04)
  }

  /// Ranks of the truth among draws are uniform (Talts and others 2018); the benchmark has 500
  /// replicates, this is a small part of them.
  @Test func ranksOfTheTruthAreEven() async throws {
    let model = try HawkesModel(streamCount: 1, family: .exponential, lagRange: 0.05...50)
    var options = Self.options()
    options.priors.rateCentre = 0.3
    options.priors.rateDeviation = 0.5
    options.wantedSize = 60
    options.warmup = 300
    options.draws = 200
    var ranks: [[Double]] = []
    for replicate in 0..<60 {
      var random = RandomStream(seed: 8, part: .init("ranks"), replicate: replicate)
      let g = options.priors.drawStrength(using: &random)
      let lag = options.priors.drawLag(model, using: &random)
      let rate = 0.3 * Double.exp(0.5 * random.normal())
      let truth = try HawkesParameters(rates: [[rate]], branching: [[g]], lags: [[lag]])
      guard let history = try? truth.simulate(duration: 40, using: &random, limit: 2000),
        history.eventCount <= 150
      else { continue }
      let known = history.times[0].filter { $0 < 20 }.map { time in
        let start = (time / 2).rounded(.down) * 2
        return LatentEvents.Interval(lower: start, upper: start + 2)
      }
      let late = history.times[0].count { $0 >= 20 }
      let data = try LatentEvents(
        known: [known],
        counts: [.init(stream: 0, start: 20, end: 40, minimum: late, maximum: late)], duration: 40)
      let posterior = try await HawkesPosterior.sample(
        model, data: data, options: options, replicate: replicate)
      let draws = posterior.pooled
      func rank(_ value: Double, _ number: (HawkesPosterior.Draw) -> Double) -> Double {
        Double(draws.count { number($0) < value }) / Double(draws.count)
      }
      ranks.append([
        rank(g) { $0.branching[0, 0] }, rank(lag.mean) { $0.lags[0][0].mean },
        rank(rate * 40) { $0.baselineCounts[0] },
      ])
    }
    #expect(ranks.count > 50)
    for parameter in 0..<3 {
      var counts = [Double](repeating: 0, count: 5)
      for rank in ranks { counts[min(4, Int(rank[parameter] * 5))] += 1 }
      let expected = Double(ranks.count) / 5
      let statistic = counts.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
      // The 0.1 % point of chi-square with 4 degrees of freedom.
      #expect(statistic < 18.5, "parameter \(parameter): \(counts)")
    }
  }

  @Test func drawsDoNotDependOnThreads() async throws {
    let model = try HawkesModel(streamCount: 2, family: .weibull, lagRange: 0.01...100)
    var options = Self.options()
    options.warmup = 60
    options.draws = 40
    options.longestStride = 4
    let data = try HawkesChainTests.data()
    options.threads = 1
    let one = try await HawkesPosterior.sample(model, data: data, options: options)
    options.threads = 2
    let two = try await HawkesPosterior.sample(model, data: data, options: options)
    #expect(one.pooled.map(\.branching) == two.pooled.map(\.branching))
    #expect(one.histories.joined().map(\.events) == two.histories.joined().map(\.events))
  }

  @Test func countsThatDisagreeAreAnError() async throws {
    let model = try HawkesModel(streamCount: 1, family: .exponential, lagRange: 0.01...100)
    let data = try LatentEvents(
      known: [[.init(lower: 1, upper: 2), .init(lower: 3, upper: 4)]],
      counts: [.init(stream: 0, start: 0, end: 5, minimum: 0, maximum: 1)], duration: 10)
    await #expect(throws: PointProcessError.self) {
      _ = try await HawkesPosterior.sample(model, data: data, options: Self.options())
    }
    #expect(throws: PointProcessError.self) {
      _ = try LatentEvents(
        known: [[]], counts: [.init(stream: 0, start: 4, end: 2, minimum: 0, maximum: 1)],
        duration: 10)
    }
    #expect(throws: PointProcessError.self) {
      _ = try LatentEvents(known: [[.init(lower: 9, upper: 12)]], duration: 10)
    }
  }

  /// Data that say nothing give a posterior all the same, and no crash.
  @Test(arguments: [
    [[], []], [[(0.0, 1.0)], []], [[(0, 1), (0, 1), (0, 1), (0, 1)], [(0, 1), (0, 1)]],
    [[(0.5, 0.5), (0.5, 0.5)], [(0.5, 0.5)]],
  ])
  func poorDataDoNotFail(intervals: [[(Double, Double)]]) async throws {
    let model = try HawkesModel(streamCount: 2, family: .gamma, lagRange: 0.01...365)
    var options = Self.options()
    options.warmup = 100
    options.draws = 50
    options.longestStride = 2
    options.baseline = BaselineShape(slowerThan: 14)
    for duration in [1.0, 30] {
      let data = try LatentEvents(
        known: intervals.map { $0.map { .init(lower: $0.0, upper: $0.1) } }, duration: duration)
      let posterior = try await HawkesPosterior.sample(model, data: data, options: options)
      #expect(posterior.pooled.allSatisfy { $0.branching.elements.allSatisfy(\.isFinite) })
    }
  }
}
