import Incidents

/// Gives time expressions their days, seen from the day of publication.
struct TimeResolver: Sendable {
  /// The day of publication; without it only full dates have days.
  let published: Day?

  /// The days that an expression names, or nil when the text alone does not fix them.
  ///
  /// Expressions that count from another act (``TimeExpression/Value/fromAct(_:)``) and clock
  /// times have no days of their own.
  func days(of expression: TimeExpression) -> DayInterval? {
    let stepped = expression.yearStep.flatMap { step in
      published.map { $0.year - (step == .last ? 1 : 0) }
    }
    switch expression.value {
    case .date(let year, let month, let day): return date(year ?? stepped, month, day)
    case .dayOfMonth(let day): return dayOfMonth(day)
    case .weekday(let weekday, let step): return self.weekday(weekday, step)
    case .month(let year, let month, let part): return self.month(year ?? stepped, month, part)
    case .year(let year, let part): return self.year(year, part)
    case .offset(let range):
      return published.map { DayInterval($0 + range.lowerBound...$0 + range.upperBound) }
    case .span(let step, let unit): return span(step, unit)
    case .partOfSpan(let part, let step, let unit): return self.part(part, step, unit)
    case .ago(let count, let unit, _): return ago(count, unit)
    case .window(let count, let unit): return window(count, unit)
    case .fromAct, .clock: return nil
    }
  }

  private func date(_ year: Int?, _ month: Int, _ day: Int) -> DayInterval? {
    if let year { return Day(year: year, month: month, day: day).map { DayInterval($0) } }
    guard let published else { return nil }
    // The latest such day that is not ahead; 29 February may need four years.
    for back in 0...8 {
      if let found = Day(year: published.year - back, month: month, day: day),
        found <= published
      {
        return DayInterval(found)
      }
    }
    return nil
  }

  /// The latest day of that number that is not ahead.
  private func dayOfMonth(_ day: Int) -> DayInterval? {
    guard let published else { return nil }
    var year = published.year
    var month = published.month
    for _ in 0..<3 {
      if let found = Day(year: year, month: month, day: day), found <= published {
        return DayInterval(found)
      }
      (year, month) = month == 1 ? (year - 1, 12) : (year, month - 1)
    }
    return nil
  }

  private func weekday(_ weekday: Int, _ step: TimeExpression.Step?) -> DayInterval? {
    guard let published else { return nil }
    var back = (Self.weekdayNumber(published) - weekday + 7) % 7
    switch step {
    case .last: if back == 0 { back = 7 }
    case .next:
      back -= 7
    case .this, nil: break
    }
    return DayInterval(published - back)
  }

  private func month(_ year: Int?, _ month: Int, _ part: TimeExpression.Part) -> DayInterval? {
    let chosen: Int
    if let year {
      chosen = year
    } else {
      guard let published else { return nil }
      let ahead = month > published.month
      chosen = ahead ? published.year - 1 : published.year
    }
    let length = Day.length(ofMonth: month, year: chosen)
    let ends: (Int, Int) =
      switch part {
      case .whole: (1, length)
      case .early: (1, 10)
      case .middle: (11, 20)
      case .late: (21, length)
      }
    guard let first = Day(year: chosen, month: month, day: ends.0),
      let last = Day(year: chosen, month: month, day: ends.1)
    else { return nil }
    return clipped(first, last)
  }

  private func year(_ year: Int, _ part: TimeExpression.Part) -> DayInterval? {
    let months: (Int, Int) =
      switch part {
      case .whole: (1, 12)
      case .early: (1, 4)
      case .middle: (5, 8)
      case .late: (9, 12)
      }
    guard let first = Day(year: year, month: months.0, day: 1),
      let last = Day(
        year: year, month: months.1, day: Day.length(ofMonth: months.1, year: year))
    else { return nil }
    return clipped(first, last)
  }

  /// What is told has happened: the future part of a span does not count.
  private func clipped(_ first: Day, _ last: Day) -> DayInterval {
    guard let published, first <= published, last > published else {
      return DayInterval(first...last)
    }
    return DayInterval(first...published)
  }

  private func span(_ step: TimeExpression.Step, _ unit: TimeExpression.Unit) -> DayInterval? {
    guard let published else { return nil }
    let (year, month, _) = published.components
    switch (unit, step) {
    case (.weekend, .this), (.weekend, .last):
      // Saturday and Sunday, the latest that have begun.
      let saturday = published - (Self.weekdayNumber(published) + 2) % 7
      return DayInterval(saturday...min(saturday + 1, published))
    case (.week, .this): return DayInterval(monday(published)...published)
    case (.week, .last):
      return DayInterval(monday(published) - 7...monday(published) - 1)
    case (.month, .this):
      return Day(year: year, month: month, day: 1).map { DayInterval($0...published) }
    case (.month, .last):
      return self.month(month == 1 ? year - 1 : year, month == 1 ? 12 : month - 1, .whole)
    case (.year, .this):
      return Day(year: year, month: 1, day: 1).map { DayInterval($0...published) }
    case (.year, .last): return self.year(year - 1, .whole)
    default: return nil
    }
  }

  /// A third of a month or year, or the days of a week that its part means.
  private func part(
    _ part: TimeExpression.Part, _ step: TimeExpression.Step, _ unit: TimeExpression.Unit
  ) -> DayInterval? {
    guard let published, let whole = span(step, unit), let first = whole.earliest else {
      return nil
    }
    switch unit {
    case .month: return month(first.year, first.month, part)
    case .year: return year(first.year, part)
    case .week:
      let monday = step == .last ? monday(published) - 7 : monday(published)
      let days: (Int, Int) =
        switch part {
        case .whole: (0, 6)
        case .early: (0, 2)
        case .middle: (1, 3)
        case .late: (3, 6)
        }
      return clipped(monday + days.0, monday + days.1)
    default: return whole
    }
  }

  private func monday(_ day: Day) -> Day { day - Self.weekdayNumber(day) }

  /// The day of the week, Monday being 0; 1970-01-01 was a Thursday.
  static func weekdayNumber(_ day: Day) -> Int { ((day.number + 3) % 7 + 7) % 7 }

  private func ago(_ count: Int, _ unit: TimeExpression.Unit) -> DayInterval? {
    guard let published else { return nil }
    let range = TimeReader.days(count, unit, vague: false)
    return DayInterval(published - range.upperBound...published - range.lowerBound)
  }

  private func window(_ count: Int?, _ unit: TimeExpression.Unit) -> DayInterval? {
    guard let published else { return nil }
    let length =
      switch unit {
      case .hour: max(1, ((count ?? 24) + 23) / 24)
      case .day: count ?? 7
      case .weekend: (count ?? 2) * 7
      case .week: count.map { $0 * 7 } ?? 28
      case .month: count.map { $0 * 30 } ?? 90
      case .year: count.map { $0 * 365 } ?? 1095
      }
    return DayInterval(published - min(length, 36_500)...published)
  }
}
