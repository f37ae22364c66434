/// How far the rows of a series are apart.
public enum Period: String, CaseIterable, Hashable, Sendable {
  /// Successive days.
  case day
  /// Seven days.
  case week
  /// A calendar month.
  case month
  /// Three calendar months.
  case quarter
  /// A calendar year.
  case year
  /// Labels that are not dates: consecutive periods of a length that nobody states.
  case unlabelled

  /// The noun for one period: `day`, `week`, ..., `period` where the length is not known.
  public var noun: String { self == .unlabelled ? "period" : rawValue }

  /// The noun for several periods.
  public var plural: String { noun + "s" }

  /// The day that begins the next period, or nil without a length.
  ///
  /// Months, quarters and years keep the day of the month as far as the calendar allows; the last
  /// day of a month is followed by the last day of another.
  func next(after day: Day) -> Day? {
    switch self {
    case .day: day + 1
    case .week: day + 7
    case .month: Period.day(day, plusMonths: 1)
    case .quarter: Period.day(day, plusMonths: 3)
    case .year: Period.day(day, plusMonths: 12)
    case .unlabelled: nil
    }
  }

  private static func day(_ day: Day, plusMonths months: Int) -> Day? {
    let (year, month, date) = day.components
    let index = year * 12 + month - 1 + months
    let (nextYear, nextMonth) = (index / 12, index % 12 + 1)
    let length = Day.length(ofMonth: nextMonth, year: nextYear)
    let isLast = date == Day.length(ofMonth: month, year: year)
    return Day(year: nextYear, month: nextMonth, day: isLast ? length : min(date, length))
  }
}
