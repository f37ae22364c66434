import PointProcesses
import Randomness

/// A statistic of a pair of streams, averaged over completions: neither the data nor a surrogate is
/// ever taken for one of the ways in which it can have happened.
struct TestStatistic: Sendable {
  /// The times of responder and provoker, in order.
  typealias Pair = (responder: [Double], provoker: [Double])

  /// The mean over completions, in a span of so many days.
  let mean: @Sendable ([Pair], Double) -> Double
  let responder: Int
  let provoker: Int

  /// A statistic by its mean over completions.
  init(responder: Int, provoker: Int, mean: @escaping @Sendable ([Pair], Double) -> Double) {
    self.mean = mean
    self.responder = responder
    self.provoker = provoker
  }

  /// A statistic by its value for one completion: responder, provoker, length of the span.
  init(
    value: @escaping @Sendable ([Double], [Double], Double) -> Double, responder: Int, provoker: Int
  ) {
    self.init(responder: responder, provoker: provoker) { completions, duration in
      completions.reduce(0) { $0 + value($1.responder, $1.provoker, duration) }
        / Double(completions.count)
    }
  }

  /// The mean over completions of the data.
  func ofData(_ completions: [DatedTimes]) -> Double {
    mean(completions.map { ($0.times[responder], $0.times[provoker]) }, completions[0].duration)
  }

  /// The mean over completions of a surrogate: of the spans in which its responder and provoker
  /// would be known to have acted, or of their exact times where they would be known; one completion
  /// is enough where all are.
  func ofSurrogate(
    spans: [[DatedTimes.Span]], exact: [[Double]], duration: Double, count: Int,
    using random: inout RandomStream
  ) -> Double {
    let draws = spans.joined().contains { $0 != nil } ? count : 1
    var completions: [Pair] = []
    for _ in 0..<draws {
      let times = (0..<2).map {
        DatedTimes.drawn(spans[$0], exact: exact[$0], duration: duration, using: &random)
      }
      completions.append((times[0], times[1]))
    }
    return mean(completions, duration)
  }
}
