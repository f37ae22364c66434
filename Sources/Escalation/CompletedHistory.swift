import Incidents
import PointProcesses
import Randomness

/// One way in which the events can have happened: every interval-dated event at a time drawn evenly
/// from its interval, and every act that only a running total knows at a time of its rung.
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
  /// - Throws: ``PointProcessError`` for a time outside the window.
  public init(of data: AnalysisData, seed: UInt64, replicate: Int) throws(PointProcessError) {
    switch data.content {
    case .exact(let times):
      history = try EventHistory(times: times, duration: data.duration)
      origins = times.map { $0.indices.map { .incident($0) } }
      beyondTotals = times.map { _ in 0 }
    case .dated(let streams, let ladders):
      var random = RandomStream(seed: seed, part: .init("imputation"), replicate: replicate)
      var times: [[Double]] = []
      var origins: [[Origin]] = []
      var beyondTotals: [Int] = []
      for (index, stream) in streams.enumerated() {
        var events = stream.events.map { event in
          (
            time: random.uniform(event.earliest, event.latest),
            origin: Origin.incident(event.incident)
          )
        }
        var excess = 0
        if let ladder = ladders[index] {
          let totals = ladder.history { random.integer(in: $0) }
          for (rung, total) in totals.enumerated() {
            let days = ladder.rungs[rung].days
            let start = stream.window.time(of: days.lowerBound)
            let end = stream.window.time(of: days.upperBound + 1)
            let known = events.count { event in
              guard case .incident = event.origin else { return false }
              return event.time >= start && event.time < end
            }
            excess += max(0, known - total)
            for _ in 0..<max(0, total - known) {
              events.append((random.uniform(start, end), .unseen(rung: rung)))
            }
          }
        }
        events.removeAll { $0.time < 0 || $0.time >= data.duration }
        events.sort { $0.time < $1.time }
        times.append(events.map(\.time))
        origins.append(events.map(\.origin))
        beyondTotals.append(excess)
      }
      history = try EventHistory(times: times, duration: data.duration)
      self.origins = origins
      self.beyondTotals = beyondTotals
    }
  }
}
