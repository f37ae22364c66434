import Incidents
import Testing

@Suite struct IncidentStreamTests {
  private let window = try! ObservationWindow("2024-01-01..2024-01-10")
  private let dyad = try! Dyad("A->B")

  private func incident(
    _ from: String?, _ to: String?, count: CountInterval = .one, dyad: String = "A->B"
  ) throws -> Incident {
    let pair = try Dyad(dyad)
    return Incident(
      id: "x", source: pair.source, target: pair.target,
      dates: try DayInterval(
        earliest: from.flatMap { Day(iso: $0) }, latest: to.flatMap { Day(iso: $0) }),
      count: count, provenance: Provenance(document: "log"))
  }

  @Test func eventsAreIntervalsInDays() throws {
    let log = [
      try incident("2024-01-03", "2024-01-03"),
      try incident("2024-01-01", "2024-01-02", count: CountInterval(exactly: 2)),
      try incident("2024-01-03", "2024-01-03", dyad: "B->A"), try incident(nil, "2024-01-05"),
      try incident("2023-12-30", "2024-01-01"), try incident("2024-01-11", "2024-01-12"),
    ]
    let stream = IncidentStream(dyad: dyad, window: window, incidents: log)
    #expect(stream.events.map(\.earliest) == [-2, 0, 2])
    #expect(stream.events.map(\.latest) == [1, 2, 3])
    #expect(stream.events.map(\.incident) == [4, 1, 0])
    #expect(stream.events.map(\.count) == [.one, CountInterval(exactly: 2), .one])
    #expect(stream.undated == [3])
  }

  @Test func expectedCountsSpreadTheIntervals() throws {
    let log = [try incident("2024-01-03", "2024-01-03"), try incident("2023-12-31", "2024-01-02")]
    let series = CountSeries(
      expectedIn: [IncidentStream(dyad: dyad, window: window, incidents: log)], window: window)
    #expect(series.counts[0][..<4] == [1.0 / 3, 1.0 / 3, 1, 0])
    let exact = CountSeries(times: [[0, 0.9, 3.2, 10, 12]], dyads: [dyad], window: window)
    #expect(exact.counts[0] == [2, 0, 0, 1, 0, 0, 0, 0, 0, 0])
  }
}
