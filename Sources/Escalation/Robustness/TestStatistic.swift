import PointProcesses
import Randomness

/// A statistic of a pair of streams, averaged over completions: neither the data nor a surrogate is
/// ever taken for one of the ways in which it can have happened.
struct TestStatistic: Sendable {
  /// From the times of responder and provoker, in order, and the length of the span.
  let value: @Sendable ([Double], [Double], Double) -> Double
  let responder: Int
  let provoker: Int

  /// The mean over completions of the data.
  func ofData(_ completions: [DatedTimes]) -> Double {
    completions.reduce(0) {
      $0 + value($1.times[responder], $1.times[provoker], $1.duration)
    } / Double(completions.count)
  }

  /// The mean over completions of a surrogate: of the spans in which its responder and provoker
  /// would be known to have acted, or of their exact times where they would be known; one completion
  /// is enough where all are.
  func ofSurrogate(
    spans: [[DatedTimes.Span]], exact: [[Double]], duration: Double, count: Int,
    using random: inout RandomStream
  ) -> Double {
    let draws = spans.joined().contains { $0 != nil } ? count : 1
    var sum = 0.0
    for _ in 0..<draws {
      let times = (0..<2).map {
        DatedTimes.drawn(spans[$0], exact: exact[$0], duration: duration, using: &random)
      }
      sum += value(times[0], times[1], duration)
    }
    return sum / Double(draws)
  }
}
