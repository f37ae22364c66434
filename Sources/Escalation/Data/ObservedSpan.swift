import Incidents

/// The observed span: days of the calendar, or plain numbers where times have no dates.
public enum ObservedSpan: Hashable, Sendable {
  /// Calendar days, both ends included.
  case calendar(ObservationWindow)
  /// Days counted from some origin.
  case numbers(ClosedRange<Double>)

  /// The longest span that is looked at, days: a thousand years.
  public static let longest = 365_250.0

  /// A span written `START..END`, with ISO dates or with numbers.
  ///
  /// - Throws: ``IncidentError/malformedWindow(_:)`` for any other text,
  ///   ``IncidentError/reversedInterval(earliest:latest:)`` for a window that ends first.
  public init(_ text: String) throws(IncidentError) {
    let pieces = text.split(separator: "..", omittingEmptySubsequences: false)
    if pieces.count == 2, let start = Double(pieces[0]), let end = Double(pieces[1]) {
      guard start < end, start.isFinite, end.isFinite else { throw .malformedWindow(text) }
      guard end - start <= ObservedSpan.longest, start.magnitude <= 1e9 else {
        throw .windowTooLong(text, most: ObservedSpan.longest)
      }
      self = .numbers(start...end)
    } else {
      self = .calendar(try ObservationWindow(text))
    }
  }

  /// Its length in days.
  public var length: Double {
    switch self {
    case .calendar(let window): Double(window.length)
    case .numbers(let range): range.upperBound - range.lowerBound
    }
  }

  /// Its days of the calendar; nil where times have no dates.
  public var window: ObservationWindow? {
    if case .calendar(let window) = self { window } else { nil }
  }

  /// Its plain numbers; nil where times have dates.
  public var numbersOnly: ClosedRange<Double>? {
    if case .numbers(let range) = self { range } else { nil }
  }
}
