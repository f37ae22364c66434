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

  // MARK: Other readings

  private func considered(
    _ row: String, probability: Double = 0.6, days: [ConsideredAct.Option<DayInterval>] = []
  ) throws -> ConsideredAct {
    ConsideredAct(
      document: "a", row: row, outcome: .incident, tellings: [0..<3], evidence: "one",
      probability: probability,
      sides: [
        .init(try Dyad("US->HOUTHI"), probability: 0.8),
        .init(try Dyad("IRAN->HOUTHI"), probability: 0.15),
      ], days: days, same: [.init("i3", probability: 0.4)])
  }

  @Test func otherReadingsAreOfferedByKeys() throws {
    let day = DayInterval(try #require(Day(iso: "2024-01-02")))
    let review = Review(
      incidents, considered: [try considered("i1", days: [.init(day, probability: 0.9)])])
    let options = review.options(0)
    #expect(options.map(\.key) == ["1", "2", "3", "0"])
    #expect(
      options.map(\.reading) == [
        .sides(try Dyad("IRAN->HOUTHI")), .days(day), .sameAs("i3"), .noIncident,
      ])
    // Two fifths of the doubt are about an act at all.
    #expect(abs(options[3].probability - 0.16) < 1e-12)
    #expect(review.options(1).isEmpty)
  }

  @Test func aChosenReadingIsADecision() throws {
    var review = Review(incidents, considered: [try considered("i1")])
    try review.decide(review.options(0)[0].action, on: 0)
    #expect(review.reviewed()[0].dyad == (try Dyad("IRAN->HOUTHI")))
    // What was the program's reading is an alternative from then on.
    #expect(review.options(0)[0].reading == .sides(try Dyad("US->HOUTHI")))
    try review.decide(review.options(0)[1].action, on: 0)
    #expect(review.reviewed().map(\.id) == ["i2", "i3"])
    #expect(review.reviewed()[0].answers == ["i3"])
  }

  @Test func otherSidesDoNotKeepTheNamesOfTheFirst() throws {
    var named = incidents[0]
    named.sourceName = "American jets"
    named.targetName = "the group"
    let edited = try named.edited("sides", to: "IRAN->HOUTHI")
    #expect(edited.sourceName == nil)
    #expect(edited.targetName == "the group")
  }

  @Test func theMostDoubtfulComesFirst() {
    var rows = incidents
    rows[0].confidence = 0.95
    rows[2].confidence = 0.45
    #expect(Review(rows).doubtfulFirst == [2, 0, 1])
  }

  // MARK: Acts that were not found

  private func added(_ cells: String, bytes: Range<Int> = 10..<20) throws -> ReviewDecision.Action {
    try #require(
      ReviewTable.parsed("add", "bytes=\(bytes.lowerBound)..\(bytes.upperBound) \(cells)"))
  }

  private func add(_ review: inout Review, _ cells: String, _ evidence: String) throws {
    guard case .add(let act) = try added(cells) else { return }
    try review.add(act, document: "a", evidence: evidence)
  }

  @Test func anAddedActIsARowWithItsBytes() throws {
    var review = Review(incidents)
    try add(
      &review, "source=HOUTHI target=US date=2024-01-09 place=\"Bab al-Mandab\" killed=2..+",
      "a hit")
    let row = try #require(review.reviewed().last)
    #expect(row.id == "a1")
    #expect(row.dyad == (try Dyad("HOUTHI->US")))
    #expect(row.place == "Bab al-Mandab")
    #expect(row.killed == (try CountInterval(minimum: 2, maximum: nil)))
    #expect(row.provenance.bytes == 10..<20)
    #expect(row.provenance.evidence == "a hit")
    #expect(row.confidence == nil)
  }

  @Test(arguments: [
    "target=US", "source=HOUTHI", "source=US target=US", "source=A target=B date=soon",
    "source=A target=B id=i7",
  ])
  func anAddedActIsCheckedAsAnyRow(cells: String) throws {
    guard let action = ReviewTable.parsed("add", "bytes=10..20 \(cells)"),
      case .add(let act) = action
    else { return }
    var review = Review(incidents)
    #expect(throws: IncidentEditError.self) {
      try review.add(act, document: "a", evidence: "x")
    }
    #expect(review.items.count == incidents.count)
  }

  @Test func additionsReplayBeforeDecisionsThatNameThem() throws {
    var review = Review(incidents)
    try add(&review, "sides=HOUTHI->US", "a hit")
    try review.decide(.merge(into: "a hit"), on: 1)
    try review.decide(.edit(column: "weapon", value: "drone"), on: 3)
    let written = ReviewTable.table(review.decisions).encoded(.csv)
    var again = Review(incidents)
    again.replay(try ReviewTable.read(written, file: "d.csv"))
    #expect(again.orphans.isEmpty)
    #expect(again.reviewed() == review.reviewed())
    #expect(again.reviewed().map(\.id) == ["i1", "i3", "a1"])
  }

  @Test func anAdditionThatIsFoundByNowIsNotAddedTwice() throws {
    var review = Review(incidents)
    try add(&review, "sides=HOUTHI->US", "a hit")
    var rows = incidents
    rows.append(
      Incident(
        id: "i4", source: Side("HOUTHI"), target: Side("US"), dates: .unknown,
        provenance: Provenance(document: "a", bytes: 5..<15, evidence: "they hit")))
    var again = Review(rows)
    again.replay(review.decisions)
    #expect(again.reviewed().map(\.id) == ["i1", "i2", "i3", "i4"])
    #expect(again.found.count == 1)
    // It is kept for a table that lacks the act again.
    #expect(again.decisions == review.decisions)
  }

  @Test func takingBackAnAdditionRemovesIt() throws {
    var review = Review(incidents)
    try add(&review, "sides=HOUTHI->US", "a hit")
    let isGone = review.undo(3)
    #expect(isGone)
    #expect(review.items.count == 3)
    review.undo(0)
    #expect(review.items.count == 3)
  }

  @Test func decisionsOfGoneIncidentsAreKept() throws {
    var review = Review(incidents)
    let gone = ReviewDecision(document: "z", evidence: "gone", occurrence: 1, action: .reject)
    review.replay([gone])
    try review.decide(.accept, on: 0)
    #expect(review.decisions.last == gone)
  }
}
