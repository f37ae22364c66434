/// The events of one directed dyad inside a window, each with the interval in which it fell.
///
/// Times are days from midnight at the beginning of the window; a day-stamped incident of the
/// window's first day is the interval [0, 1]. An incident that stands for n acts gives n events.
public struct IncidentStream: Hashable, Sendable {
  /// One event and what is known of its time.
  public struct Event: Hashable, Sendable {
    /// The earliest possible time, in days; may lie before the window.
    public let earliest: Double
    /// The latest possible time, in days; may lie behind the window.
    public let latest: Double
    /// The position of the incident in the log that was given; several events may share one.
    public let incident: Int

    /// An event that fell between two times, in days.
    public init(earliest: Double, latest: Double, incident: Int) {
      self.earliest = earliest
      self.latest = latest
      self.incident = incident
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

  /// The stream of one dyad from its number of events on each day of the window.
  ///
  /// - Precondition: One number a day, none below zero.
  public init(dyad: Dyad, window: ObservationWindow, dailyCounts: [Int]) {
    precondition(dailyCounts.count == window.length, "one number a day")
    self.dyad = dyad
    self.window = window
    events = dailyCounts.enumerated().flatMap { day, count in
      repeatElement(
        Event(earliest: Double(day), latest: Double(day + 1), incident: day), count: count)
    }
    undated = []
  }

  /// The stream of one dyad in a log of incidents.
  ///
  /// Batches whose number is an interval count with their smallest number.
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
      guard incident.dates.overlaps(window.days) else { continue }
      let event = Event(
        earliest: window.time(of: days.lowerBound), latest: window.time(of: days.upperBound + 1),
        incident: index)
      events.append(contentsOf: repeatElement(event, count: max(1, incident.count.minimum)))
    }
    self.events = events.sorted {
      ($0.earliest, $0.latest, $0.incident) < ($1.earliest, $1.latest, $1.incident)
    }
    self.undated = undated
  }
}
