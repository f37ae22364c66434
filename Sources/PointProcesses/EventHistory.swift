/// The times at which the events of several streams happened, inside an observed span.
public struct EventHistory: Hashable, Sendable {
  /// `times[stream]`: days from the beginning of the span, never falling.
  public let times: [[Double]]
  /// The length of the observed span, days.
  public let duration: Double

  /// A history; the times of each stream are put in order.
  ///
  /// - Parameters:
  ///   - times: One list a stream, in days, each in (0, duration] or at 0.
  ///   - duration: The observed span [0, duration].
  /// - Throws: ``PointProcessError`` when the span is empty, or a time is not a number or lies
  ///   outside the span; stream and position are named.
  public init(times: [[Double]], duration: Double) throws(PointProcessError) {
    guard duration > 0, duration.isFinite else { throw .emptySpan(duration) }
    for (stream, list) in times.enumerated() {
      for (position, time) in list.enumerated() {
        guard time.isFinite, time >= 0, time <= duration else {
          throw .timeOutsideSpan(stream: stream, position: position, time: time, duration: duration)
        }
      }
    }
    self.times = times.map { $0.sorted() }
    self.duration = duration
  }

  /// The number of streams.
  public var streamCount: Int { times.count }

  /// The number of events of all streams.
  public var eventCount: Int { times.reduce(0) { $0 + $1.count } }

  /// Whether two events, of one stream or of two, have exactly the same time, so that their order
  /// is not known.
  public var hasTies: Bool {
    let all = times.joined().sorted()
    return zip(all, all.dropFirst()).contains { $0 == $1 }
  }
}
