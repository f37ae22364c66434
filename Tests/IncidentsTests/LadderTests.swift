import Incidents
import Testing

@Suite struct LadderTests {
  static func total(
    _ until: String, _ minimum: Int, _ maximum: Int?, since: String = "2023-10-17",
    stated: String? = nil
  ) throws -> Claim {
    Claim(
      source: Side("militias"), target: Side("US"), since: DayInterval(Day(iso: since)!),
      until: DayInterval(Day(iso: until)!),
      count: try CountInterval(minimum: minimum, maximum: maximum),
      stated: stated.flatMap { Day(iso: $0) }, provenance: Provenance(document: "claims.csv"))
  }

  @Test func differencesOfSuccessiveTotals() throws {
    let ladder = Ladder(claims: [
      try Self.total("2023-10-24", 13, 13), try Self.total("2023-10-26", 16, 16),
      try Self.total("2023-10-30", 23, 23),
    ])
    #expect(ladder.rungs.map(\.count.description) == ["13", "3", "7"])
    #expect(
      ladder.rungs.map { "\($0.days.lowerBound)" } == ["2023-10-17", "2023-10-25", "2023-10-27"])
    #expect(ladder.contradictions.isEmpty)
  }

  @Test func aLullIsARung() throws {
    let ladder = Ladder(claims: [
      try Self.total("2023-11-23", 73, 73), try Self.total("2023-11-30", 74, 74),
      try Self.total("2023-11-28", 0, 0, since: "2023-11-24"),
    ])
    #expect(ladder.rungs.map(\.count.description) == ["73", "0", "1"])
  }

  @Test func bandsTightenEachOther() throws {
    let ladder = Ladder(claims: [
      try Self.total("2023-12-14", 97, 97), try Self.total("2023-12-15", 95, 100),
      try Self.total("2023-12-21", 102, 102),
      try Self.total("2023-11-09", 40, nil),
    ])
    #expect(ladder.rungs.map(\.count.description) == ["40 to 97", "0 to 57", "0 to 3", "2 to 5"])
    // history sums agree
    for pick in [0, 1, 2] {
      let history = ladder.history {
        pick == 0 ? $0.lowerBound : pick == 1 ? $0.upperBound : ($0.lowerBound + $0.upperBound) / 2
      }
      #expect(history.reduce(0, +) == 102)
      #expect(history[0] + history[1] == 97)
    }
  }

  @Test func theLatestStatementWins() throws {
    let claims = [
      try Self.total("2023-11-17", 61, 61, stated: "2023-11-17"),
      try Self.total("2023-11-17", 62, 62, stated: "2023-11-17"),
      try Self.total("2023-12-25", 103, 103, stated: "2023-12-25"),
      try Self.total("2023-12-31", 160, nil, stated: "2024-01-12"),
      try Self.total("2024-01-09", 127, 127, stated: "2024-01-09"),
      try Self.total("2024-01-18", 140, 140, stated: "2024-01-19"),
    ]
    let ladder = Ladder(claims: claims)
    #expect(ladder.contradictions.map(\.index) == [0, 3])
    #expect(ladder.rungs.map(\.count.description) == ["62", "41", "0 to 24", "0 to 24", "13"])
    let wide = Ladder(claims: claims, rule: .widestBand)
    #expect(wide.rungs.first?.count.description == "61 to 62")
    #expect(wide.contradictions.map(\.index) == [0, 1, 3, 4, 5])
  }

  @Test func knownActsNarrowTheRungs() throws {
    // Three in all until 14 November, seven between 26 October and 3 December: without more, any of
    // the three may have come before 26 October.
    let ladder = Ladder(claims: [
      try Self.total("2023-11-14", 3, 3), try Self.total("2023-12-03", 7, 7, since: "2023-10-26"),
    ])
    #expect(ladder.rungs.map(\.count.description) == ["0 to 3", "0 to 3", "4 to 7"])
    let known = ["2023-10-26", "2023-11-08", "2023-11-12"].map {
      (dates: Day(iso: $0)!...Day(iso: $0)!, count: 1)
    }
    let tightened = ladder.tightened(byKnown: known)
    #expect(tightened.rungs.map(\.count.description) == ["0", "3", "4"])
    // More incidents than the totals allow leave the totals as they are.
    let crowded = Ladder(claims: [try Self.total("2023-11-14", 2, 2)]).tightened(byKnown: known)
    #expect(crowded.rungs.map(\.count.description) == ["2"])
    #expect(crowded.history { $0.lowerBound } == [2])
  }
}
