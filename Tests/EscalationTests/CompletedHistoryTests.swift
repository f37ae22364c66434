import Escalation
import Incidents
import PointProcesses
import Testing

@Suite struct CompletedHistoryTests {
  static let window = try! ObservationWindow("2024-01-01..2024-01-20")
  static let west = try! Dyad("W->E")
  static let east = try! Dyad("E->W")

  static func incident(_ dyad: Dyad, _ from: Int, _ to: Int) -> Incident {
    let start = window.start
    return Incident(
      id: "x", source: dyad.source, target: dyad.target,
      dates: DayInterval((start + from)...(start + to)),
      provenance: Provenance(document: "log"))
  }

  static func total(_ until: Int, _ count: Int) -> Claim {
    Claim(
      source: west.source, target: west.target, since: DayInterval(window.start),
      until: DayInterval(window.start + until), count: CountInterval(exactly: count),
      provenance: Provenance(document: "claims"))
  }

  static func data(_ incidents: [Incident], claims: [Claim] = []) -> AnalysisData {
    AnalysisData(
      streams: [west, east].map { IncidentStream(dyad: $0, window: window, incidents: incidents) },
      ladders: claims.isEmpty ? [:] : [0: Ladder(claims: claims)], window: window)
  }

  @Test func everyEventStaysInItsInterval() throws {
    let log = [
      Self.incident(Self.west, 3, 3), Self.incident(Self.west, 5, 9),
      Self.incident(Self.east, 3, 3),
    ]
    for replicate in 0..<50 {
      let completed = try CompletedHistory(of: Self.data(log), seed: 3, replicate: replicate)
      #expect(completed.history.times[0].count == 2)
      #expect((3..<4).contains(completed.history.times[0][0]))
      #expect((5..<10).contains(completed.history.times[0][1]))
      #expect(completed.origins == [[.incident(0), .incident(1)], [.incident(2)]])
    }
    let again = try CompletedHistory(of: Self.data(log), seed: 3, replicate: 7)
    #expect(
      try CompletedHistory(of: Self.data(log), seed: 3, replicate: 7).history == again.history)
    #expect(
      try CompletedHistory(of: Self.data(log), seed: 4, replicate: 7).history != again.history)
  }

  @Test func sameDayIncidentsComeInEitherOrder() throws {
    let log = [Self.incident(Self.west, 3, 3), Self.incident(Self.east, 3, 3)]
    let first = try (0..<400).count {
      let times = try CompletedHistory(of: Self.data(log), seed: 1, replicate: $0).history.times
      return times[0][0] < times[1][0]
    }
    #expect((150...250).contains(first))
  }

  @Test func totalsAddWhatIncidentsDoNotShow() throws {
    let log = [Self.incident(Self.west, 2, 2), Self.incident(Self.west, 8, 8)]
    let claims = [Self.total(4, 3), Self.total(9, 3), Self.total(19, 7)]
    let completed = try CompletedHistory(of: Self.data(log, claims: claims), seed: 1, replicate: 0)
    let times = completed.history.times[0]
    // Three by the end of day 4 (one of them known), none in days 5 to 9 by the totals but one
    // known, four after.
    #expect(times.count { $0 < 5 } == 3)
    #expect(times.count { $0 >= 5 && $0 < 10 } == 1)
    #expect(times.count { $0 >= 10 } == 4)
    #expect(completed.beyondTotals == [1, 0])
    #expect(completed.origins[0].count { $0 == .unseen(rung: 2) } == 4)
  }

  @Test func eventsOutsideTheWindowAreLeftOut() throws {
    let log = [Self.incident(Self.west, 18, 23), Self.incident(Self.east, 1, 1)]
    let counts = try (0..<300).map {
      try CompletedHistory(of: Self.data(log), seed: 1, replicate: $0).history.times[0].count
    }
    // Two of its six days are observed.
    let share = Double(counts.reduce(0, +)) / 300
    #expect(abs(share - 1.0 / 3) < 0.1)
  }
}
