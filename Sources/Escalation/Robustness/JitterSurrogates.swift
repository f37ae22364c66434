import PointProcesses
import Randomness

/// Surrogates for statistics of pairs: the responder's times redrawn within windows, or who acted
/// shuffled within windows; dates made as coarse as before.
struct JitterSurrogates: Sendable {
  let completions: [DatedTimes]
  let jitter: WindowJitter
  let responder: Int
  let provoker: Int

  /// The statistic under jittered times of the responder.
  func jittered(
    _ statistics: [TestStatistic], using random: inout RandomStream, replicate: Int
  ) -> [Double] {
    let source = completions[replicate % completions.count]
    let phase = jitter.phase(using: &random)
    let redrawn = jitter.redrawn(
      source.times[responder], duration: source.duration, phase: phase, using: &random)
    var moved: [DatedTimes.Span] = []
    for (span, time) in zip(source.spans[responder], redrawn) {
      moved.append(DatedTimes.moved(span, to: time, reach: jitter.width, using: &random))
    }
    return evaluate(
      statistics, spans: [moved, source.spans[provoker]],
      exact: [redrawn, source.times[provoker]], duration: source.duration, using: &random)
  }

  /// The statistic when, within each window, it is chance which events are whose.
  func shuffled(
    _ statistics: [TestStatistic], using random: inout RandomStream, replicate: Int
  ) -> [Double] {
    let source = completions[replicate % completions.count]
    let phase = jitter.phase(using: &random)
    var events: [(time: Double, span: DatedTimes.Span, window: Int)] = []
    for stream in [responder, provoker] {
      for (time, span) in zip(source.times[stream], source.spans[stream]) {
        events.append((time, span, jitter.index(of: time, phase: phase)))
      }
    }
    // Labels by position: the first belong to the responder until they are shuffled.
    var labels = (0..<events.count).map { $0 < source.times[responder].count ? 0 : 1 }
    let groups = Dictionary(grouping: events.indices) { events[$0].window }
    for window in groups.keys.sorted() {
      let members = groups[window] ?? []
      var own = members.map { labels[$0] }
      random.shuffle(&own)
      for (member, label) in zip(members, own) { labels[member] = label }
    }
    var spans: [[DatedTimes.Span]] = [[], []]
    var exact: [[Double]] = [[], []]
    for (event, label) in zip(events, labels) {
      spans[label].append(event.span)
      exact[label].append(event.time)
    }
    return evaluate(
      statistics, spans: spans, exact: exact, duration: source.duration, using: &random)
  }

  /// All statistics of the same completions of a surrogate.
  private func evaluate(
    _ statistics: [TestStatistic], spans: [[DatedTimes.Span]], exact: [[Double]], duration: Double,
    using random: inout RandomStream
  ) -> [Double] {
    let start = random
    return statistics.map { statistic in
      var own = start
      return statistic.ofSurrogate(
        spans: spans, exact: exact, duration: duration, count: completions.count, using: &own)
    }
  }
}
