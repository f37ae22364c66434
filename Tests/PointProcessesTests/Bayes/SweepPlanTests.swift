import Randomness
import RealModule
import Testing

import PointProcesses

/// How many moves of a kind a sweep has changes how fast a chain mixes, never where it goes.
@Suite struct SweepPlanTests {
  /// Four dated events, and a total that leaves much open.
  static func chain(_ replicate: Int) throws -> HawkesChain {
    let data = try LatentEvents(
      known: [
        [
          .init(lower: 0, upper: 5), .init(lower: 3, upper: 8), .init(lower: 14, upper: 16),
          .init(lower: 11, upper: 17),
        ]
      ], counts: [.init(stream: 0, start: 0, end: 10, minimum: 2, maximum: 40)], duration: 20)
    var random = RandomStream(seed: 43, part: .init("plans"), replicate: replicate)
    let start = try LatentStart(of: data, using: &random)
    var priors = HawkesPriors()
    (priors.rateCentre, priors.rateDeviation, priors.strengthMean) = (1, 0.6, 0.15)
    return HawkesChain(
      model: try HawkesModel(streamCount: 1, family: .exponential, lagRange: 0.1...10),
      priors: priors, data: data,
      baseline: LogBaseline(streamCount: 1, duration: 20, shape: BaselineShape()),
      random: random, start: start)
  }

  @Test func thePosteriorIsThatOfEveryPlan() throws {
    var plans = [SweepPlan(), SweepPlan(), SweepPlan()]
    (plans[0].times, plans[0].lagsWithTimes) = (4, 0)
    (plans[1].unseen, plans[1].lagsWithTimes) = (8, 0)
    (plans[2].lagsWithTimes, plans[2].strengths, plans[2].kernels) = (3, 1, 1)
    let found = try plans.enumerated().map { number, plan in
      let chain = try Self.chain(number)
      for _ in 0..<1000 { chain.sweep(tuning: 0.05) }
      chain.plan = plan
      var means: [BatchMeans] = []
      for _ in 0..<60_000 {
        chain.sweep(tuning: 0)
        let state = chain.state
        let unseen = state.events[0].filter { $0.label < 0 }
        let values = [
          Double.log(state.lags[0].mean), state.strengths[0], state.baseline.level[0],
          state.events[0].reduce(0) { $1.label == 0 ? $0 + $1.time : $0 },
          state.events[0].reduce(0) { $1.label == 3 ? $0 + $1.time : $0 },
          Double(unseen.count),
          unseen.reduce(0) { $0 + $1.time } / Double(max(1, unseen.count)),
        ]
        if means.isEmpty { means = values.map { _ in BatchMeans(length: 2000) } }
        for index in values.indices { means[index].add(values[index]) }
      }
      return means
    }
    for (one, two) in [(0, 1), (0, 2), (1, 2)] {
      for (index, (a, b)) in zip(found[one], found[two]).enumerated() {
        let error = (a.error * a.error + b.error * b.error).squareRoot()
        #expect(
          abs(a.mean - b.mean) <= 4 * error,
          "number \(index): \(a.mean) and \(b.mean), error \(error)")
      }
    }
  }
}
