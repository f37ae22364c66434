import Estimation
import PointProcesses
import Randomness
import RealModule

/// All tests of one direction.
struct DirectionTest: Sendable {
  let data: AnalysisData
  let options: RobustnessTests.Options
  let jitter: WindowJitter
  let completions: [DatedTimes]
  let responder: Int
  let provoker: Int

  /// Fewer incidents than this leave nothing to test.
  static let fewest = 3.0

  func run() async throws -> RobustnessTests.Direction {
    let (responders, provokers) = (meanCount(responder), meanCount(provoker))
    let enough = min(responders, provokers) >= DirectionTest.fewest
    var jittered = [SurrogateTest](repeating: .impossible, count: 3)
    var shuffled = SurrogateTest.impossible
    var lead = SurrogateTest.impossible
    var ratio = SurrogateTest.impossible
    if enough {
      jittered = try await jitterTests()
      shuffled = try await shuffleTest()
      lead = try await leadTest()
      if options.refits > 0 { ratio = try await likelihoodTest() }
    }
    return RobustnessTests.Direction(
      responder: data.names[responder], provoker: data.names[provoker],
      responderCount: responders, provokerCount: provokers, jitter: jittered[0], lead: lead,
      leadLagRatio: leadLagRatio, leadLag: jittered[2], reversed: jittered[1],
      shuffled: shuffled, likelihoodRatio: ratio,
      conclusion: RobustnessTests.conclusion(
        lead: lead.pValue, jitter: jittered[0].pValue, significance: options.significance))
  }

  private func meanCount(_ stream: Int) -> Double {
    completions.reduce(0) { $0 + $1.actCount(stream) } / Double(completions.count)
  }

  private func statistic(
    _ value: @escaping @Sendable ([Double], [Double], Double) -> Double
  ) -> TestStatistic {
    TestStatistic(value: value, responder: responder, provoker: provoker)
  }

  private var pairs: TestStatistic {
    statistic { responder, provoker, _ in
      PairExcess.weighted(responder: responder, provoker: provoker)
    }
  }

  /// Pairs that precede are pairs that follow when time runs backwards.
  private var reversedPairs: TestStatistic {
    statistic { responder, provoker, _ in
      PairExcess.weighted(responder: provoker, provoker: responder)
    }
  }

  private func counts(
    _ responder: [Double], _ provoker: [Double]
  ) -> (after: Double, before: Double) {
    let tiny = Double.leastNonzeroMagnitude
    let reach = max(tiny, options.reachDays)
    return (
      Double(PairExcess.count(responder: responder, provoker: provoker, lags: tiny...reach)),
      Double(PairExcess.count(responder: responder, provoker: provoker, lags: -reach ... -tiny))
    )
  }

  private var leadLagRatio: Double {
    let sums = completions.reduce((after: 0.0, before: 0.0)) { sum, completion in
      let pair = counts(completion.times[responder], completion.times[provoker])
      return (sum.after + pair.after, sum.before + pair.before)
    }
    return sums.before > 0 ? sums.after / sums.before : .nan
  }

  private func stream(_ part: String, _ replicate: Int) -> RandomStream {
    // Directions must not share their random numbers.
    let index = (responder * data.names.count + provoker) * 1_000_000 + replicate
    return RandomStream(seed: options.seed, part: .init(part), replicate: index)
  }

  private func jitterTests() async throws -> [SurrogateTest] {
    let logRatio = statistic { [self] responder, provoker, _ in
      let pair = counts(responder, provoker)
      return Double.log((pair.after + 0.5) / (pair.before + 0.5))
    }
    let statistics = [pairs, reversedPairs, logRatio]
    let source = surrogates
    return try await compared(statistics) { [self] replicate in
      var random = stream("jitter test", replicate)
      return source.jittered(statistics, using: &random, replicate: replicate)
    }
  }

  /// Statistics of the data compared with those of surrogates, which end early where every statistic
  /// has been reached often (Besag and Clifford, Biometrika 78, 1991): what is no evidence need not be
  /// known to three digits. Up to 0.13 a p value is that of all surrogates or none.
  private func compared(
    _ statistics: [TestStatistic], _ draw: @escaping @Sendable (Int) throws -> [Double]
  ) async throws -> [SurrogateTest] {
    let observed = statistics.map { $0.ofData(completions) }
    var draws: [[Double]] = []
    var tests: [SurrogateTest] = []
    repeat {
      let start = draws.count
      let next = min(DirectionTest.batch, options.surrogates - start)
      draws += try await parallelMap(count: next, threads: options.threads) {
        try draw(start + $0)
      }
      tests = observed.enumerated().map { index, value in
        SurrogateTest(observed: value, surrogates: draws.map { $0[index] })
      }
    } while draws.count < options.surrogates
      && !tests.allSatisfy { $0.reached >= DirectionTest.enough }
    return tests
  }

  /// Surrogates between two looks at whether they suffice.
  private static let batch = 40
  /// So many surrogates that reach the data are enough.
  private static let enough = 20

  private func shuffleTest() async throws -> SurrogateTest {
    let pairs = pairs
    let source = surrogates
    return try await compared([pairs]) { [self] replicate in
      var random = stream("shuffled labels", replicate)
      return source.shuffled([pairs], using: &random, replicate: replicate)
    }[0]
  }

  private var surrogates: JitterSurrogates {
    JitterSurrogates(
      completions: completions, jitter: jitter, responder: responder, provoker: provoker)
  }

  private func leadTest() async throws -> SurrogateTest {
    let score = options.lead
    let statistic = TestStatistic(responder: responder, provoker: provoker) {
      score.mean(of: $0, duration: $1)
    }
    let source = TrendSurrogates(
      completions: completions, responder: responder, provoker: provoker, settings: score)
    return try await compared([statistic]) { [self] replicate in
      var random = stream("lead test", replicate)
      return [source.draw(statistic, using: &random, replicate: replicate)]
    }[0]
  }

  private func likelihoodTest() async throws -> SurrogateTest {
    let longest = max(0.5, min(60, data.duration / 3))
    let test = LikelihoodBootstrap(
      model: try HawkesModel(
        streamCount: data.names.count, family: .exponential, lagRange: 0.1...longest),
      responder: responder, provoker: provoker)
    // Refits are dear: a few completions.
    let few = Array(completions.prefix(4))
    let histories = try few.map { try EventHistory(times: $0.times, duration: $0.duration) }
    guard !histories.contains(where: { $0.times.contains(where: \.isEmpty) }) else {
      return .impossible
    }
    let observed = try histories.map { try test.ratio($0) }.reduce(0, +) / Double(few.count)
    let nulls = try histories.map { try test.null($0) }
    let draws = try await parallelMap(count: options.refits, threads: options.threads) {
      [self] replicate in
      var random = stream("likelihood ratio", replicate)
      return try refit(test, nulls, few, replicate: replicate, using: &random)
    }
    return SurrogateTest(observed: observed, surrogates: draws.compactMap { $0 })
  }

  /// The ratio of one simulated history, made as coarse as the data; nil when it ran away.
  private func refit(
    _ test: LikelihoodBootstrap, _ nulls: [HawkesParameters], _ few: [DatedTimes], replicate: Int,
    using random: inout RandomStream
  ) throws -> Double? {
    let which = replicate % few.count
    let source = few[which]
    let events = source.times.reduce(0) { $0 + $1.count }
    do {
      let simulated = try nulls[which].simulate(
        duration: source.duration, using: &random, limit: 20 * events + 1000)
      return try meanRatio(test, of: simulated, like: source, repeats: few.count, using: &random)
    } catch PointProcessError.explosive {
      return nil
    }
  }

  private func meanRatio(
    _ test: LikelihoodBootstrap, of simulated: EventHistory, like source: DatedTimes, repeats: Int,
    using random: inout RandomStream
  ) throws -> Double {
    let spans = zip(source.spans, simulated.times).map { known, list in
      DatedTimes.coarsened(list, like: known, using: &random)
    }
    let repeats = spans.joined().contains { $0 != nil } ? repeats : 1
    var sum = 0.0
    for _ in 0..<repeats {
      var times: [[Double]] = []
      for (own, exact) in zip(spans, simulated.times) {
        times.append(
          DatedTimes.drawn(own, exact: exact, duration: source.duration, using: &random))
      }
      sum += try test.ratio(EventHistory(times: times, duration: source.duration))
    }
    return sum / Double(repeats)
  }
}
