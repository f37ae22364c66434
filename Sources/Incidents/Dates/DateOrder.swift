/// Which number comes first in dates such as `03/05/2020`.
public enum DateOrder: String, CaseIterable, Hashable, Sendable {
  /// 3 May 2020.
  case dayFirst = "day-first"
  /// 5 March 2020.
  case monthFirst = "month-first"
}

/// The day from which a spreadsheet counts its serial dates.
public enum SerialDates: String, CaseIterable, Hashable, Sendable {
  /// Day 1 is 1 January 1900, and 1900 is taken for a leap year (Excel on Windows, LibreOffice).
  case since1900 = "1900"
  /// Day 0 is 1 January 1904 (older Excel on the Macintosh).
  case since1904 = "1904"

  /// The day of a serial number, or nil where there is none: 29 February 1900, which spreadsheets
  /// have and the calendar does not, numbers below the first day, and days beyond the year 9999.
  public func day(_ number: Int) -> Day? {
    switch self {
    case .since1900:
      // ECMA-376 part 1, 18.17.4.1: serial 60 is the day that never was.
      guard (1...2_958_465).contains(number), number != 60 else { return nil }
      // Serial 25,569 is 1970-01-01; before the day that never was, one less.
      return Day(number: number - (number < 60 ? 25_568 : 25_569))
    case .since1904:
      guard (0...2_957_003).contains(number) else { return nil }
      return Day(number: number - 24_107)
    }
  }
}
