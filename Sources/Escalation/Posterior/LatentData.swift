import Incidents
import PointProcesses

/// Data made ready for the exact treatment: intervals of known events, counts of spans, and an
/// account of what had to be reconciled.
public struct LatentData: Sendable {
  /// The events.
  public let events: LatentEvents
  /// For each known event of each stream, then for each of its batches, the position of the incident
  /// in the log.
  public let incidents: [[Int]]
  /// What the user should know.
  public let notes: [String]

  /// Makes latent events of data.
  ///
  /// Dates that reach over an end of the window are cut there. A batch of an uncertain number of acts
  /// keeps its smallest number as known events; the others come and go inside its dates. A number or
  /// a total that only says "at least" may be exceeded by a share of it. A total below what is known
  /// gives way.
  ///
  /// - Parameters:
  ///   - data: The events.
  ///   - openShare: By how much "at least" may be exceeded, as a share.
  /// - Throws: ``PointProcessError`` for times outside the window and a stream that is named twice.
  public init(
    _ data: AnalysisData, openShare: Double = CountInterval.usualOpenShare
  ) throws(PointProcessError) {
    try data.checkNames()
    switch data.content {
    case .exact(let times):
      events = try LatentEvents(EventHistory(times: times, duration: data.duration))
      incidents = times.map { Array($0.indices) }
      notes = []
    case .dated(let streams, let ladders):
      var parts: [StreamPart] = []
      for (index, stream) in streams.enumerated() {
        var part = StreamPart(stream, at: index, duration: data.duration, openShare: openShare)
        if let ladder = ladders[index] {
          part.add(ladder, at: index, duration: data.duration, openShare: openShare)
        }
        parts.append(part)
      }
      let single = try LatentEvents(
        known: parts.map(\.known), counts: parts.flatMap(\.counts),
        batches: parts.flatMap(\.batches), duration: data.duration)
      // Totals of huge size: their unseen acts are seen as a bounded number of events.
      let acts = streams.indices.map { index in
        let most = LatentData.separateUnseen(days: single.coveredLength(index))
        return (single.mostUnseen(index) + most - 1) / most
      }
      if acts.allSatisfy({ $0 <= 1 }) {
        events = single
      } else {
        for index in streams.indices where acts[index] > 1 {
          parts[index].widenCounts(for: acts[index])
        }
        events = try LatentEvents(
          known: parts.map(\.known), counts: parts.flatMap(\.counts),
          batches: parts.flatMap(\.batches), actsPerUnseen: acts.map { max(1, $0) },
          duration: data.duration)
      }
      incidents = parts.map { $0.knownIncidents + $0.batchIncidents }
      notes = parts.flatMap(\.notes)
    }
  }

  /// How many acts that only totals know are events of their own: 20 a day that totals cover, 200 at
  /// least and 20,000 at most. More are seen as so many events of several acts each.
  static func separateUnseen(days: Double) -> Int {
    Int(min(20_000, max(200, 20 * days)).rounded(.up))
  }
}

/// What one stream contributes.
private struct StreamPart {
  var known: [LatentEvents.Interval] = []
  var knownIncidents: [Int] = []
  var batches: [LatentEvents.Batch] = []
  var batchIncidents: [Int] = []
  var counts: [LatentEvents.Count] = []
  var notes: [String] = []
  private let name: String
  private let window: ObservationWindow

  init(_ stream: IncidentStream, at index: Int, duration: Double, openShare: Double) {
    name = "\(stream.dyad)"
    window = stream.window
    var (cut, uncertain, combined) = (0, 0, 0)
    for event in stream.events {
      let (lower, upper) = (max(0, event.earliest), min(duration, event.latest))
      if event.earliest < 0 || event.latest > duration { cut += 1 }
      let acts = event.count.closed(openShare: openShare)
      let separate = IncidentStream.separateActs(days: event.latest - event.earliest)
      if acts.upperBound > separate { combined += 1 }
      for weight in event.weights(of: acts.lowerBound) {
        known.append(LatentEvents.Interval(lower: lower, upper: upper, acts: weight))
        knownIncidents.append(event.incident)
      }
      let extra = acts.upperBound - acts.lowerBound
      guard extra > 0 else { continue }
      uncertain += 1
      let actsPerEvent = (extra + separate - 1) / separate
      batches.append(
        LatentEvents.Batch(
          stream: index, lower: lower, upper: upper, minimum: acts.lowerBound,
          mostEvents: extra / actsPerEvent, actsPerEvent: actsPerEvent))
      batchIncidents.append(event.incident)
    }
    if cut > 0 {
      notes.append("\(name): the dates of \(cut) incidents are cut at an end of the window.")
    }
    if uncertain > 0 {
      notes.append(
        "\(name): \(uncertain) incidents have an uncertain number of acts. It is estimated within its "
          + "interval.")
    }
    if combined > 0 {
      notes.append(
        "\(name): \(combined) incidents have more than 20 acts a day. Their acts are combined into at "
          + "most 20 events a day.")
    }
  }

  mutating func add(_ ladder: Ladder, at index: Int, duration: Double, openShare: Double) {
    var (widened, open, outside) = (0, 0, 0)
    for span in ladder.spans {
      let start = window.time(of: span.days.lowerBound)
      let end = window.time(of: span.days.upperBound + 1)
      guard start >= 0, end <= duration else {
        outside += 1
        continue
      }
      if span.count.maximum == nil {
        // A span that only has a lower bound of zero says nothing by itself.
        if span.count.minimum == 0 { continue }
        open += 1
      }
      let range = span.count.closed(openShare: openShare)
      var maximum = range.upperBound
      let inside = known.reduce(0) {
        $1.lower >= start && $1.upper <= end ? $0 + $1.acts : $0
      }
      if inside > maximum {
        widened += 1
        maximum = inside
      }
      counts.append(
        LatentEvents.Count(
          stream: index, start: start, end: end, minimum: min(range.lowerBound, maximum),
          maximum: maximum))
    }
    if open > 0 {
      let percent = Int((100 * openShare).rounded())
      notes.append(
        "\(name): \(open) totals say 'at least'. Up to \(percent) % more acts, and 2 more in any case, "
          + "are taken as possible.")
    }
    if widened > 0 {
      notes.append(
        "\(name): in \(widened) spans more acts are known than the totals allow. The incidents are "
          + "kept and these totals are widened.")
    }
    if outside > 0 {
      notes.append(
        "\(name): \(outside) spans of totals reach outside the window and are not used.")
    }
  }

  /// Leaves room for events of several acts each, which seldom add up to an exact total.
  mutating func widenCounts(for acts: Int) {
    counts = counts.map {
      LatentEvents.Count(
        stream: $0.stream, start: $0.start, end: $0.end, minimum: max(0, $0.minimum - acts + 1),
        maximum: $0.maximum)
    }
    notes.append(
      "\(name): the totals are so large that \(acts) acts are combined into one event. Totals hold to "
        + "within \(acts - 1) acts.")
  }
}
