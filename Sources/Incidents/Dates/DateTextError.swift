/// Why the text of a date cannot be read.
public enum DateTextError: Error, Hashable, Sendable {
  /// The text is no date in any of the known forms.
  case notADate(String)
  /// The text has the form of a date, but the calendar has no such day.
  case noSuchDay(String)
  /// The range ends before it begins.
  case reversedRange(String)
  /// The whole column fits both orders of day and month; the text would be one day or the other.
  case undecidedOrder(String, dayFirst: Day, monthFirst: Day)
  /// The column holds texts that fit only one order, and others that fit only the other.
  case mixedOrders(dayFirst: String, monthFirst: String)

  /// Whether the column as a whole is at fault, so that one message about it is enough.
  public var concernsColumn: Bool {
    switch self {
    case .notADate, .noSuchDay, .reversedRange: false
    case .undecidedOrder, .mixedOrders: true
    }
  }

  /// What to do, in words.
  public var remedy: String {
    switch self {
    case .notADate, .noSuchDay: "use YYYY-MM-DD, for example 2024-01-28"
    case .reversedRange: "write the earlier day first"
    case .undecidedOrder:
      "give the date order (day-first or month-first), or write dates as YYYY-MM-DD"
    case .mixedOrders: "write dates in one order, best as YYYY-MM-DD"
    }
  }
}

extension DateTextError: CustomStringConvertible {
  /// What is wrong.
  public var description: String {
    switch self {
    case .notADate(let text): "'\(text)' is not a date"
    case .noSuchDay(let text): "'\(text)' is not a day of the calendar"
    case .reversedRange(let text): "'\(text)' ends before it begins"
    case .undecidedOrder(let text, let dayFirst, let monthFirst):
      "'\(text)' can be \(dayFirst) (day first) or \(monthFirst) (month first), and the other dates "
        + "of the table fit both"
    case .mixedOrders(let dayFirst, let monthFirst):
      "'\(dayFirst)' has the day first and '\(monthFirst)' the month first"
    }
  }
}
