import Incidents

/// The baseline as an option says it.
public enum BaselinePlan: Hashable, Sendable {
  /// One rate for the whole window.
  case constant
  /// Rates that may change on given days: ISO dates, or numbers of days from the window's start.
  case breaks([String])
  /// Rates that may change every so many days.
  case every(days: Int)

  /// Its breaks in days from the beginning of a span.
  ///
  /// - Throws: ``PlanError/usage(_:)`` for a break that is no day of the span.
  public func breaks(in span: ObservedSpan) throws(PlanError) -> [Double] {
    switch self {
    case .constant: return []
    case .every(let days):
      guard days > 0 else { throw .usage("pieces of the baseline need at least a day") }
      return Array(stride(from: Double(days), to: span.length - 0.5, by: Double(days)))
    case .breaks(let texts):
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
    }
  }
}
