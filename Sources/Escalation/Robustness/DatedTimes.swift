import Incidents
import PointProcesses
import Randomness

/// One completion of the events, each with the span of days in which it is known to have fallen, so
/// that surrogates can be made as uncertain as the data.
struct DatedTimes: Sendable {
  /// What is known of an event's time: a span of days, or nil for an exact time.
  typealias Span = (start: Double, end: Double)?

  /// The times of each stream, in order.
  let times: [[Double]]
  /// How many acts each of them stands for.
  let weights: [[Double]]
  /// What was known of each of them.
  let spans: [[Span]]
  let duration: Double

  init(of data: AnalysisData, seed: UInt64, replicate: Int) throws(PointProcessError) {
    let completion = try CompletedHistory(of: data, seed: seed, replicate: replicate)
    times = completion.history.times
    weights = completion.history.weights
    duration = data.duration
    switch data.content {
    case .exact:
      spans = times.map { $0.map { _ in nil } }
    case .dated(let streams, let ladders):
      spans = streams.enumerated().map { index, stream in
        var known: [Int: Span] = [:]
        for event in stream.events { known[event.incident] = (event.earliest, event.latest) }
        return completion.origins[index].map { origin in
          switch origin {
          case .incident(let incident): known[incident] ?? nil
          case .unseen(let rung):
            ladders[index].map { ladder in
              let days = ladder.rungs[rung].days
              return (
                stream.window.time(of: days.lowerBound), stream.window.time(of: days.upperBound + 1)
              )
            }
          }
        }
      }
    }
  }

  /// The number of acts of a stream.
  func actCount(_ stream: Int) -> Double { weights[stream].reduce(0, +) }

  /// The times of all streams drawn anew inside spans, each list in order.
  static func drawn(
    _ spans: [Span], exact: [Double], duration: Double, using random: inout RandomStream
  ) -> [Double] {
    zip(spans, exact).compactMap { span, time in
      guard let span else { return time }
      let drawn = random.uniform(span.start, span.end)
      return drawn >= 0 && drawn < duration ? drawn : nil
    }.sorted()
  }

  /// A span as long as the given one that holds a new time, on whole days where the span is.
  ///
  /// A span longer than `reach` says nothing within the reach; it stays where it is.
  static func moved(
    _ span: Span, to time: Double, reach: Double, using random: inout RandomStream
  ) -> Span {
    guard let span else { return nil }
    let length = span.end - span.start
    guard length <= reach else { return span }
    let whole = length.rounded() == length && length >= 1
    let start =
      whole
      ? time.rounded(.down) - Double(random.integer(in: 0...(Int(length) - 1)))
      : time - length * random.uniform()
    return (start, start + length)
  }

  /// What would be known of simulated times if they were dated like the events of a stream.
  static func coarsened(
    _ times: [Double], like known: [Span], using random: inout RandomStream
  ) -> [Span] {
    times.map { time in
      guard !known.isEmpty else { return nil }
      let like = known[random.integer(in: 0...(known.count - 1))]
      return moved(like, to: time, reach: .infinity, using: &random)
    }
  }
}
