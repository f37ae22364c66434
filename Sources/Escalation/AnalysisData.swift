import Incidents
import PointProcesses

/// The events that a point process is fitted to: exact times, or incidents with their intervals and
/// what running totals say beyond them.
public struct AnalysisData: Sendable {
  /// How well times are known.
  public enum Content: Sendable {
    /// Times in days from the beginning of the window.
    case exact([[Double]])
    /// Interval-dated events, and a ladder of totals for some of the streams.
    case dated([IncidentStream], ladders: [Int: Ladder])
  }

  /// The names of the streams.
  public let names: [String]
  /// The observed span, days.
  public let duration: Double
  /// The observed days, where times are tied to a calendar.
  public let window: ObservationWindow?
  /// The events.
  public let content: Content

  /// Exact event times.
  public init(
    names: [String], times: [[Double]], duration: Double, window: ObservationWindow? = nil
  ) {
    self.names = names
    self.duration = duration
    self.window = window
    content = .exact(times)
  }

  /// Incidents of several streams of one window, with ladders by the position of the stream.
  ///
  /// - Precondition: All streams share the window.
  public init(streams: [IncidentStream], ladders: [Int: Ladder] = [:], window: ObservationWindow) {
    precondition(streams.allSatisfy { $0.window == window }, "one window for all streams")
    names = streams.map(\.dyad.description)
    duration = Double(window.length)
    self.window = window
    content = .dated(streams, ladders: ladders)
  }

  /// Daily counts as events of which only the day is known; nil where a series is no count or a
  /// period no day.
  public init?(dailyCounts data: CountData) {
    guard data.isDaily, let first = data.labels.first.flatMap({ Day(iso: $0) }),
      let last = data.labels.last.flatMap({ Day(iso: $0) }),
      let window = try? ObservationWindow(start: first, end: last),
      window.length == data.labels.count
    else { return nil }
    var streams: [IncidentStream] = []
    for (column, name) in data.names.enumerated() {
      let values = data.tables[0].column(column)
      guard values.allSatisfy({ $0 >= 0 && $0 < 1e6 && $0 == $0.rounded() }) else { return nil }
      let dyad = (try? Dyad(name)) ?? Dyad(source: Side(name), target: .unknown)
      streams.append(
        IncidentStream(dyad: dyad, window: window, dailyCounts: values.map { Int($0) }))
    }
    names = data.names
    duration = Double(window.length)
    self.window = window
    content = .dated(streams, ladders: [:])
  }

  /// Refuses streams of the same name: no answer could say which of them it is about.
  ///
  /// - Throws: ``PointProcessError/repeatedStream(_:)``.
  func checkNames() throws(PointProcessError) {
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted { throw .repeatedStream(name) }
  }

  /// Whether times must be drawn from their intervals.
  public var needsImputation: Bool {
    if case .dated = content { return true }
    return false
  }
}
