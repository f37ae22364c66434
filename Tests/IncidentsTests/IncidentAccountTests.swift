import Incidents
import Testing

@Suite struct IncidentAccountTests {
  private static let window = try! ObservationWindow("2024-01-01..2024-06-30")
  private static let streams = ["TURKEY->PKK", "PKK->TURKEY"].map { try! Dyad($0) }

  private static func incident(
    _ row: Int, _ source: String, _ target: String, day: Int? = nil, dates: DayInterval? = nil,
    id: String? = nil, place: String? = nil
  ) -> Incident {
    Incident(
      id: id ?? "r\(row)", source: Side(source), target: Side(target),
      dates: dates ?? DayInterval(window.start + (day ?? row % 150)), place: place,
      provenance: Provenance(document: "log.csv", row: row))
  }

  private static func account(
    _ incidents: [Incident], sides: Sides? = nil, suggested: Sides? = nil
  ) -> IncidentAccount {
    IncidentAccount(
      of: incidents, file: "in/log.csv", streams: streams, window: window, sides: sides,
      suggested: suggested)
  }

  private static let names = try! Sides(
    text: """
      PKK  Kurdish insurgents
        group  Kurdistan Workers' Party = Kurdistan Workers Party
      TURKEY  Turkey
        state  Turkiye
      SYRIA  Syria
      """, file: "sides.txt")

  @Test func everyRowIsUsedOrListed() throws {
    var rows = (0..<140).map { Self.incident($0 + 2, "TURKEY", "PKK", place: "p\($0)") }
    rows += (0..<10).map { Self.incident($0 + 142, "Kurdistan Workers' Party", "TURKEY") }
    rows += (0..<5).map { row in
      Self.incident(
        row + 152, "PKK", "TURKEY",
        dates: try! DayInterval(earliest: Self.window.start, latest: nil))
    }
    rows += (0..<5).map { Self.incident($0 + 157, "PKK", "TURKEY", day: -100 - $0) }
    let account = Self.account(rows, suggested: Self.names)
    #expect(
      account.summary
        == "160 rows: 140 used, 10 name 'Kurdistan Workers' Party', which matches no side "
        + "(nearest: PKK), 5 undated, 5 outside the window.")
    #expect(account.used == Array(0..<140))
    #expect(account.remarks.count == 20)
    #expect(account.remarks.count { $0.reason.isUsed } + account.used.count == 140)
    #expect(account.remarks.map(\.row) == (142..<162).map { $0 })
    #expect(account.remarks.allSatisfy { $0.file == "in/log.csv" && !$0.remedy.isEmpty })
    #expect(account.remarks[10].reason == .undated)
    #expect(account.remarks[15].reason == .outsideWindow(Self.window))
    #expect(
      account.remarks[0].what == "Kurdistan Workers' Party->TURKEY 2024-05-22"
        && "\(account.remarks[0].reason)"
          == "'Kurdistan Workers' Party' matches no side (nearest: PKK)"
    )
  }

  /// The sides file maps the name, so that the same rows are used.
  @Test func theSidesFileMatchesNames() throws {
    let rows = (0..<10).map {
      Self.incident($0 + 2, "Kurdistan Workers' Party", "turkiye", day: $0)
    }
    let account = Self.account(rows, sides: Self.names)
    #expect(account.summary == "10 rows: all used.")
    #expect(account.incidents.allSatisfy { $0.dyad == Self.streams[1] })
    #expect(account.unmatchedShare == 0 && account.unmatchedNames.isEmpty)
  }

  @Test func oneSpellingMissingInTwentyOfAHundredAndSixty() {
    var rows = (0..<140).map { Self.incident($0 + 2, "TURKEY", "PKK", place: "p\($0)") }
    rows += (0..<20).map { Self.incident($0 + 142, "TURKEY", "PKKK") }
    let account = Self.account(rows)
    #expect(account.unmatchedNames == [.init(name: "PKKK", nearest: Side("PKK"))])
    #expect(account.rowsOfName == ["PKKK": 20])
    #expect(account.unmatchedShare == 20.0 / 160)
    #expect(
      account.summary == "160 rows: 140 used, 20 name 'PKKK', which matches no side (nearest: PKK)."
    )
  }

  @Test func theShareIsOfTheRowsInTheWindow() {
    let rows =
      (0..<6).map { Self.incident($0, "TURKEY", "PKK", place: "p\($0)") }
      + (0..<2).map { Self.incident($0, "X", "PKK") }
      + (0..<50).map { Self.incident($0, "X", "PKK", day: 1000) }
    let account = Self.account(rows)
    #expect(account.rowsInWindow == 8 && account.unmatchedShare == 0.25)
    #expect(Self.account([]).unmatchedShare == 0)
  }

  @Test func noneUsed() {
    let account = Self.account([Self.incident(2, "A", "B"), Self.incident(3, "A", "C")])
    #expect(account.used.isEmpty && account.unmatchedShare == 1)
    #expect(
      account.summary == "2 rows: none used, 2 match no side ('A' in 2; 'B' in 1; 'C' in 1).")
    #expect(Self.account([]).summary == "0 rows: none used.")
  }

  @Test func caseAndBlanksOfCodesDoNotMatter() {
    let account = Self.account([
      Self.incident(2, "turkey", " PKK "), Self.incident(3, "Turkey", "pkk"),
    ])
    #expect(account.used == [0, 1])
    #expect(account.incidents.allSatisfy { $0.dyad == Self.streams[0] })
    let near = Self.account([Self.incident(2, "Tur-key", "P.K.K.")])
    #expect(near.unmatchedNames.map(\.nearest) == [Side("PKK"), Side("TURKEY")])
  }

  @Test(arguments: [
    ("Partiya Karkerên Kurdistanê", "PKK"), ("Party of the Kurdish Kin", "PKK"),
    ("Turky", "TURKEY"),
    ("Kurdistan Workers Party (armed)", "PKK"),
    ("Syrai", "SYRIA"),
  ])
  func nearestNames(name: String, side: String) {
    let account = Self.account([Self.incident(2, name, "PKK")], sides: Self.names)
    #expect(account.unmatchedNames.first?.nearest == Side(side))
  }

  @Test func farNamesHaveNoNearest() {
    let account = Self.account([Self.incident(2, "Atlantis", "PKK")], sides: Self.names)
    #expect(account.unmatchedNames == [.init(name: "Atlantis", nearest: nil)])
  }

  @Test func otherReasons() {
    let account = Self.account(
      [
        Self.incident(2, "SYRIA", "PKK"), Self.incident(3, "SYRIA", "PKK"),
        Self.incident(4, "PKK", "SYRIA"), Self.incident(5, "PKK", "PKK"),
        Self.incident(6, "UNKNOWN", "PKK"), Self.incident(7, "PKK", "TURKEY"),
      ], sides: Self.names)
    #expect(
      account.summary
        == "6 rows: 1 used, 1 with an UNKNOWN source or target, 1 with source and target the same "
        + "side, 3 of other streams (SYRIA->PKK 2, PKK->SYRIA 1).")
    #expect(account.unmatchedShare == 0)
    #expect(
      account.remarks.map(\.reason) == [
        .otherStream(try! Dyad("SYRIA->PKK")), .otherStream(try! Dyad("SYRIA->PKK")),
        .otherStream(try! Dyad("PKK->SYRIA")), .selfTargeting(Side("PKK")), .unnamedSide,
      ])
  }

  @Test func repeatedRowsAndIDsAreCountedAndListed() {
    let account = Self.account([
      Self.incident(2, "PKK", "TURKEY", day: 3, id: "a"),
      Self.incident(3, "PKK", "TURKEY", day: 3, id: "b"),
      Self.incident(4, "PKK", "TURKEY", day: 4, id: "a"),
      Self.incident(5, "PKK", "TURKEY", day: 3, id: "c", place: "Van"),
      Self.incident(6, "PKK", "TURKEY", day: 3, id: "d"),
    ])
    #expect(account.used == [0, 1, 2, 3, 4])
    #expect(
      account.remarks.map(\.reason) == [
        .repeatedRow(firstRow: 2), .duplicateID("a", firstRow: 2), .repeatedRow(firstRow: 2),
      ])
    #expect(account.remarks.map(\.row) == [3, 4, 6])
    #expect(
      account.summary
        == "5 rows: all used (2 repeat an earlier row, 1 has the id of an earlier row).")
    #expect(account.remarks[0].remedy == "The row is counted. Delete it if it is the same act.")
  }
}

@Suite struct ClaimAccountTests {
  private static func claim(
    _ row: Int, _ source: String, _ target: String, _ since: String, _ until: String
  ) -> Claim {
    func days(_ text: String) -> DayInterval {
      Day(iso: text).map { DayInterval($0) } ?? .unknown
    }
    return Claim(
      source: Side(source), target: Side(target), since: days(since), until: days(until),
      count: .one, provenance: Provenance(document: "c.csv", row: row))
  }

  @Test func everyTotalIsUsedOrListed() throws {
    let (asked, other) = (try Dyad("A->B"), try Dyad("B->A"))
    let account = ClaimAccount(
      of: [
        Self.claim(2, "a", "B", "2024-01-01", "2024-02-01"),
        Self.claim(3, "A", "Bee", "2024-01-01", "2024-02-01"),
        Self.claim(4, "B", "A", "2024-01-01", "2024-02-01"),
        Self.claim(5, "A", "B", "2024-02-01", "2024-01-01"),
        Self.claim(6, "A", "B", "2024-02-01", ""),
      ], file: "c.csv", streams: [asked])
    #expect(account.used == [0] && account.claims[0].dyad == asked)
    #expect(
      account.remarks.map(\.reason) == [
        .unmatched([.init(name: "Bee", nearest: nil)]), .otherStream(other),
        .reversedSpan, .undated,
      ])
    #expect(
      account.summary
        == "5 totals: 1 used, 1 names 'Bee', which matches no side, 1 of another stream "
        + "(B->A 1), 1 undated, 1 with a span that ends before it begins.")
  }

  @Test func theLadderSaysThatASpanIsReversed() throws {
    let selection = ClaimSelection(
      claims: [Self.claim(2, "A", "B", "2024-02-01", "2024-01-01")], dyad: try Dyad("A->B"),
      window: try ObservationWindow("2024-01-01..2024-12-31"))
    #expect(selection.setAside.map(\.reason) == ["its span ends before it begins"])
  }
}
