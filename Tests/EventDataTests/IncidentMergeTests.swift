import EventData
import Incidents
import Testing

@Suite struct IncidentMergeTests {
  private func act(
    _ document: String, _ id: String, _ day: String = "2024-02-04", source: String = "ISRAEL",
    place: String? = "Homs", weapon: Weapon = .airstrike, killed: ClosedRange<Int>? = nil,
    answers: [String] = []
  ) throws -> Incident {
    let day = try #require(Day(iso: day))
    return Incident(
      id: id, source: Side(source), target: Side("SYRIA"), dates: DayInterval(day), weapon: weapon,
      place: place,
      killed: try killed.map {
        try CountInterval(minimum: $0.lowerBound, maximum: $0.upperBound)
      }, answers: answers, confidence: 0.9, provenance: Provenance(document: document))
  }

  @Test func oneActOfTwoDocumentsIsOneWithBothTellings() throws {
    let merged = IncidentMerge.merged([
      try act("a", "i1", killed: 3...3), try act("b", "i1", killed: 5...5),
    ])
    #expect(merged.count == 1)
    #expect(merged[0].tellings.map(\.provenance.document) == ["a", "b"])
    #expect(merged[0].incident.killed?.minimum == 3)
    #expect(merged[0].incident.killed?.maximum == 5)
    #expect(merged[0].killedDocuments?.lowest == "a")
    #expect(merged[0].killedDocuments?.highest == "b")
    #expect(merged[0].reason == "the same day, the same place, the same weapon")
    #expect(merged[0].incident.confidence == 0.95)
  }

  @Test func severalActsOfOneDayStaySeveral() throws {
    let merged = IncidentMerge.merged([
      try act("a", "i1", place: "Homs"), try act("a", "i2", place: "Hama"),
      try act("b", "i1", place: "Hama"), try act("b", "i2", place: "Homs"),
    ])
    #expect(
      merged.map { $0.tellings.map { "\($0.provenance.document)\($0.id)" } } == [
        ["ai1", "bi2"], ["ai2", "bi1"],
      ])
  }

  @Test func aDayAloneProvesNothing() throws {
    let merged = IncidentMerge.merged([
      try act("a", "i1", place: nil, weapon: .unknown),
      try act("b", "i1", place: nil, weapon: .unknown),
    ])
    #expect(merged.count == 2)
  }

  @Test func otherSidesPlacesAndDaysAreOtherActs() throws {
    let first = try act("a", "i1")
    for other in [
      try act("b", "i1", source: "US"), try act("b", "i1", place: "Hama"),
      try act("b", "i1", "2024-02-01"),
    ] {
      #expect(IncidentMerge.merged([first, other]).count == 2)
    }
    // A source that one report leaves open is no other source.
    #expect(IncidentMerge.merged([first, try act("b", "i1", source: "UNKNOWN")]).count == 1)
  }

  @Test func linksFollowTheMerged() throws {
    let merged = IncidentMerge.merged([
      try act("a", "i1", "2024-02-01"), try act("a", "i2", "2024-02-04", answers: ["i1"]),
      try act("b", "i1", "2024-02-04"),
    ])
    #expect(merged.map(\.incident.answers) == [[], ["m1"]])
  }
}
