import Randomness
import RealModule
import Testing

import PointProcesses

/// Without any answers the posterior of times is known: even over their intervals, and for unseen
/// events even over the spans of their totals.
@Suite struct UniformTimesTests {
  static func chain(_ data: LatentEvents, rate: Double, plan: SweepPlan) throws -> HawkesChain {
    var random = RandomStream(seed: 31, part: .init("uniform times"))
    let start = try LatentStart(of: data, using: &random)
    var priors = HawkesPriors()
    priors.rateCentre = rate
    let chain = HawkesChain(
      model: try HawkesModel(
        streamCount: data.streamCount, family: .exponential, lagRange: 0.1...10),
      priors: priors, data: data,
      baseline: LogBaseline(
        streamCount: data.streamCount, duration: data.duration, shape: BaselineShape()),
      random: random, start: start)
    var state = chain.state
    state.strengths = state.strengths.map { _ in 0 }
    for s in 0..<data.streamCount { state.baseline.level[s] = Double.log(rate) }
    chain.take(state)
    chain.plan = plan
    return chain
  }

  /// The mean of a number with the law of Poisson, cut to a range.
  static func cut(_ mean: Double, _ range: ClosedRange<Int>) -> Double {
    var (total, sum) = (0.0, 0.0)
    for n in range {
      let weight = Double.exp(Double(n) * Double.log(mean) - Double.logGamma(Double(n + 1)))
      total += weight
      sum += weight * Double(n)
    }
    return sum / total
  }

  static func expect(_ found: BatchMeans, _ expected: Double, _ what: String) {
    #expect(
      abs(found.mean - expected) < 4 * found.error,
      "\(what): \(found.mean) with an error of \(found.error), not \(expected)")
  }

  @Test func timesAreEvenInTheirIntervals() throws {
    let intervals: [LatentEvents.Interval] = [
      .init(lower: 0, upper: 1), .init(lower: 0, upper: 1), .init(lower: 0, upper: 1),
      .init(lower: 0.5, upper: 3), .init(lower: 2, upper: 2.5), .init(lower: 2.2, upper: 2.2),
      .init(lower: 0, upper: 5),
    ]
    let data = try LatentEvents(known: [intervals], duration: 10)
    var plan = SweepPlan.none
    plan.times = 1
    let chain = try Self.chain(data, rate: 0.5, plan: plan)
    var means = intervals.map { _ in BatchMeans(length: 200) }
    var squares = means
    for _ in 0..<100_000 {
      chain.sweep(tuning: 0)
      for event in chain.state.events[0] {
        let interval = intervals[event.label]
        guard interval.upper > interval.lower else { continue }
        let place = (event.time - interval.lower) / (interval.upper - interval.lower)
        means[event.label].add(place)
        squares[event.label].add(place * place)
      }
    }
    for (label, interval) in intervals.enumerated() where interval.upper > interval.lower {
      Self.expect(means[label], 0.5, "event \(label)")
      Self.expect(squares[label], 1.0 / 3, "event \(label), squared")
      #expect(means[label].error < 0.002)
    }
  }

  /// A total of exactly six of which two are known, one of two to nine, and a batch of one to five.
  @Test func unseenEventsAreEvenInTheirSpans() throws {
    let data = try LatentEvents(
      known: [
        [
          .init(lower: 1, upper: 2), .init(lower: 1.5, upper: 1.5), .init(lower: 22, upper: 26),
        ]
      ],
      counts: [
        .init(stream: 0, start: 0, end: 10, minimum: 6, maximum: 6),
        .init(stream: 0, start: 10, end: 20, minimum: 2, maximum: 9),
      ],
      batches: [.init(stream: 0, lower: 22, upper: 26, minimum: 1, mostEvents: 4)], duration: 30)
    var plan = SweepPlan.none
    (plan.times, plan.unseen, plan.batches) = (1, 1, 1)
    let chain = try Self.chain(data, rate: 0.3, plan: plan)
    var first = BatchMeans(length: 400)
    var second = BatchMeans(length: 400)
    var batch = BatchMeans(length: 400)
    var squares = BatchMeans(length: 400)
    var number = BatchMeans(length: 400)
    var acts = BatchMeans(length: 400)
    var known = BatchMeans(length: 400)
    for _ in 0..<100_000 {
      chain.sweep(tuning: 0)
      let events = chain.state.events[0]
      var (unseen, ofBatch) = (0, 0)
      for event in events {
        switch (event.label, event.time) {
        case (0, let time): known.add(time - 1)
        case (2, let time):
          ofBatch += 1
          batch.add((time - 22) / 4)
        case (3, let time):
          ofBatch += 1
          batch.add((time - 22) / 4)
        case (-1, ..<10):
          first.add(event.time / 10)
          squares.add(event.time * event.time / 100)
        case (-1, let time):
          unseen += 1
          second.add((time - 10) / 10)
        default: break
        }
      }
      number.add(Double(unseen))
      acts.add(Double(ofBatch))
    }
    Self.expect(known, 0.5, "known")
    Self.expect(first, 0.5, "first total")
    Self.expect(squares, 1.0 / 3, "first total, squared")
    Self.expect(second, 0.5, "second total")
    Self.expect(batch, 0.5, "batch")
    Self.expect(number, Self.cut(3, 2...9), "number of the second total")
    Self.expect(acts, Self.cut(1.2, 1...5), "number of the batch")
  }

  /// How often a sweep tries to add or remove must not depend on how many there are.
  @Test func aWideTotalHasTheLawOfPoisson() throws {
    let data = try LatentEvents(
      known: [[]], counts: [.init(stream: 0, start: 0, end: 10, minimum: 0, maximum: 60)],
      duration: 10)
    var plan = SweepPlan.none
    plan.unseen = 1
    let chain = try Self.chain(data, rate: 1.5, plan: plan)
    var number = BatchMeans(length: 1000)
    for _ in 0..<300_000 {
      chain.sweep(tuning: 0)
      number.add(Double(chain.unseenCount[0]))
    }
    Self.expect(number, Self.cut(15, 0...60), "number")
  }

  /// What only totals know stays inside their spans, whatever trades places with it.
  @Test func unseenEventsNeverLeaveTheirSpans() throws {
    let data = try LatentEvents(
      known: [
        [.init(lower: 3, upper: 8), .init(lower: 4, upper: 6), .init(lower: 9, upper: 12)]
      ], counts: [.init(stream: 0, start: 5, end: 10, minimum: 3, maximum: 5)], duration: 15)
    let chain = try Self.chain(data, rate: 0.3, plan: SweepPlan())
    for _ in 0..<5000 {
      chain.sweep(tuning: 0)
      for event in chain.state.events[0] where event.label < 0 {
        #expect(event.time >= 5 && event.time < 10)
      }
    }
  }
}
