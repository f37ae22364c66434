import EventData
import Incidents
import Testing

@Suite struct ReviewTests {
  private let incidents = [
    Incident(
      id: "i1", source: Side("US"), target: Side("HOUTHI"), dates: .unknown,
      provenance: Provenance(document: "a", evidence: "one")),
    Incident(
      id: "i2", source: Side("HOUTHI"), target: Side("US"), dates: .unknown, answers: ["i1"],
      provenance: Provenance(document: "a", evidence: "two")),
    Incident(
      id: "i3", source: Side("US"), target: Side("HOUTHI"), dates: .unknown, answers: ["i2"],
      provenance: Provenance(document: "a", evidence: "three")),
  ]

  @Test func decisionsAreDone() throws {
    var review = Review(incidents)
    try review.decide(.reject, on: 0)
    try review.decide(.edit(column: "date", value: "2024-01-02..2024-01-05"), on: 1)
    try review.decide(.edit(column: "weapon", value: "drone"), on: 1)
    try review.decide(.split(into: 2), on: 2)
    let rows = review.reviewed()
    #expect(rows.map(\.id) == ["i2", "i3", "i3p2"])
    #expect(rows[0].answers == [])
    #expect(rows[0].dates.description == "2024-01-02..2024-01-05")
    #expect(rows[0].weapon == .drone)
    #expect(rows[1].answers == ["i2"])
  }

  @Test func linksFollowAMerge() throws {
    var review = Review(incidents)
    try review.decide(.merge(into: "one"), on: 1)
    let rows = review.reviewed()
    #expect(rows.map(\.id) == ["i1", "i3"])
    #expect(rows[1].answers == ["i1"])
    #expect(throws: IncidentEditError.self) { try review.decide(.merge(into: "nine"), on: 0) }
  }

  @Test func decisionsReplayOnNewIdentifiers() throws {
    var review = Review(incidents)
    try review.decide(.accept, on: 0)
    try review.decide(.edit(column: "killed", value: "4..+"), on: 1)
    let written = ReviewTable.table(review.decisions).encoded(.csv)
    let read = try ReviewTable.read(written, file: "decisions.csv")
    #expect(read == review.decisions)
    var renumbered = Array(incidents.dropFirst())
    renumbered[0].id = "i1"
    var again = Review(renumbered)
    again.replay(read)
    #expect(again.reviewed()[0].killed == (try CountInterval(minimum: 4, maximum: nil)))
    #expect(again.orphans.map(\.evidence) == ["one"])
  }

  @Test(arguments: [
    ("date", "soon"), ("weapon", "stone"), ("killed", "4..x"), ("colour", "red"), ("count", "9..2"),
  ])
  func badEditsAreRefused(column: String, value: String) {
    var review = Review(incidents)
    #expect(throws: IncidentEditError.self) {
      try review.decide(.edit(column: column, value: value), on: 0)
    }
    #expect(!review.items[0].isReviewed)
  }

  @Test func aBadFileNamesItsPlace() throws {
    let text = "doc,evidence,occurrence,decision,argument\na,one,1,accept,\na,one,1,burn,\n"
    #expect {
      try ReviewTable.read(Array(text.utf8), file: "d.csv")
    } throws: { "\($0)".hasPrefix("d.csv:3:9: decision: 'burn' with '' is not a decision") }
  }
}
