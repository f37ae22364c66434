import Incidents
import Testing

@Suite struct DayTests {
  @Test func roundTrip() { #expect(Day(iso: "2024-02-29")?.description == "2024-02-29") }
}
