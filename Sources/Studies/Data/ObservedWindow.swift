import Escalation
import Incidents
import Settings

extension ObservationWindow {
  /// The first to the last day on which incidents can lie; those without a date say nothing.
  ///
  /// - Throws: ``PlanError/data(_:)`` where no row has a date.
  init(of incidents: [Incident], file: String) throws(PlanError) {
    let days = incidents.compactMap(\.dates.bounded)
    guard let first = days.map(\.lowerBound).min(), let last = days.map(\.upperBound).max(),
      let window = try? ObservationWindow(start: first, end: last)
    else { throw .data("\(file): no row has a date, so there is no first and last day") }
    self = window
  }
}

extension SelectionSettings {
  /// The days that are named as observed; nil for those of the data.
  ///
  /// - Throws: ``PlanError``, ``IncidentError``.
  var namedDays: ObservationWindow? {
    get throws {
      if window == ObservedDays.autoWord { return nil }
      guard let window = try span.window else {
        throw PlanError.usage("incidents need a window of dates, such as 2023-10-17..2024-02-04")
      }
      return window
    }
  }

  /// The days that were observed of incidents.
  ///
  /// - Throws: ``PlanError``, ``IncidentError``.
  func days(of incidents: [Incident], file: String) throws -> ObservationWindow {
    try namedDays ?? ObservationWindow(of: incidents, file: file)
  }

  /// The observed span, of days or of numbers.
  ///
  /// - Throws: ``PlanError``, ``IncidentError``.
  var span: ObservedSpan {
    get throws {
      guard let window else {
        throw PlanError.usage("name the observed days, such as 2023-10-17..2024-02-04")
      }
      guard window != ObservedDays.autoWord else {
        throw PlanError.usage(
          "exact times need the observed days by name, such as 2023-10-17..2024-02-04: without "
            + "them nobody knows how long nothing happened")
      }
      return try ObservedSpan(window)
    }
  }
}
