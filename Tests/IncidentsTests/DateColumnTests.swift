import Incidents
import Testing

/// What the dates of a column are read as; `first..last`, a day, `?` or an error's words.
private func readings(_ texts: [String], _ column: DateColumn = DateColumn()) -> [String] {
  var column = column
  for text in texts { column.learn(text) }
  return texts.map { text in
    do { return "\(try column.interval(text))" } catch { return "\(error)" }
  }
}

private func reading(_ text: String) -> String { readings([text])[0] }

@Suite struct DateColumnTests {
  @Test(arguments: [
    ("2018-10-18", "2018-10-18"), (" 2018-10-18 ", "2018-10-18"), ("2018/10/18", "2018-10-18"),
    ("2018-1-8", "2018-01-08"), ("18 October 2018", "2018-10-18"),
    ("01-January-2015", "2015-01-01"), ("9-May-20", "2020-05-09"),
    ("28 December 2022", "2022-12-28"), ("2002-02-03T00:00:00", "2002-02-03"),
    ("2002-02-03T23:59:59Z", "2002-02-03"), ("2002-02-03T23:59:59+02:00", "2002-02-03"),
    ("2017-07-31 00:00:00.000", "2017-07-31"), ("20170701", "2017-07-01"),
    ("20310402121500", "2031-04-02"), ("20170701.0", "2017-07-01"), ("02-Apr-31", "2031-04-02"),
    ("Oct 18, 2018", "2018-10-18"), ("Thursday, 18th of October 2018", "2018-10-18"),
    ("Sept. 3, 2018, 4:30 PM", "2018-09-03"), ("18.10.2018", "2018-10-18"),
    ("03.05.2020", "2020-05-03"), ("18/10/2018 04:30", "2018-10-18"), ("5/5/2020", "2020-05-05"),
    ("2018 October 18", "2018-10-18"), ("3\u{A0}May\u{A0}2020", "2020-05-03"),
    ("47940", "2031-04-02"), ("43954.5", "2020-05-03"),
  ])
  func dayInAnySpelling(text: String, day: String) {
    #expect(reading(text) == day)
  }

  @Test(arguments: [
    ("May 2020", "2020-05-01..2020-05-31"), ("2020-02", "2020-02-01..2020-02-29"),
    ("05/2020", "2020-05-01..2020-05-31"), ("2020", "2020-01-01..2020-12-31"),
    ("early May 2020", "2020-05-01..2020-05-10"), ("mid-May 2020", "2020-05-11..2020-05-20"),
    ("late December 2019", "2019-12-21..2019-12-31"),
    ("approx. 3 May 2020", "2020-04-30..2020-05-06"),
    ("c. 3 May 2020", "2020-04-30..2020-05-06"), ("~2020-05-03", "2020-04-30..2020-05-06"),
    ("3 May 2020?", "2020-04-30..2020-05-06"), ("3 May 2020 (?)", "2020-04-30..2020-05-06"),
    ("3 May 2020 (approx.)", "2020-04-30..2020-05-06"), ("c. May 2020", "2020-04-16..2020-06-15"),
    ("circa 2020", "2019-07-02..2021-07-02"), ("3-5 May 2020", "2020-05-03..2020-05-05"),
    ("April 5-8, 2031", "2031-04-05..2031-04-08"),
    ("30 April - 2 May 2020", "2020-04-30..2020-05-02"),
    ("between 3 and 5 May 2020", "2020-05-03..2020-05-05"),
    ("2020-05-03..2020-05-05", "2020-05-03..2020-05-05"),
    ("2020-05-03/2020-05-05", "2020-05-03..2020-05-05"),
    ("2020-05-03 \u{2013} 2020-05-05", "2020-05-03..2020-05-05"),
    ("May-June 2020", "2020-05-01..2020-06-30"), ("2018-2019", "2018-01-01..2019-12-31"),
    ("3 or 4 May 2020", "2020-05-03..2020-05-04"), ("?", "?..?"), ("", "?..?"), (" ", "?..?"),
    ("unknown", "?..?"), ("NA", "?..?"), ("-", "?..?"),
  ])
  func interval(text: String, days: String) {
    #expect(reading(text) == days)
  }

  @Test(arguments: [
    "yesterday", "May-20", "3 May", "12", "123456", "1234567", "0.5", "-99", "2020-05-03 25:00",
    "3 May 4 June 2020", "Mai 2020", "3. Mai 2020", "12-2020", "5 May 2020 maybe", "43954.25.1",
    "100000000000000000000", "2024-01-28x", "３ May 2020",
  ])
  func noDate(text: String) {
    #expect(reading(text) == "'\(text)' is not a date")
  }

  @Test(arguments: [
    "2024-02-30", "31/02/2024", "30 February 2024", "2023-13", "0 May 2020", "20241301",
    "99/99/2020",
  ])
  func noDayOfTheCalendar(text: String) {
    #expect(reading(text) == "'\(text)' is not a day of the calendar")
  }

  @Test func reversedRange() {
    #expect(
      reading("2020-05-05..2020-05-03") == "'2020-05-05..2020-05-03' ends before it begins")
  }

  @Test func orderComesFromTheWholeColumn() {
    #expect(
      readings(["03/05/2020", "13/05/2020", ""]) == ["2020-05-03", "2020-05-13", "?..?"])
    #expect(readings(["03/05/2020", "05/13/2020"]) == ["2020-03-05", "2020-05-13"])
    #expect(readings(["c. 03-05-20", "13-05-20"])[0] == "2020-04-30..2020-05-06")
  }

  @Test func orderThatNothingDecidesIsRefused() {
    let both =
      "'03/05/2020' can be 2020-05-03 (day first) or 2020-03-05 (month first), and the other dates "
      + "of the table fit both"
    #expect(
      readings(["03/05/2020", "05/05/2020", "2020-06-30"]) == [both, "2020-05-05", "2020-06-30"])
    #expect(readings(["03/05/2020"], DateColumn(statedOrder: .monthFirst)) == ["2020-03-05"])
    #expect(readings(["03/05/2020"], DateColumn(statedOrder: .dayFirst)) == ["2020-05-03"])
    // What was never learnt from decides nothing.
    #expect(throws: DateTextError.self) { try DateColumn().interval("03/05/2020") }
  }

  @Test func bothOrdersInOneColumnAreRefused() {
    let mixed = "'13/05/2020' has the day first and '05/13/2020' the month first"
    #expect(readings(["13/05/2020", "05/13/2020", "2020-05-03"]) == [mixed, mixed, "2020-05-03"])
    #expect(readings(["05/13/2020", "13/05/2020"])[0] == mixed)
    #expect(
      readings(["13/05/2020", "05/13/2020"], DateColumn(statedOrder: .dayFirst))
        == ["2020-05-13", "'05/13/2020' is not a day of the calendar"])
  }

  @Test func centuryOfTwoDigits() {
    #expect(
      readings(["1-Jan-68", "1-Jan-69", "1-Jan-00"]) == ["2068-01-01", "1969-01-01", "2000-01-01"])
    // Years of four digits in the column bring the others near them.
    #expect(readings(["1-Jan-45", "1946-05-03", "2020-01-01"])[0] == "1945-01-01")
    #expect(readings(["1-Jan-20", "2019-05-03"])[0] == "2020-01-01")
    #expect(readings(["1-Jan-69", "2060-05-03"])[0] == "2069-01-01")
    var column = DateColumn()
    column.learn(year: 1975)
    #expect((try? column.interval("1-Jan-60"))?.description == "1960-01-01")
  }

  @Test func serialsOfBothSystems() {
    #expect(SerialDates.since1900.day(1)?.description == "1900-01-01")
    #expect(SerialDates.since1900.day(59)?.description == "1900-02-28")
    #expect(SerialDates.since1900.day(60) == nil)
    #expect(SerialDates.since1900.day(61)?.description == "1900-03-01")
    #expect(SerialDates.since1900.day(2_958_465)?.description == "9999-12-31")
    #expect(SerialDates.since1900.day(2_958_466) == nil)
    #expect(SerialDates.since1904.day(0)?.description == "1904-01-01")
    #expect(SerialDates.since1904.day(2_957_003)?.description == "9999-12-31")
    #expect(SerialDates.since1904.day(-1) == nil)
    #expect(readings(["46478"], DateColumn(serials: .since1904)) == ["2031-04-02"])
  }

  @Test func everyDayIsReadBackFromEverySpelling() {
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    var column = DateColumn(statedOrder: .dayFirst)
    var texts: [(String, Day)] = []
    for number in 0..<800 {
      let day = Day(number: 18_000 + number)
      let (year, month, date) = day.components
      let name = months[month - 1]
      for text in [
        "\(date) \(name) \(year)", "\(date)-\(name.prefix(3))-\(year)", "\(name) \(date), \(year)",
        "\(date)/\(month)/\(year)", "\(date).\(month).\(year % 100)",
        String("\(day)".filter { $0 != "-" }), "\(day) 00:00:00.000", "\(number + 18_000 + 25_569)",
      ] {
        column.learn(text)
        texts.append((text, day))
      }
    }
    let wrong = texts.filter { text, day in (try? column.interval(text)) != DayInterval(day) }
    #expect(wrong.isEmpty, "\(wrong.prefix(3))")
  }
}
