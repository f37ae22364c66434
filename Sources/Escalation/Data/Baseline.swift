import Incidents
import PointProcesses

/// The baseline of a point process: what its rate does without any answer.
public enum Baseline: Hashable, Sendable {
  /// One rate for the whole window.
  case constant
  /// Rates that may change on given days: ISO dates, or numbers of days from the window's start.
  case breaks([String])
  /// Rates that may change every so many days.
  case every(days: Int)
  /// A smooth path that follows nothing faster than so many days, and steps on given days.
  case smooth(slowerThan: Double, breaks: [String], weekdays: Bool)

  /// Its breaks in days from the beginning of a span.
  ///
  /// - Throws: ``ConflictDataError/breakOutsideWindow(_:window:)`` for a break that is no day of the
  ///   span.
  public func breaks(in span: ObservedSpan) throws(ConflictDataError) -> [Double] {
    switch self {
    case .constant: return []
    case .every(let days):
      return Array(
        stride(from: Double(max(1, days)), to: span.length - 0.5, by: Double(max(1, days))))
    case .breaks(let texts), .smooth(_, let texts, _):
      var breaks: [Double] = []
      for text in texts { breaks.append(try Baseline.position(of: text, in: span)) }
      return breaks.sorted()
    }
  }

  private static func position(
    of text: String, in span: ObservedSpan
  ) throws(ConflictDataError) -> Double {
    switch span {
    case .calendar(let window):
      guard let day = Day(iso: text), window.contains(day), day > window.start else {
        throw .breakOutsideWindow(text, window: "\(window)")
      }
      return window.time(of: day)
    case .numbers(let range):
      guard let number = Double(text), range.contains(number) else {
        throw .breakOutsideWindow(text, window: "\(range.lowerBound)..\(range.upperBound)")
      }
      return number - range.lowerBound
    }
  }

  /// The days that are named as breaks, from the beginning of the data; none without a span. Pieces
  /// of equal length are a way to follow a trend, and no days on which something happened.
  ///
  /// - Throws: ``ConflictDataError/breakOutsideWindow(_:window:)``.
  func breaks(of data: ConflictData) throws(ConflictDataError) -> [Double] {
    guard let span = data.span, !isRegular else { return [] }
    return try breaks(in: span)
  }

  private var isRegular: Bool {
    if case .every = self { return true }
    return false
  }

  /// The baseline in words, for tables.
  public var words: String {
    switch self {
    case .constant: "constant"
    case .breaks(let texts): "piecewise (\(texts.joined(separator: ", ")))"
    case .every(let days): "piecewise (every \(days) days)"
    case .smooth(let days, let breaks, let weekdays):
      "smooth (slower than \(Baseline.short(days)) days"
        + (breaks.isEmpty ? "" : "; breaks \(breaks.joined(separator: ", "))")
        + (weekdays ? "; weekdays)" : ")")
    }
  }

  private static func short(_ days: Double) -> String {
    days == days.rounded() && days < 1e9 ? "\(Int(days))" : "\(days)"
  }

  /// The baseline as the sampler takes it.
  ///
  /// - Throws: ``ConflictDataError`` for a break that is no day of the span, and for weekdays
  ///   without a calendar.
  func shape(in span: ObservedSpan) throws(ConflictDataError) -> BaselineShape {
    var shape = BaselineShape(breaks: try breaks(in: span))
    if case .smooth(let days, _, let weekdays) = self {
      shape.slowerThan = days
      if weekdays {
        guard case .calendar(let window) = span else { throw .weekdaysWithoutCalendar }
        shape.firstWeekday = window.firstWeekday
      }
    }
    return shape
  }
}
