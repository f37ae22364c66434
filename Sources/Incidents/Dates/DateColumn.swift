/// Reads the dates of a table as people write them, each to the days on which it can lie.
///
/// Some texts are clear only by their neighbours: whether `03/05/2020` is in March or in May, and
/// the century of `9-May-20`. So a reader first learns from every text of the columns that one
/// person wrote (``learn(_:)``), in any order, then reads them (``interval(_:)``):
///
///     var dates = DateColumn()
///     for text in texts { dates.learn(text) }
///     let days = try dates.interval("03/05/2020")
///
/// The forms: `2018-10-18`, `2018/10/18`, `20181018`; `18/10/2018`, `10/18/2018` and the same with
/// dots or hyphens; `18 October 2018`, `18-Oct-18`, `October 18, 2018`, `Thursday, 18th Oct. 2018`;
/// each with a time of the day, which is not read (`2002-02-03T00:00:00Z`); serial numbers of a
/// spreadsheet (`43391`). `October 2018` and `2018-10` are the whole month, `2018` the whole year,
/// `early`, `mid` and `late` a month's days 1 to 10, 11 to 20 and 21 to its end. `3 to 5 May 2020`
/// and `2020-05-03..2020-05-05` are ranges. A blank text, `?` and `unknown` are the open interval.
/// `approx.`, `about`, `circa`, `c.`, `~` and a `?` at the end widen a date by 3 days on either side,
/// a month by 15 and a year by 183.
///
/// Day or month first: the whole column decides, and where every text fits both, nothing is read.
/// Dates with dots have the day first where both fit; no country writes them otherwise.
/// Years of two digits: 69 to 99 are 19xx and 00 to 68 are 20xx, as in POSIX, unless the column has
/// years of four digits; then the century that brings the year nearest to those.
public struct DateColumn: Hashable, Sendable {
  /// The order that the user states; nil leaves it to the column.
  public let statedOrder: DateOrder?
  /// How serial numbers are counted.
  public let serials: SerialDates

  /// A text that fits the day first only, and one that fits the month first only.
  private var onlyDayFirst: String?
  private var onlyMonthFirst: String?
  private var years: ClosedRange<Int>?

  /// A reader that has not learnt anything yet.
  public init(statedOrder: DateOrder? = nil, serials: SerialDates = .since1900) {
    self.statedOrder = statedOrder
    self.serials = serials
  }

  /// Takes a text of the column into account; one that is no date is passed over.
  public mutating func learn(_ text: String) {
    guard let date = DateText.date(text) else { return }
    for part in date.parts {
      switch part {
      case .day(let year, _, _), .month(let year, _, _), .year(let year): learn(year)
      case .serial(let number): serials.day(number).map { learn(.init($0.year)) }
      case .numbers(let first, let second, let year, _):
        learn(year)
        if first > 12, second <= 12 { onlyDayFirst = smaller(onlyDayFirst, text) }
        if second > 12, first <= 12 { onlyMonthFirst = smaller(onlyMonthFirst, text) }
      }
    }
  }

  /// Takes the year of a row into account that another column states.
  public mutating func learn(year: Int) {
    learn(.init(year))
  }

  private mutating func learn(_ year: WrittenDate.Year) {
    guard !year.hasTwoDigits else { return }
    years =
      min(
        years?.lowerBound ?? year.number, year.number)...max(
        years?.upperBound ?? year.number, year.number)
  }

  /// Examples do not depend on the order of learning.
  private func smaller(_ known: String?, _ text: String) -> String {
    known.map { min($0, text) } ?? text
  }

  /// The order of day and month that the column has; nil where every
  /// text fits both, where some fit only the one and some only the other, or where months have names.
  public var order: DateOrder? {
    if let statedOrder { return statedOrder }
    switch (onlyDayFirst, onlyMonthFirst) {
    case (.some, nil): return .dayFirst
    case (nil, .some): return .monthFirst
    case (nil, nil), (.some, .some): return nil
    }
  }

  /// The days on which the date of a text can lie.
  ///
  /// - Parameter text: One that was learnt from.
  /// - Returns: A day or an interval; ``DayInterval/unknown`` for a text that says so or is blank.
  /// - Throws: ``DateTextError``.
  public func interval(_ text: String) throws(DateTextError) -> DayInterval {
    guard let date = DateText.date(text) else { throw .notADate(text) }
    guard let first = date.first else { return .unknown }
    let start = try days(first, text)
    let end = try date.last.map { part throws(DateTextError) in try days(part, text) } ?? start
    guard start.lowerBound <= end.upperBound else { throw .reversedRange(text) }
    guard date.isApproximate else { return DayInterval(start.lowerBound...end.upperBound) }
    return DayInterval(
      (start.lowerBound - slack(first))...(end.upperBound + slack(date.last ?? first)))
  }

  /// How far an approximate date can lie beside what it says, days.
  private func slack(_ part: WrittenDate.Part) -> Int {
    switch part {
    case .day, .numbers, .serial, .month(_, _, .some): 3
    case .month(_, _, nil): 15
    case .year: 183
    }
  }

  private func days(
    _ part: WrittenDate.Part, _ text: String
  ) throws(DateTextError) -> ClosedRange<Day> {
    switch part {
    case .day(let year, let month, let day):
      let day = try self.day(year, month, day, text)
      return day...day
    case .numbers(let first, let second, let year, let isDotted):
      let day = try self.day(first, second, year, isDotted: isDotted, text)
      return day...day
    case .month(let year, let month, let third):
      let year = full(year)
      guard (1...12).contains(month) else { throw .noSuchDay(text) }
      let length = Day.length(ofMonth: month, year: year)
      let dates =
        switch third {
        case .early: 1...10
        case .middle: 11...20
        case .late: 21...length
        case nil: 1...length
        }
      let start = try day(.init(year), month, dates.lowerBound, text)
      return start...(start + (dates.upperBound - dates.lowerBound))
    case .year(let year):
      return try day(year, 1, 1, text)...day(year, 12, 31, text)
    case .serial(let number):
      guard let day = serials.day(number) else { throw .noSuchDay(text) }
      return day...day
    }
  }

  private func day(
    _ year: WrittenDate.Year, _ month: Int, _ day: Int, _ text: String
  ) throws(DateTextError) -> Day {
    guard let day = Day(year: full(year), month: month, day: day) else { throw .noSuchDay(text) }
    return day
  }

  private func day(
    _ first: Int, _ second: Int, _ year: WrittenDate.Year, isDotted: Bool, _ text: String
  ) throws(DateTextError) -> Day {
    if statedOrder == nil, let onlyDayFirst, let onlyMonthFirst {
      throw .mixedOrders(dayFirst: onlyDayFirst, monthFirst: onlyMonthFirst)
    }
    switch order ?? (isDotted ? .dayFirst : nil) {
    case .dayFirst: return try day(year, second, first, text)
    case .monthFirst: return try day(year, first, second, text)
    case nil: break
    }
    let dayFirst = Day(year: full(year), month: second, day: first)
    let monthFirst = Day(year: full(year), month: first, day: second)
    switch (dayFirst, monthFirst) {
    case (nil, nil): throw .noSuchDay(text)
    case (let day?, nil), (nil, let day?): return day
    case (let day?, let other?):
      guard day != other else { return day }
      throw .undecidedOrder(text, dayFirst: day, monthFirst: other)
    }
  }

  /// The year with its century.
  private func full(_ year: WrittenDate.Year) -> Int {
    guard year.hasTwoDigits else { return year.number }
    guard let years else { return year.number + (year.number >= 69 ? 1900 : 2000) }
    let candidates = [1800, 1900, 2000, 2100].map { $0 + year.number }
    func distance(_ candidate: Int) -> Int {
      max(years.lowerBound - candidate, candidate - years.upperBound, 0)
    }
    // Of two that are as near, such as both inside a long column, the later one.
    return candidates.reduce(candidates[0]) { distance($1) <= distance($0) ? $1 : $0 }
  }
}

extension WrittenDate.Year {
  init(_ number: Int) {
    self.init(number: number, hasTwoDigits: false)
  }
}
