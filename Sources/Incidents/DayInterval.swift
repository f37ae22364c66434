/// A closed interval of days, either end of which may be unknown.
///
/// This is the only way in which Talion says that a time is uncertain. A day-stamped incident is
/// an interval of one day; "late December" is eleven days; an end that nothing bounds is nil.
public struct DayInterval: Hashable, Sendable {
  /// The first day on which it can have happened; nil when nothing bounds it from below.
  public let earliest: Day?

  /// The last day on which it can have happened; nil when nothing bounds it from above.
  public let latest: Day?

  /// An interval whose ends may be open.
  ///
  /// - Throws: ``IncidentError/reversedInterval(earliest:latest:)`` when the ends are in the wrong
  ///   order.
  public init(earliest: Day?, latest: Day?) throws(IncidentError) {
    if let earliest, let latest, earliest > latest {
      throw .reversedInterval(earliest: earliest, latest: latest)
    }
    self.earliest = earliest
    self.latest = latest
  }

  /// The interval of a single day.
  public init(_ day: Day) {
    earliest = day
    latest = day
  }

  /// A closed interval with both ends known.
  public init(_ days: ClosedRange<Day>) {
    earliest = days.lowerBound
    latest = days.upperBound
  }

  /// The interval about which nothing is known.
  public static let unknown = DayInterval()

  private init() {
    earliest = nil
    latest = nil
  }

  /// The interval with both its ends, or nil when an end is open.
  public var bounded: ClosedRange<Day>? {
    guard let earliest, let latest else { return nil }
    return earliest...latest
  }

  /// The number of days, or nil when an end is open.
  public var length: Int? {
    bounded.map { $0.upperBound - $0.lowerBound + 1 }
  }

  /// The days that both intervals hold, or nil when there are none.
  public func intersection(_ other: DayInterval) -> DayInterval? {
    let low = [earliest, other.earliest].compactMap { $0 }.max()
    let high = [latest, other.latest].compactMap { $0 }.min()
    return try? DayInterval(earliest: low, latest: high)
  }

  /// Whether some day lies in both intervals.
  public func overlaps(_ other: DayInterval) -> Bool {
    intersection(other) != nil
  }
}

extension DayInterval: CustomStringConvertible {
  /// The interval as people write it: one date, `from..to`, or an open end as `?`.
  public var description: String {
    if let bounded, bounded.lowerBound == bounded.upperBound { return "\(bounded.lowerBound)" }
    func text(_ end: Day?) -> String { end.map { "\($0)" } ?? "?" }
    return "\(text(earliest))..\(text(latest))"
  }
}
