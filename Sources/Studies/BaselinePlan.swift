import Incidents
import PointProcesses
import Tabular

/// The baseline as an option says it.
public enum BaselinePlan: Hashable, Sendable {
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
  /// - Throws: ``PlanError/usage(_:)`` for a break that is no day of the span.
  public func breaks(in span: ObservedSpan) throws(PlanError) -> [Double] {
    switch self {
    case .constant: return []
    case .every(let days):
      guard days > 0 else { throw .usage("pieces of the baseline need at least a day") }
      return Array(stride(from: Double(days), to: span.length - 0.5, by: Double(days)))
    case .breaks(let texts), .smooth(_, let texts, _):
      var breaks: [Double] = []
      for text in texts {
        let value: Double
        switch span {
        case .calendar(let window):
          guard let day = Day(iso: text), window.contains(day), day > window.start else {
            throw .usage(
              "'\(text)' is no day inside the window \(window); write breaks as 2023-11-24")
          }
          value = window.time(of: day)
        case .numbers(let range):
          guard let number = Double(text), range.contains(number) else {
            throw .usage("'\(text)' is no time inside the window")
          }
          value = number - range.lowerBound
        }
        breaks.append(value)
      }
      return breaks.sorted()
    }
  }

  /// The baseline in words, for tables.
  public var words: String {
    switch self {
    case .constant: "constant"
    case .breaks(let texts): "piecewise (\(texts.joined(separator: ", ")))"
    case .every(let days): "piecewise (every \(days) days)"
    case .smooth(let days, let breaks, let weekdays):
      "smooth (slower than \(NumberText.shortest(days)) days"
        + (breaks.isEmpty ? "" : "; breaks \(breaks.joined(separator: ", "))")
        + (weekdays ? "; weekdays)" : ")")
    }
  }

  /// The baseline as the sampler takes it.
  ///
  /// - Throws: ``PlanError/usage(_:)`` for a break that is no day of the span.
  func shape(in span: ObservedSpan) throws(PlanError) -> BaselineShape {
    var shape = BaselineShape(breaks: try breaks(in: span))
    if case .smooth(let days, _, let weekdays) = self {
      shape.slowerThan = days
      if weekdays {
        guard case .calendar(let window) = span else {
          throw .usage("weekdays need a window of dates")
        }
        shape.firstWeekday = Weekday.allCases.firstIndex(of: window.start.weekday)
      }
    }
    return shape
  }
}
