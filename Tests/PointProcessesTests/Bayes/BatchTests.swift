import Estimation
import Randomness
import RealModule
import Testing

import PointProcesses

/// Batches of an uncertain number of acts, against sums over all numbers: without excitation and
/// with a flat baseline of rate r, n unordered acts in a span of length L weigh (r L)^n / n!.
@Suite struct BatchTests {
  static func options() -> HawkesPosterior.Options {
    var options = HawkesPosterior.Options()
    options.baseline = BaselineShape()
    options.priors.strengthMean = 1e-9
    options.priors.rateCentre = 0.8
    options.priors.rateDeviation = 0.6
    options.chains = 2
    options.warmup = 200
    options.draws = 2500
    options.sweepsPerDraw = 2
    options.longestStride = 2
    options.histories = 20
    options.threads = 2
    options.seed = 5
    return options
  }

  static func sample(_ data: LatentEvents) async throws -> HawkesPosterior {
    try await HawkesPosterior.sample(
      HawkesModel(streamCount: 1, family: .exponential, lagRange: 0.1...10), data: data,
      options: options())
  }

  /// The posterior mean of a number of acts, with the rate summed over a grid.
  ///
  /// - Parameters:
  ///   - numbers: The possible numbers.
  ///   - known: Acts that are known besides.
  ///   - length: The span of the batch, days.
  static func expected(
    _ numbers: [Int], known: Int, length: Double, duration: Double
  ) -> (mean: Double, first: Double) {
    var (total, sum, first) = (0.0, 0.0, 0.0)
    for step in 0..<400 {
      let level = Double.log(0.8) + (Double(step) - 199.5) * 0.015
      let z = (level - Double.log(0.8)) / 0.6
      for number in numbers {
        let log =
          -0.5 * z * z - Double.exp(level) * duration + Double(known + number) * level
          + Double(number) * Double.log(length) - Double.logGamma(Double(number + 1))
        let weight = Double.exp(log)
        total += weight
        sum += weight * Double(number)
        if number == numbers[0] { first += weight }
      }
    }
    return (sum / total, first / total)
  }

  static func check(
    _ posterior: HawkesPosterior, _ expected: Double,
    _ number: @escaping (HawkesPosterior.Draw) -> Double
  ) {
    let draws = posterior.pooled
    let mean = draws.reduce(0) { $0 + number($1) } / Double(draws.count)
    let error = posterior.diagnostics(number).meanError
    #expect(
      abs(mean - expected) < 4 * error + 1e-3, "\(mean), expected \(expected), error \(error)")
    #expect(error < 0.05 * max(1, expected))
  }

  static let singles = [0.4, 3.1, 7.7, 12.2, 18.9, 19.5].map {
    LatentEvents.Interval(lower: $0, upper: $0)
  }

  @Test(arguments: [(0, 4), (1, 3), (1, 20), (5, 9)])
  func theNumberHasThePosteriorOfTheSum(minimum: Int, maximum: Int) async throws {
    let fixed = [LatentEvents.Interval](repeating: .init(lower: 9, upper: 12), count: minimum)
    let data = try LatentEvents(
      known: [Self.singles + fixed],
      batches: [
        .init(stream: 0, lower: 9, upper: 12, minimum: minimum, mostEvents: maximum - minimum)
      ], duration: 20)
    let posterior = try await Self.sample(data)
    let expected = Self.expected(Array(minimum...maximum), known: 6, length: 3, duration: 20)
    Self.check(posterior, 6 + expected.mean) { Double($0.actCounts[0]) }
    Self.check(posterior, expected.first) { $0.actCounts[0] == 6 + minimum ? 1 : 0 }
    #expect(posterior.pooled.allSatisfy { (6 + minimum...6 + maximum).contains($0.actCounts[0]) })
  }

  /// Events of three acts each: numbers 2, 5, 8 ... with the weights that single acts have.
  @Test func combinedActsHaveTheWeightOfSingleOnes() async throws {
    let data = try LatentEvents(
      known: [Self.singles + [.init(lower: 5, upper: 15, acts: 2)]],
      batches: [
        .init(stream: 0, lower: 5, upper: 15, minimum: 2, mostEvents: 6, actsPerEvent: 3)
      ], duration: 20)
    let posterior = try await Self.sample(data)
    let expected = Self.expected(
      (0...6).map { 2 + 3 * $0 }, known: 6, length: 10, duration: 20)
    Self.check(posterior, 6 + expected.mean) { Double($0.actCounts[0]) }
    #expect(posterior.pooled.allSatisfy { ($0.actCounts[0] - 8) % 3 == 0 })
  }

  /// Unseen acts of a total, several to an event: multiples of four, weighed like single acts.
  @Test func combinedUnseenActsHaveTheWeightOfSingleOnes() async throws {
    let data = try LatentEvents(
      known: [Self.singles],
      counts: [.init(stream: 0, start: 4, end: 16, minimum: 0, maximum: 33)], actsPerUnseen: [4],
      duration: 20)
    let posterior = try await Self.sample(data)
    // Two of the six are inside the total, which leaves room for 31.
    let expected = Self.expected((0...7).map { 4 * $0 }, known: 6, length: 12, duration: 20)
    Self.check(posterior, expected.mean) { Double($0.unseenCounts[0]) }
  }

  /// Two batches whose dates overlap and a total over both: acts of the batches are acts of the
  /// total. With n and m acts in the batches and u unseen ones the weight is
  /// 3^n / n! 6^m / m! 16^u / u!, whatever the rate.
  @Test func batchesAndATotalShareTheirActs() async throws {
    let known = [2.0, 15].map { LatentEvents.Interval(lower: $0, upper: $0) }
    let data = try LatentEvents(
      known: [known + [.init(lower: 5, upper: 8)]],
      counts: [.init(stream: 0, start: 0, end: 16, minimum: 9, maximum: 9)],
      batches: [
        .init(stream: 0, lower: 5, upper: 8, minimum: 1, mostEvents: 4),
        .init(stream: 0, lower: 6, upper: 12, minimum: 0, mostEvents: 3),
      ], duration: 20)
    let posterior = try await Self.sample(data)
    var (total, unseen, first) = (0.0, 0.0, 0.0)
    for n in 1...5 {
      for m in 0...3 where n + m <= 7 {
        let u = 7 - n - m
        func term(_ length: Double, _ count: Int) -> Double {
          Double.pow(length, Double(count)) / Double.gamma(Double(count + 1))
        }
        let weight = term(3, n) * term(6, m) * term(16, u)
        total += weight
        unseen += weight * Double(u)
        first += weight * Double(n)
      }
    }
    Self.check(posterior, unseen / total) { Double($0.unseenCounts[0]) }
    #expect(posterior.pooled.allSatisfy { $0.actCounts[0] == 9 })
    // The labels tell the batches apart: three known events, then batch 3 and batch 4.
    let stories = posterior.histories.joined()
    for story in stories {
      #expect(
        zip(story.events.times[0], story.labels[0]).allSatisfy { time, label in
          switch label {
          case 2, 3: time >= 5 && time <= 8
          case 4: time >= 6 && time <= 12
          default: true
          }
        })
    }
    let ofFirst = stories.reduce(0.0) { sum, story in
      sum + Double(story.labels[0].count { $0 == 2 || $0 == 3 })
    }
    #expect(abs(ofFirst / Double(stories.count) - first / total) < 0.6)
  }

  /// Events of several acts: what a chain keeps up to date is what the definition gives.
  @Test func sumsOfWeightedEventsStayWhatTheyShouldBe() throws {
    var random = RandomStream(seed: 2, part: .init("weighted chain"))
    func intervals(_ count: Int, _ acts: Int) -> [LatentEvents.Interval] {
      (0..<count).map { _ in
        let day = random.uniform(0, 30).rounded(.down)
        return .init(lower: day, upper: day + 1, acts: acts)
      }
    }
    let data = try LatentEvents(
      known: [intervals(8, 1) + intervals(4, 5), intervals(10, 2)],
      counts: [.init(stream: 1, start: 0, end: 30, minimum: 26, maximum: 60)],
      batches: [
        .init(stream: 0, lower: 3, upper: 9, minimum: 0, mostEvents: 4, actsPerEvent: 7),
        .init(stream: 1, lower: 20, upper: 22, minimum: 2, mostEvents: 5, actsPerEvent: 3),
      ], actsPerUnseen: [1, 3], duration: 30)
    let start = try LatentStart(of: data, using: &random)
    let chain = HawkesChain(
      model: try HawkesModel(streamCount: 2, family: .gamma, lagRange: 0.01...100),
      priors: HawkesPriors(), data: data,
      baseline: LogBaseline(
        streamCount: 2, duration: 30, shape: BaselineShape(slowerThan: 10)),
      random: random, start: start)
    var seen: Set<Int> = []
    for _ in 0..<60 {
      chain.sweep(tuning: 0.1)
      seen.insert(chain.history.draw.actCounts[1])
    }
    #expect(seen.count > 2)
    let kept = chain.logLikelihood
    chain.refresh()
    #expect(abs(chain.logLikelihood - kept) < 1e-7 * abs(kept))
    let history = chain.history
    var slow = 0.0
    for i in 0..<2 {
      for (time, acts) in zip(history.events.times[i], history.events.weights[i]) {
        var rate = chain.baseline.rate(i, at: time)
        for j in 0..<2 {
          for (earlier, weight) in zip(history.events.times[j], history.events.weights[j])
          where earlier < time {
            rate +=
              weight * history.draw.branching[i, j]
              * history.draw.lags[i][j].density(time - earlier)
          }
        }
        slow += acts * Double.log(rate)
      }
      slow -= chain.baseline.expected(i)
      for j in 0..<2 {
        for (time, weight) in zip(history.events.times[j], history.events.weights[j]) {
          slow -=
            weight * history.draw.branching[i, j] * history.draw.lags[i][j].cumulative(30 - time)
        }
      }
    }
    // Kernels are cut where a ten-millionth of the responses is left.
    #expect(abs(slow - chain.logLikelihood) < 1e-3)
  }
}
