/// A label that names a calendar period: `2022-01-31`, `2022-W05`, `2022-01`, `2022Q1` or `2022`.
public struct PeriodLabel: Hashable, Sendable {
  /// What the label names.
  public let period: Period
  /// The first day of it. A week begins on Monday (ISO 8601).
  public let start: Day

  /// Reads a label, or gives nil when it names no period of the calendar.
  ///
  /// Forms: `YYYY-MM-DD`; `YYYY-Www` or `YYYYWww`; `YYYY-MM`; `YYYYQq`, `YYYY-Qq` or `YYYY Qq`;
  /// `YYYY` from 1000 to 2999.
  public init?(_ text: some StringProtocol) {
    let text = text.trimmed.uppercased()
    if let day = Day(iso: text) {
      self.init(period: .day, start: day)
      return
    }
    guard let year = Int(text.prefix(4)), (1000...2999).contains(year), text.first?.isNumber == true
    else { return nil }
    var rest = text.dropFirst(4)
    let isSeparated = rest.first == "-" || rest.first == " "
    if isSeparated { rest = rest.dropFirst() }
    let number = Int(rest.drop { $0 == "W" || $0 == "Q" })
    switch (rest.first, rest.count, number) {
    case (nil, _, _) where !isSeparated:
      self.init(period: .year, start: PeriodLabel.day(year, 1, 1))
    case ("Q", 2, let quarter?) where (1...4).contains(quarter):
      self.init(period: .quarter, start: PeriodLabel.day(year, 3 * quarter - 2, 1))
    case ("W", 3, let week?) where (1...PeriodLabel.weeks(in: year)).contains(week):
      self.init(period: .week, start: PeriodLabel.firstMonday(of: year) + 7 * (week - 1))
    case (let digit?, 2, let month?)
    where digit.isNumber && isSeparated && (1...12).contains(month):
      self.init(period: .month, start: PeriodLabel.day(year, month, 1))
    default: return nil
    }
  }

  fileprivate init(period: Period, start: Day) {
    self.period = period
    self.start = start
  }

  /// The label of the period of this kind in which a day lies, as ISO 8601 writes it.
  func written(_ day: Day) -> String {
    let (year, month, _) = day.components
    switch period {
    case .month: return String("\(day)".prefix(7))
    case .quarter: return "\(year)Q\((month + 2) / 3)"
    case .year: return "\(year)"
    case .week:
      // The week of a day is that of its Thursday.
      let monday = day - ((day.number + 3) % 7 + 7) % 7
      let weekYear = (monday + 3).year
      let week = (monday - PeriodLabel.firstMonday(of: weekYear)) / 7 + 1
      return "\(weekYear)-W\(week < 10 ? "0" : "")\(week)"
    case .day, .unlabelled: return "\(day)"
    }
  }

  /// The Monday of the week that holds 4 January.
  private static func firstMonday(of year: Int) -> Day {
    let fourth = day(year, 1, 4)
    return fourth - ((fourth.number + 3) % 7 + 7) % 7
  }

  private static func weeks(in year: Int) -> Int {
    (firstMonday(of: year + 1) - firstMonday(of: year)) / 7
  }

  /// A day that the calendar has.
  private static func day(_ year: Int, _ month: Int, _ date: Int) -> Day {
    guard let day = Day(year: year, month: month, day: date) else {
      preconditionFailure("\(year)-\(month)-\(date) is a day of the calendar")
    }
    return day
  }
}

extension Period {
  /// The label of the period of this kind in which a day lies, as ISO 8601 writes it: `2024-W05`.
  public func label(of day: Day) -> String {
    PeriodLabel(period: self, start: day).written(day)
  }
}
