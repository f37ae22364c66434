/// Exchanges of violence that quiet gaps part from each other: what practitioners count.
public struct Episodes: Hashable, Sendable {
  /// A run of incidents without a longer pause than the gap.
  public struct Episode: Hashable, Sendable {
    /// The stream of the first incident.
    public let begunBy: Int
    /// The stream of the last incident.
    public let endedBy: Int
    /// Incidents of each stream.
    public let counts: [Int]
    /// From the first to the last, days.
    public let length: Double
  }

  /// The longest pause inside an episode, days.
  public let gap: Double
  /// The episodes in order.
  public let all: [Episode]

  /// Parts the incidents of all streams into episodes.
  public init(times: [[Double]], gap: Double) {
    self.gap = gap
    var events: [(time: Double, stream: Int)] = []
    for (stream, list) in times.enumerated() {
      for time in list { events.append((time, stream)) }
    }
    events.sort { ($0.time, $0.stream) < ($1.time, $1.stream) }
    var all: [Episode] = []
    var first = 0
    for index in events.indices
    where index + 1 == events.count || events[index + 1].time - events[index].time > gap {
      var counts = [Int](repeating: 0, count: times.count)
      for event in events[first...index] { counts[event.stream] += 1 }
      all.append(
        Episode(
          begunBy: events[first].stream, endedBy: events[index].stream, counts: counts,
          length: events[index].time - events[first].time))
      first = index + 1
    }
    self.all = all
  }

  /// The share of a provoker's episodes that the responder leaves unanswered; NaN without any.
  public static func unanswered(
    _ episodes: [Episode], responder: Int, provoker: Int
  ) -> Double {
    let begun = episodes.filter { $0.begunBy == provoker }
    return Double(begun.count { $0.counts[responder] == 0 }) / Double(begun.count)
  }

  /// The responder's incidents per answered episode of the provoker's; NaN without any.
  public static func responses(
    _ episodes: [Episode], responder: Int, provoker: Int
  ) -> Double {
    let answered = episodes.filter { $0.begunBy == provoker && $0.counts[responder] > 0 }
    return Double(answered.reduce(0) { $0 + $1.counts[responder] }) / Double(answered.count)
  }

  /// The share of episodes that a stream begins; NaN without any.
  public static func begun(_ episodes: [Episode], by stream: Int) -> Double {
    Double(episodes.count { $0.begunBy == stream }) / Double(episodes.count)
  }

  /// The share of episodes that a stream ends; NaN without any.
  public static func ended(_ episodes: [Episode], by stream: Int) -> Double {
    Double(episodes.count { $0.endedBy == stream }) / Double(episodes.count)
  }
}
