import Estimation
import Randomness
import RealModule
import Testing

import PointProcesses

/// What a chain keeps up to date must be what a computation from nothing gives.
@Suite struct HawkesChainTests {
  static func data() throws -> LatentEvents {
    var random = RandomStream(seed: 4, part: .init("chain tests"))
    func day(_ time: Double) -> LatentEvents.Interval {
      .init(lower: time.rounded(.down), upper: time.rounded(.down) + 1)
    }
    let first = (0..<12).map { _ in day(random.uniform(0, 40)) }
    var second = (0..<9).map { _ in day(random.uniform(0, 40)) }
    // Dates that may lie on either side of an edge of the totals.
    second += [.init(lower: 8, upper: 13), .init(lower: 18, upper: 25), .init(lower: 3, upper: 3)]
    return try LatentEvents(
      known: [first, second],
      counts: [
        .init(stream: 1, start: 0, end: 10, minimum: 5, maximum: 9),
        .init(stream: 1, start: 0, end: 20, minimum: 9, maximum: 14),
        .init(stream: 1, start: 20, end: 40, minimum: 8, maximum: 8),
      ], duration: 40)
  }

  static func chain(_ family: KernelFamily, _ seed: UInt64) throws -> HawkesChain {
    let data = try data()
    var random = RandomStream(seed: seed, part: .init("chain"))
    let start = try LatentStart(of: data, using: &random)
    return HawkesChain(
      model: try HawkesModel(streamCount: 2, family: family, lagRange: 0.01...100),
      priors: HawkesPriors(), data: data,
      baseline: LogBaseline(
        streamCount: 2, duration: 40,
        shape: BaselineShape(slowerThan: 10, breaks: [15], firstWeekday: 2)),
      random: random, start: start)
  }

  @Test(arguments: KernelFamily.allCases)
  func sumsStayWhatTheyShouldBe(family: KernelFamily) throws {
    let chain = try Self.chain(family, 11)
    for _ in 0..<150 { chain.sweep(tuning: 0.1) }
    for _ in 0..<25 { chain.sweep(tuning: 0) }
    let kept = chain.logLikelihood
    let rates = chain.columns.map { column in (0..<column.count).map { column.rate[$0] } }
    let masses = chain.mass
    chain.refresh()
    #expect(abs(chain.logLikelihood - kept) < 1e-7 * abs(kept))
    for (old, column) in zip(rates, chain.columns) {
      for (position, rate) in old.enumerated() {
        #expect(abs(column.rate[position] / rate - 1) < 1e-7)
      }
    }
    for (old, new) in zip(masses, chain.mass) { #expect(abs(old - new) < 1e-8 * max(1, new)) }

    // The same from the definition.
    let history = chain.history
    var slow = 0.0
    for i in 0..<2 {
      for time in history.events.times[i] {
        var rate = chain.baseline.rate(i, at: time)
        for j in 0..<2 {
          for earlier in history.events.times[j] where earlier < time {
            rate += history.draw.branching[i, j] * history.draw.lags[i][j].density(time - earlier)
          }
        }
        slow += Double.log(rate)
      }
      slow -= chain.baseline.expected(i)
      for j in 0..<2 {
        for time in history.events.times[j] {
          slow -= history.draw.branching[i, j] * history.draw.lags[i][j].cumulative(40 - time)
        }
      }
    }
    // Kernels are cut where a ten-millionth of the responses is left.
    #expect(abs(slow - chain.logLikelihood) < 1e-3)
  }

  @Test func theDataAreKeptAtEveryMoment() throws {
    let data = try Self.data()
    let chain = try Self.chain(.gamma, 12)
    var unseen: Set<Int> = []
    var first: Set<Bool> = []
    for _ in 0..<400 {
      chain.sweep(tuning: 0)
      for (stream, column) in chain.columns.enumerated() {
        var labels: [Int] = []
        for position in 0..<column.count {
          let time = column.time[position]
          if position > 0 { #expect(column.time[position - 1] <= time) }
          guard column.label[position] >= 0 else { continue }
          labels.append(column.label[position])
          let interval = data.known[stream][column.label[position]]
          #expect(time >= interval.lower && time <= interval.upper)
        }
        #expect(labels.sorted() == Array(data.known[stream].indices))
      }
      for count in data.counts {
        let column = chain.columns[count.stream]
        let held = (0..<column.count).count { count.holds(column.time[$0]) }
        #expect(held >= count.minimum && held <= count.maximum)
      }
      unseen.insert(chain.unseenCount[1])
      let column = chain.columns[1]
      let crossing = (0..<column.count).first { column.label[$0] == 10 }
      if let crossing { first.insert(column.time[crossing] < 20) }
    }
    // Open totals leave the number of unseen events open, and dates across an edge move across it.
    #expect(unseen.count > 2)
    #expect(first == [true, false])
  }

  @Test func parentsComeBeforeTheirChildren() throws {
    let chain = try Self.chain(.logNormal, 13)
    for _ in 0..<100 { chain.sweep(tuning: 0.05) }
    let history = chain.history
    var answers = 0
    for (stream, parents) in history.parents.enumerated() {
      for (position, parent) in parents.enumerated() {
        guard let parent else { continue }
        answers += 1
        #expect(
          history.events.times[parent.stream][parent.position]
            < history.events.times[stream][position])
      }
    }
    #expect(answers > 0)
  }
}
