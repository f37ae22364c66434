/// Incidents a day of several streams, one row for every day of a window.
public struct CountSeries: Hashable, Sendable {
  /// The observed days.
  public let window: ObservationWindow
  /// The streams, in column order.
  public let dyads: [Dyad]
  /// `counts[stream][day]`; fractions appear where an incident is spread over its interval.
  public let counts: [[Double]]

  /// A series with the given columns.
  ///
  /// - Precondition: One column a dyad, each with one value a day.
  public init(window: ObservationWindow, dyads: [Dyad], counts: [[Double]]) {
    precondition(counts.count == dyads.count, "one column a dyad")
    precondition(counts.allSatisfy { $0.count == window.length }, "one value a day")
    self.window = window
    self.dyads = dyads
    self.counts = counts
  }

  /// Expected incidents a day when each event is spread evenly over its interval, an uncertain number
  /// of acts taken at the middle of its own.
  ///
  /// - Precondition: All streams share one window.
  public init(expectedIn streams: [IncidentStream], window: ObservationWindow) {
    precondition(streams.allSatisfy { $0.window == window }, "one window for all streams")
    let counts = streams.map { stream in
      var column = [Double](repeating: 0, count: window.length)
      for event in stream.events {
        let acts = event.count.closed()
        let mean = 0.5 * (Double(acts.lowerBound) + Double(acts.upperBound))
        let share = mean / (event.latest - event.earliest)
        let first = Int(event.earliest)
        for day in max(0, first)..<max(0, min(window.length, Int(event.latest))) {
          column[day] += share
        }
      }
      return column
    }
    self.init(window: window, dyads: streams.map(\.dyad), counts: counts)
  }

  /// Incidents a day from known times, in days from the beginning of the window.
  ///
  /// Times outside the window are left out.
  public init(times: [[Double]], dyads: [Dyad], window: ObservationWindow) {
    let counts = times.map { stream in
      var column = [Double](repeating: 0, count: window.length)
      for time in stream where time >= 0 && time < Double(window.length) { column[Int(time)] += 1 }
      return column
    }
    self.init(window: window, dyads: dyads, counts: counts)
  }
}
