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
    /// How many acts at one time the event stands for.
    public let acts: Int

    /// An interval; one point is a known time.
    public init(lower: Double, upper: Double, acts: Int = 1) {
      self.lower = lower
      self.upper = upper
      self.acts = acts
    }

    /// Whether the time is known.
    public var isExact: Bool { upper <= lower }
  }

  /// Acts that one incident stands for beyond its smallest number, which are among the known events.
  public struct Batch: Hashable, Sendable {
    /// The stream.
    public let stream: Int
    /// The earliest time, days.
    public let lower: Double
    /// The latest time, days; later than the earliest.
    public let upper: Double
    /// The smallest number of acts, which the known events of the incident stand for.
    public let minimum: Int
    /// The most events beyond them.
    public let mostEvents: Int
    /// How many acts each of these events stands for.
    public let actsPerEvent: Int

    /// A batch of an uncertain number of acts.
    public init(
      stream: Int, lower: Double, upper: Double, minimum: Int, mostEvents: Int,
      actsPerEvent: Int = 1
    ) {
      self.stream = stream
      self.lower = lower
      self.upper = upper
      self.minimum = minimum
      self.mostEvents = mostEvents
      self.actsPerEvent = actsPerEvent
    }
  }

  /// How many acts of a stream, seen or not, fell between two times.
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
  /// Batches of an uncertain number of acts. In a chain the events of the k-th batch of a stream have
  /// the label k behind those of the stream's known events.
  public let batches: [Batch]
  /// How many acts an unseen event of each stream stands for.
  public let actsPerUnseen: [Int]
  /// The observed span [0, duration].
  public let duration: Double

  /// Latent events of an observed span.
  ///
  /// - Throws: ``PointProcessError/emptySpan(_:)``, ``PointProcessError/spanTooLong(_:)``, ``PointProcessError/timeOutsideSpan(stream:position:time:duration:)``
  ///   for an interval that does not lie inside the span, ``PointProcessError/parameterOutOfRange(_:)``
  ///   for a count or a batch that no history can meet on its own: a span outside the observed one,
  ///   a maximum below the minimum; and for events that stand for no act.
  public init(
    known: [[Interval]], counts: [Count] = [], batches: [Batch] = [], actsPerUnseen: [Int]? = nil,
    duration: Double
  ) throws(PointProcessError) {
    try EventHistory.check(duration: duration)
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
    for batch in batches {
      guard known.indices.contains(batch.stream), batch.lower >= 0, batch.lower < batch.upper,
        batch.upper <= duration, batch.minimum >= 0, batch.mostEvents >= 0, batch.actsPerEvent > 0
      else {
        throw .parameterOutOfRange(
          "a batch of \(batch.minimum) and more acts from \(batch.lower) to \(batch.upper) days does "
            + "not fit the window")
      }
    }
    let unseen = actsPerUnseen ?? known.map { _ in 1 }
    guard unseen.count == known.count, unseen.allSatisfy({ $0 > 0 }),
      known.joined().allSatisfy({ $0.acts > 0 })
    else { throw .parameterOutOfRange("every event must stand for one act or more") }
    self.known = known
    self.counts = counts
    self.batches = batches
    self.actsPerUnseen = unseen
    isOfSingleActs =
      unseen.allSatisfy { $0 == 1 } && known.joined().allSatisfy { $0.acts == 1 }
      && batches.allSatisfy { $0.actsPerEvent == 1 }
    self.duration = duration
  }

  /// Exact times of single acts without counts.
  ///
  /// - Throws: ``PointProcessError/parameterOutOfRange(_:)`` for a weight that is not a whole number
  ///   of acts.
  public init(_ history: EventHistory) throws(PointProcessError) {
    var known: [[Interval]] = []
    for (times, weights) in zip(history.times, history.weights) {
      known.append([])
      for (time, weight) in zip(times, weights) {
        guard let acts = Int(exactly: weight) else {
          throw .parameterOutOfRange("an event stands for \(weight) acts. Use a whole number")
        }
        known[known.count - 1].append(Interval(lower: time, upper: time, acts: acts))
      }
    }
    try self.init(known: known, duration: history.duration)
  }

  /// The number of streams.
  public var streamCount: Int { known.count }

  /// Whether every time is known and nothing is unseen.
  public var isExact: Bool {
    counts.isEmpty && batches.isEmpty && known.joined().allSatisfy(\.isExact)
  }

  /// Whether every event stands for one act.
  let isOfSingleActs: Bool

  /// The most events that the posterior is computed for.
  public static let largestEventCount = 100_000

  /// The length of the spans that counts of a stream cover, days.
  package func coveredLength(_ s: Int) -> Double {
    let own = counts.filter { $0.stream == s }.sorted { $0.start < $1.start }
    var (length, end) = (0.0, 0.0)
    for count in own where count.end > end {
      length += count.end - max(end, count.start)
      end = count.end
    }
    return length
  }

  /// The most unseen events that a stream can have in any history.
  package func mostUnseen(_ s: Int) -> Int {
    // Any counts that together cover all covered spans bound the unseen events: from every moment
    // on, the one that reaches farthest.
    let own = counts.filter { $0.stream == s }
    var unseen = 0.0
    var moment = 0.0
    while let next = own.filter({ $0.end > moment }).map({ max($0.start, moment) }).min() {
      let farthest = own.filter { $0.start <= next && $0.end > next }.max { $0.end < $1.end }
      guard let farthest else { break }
      unseen += Double(farthest.maximum / actsPerUnseen[s])
      moment = farthest.end
    }
    return Int(min(unseen, 1e15))
  }

  /// The most events that a stream can have in any history.
  func mostEvents(_ s: Int) -> Int {
    let most = batches.reduce(Double(mostUnseen(s) + known[s].count)) {
      $1.stream == s ? $0 + Double($1.mostEvents) : $0
    }
    return Int(min(most, 1e15))
  }
}
