import Incidents
import PointProcesses
import Randomness

/// One way in which the events can have happened: every interval-dated event at a time drawn evenly
/// from its interval, a batch of an uncertain number of acts with a number drawn evenly from its
/// interval, and every act that only a running total knows at a time of its rung.
///
/// Drawing puts same-day incidents into a random order, so that neither is taken to have come first.
public struct CompletedHistory: Sendable {
  /// What an event stands for.
  public enum Origin: Hashable, Sendable {
    /// The incident at a position of the log.
    case incident(Int)
    /// An act that only the totals know, on a rung of the stream's ladder.
    case unseen(rung: Int)
  }

  /// The events inside the window.
  public let history: EventHistory
  /// What each event of the history stands for.
  public let origins: [[Origin]]
  /// For each stream, acts that incidents hold beyond what its totals allow.
  public let beyondTotals: [Int]

  /// A completed history of data.
  ///
  /// - Parameters:
  ///   - data: The events.
  ///   - seed: Of the random numbers.
  ///   - replicate: Which completion.
  ///   - openShare: By how much a batch of "at least n" acts may exceed n, as a share of it.
  /// - Throws: ``PointProcessError`` for a time outside the window, a stream that is named twice, and more events than can be
  ///   computed with.
  public init(
    of data: AnalysisData, seed: UInt64, replicate: Int,
    openShare: Double = CountInterval.usualOpenShare
  ) throws(PointProcessError) {
    try data.checkNames()
    switch data.content {
    case .exact(let times):
      history = try EventHistory(times: times, duration: data.duration)
      origins = times.map { $0.indices.map { .incident($0) } }
      beyondTotals = times.map { _ in 0 }
    case .dated(let streams, let ladders):
      var random = RandomStream(seed: seed, part: .init("imputation"), replicate: replicate)
      try CompletedHistory.check(streams, openShare: openShare)
      var times: [[Double]] = []
      var weights: [[Double]] = []
      var origins: [[Origin]] = []
      var beyondTotals: [Int] = []
      for (index, stream) in streams.enumerated() {
        var events: [(time: Double, acts: Int, origin: Origin)] = []
        for event in stream.events {
          let range = event.count.closed(openShare: openShare)
          let acts = range.count == 1 ? range.lowerBound : random.integer(in: range)
          for weight in event.weights(of: acts) {
            events.append(
              (random.uniform(event.earliest, event.latest), weight, .incident(event.incident)))
          }
        }
        var excess = 0
        if let ladder = ladders[index] {
          let totals = ladder.history { random.integer(in: $0) }
          for (rung, total) in totals.enumerated() {
            let days = ladder.rungs[rung].days
            let start = stream.window.time(of: days.lowerBound)
            let end = stream.window.time(of: days.upperBound + 1)
            let known = events.reduce(0) { sum, event in
              guard case .incident = event.origin, event.time >= start, event.time < end else {
                return sum
              }
              return sum + event.acts
            }
            excess += max(0, known - total)
            let most = LatentData.separateUnseen(days: end - start)
            for weight in IncidentStream.weights(of: max(0, total - known), atMost: most) {
              events.append((random.uniform(start, end), weight, .unseen(rung: rung)))
            }
          }
        }
        events.removeAll { $0.time < 0 || $0.time >= data.duration }
        events.sort { $0.time < $1.time }
        times.append(events.map(\.time))
        weights.append(events.map { Double($0.acts) })
        origins.append(events.map(\.origin))
        beyondTotals.append(excess)
      }
      history = try EventHistory(times: times, weights: weights, duration: data.duration)
      self.origins = origins
      self.beyondTotals = beyondTotals
    }
  }

  /// Refuses more events than can be computed with before any is drawn.
  private static func check(
    _ streams: [IncidentStream], openShare: Double
  ) throws(PointProcessError) {
    let most = streams.lazy.flatMap(\.events).reduce(0) { sum, event in
      let acts = event.count.closed(openShare: openShare).upperBound
      return sum + min(acts, IncidentStream.separateActs(days: event.latest - event.earliest))
    }
    guard most <= HawkesFit.mostEvents else {
      throw .tooManyEvents(count: most, limit: HawkesFit.mostEvents)
    }
  }
}
