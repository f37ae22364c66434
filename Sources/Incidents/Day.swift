/// A calendar day of the proleptic Gregorian calendar, without time zone or clock.
///
/// Days are counted from 1970-01-01 (day 0), so that differences are whole days and
/// comparison is that of integers. The conversion follows the era arithmetic of
/// H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013).
public struct Day: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01; negative before it.
  public let number: Int

  /// The day that lies `number` days after 1970-01-01.
  public init(number: Int) {
    self.number = number
  }

  /// The given calendar date, or nil when no such date exists (30 February, month 13).
  ///
  /// Years run from 1 to 9999, the range that ISO 8601 writes with four digits.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      day >= 1, day <= Day.length(ofMonth: month, year: year)
    else { return nil }
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let shiftedMonth = (month + 9) % 12
    let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = era * 146_097 + dayOfEra - 719_468
  }

  /// A date written `YYYY-MM-DD`, or nil when the text is anything else.
  public init?(iso text: some StringProtocol) {
    self.init(isoBytes: Array(text.utf8))
  }

  /// A date written `YYYY-MM-DD` as ASCII bytes, or nil when they are anything else.
  public init?(isoBytes bytes: some RandomAccessCollection<UInt8>) {
    guard bytes.count == 10 else { return nil }
    guard
      let day = bytes.withContiguousStorageIfAvailable({ Day(isoBytes: $0) })
        ?? Array(bytes).withUnsafeBufferPointer({ Day(isoBytes: $0) })
    else { return nil }
    self = day
  }

  /// A date written `YYYY-MM-DD` as ASCII bytes, or nil when they are anything else.
  public init?(isoBytes bytes: UnsafeBufferPointer<UInt8>) {
    let hyphen = UInt8(ascii: "-")
    guard bytes.count == 10, bytes[4] == hyphen, bytes[7] == hyphen else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for index in range {
        let digit = bytes[index] &- UInt8(ascii: "0")
        guard digit < 10 else { return nil }
        value = 10 * value + Int(digit)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else {
      return nil
    }
    self.init(year: year, month: month, day: day)
  }

  /// Year, month (1 to 12) and day of the month (1 to 31).
  public var components: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// The calendar year.
  public var year: Int { components.year }

  /// The month of the year, 1 to 12.
  public var month: Int { components.month }

  /// The day of the week.
  public var weekday: Weekday {
    // 1970-01-01 was a Thursday.
    let index = ((number + 3) % 7 + 7) % 7
    return Weekday.allCases[index]
  }

  /// The number of days in a month (1 to 12) of a year.
  public static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: return isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: return 30
    default: return 31
    }
  }

  /// Whether a year of the Gregorian calendar has a 29 February.
  public static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// Whether the left day is earlier.
  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }

  /// The day that lies `days` later (earlier when negative).
  public static func + (day: Day, days: Int) -> Day { Day(number: day.number + days) }

  /// The day that lies `days` earlier (later when negative).
  public static func - (day: Day, days: Int) -> Day { Day(number: day.number - days) }

  /// Days from the right day to the left one.
  public static func - (left: Day, right: Day) -> Int { left.number - right.number }
}

extension Day: Strideable {
  /// Days from this day to another.
  public func distance(to other: Day) -> Int { other - self }

  /// The day that lies so many days later.
  public func advanced(by days: Int) -> Day { self + days }
}

extension Day: CustomStringConvertible {
  /// The day as ISO 8601, `YYYY-MM-DD`.
  public var description: String {
    let (year, month, day) = components
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}

/// A day of the week; weeks begin on Monday (ISO 8601).
public enum Weekday: String, CaseIterable, Hashable, Sendable {
  /// A day of the week, Monday first.
  case monday, tuesday, wednesday, thursday, friday, saturday, sunday
}
