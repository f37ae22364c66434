/// The times at which the events of several streams happened, inside an observed span.
///
/// An event may stand for several acts at one time: it then enters the likelihood as often, and
/// excites as strongly, as so many single events would.
public struct EventHistory: Hashable, Sendable {
  /// `times[stream]`: days from the beginning of the span, never falling.
  public private(set) var times: [[Double]]
  /// `weights[stream]`: how many acts each event stands for; 1 for a single act.
  public private(set) var weights: [[Double]]
  /// The length of the observed span, days.
  public let duration: Double

  /// A history; the times of each stream are put in order.
  ///
  /// - Parameters:
  ///   - times: One list a stream, in days, each in (0, duration] or at 0.
  ///   - weights: How many acts each event stands for, in the order of the times; nil for single
  ///     acts.
  ///   - duration: The observed span [0, duration].
  /// - Throws: ``PointProcessError`` when the span is empty or too long, a time is not a number or lies outside
  ///   the span (stream and position are named), or a weight is missing or not positive.
  public init(
    times: [[Double]], weights: [[Double]]? = nil, duration: Double
  ) throws(PointProcessError) {
    try EventHistory.check(duration: duration)
    for (stream, list) in times.enumerated() {
      for (position, time) in list.enumerated() {
        guard time.isFinite, time >= 0, time <= duration else {
          throw .timeOutsideSpan(stream: stream, position: position, time: time, duration: duration)
        }
      }
    }
    self.duration = duration
    guard let weights else {
      self.times = times.map { $0.sorted() }
      self.weights = times.map { [Double](repeating: 1, count: $0.count) }
      return
    }
    guard weights.map(\.count) == times.map(\.count),
      weights.joined().allSatisfy({ $0 > 0 && $0.isFinite })
    else {
      throw .parameterOutOfRange("an event has no weight, or one that is not a positive number")
    }
    let orders = times.map { list in
      list.indices.sorted { (list[$0], $0) < (list[$1], $1) }
    }
    self.times = zip(times, orders).map { list, order in order.map { list[$0] } }
    self.weights = zip(weights, orders).map { list, order in order.map { list[$0] } }
  }

  /// Adds a single act behind all events of a stream.
  mutating func append(_ time: Double, to stream: Int) {
    times[stream].append(time)
    weights[stream].append(1)
  }

  /// The longest span that can be computed with, days; rates are kept day by day.
  public static let longestSpan = 1e6

  /// Checks the length of a span.
  static func check(duration: Double) throws(PointProcessError) {
    guard duration > 0, duration.isFinite else { throw .emptySpan(duration) }
    guard duration <= longestSpan else { throw .spanTooLong(duration) }
  }

  /// The number of streams.
  public var streamCount: Int { times.count }

  /// The number of events of all streams.
  public var eventCount: Int { times.reduce(0) { $0 + $1.count } }

  /// The number of acts of a stream: its events, each as often as it weighs.
  public func actCount(of stream: Int) -> Double { weights[stream].reduce(0, +) }

  /// Acts of each stream, day by day; an event at the very end belongs to the last day.
  public var dailyCounts: [[Double]] {
    let days = max(1, Int(duration.rounded(.up)))
    return zip(times, weights).map { times, weights in
      var counts = [Double](repeating: 0, count: days)
      for (time, acts) in zip(times, weights) { counts[min(days - 1, Int(time))] += acts }
      return counts
    }
  }

  /// Whether two events, of one stream or of two, have exactly the same time, so that their order
  /// is not known.
  public var hasTies: Bool {
    let all = times.joined().sorted()
    return zip(all, all.dropFirst()).contains { $0 == $1 }
  }
}
