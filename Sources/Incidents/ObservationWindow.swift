/// The span of days that an analysis observes, both ends included.
///
/// Model time is measured in days from midnight at the beginning of ``start``.
public struct ObservationWindow: Hashable, Sendable {
  /// The first observed day.
  public let start: Day
  /// The last observed day.
  public let end: Day

  /// The window from `start` to `end`, both included.
  ///
  /// - Throws: ``IncidentError/reversedInterval(earliest:latest:)`` when it ends before it begins.
  public init(start: Day, end: Day) throws(IncidentError) {
    guard start <= end else { throw .reversedInterval(earliest: start, latest: end) }
    self.start = start
    self.end = end
  }

  /// A window written `START..END` with ISO dates.
  ///
  /// - Throws: ``IncidentError/malformedWindow(_:)`` when the text is not of this form, and
  ///   ``IncidentError/reversedInterval(earliest:latest:)`` when the window ends before it begins.
  public init(_ text: some StringProtocol) throws(IncidentError) {
    let pieces = String(text).split(separator: "..", omittingEmptySubsequences: false)
    guard pieces.count == 2, let start = Day(iso: pieces[0].trimmed),
      let end = Day(iso: pieces[1].trimmed)
    else { throw .malformedWindow(String(text)) }
    try self.init(start: start, end: end)
  }

  /// The number of observed days.
  public var length: Int { end - start + 1 }

  /// The place of the first day in the week, 0 for the first of ``Weekday/allCases``.
  public var firstWeekday: Int { Weekday.allCases.firstIndex(of: start.weekday) ?? 0 }

  /// The observed days as an interval.
  public var days: DayInterval { DayInterval(start...end) }

  /// Whether the day is observed.
  public func contains(_ day: Day) -> Bool { start <= day && day <= end }

  /// Days from the beginning of the window to the beginning of the given day.
  public func time(of day: Day) -> Double { Double(day - start) }
}

extension ObservationWindow: CustomStringConvertible {
  /// The window as `START..END`.
  public var description: String { "\(start)..\(end)" }
}
