/// Events whose times are known as intervals, and what running totals say of those that nobody saw.
///
/// This is the data of the exact treatment: the times themselves are unknowns of the model.
public struct LatentEvents: Hashable, Sendable {
  /// When an event happened: at a time, or at some time of an interval, days.
  public struct Interval: Hashable, Sendable {
    /// The earliest time.
    public let lower: Double
    /// The latest time; equal to the earliest where the time is known.
    public let upper: Double

    /// An interval; one point is a known time.
    public init(lower: Double, upper: Double) {
      self.lower = lower
      self.upper = upper
    }

    /// Whether the time is known.
    public var isExact: Bool { upper <= lower }
  }

  /// How many events of a stream, seen or not, fell between two times.
  public struct Count: Hashable, Sendable {
    /// The stream.
    public let stream: Int
    /// The beginning of the span, days; it counts events at or after it.
    public let start: Double
    /// The end of the span, days; it counts events before it.
    public let end: Double
    /// The smallest number.
    public let minimum: Int
    /// The largest number.
    public let maximum: Int

    /// A count of a span.
    public init(stream: Int, start: Double, end: Double, minimum: Int, maximum: Int) {
      self.stream = stream
      self.start = start
      self.end = end
      self.minimum = minimum
      self.maximum = maximum
    }

    package func holds(_ time: Double) -> Bool { time >= start && time < end }
  }

  /// Events that are known one by one, stream by stream.
  public let known: [[Interval]]
  /// Counts of spans. A stream has unseen events only inside such spans.
  public let counts: [Count]
  /// The observed span [0, duration].
  public let duration: Double

  /// Latent events of an observed span.
  ///
  /// - Throws: ``PointProcessError/emptySpan(_:)``, ``PointProcessError/timeOutsideSpan(stream:position:time:duration:)``
  ///   for an interval that does not lie inside the span, ``PointProcessError/parameterOutOfRange(_:)``
  ///   for a count that no history can meet on its own: a span outside the observed one, a maximum
  ///   below the minimum.
  public init(
    known: [[Interval]], counts: [Count] = [], duration: Double
  ) throws(PointProcessError) {
    guard duration > 0, duration.isFinite else { throw .emptySpan(duration) }
    for (stream, list) in known.enumerated() {
      for (position, interval) in list.enumerated() {
        guard interval.lower >= 0, interval.upper <= duration, interval.lower <= interval.upper
        else {
          throw .timeOutsideSpan(
            stream: stream, position: position, time: interval.lower, duration: duration)
        }
      }
    }
    for count in counts {
      guard known.indices.contains(count.stream), count.start >= 0, count.start < count.end,
        count.end <= duration, count.minimum >= 0, count.minimum <= count.maximum
      else {
        throw .parameterOutOfRange(
          "a count of \(count.minimum) to \(count.maximum) events from \(count.start) to "
            + "\(count.end) days does not fit the window")
      }
    }
    self.known = known
    self.counts = counts
    self.duration = duration
  }

  /// Exact times without counts.
  public init(_ history: EventHistory) {
    known = history.times.map { $0.map { Interval(lower: $0, upper: $0) } }
    counts = []
    duration = history.duration
  }

  /// The number of streams.
  public var streamCount: Int { known.count }

  /// Whether every time is known and nothing is unseen.
  public var isExact: Bool { counts.isEmpty && known.joined().allSatisfy(\.isExact) }
}
