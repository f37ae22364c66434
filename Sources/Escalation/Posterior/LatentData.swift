import Incidents
import PointProcesses

/// Data made ready for the exact treatment: intervals of known events, counts of spans, and an
/// account of what had to be reconciled.
public struct LatentData: Sendable {
  /// The events.
  public let events: LatentEvents
  /// For each known event of each stream, the position of its incident in the log.
  public let incidents: [[Int]]
  /// What the user should know.
  public let notes: [String]

  /// Makes latent events of data.
  ///
  /// Dates that reach over an end of the window are cut there. A total that only says "at least"
  /// may be exceeded by a share of it. A total below what is known one by one gives way.
  ///
  /// - Parameters:
  ///   - data: The events.
  ///   - openShare: By how much a total that says "at least" may be exceeded, as a share of it.
  /// - Throws: ``PointProcessError`` for times outside the window.
  public init(_ data: AnalysisData, openShare: Double = 0.1) throws(PointProcessError) {
    var notes: [String] = []
    switch data.content {
    case .exact(let times):
      events = LatentEvents(try EventHistory(times: times, duration: data.duration))
      incidents = times.map { Array($0.indices) }
    case .dated(let streams, let ladders):
      var known: [[LatentEvents.Interval]] = []
      var counts: [LatentEvents.Count] = []
      for (index, stream) in streams.enumerated() {
        let intervals = stream.events.map { event in
          LatentEvents.Interval(
            lower: max(0, event.earliest), upper: min(data.duration, event.latest))
        }
        known.append(intervals)
        let cut = stream.events.count { $0.earliest < 0 || $0.latest > data.duration }
        if cut > 0 {
          notes.append(
            "\(stream.dyad): dates of \(cut) incidents reach over an end of the window and are cut "
              + "there")
        }
        guard let ladder = ladders[index] else { continue }
        var (widened, open, outside) = (0, 0, 0)
        for span in ladder.spans {
          let start = stream.window.time(of: span.days.lowerBound)
          let end = stream.window.time(of: span.days.upperBound + 1)
          guard start >= 0, end <= data.duration else {
            outside += 1
            continue
          }
          var maximum = span.count.maximum ?? 0
          if span.count.maximum == nil {
            // A span that only has a lower bound of zero says nothing by itself.
            if span.count.minimum == 0 { continue }
            open += 1
            let room = (openShare * Double(span.count.minimum)).rounded(.up)
            maximum = span.count.minimum + max(2, Int(room))
          }
          let inside = intervals.count { $0.lower >= start && $0.upper <= end }
          if inside > maximum {
            widened += 1
            maximum = inside
          }
          counts.append(
            LatentEvents.Count(
              stream: index, start: start, end: end, minimum: min(span.count.minimum, maximum),
              maximum: maximum))
        }
        if open > 0 {
          notes.append(
            "\(stream.dyad): \(open) totals only say 'at least'; up to a tenth more is taken to be "
              + "possible")
        }
        if widened > 0 {
          notes.append(
            "\(stream.dyad): in \(widened) spans more incidents are known than the totals allow; "
              + "the incidents are kept and those totals give way")
        }
        if outside > 0 {
          notes.append(
            "\(stream.dyad): \(outside) spans of totals reach outside of the window and are not "
              + "used")
        }
      }
      events = try LatentEvents(known: known, counts: counts, duration: data.duration)
      incidents = streams.map { $0.events.map(\.incident) }
    }
    self.notes = notes
  }
}
