/// The events of one directed dyad inside a window, each with the interval in which it fell.
///
/// Times are days from midnight at the beginning of the window; a day-stamped incident of the
/// window's first day is the interval [0, 1]. An incident that stands for several acts is one event
/// that carries their number.
public struct IncidentStream: Hashable, Sendable {
  /// One event and what is known of its time.
  public struct Event: Hashable, Sendable {
    /// The earliest possible time, in days; may lie before the window.
    public let earliest: Double
    /// The latest possible time, in days; may lie behind the window.
    public let latest: Double
    /// The position of the incident in the log that was given.
    public let incident: Int
    /// How many acts it stands for.
    public let count: CountInterval

    /// An event that fell between two times, in days.
    public init(earliest: Double, latest: Double, incident: Int, count: CountInterval = .one) {
      self.earliest = earliest
      self.latest = latest
      self.incident = incident
      self.count = count
    }

    /// How many acts each of a bounded number of events stands for, where so many acts are seen as
    /// events.
    ///
    /// Up to ``IncidentStream/separateActs(days:)`` acts are events of one act each; more are spread
    /// over so many events as evenly as whole numbers allow.
    public func weights(of acts: Int) -> [Int] {
      IncidentStream.weights(of: acts, atMost: IncidentStream.separateActs(days: latest - earliest))
    }
  }

  /// Who acts on whom.
  public let dyad: Dyad
  /// The observed days.
  public let window: ObservationWindow
  /// The events that can have fallen into the window, by earliest time.
  public let events: [Event]
  /// Positions of the dyad's incidents that no date places: an end of their interval is open.
  public let undated: [Int]

  /// How many acts of one incident models see as events of their own: 20 a day of its interval, 2,000
  /// at most. The acts of larger batches are seen as so many events, each of several acts, so that
  /// neither memory nor time grows with the number.
  public static func separateActs(days: Double) -> Int {
    Int(min(2000, max(1, 20 * days)).rounded(.up))
  }

  /// A number of acts as whole weights of at most so many events, as even as can be.
  public static func weights(of acts: Int, atMost most: Int) -> [Int] {
    guard acts > 0 else { return [] }
    let events = min(acts, max(1, most))
    let (each, rest) = acts.quotientAndRemainder(dividingBy: events)
    return (0..<events).map { $0 < rest ? each + 1 : each }
  }

  /// The stream of one dyad from its number of events on each day of the window.
  ///
  /// - Precondition: One number a day, none below zero.
  public init(dyad: Dyad, window: ObservationWindow, dailyCounts: [Int]) {
    precondition(dailyCounts.count == window.length, "one number a day")
    self.dyad = dyad
    self.window = window
    events = dailyCounts.enumerated().compactMap { day, count in
      count == 0
        ? nil
        : Event(
          earliest: Double(day), latest: Double(day + 1), incident: day,
          count: CountInterval(exactly: count))
    }
    undated = []
  }

  /// The stream of one dyad in a log of incidents.
  ///
  /// Incidents that stand for no act at all give no event.
  public init(dyad: Dyad, window: ObservationWindow, incidents: [Incident]) {
    self.dyad = dyad
    self.window = window
    var events: [Event] = []
    var undated: [Int] = []
    for (index, incident) in incidents.enumerated() where incident.dyad == dyad {
      guard let days = incident.dates.bounded else {
        undated.append(index)
        continue
      }
      guard incident.dates.overlaps(window.days), incident.count.maximum != 0 else { continue }
      events.append(
        Event(
          earliest: window.time(of: days.lowerBound), latest: window.time(of: days.upperBound + 1),
          incident: index, count: incident.count))
    }
    self.events = events.sorted {
      ($0.earliest, $0.latest, $0.incident) < ($1.earliest, $1.latest, $1.incident)
    }
    self.undated = undated
  }
}
