import Incidents
import Testing

@Suite struct DayTests {
  @Test func everyDayOfFourCenturiesRoundTrips() throws {
    var previous = Day(iso: "1999-12-31")!
    for number in previous.number + 1...previous.number + 146_097 {
      let day = Day(number: number)
      let (year, month, date) = day.components
      #expect(Day(year: year, month: month, day: date) == day)
      #expect(previous < day && day - previous == 1)
      previous = day
    }
    #expect("\(previous)" == "2399-12-31")
  }

  @Test func knownDays() {
    #expect(Day(iso: "1970-01-01")?.number == 0)
    #expect(Day(iso: "2000-03-01")?.number == 11_017)
    #expect(Day(iso: "1969-07-20")?.number == -165)
    #expect(Day(iso: "2023-10-17")?.weekday == .tuesday)
    #expect(Day(iso: "1900-01-01")?.weekday == .monday)
    #expect("\(Day(year: 800, month: 12, day: 25)!)" == "0800-12-25")
  }

  @Test(arguments: [
    "2023-02-29", "2024-13-01", "2024-00-10", "2024-01-32", "24-01-01", "2024/01/01", "2024-1-01",
    "", "2024-01-01T", "０024-01-01",
  ])
  func otherTextsAreNoDates(text: String) {
    #expect(Day(iso: text) == nil)
  }

  @Test func intervals() throws {
    let a = Day(iso: "2024-01-01")!
    let interval = try DayInterval(earliest: a, latest: a + 3)
    #expect(interval.length == 4)
    #expect(interval.overlaps(DayInterval(a + 3)) && !interval.overlaps(DayInterval(a + 4)))
    #expect(interval.overlaps(try DayInterval(earliest: nil, latest: a)))
    #expect(try DayInterval(earliest: nil, latest: a).length == nil)
    #expect("\(interval)" == "2024-01-01..2024-01-04" && "\(DayInterval(a))" == "2024-01-01")
    #expect("\(DayInterval.unknown)" == "?..?")
    #expect(throws: IncidentError.reversedInterval(earliest: a + 1, latest: a)) {
      try DayInterval(earliest: a + 1, latest: a)
    }
  }

  @Test func windowsAndDyads() throws {
    let window = try ObservationWindow("2023-10-17..2024-02-04")
    #expect(window.length == 111 && "\(window)" == "2023-10-17..2024-02-04")
    #expect(window.time(of: Day(iso: "2023-10-19")!) == 2)
    #expect(throws: IncidentError.malformedWindow("2023-10-17")) {
      try ObservationWindow("2023-10-17")
    }
    #expect(throws: IncidentError.self) { try ObservationWindow("2023-10-17..2023-10-16") }
    #expect(try Dyad(" US -> militias ").description == "US->militias")
    #expect(throws: IncidentError.malformedDyad("US")) { try Dyad("US") }
    #expect(throws: IncidentError.malformedDyad("US->")) { try Dyad("US->") }
    #expect(throws: IncidentError.reversedCount(minimum: 3, maximum: 1)) {
      try CountInterval(minimum: 3, maximum: 1)
    }
    #expect(throws: IncidentError.negativeCount(-1)) {
      try CountInterval(minimum: -1, maximum: nil)
    }
  }
}
