import PointProcesses
import Randomness

/// Surrogates for the lead test: two streams under a common trend without the answer that is
/// tested, their dates as coarse as those of the data.
struct TrendSurrogates: Sendable {
  let completions: [DatedTimes]
  let nulls: [CommonTrendNull]
  let responder: Int
  let provoker: Int

  /// Fits a null to each of the first few completions.
  init(completions: [DatedTimes], responder: Int, provoker: Int, settings: LeadScore) {
    self.completions = completions
    self.responder = responder
    self.provoker = provoker
    nulls = completions.prefix(8).map {
      CommonTrendNull(
        responder: $0.times[responder], provoker: $0.times[provoker], duration: $0.duration,
        settings: settings)
    }
  }

  /// The statistic of one surrogate.
  func draw(
    _ statistic: TestStatistic, using random: inout RandomStream, replicate: Int
  ) -> Double {
    let which = replicate % nulls.count
    let source = completions[which]
    let times = nulls[which].draw(using: &random)
    let spans = zip([responder, provoker], times).map { stream, list in
      DatedTimes.coarsened(list, like: source.spans[stream], using: &random)
    }
    return statistic.ofSurrogate(
      spans: spans, exact: times, duration: source.duration, count: completions.count,
      using: &random)
  }
}
