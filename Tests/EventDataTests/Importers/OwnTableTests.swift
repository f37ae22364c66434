import EventData
import Incidents
import Tabular
import Testing

/// Tables of the user's own, and which set a file is of.
@Suite struct OwnTableTests {
  static let text = """
    Day of attack;Who did it;Who was hit;Dead;Remarks
    03/05/2031;League;Oster;2-3;"first
    line"
    14/05/2031;Oster;League;;
    approx. 20 May 2031;League;Oster;4+;
    ?;League;Oster;1;
    21/05/2031;League;;1;

    """

  static let map = [
    "date": "Day of attack", "source": "Who did it", "target": "who was hit", "killed": "Dead",
    "note": "Remarks",
  ]

  @Test func columnsAreNamedByWhatTheyHold() throws {
    let found = try Imported(Self.text) { $0.columns = Self.map }
    #expect(found.set == "table")
    #expect(
      found.incidents.map(\.dates) == [
        days("2031-05-03"), days("2031-05-14"), days("2031-05-17..2031-05-23"),
      ])
    #expect(
      found.incidents.map(\.killed) == [
        try CountInterval(minimum: 2, maximum: 3), nil, try CountInterval(minimum: 4, maximum: nil),
      ])
    #expect(found.incidents[0].provenance.evidence == "first\nline")
    #expect(found.account.left == [.noDate: 1, .noActor: 1])
    #expect(found.dropped.map(\.row) == [6, 7])
  }

  @Test func columnsWithTheirUsualNamesNeedNoMap() throws {
    let found = try Imported("When|Attacker|Victim\n2031-05-04|A|B\n")
    #expect(found.set == "table" && found.incidents.count == 1)
    #expect(found.account.files[0].notes[0].contains("source = 'Attacker'"))
  }

  @Test func aMapIsSuggestedWhereColumnsAreMissing() {
    #expect {
      try Imported("Attacker,Hurt,When\nA,B,2031-05-04\n")
    } throws: {
      guard case ImportError.unknownTable(_, let columns, let suggested) = $0 else { return false }
      return columns == ["Attacker", "Hurt", "When"]
        && suggested == ["source": "Attacker", "date": "When"]
    }
  }

  @Test func datesThatFitBothOrdersAreRefused() throws {
    let text = "When,Attacker,Victim\n03/05/2031,A,B\n04/05/2031,B,A\n"
    #expect {
      try Imported(text)
    } throws: {
      ($0 as? TabularError)?.line == 2 && "\($0)".contains("day first")
    }
    let found = try Imported(text) { $0.dateOrder = .dayFirst }
    #expect(found.incidents.map(\.dates) == [days("2031-05-03"), days("2031-05-04")])
  }

  @Test func misnamedColumnsAndPartsAreErrors() {
    #expect(throws: ImportError.self) {
      try Imported(Self.text) {
        $0.columns = ["source": "Nobody", "target": "Dead", "date": "Dead"]
      }
    }
    #expect(
      throws: ImportError.unknownPart(
        "attacker",
        parts: [
          "source", "target", "date", "date_max", "id", "count", "killed", "wounded", "place",
          "weapon",
          "note",
        ])
    ) {
      try Imported(Self.text) { $0.columns = ["attacker": "Who did it"] }
    }
  }

  @Test func aFileOfAnotherSetThanTheOneNamedIsRefused() {
    let text = ACLEDImporterTests.header + ACLEDImporterTests.row("LND1", "2031-05-04")
    for name in ["ged", "table"] {
      #expect {
        try Imported(text, as: name)
      } throws: {
        guard case ImportError.otherSet(_, let named, let found) = $0 else { return false }
        return named.name == name && found.name == "acled"
      }
    }
    #expect(throws: ImportError.unknownSet("acledd")) { try Imported(text, as: "acledd") }
  }

  @Test func everySetHasANameOfItsOwn() {
    #expect(Set(EventSets.sets.map(\.name)).count == EventSets.sets.count)
    #expect(EventSets.sets.count == 11)
  }

  @Test func severalFilesAreOneImport() throws {
    let header = ACLEDImporterTests.header
    let found = try Imported([
      ("one.csv", Array((header + ACLEDImporterTests.row("LND1", "2031-05-04")).utf8)),
      (
        "two.csv",
        Array(
          (header + ACLEDImporterTests.row("LND1", "2031-05-04")
            + ACLEDImporterTests.row("LND2", "2031-05-05")).utf8)
      ),
    ])
    #expect(found.incidents.map(\.id) == ["LND1", "LND2"])
    #expect(found.dropped.map(\.reason) == ["the id of row 2 of one.csv"])
    #expect(found.incidents.map(\.provenance.document) == ["one.csv", "two.csv"])
  }

  @Test func marksLineEndsAndEmptyLinesDoNotMatter() throws {
    let text =
      "\u{FEFF}When,Attacker,Victim\r\n\r\n2031-05-04,A,\"B\"\"C\"\r\n\r\n2031-05-05,A,B\r\n\r\n"
    let found = try Imported(text)
    #expect(found.incidents.map(\.targetName) == ["B\"C", "B"])
    #expect(found.account.rows == 2 && found.account.left.isEmpty)
  }

  @Test func aQuoteThatNeverEndsIsAnError() {
    #expect {
      try Imported("When,Attacker,Victim\n2031-05-04,A,\"B\n2031-05-05,A,B\n")
    } throws: {
      ($0 as? TabularError)?.line == 2
    }
  }

  /// Spreadsheets end tables with rows of separators.
  @Test func rowsOfSeparatorsAreBlank() throws {
    let text = Self.text.dropLast() + "\n;;;;\n\n;;;;\r\n"
    let found = try Imported(String(text)) { $0.columns = Self.map }
    #expect(found.account.rows == 5 && found.account.left == [.noDate: 1, .noActor: 1])
    // One with a blank in it says something, if not much.
    let other = try Imported(Self.text + "; ;;;\n") { $0.columns = Self.map }
    #expect(other.account.rows == 6 && other.account.left[.noActor] == 2)
  }

  @Test func namesThatDifferByAccentsCapitalsOrSpacesAreNamed() throws {
    let found = try Imported(
      """
      date,source,target
      2031-05-01,Société Nord,Oster
      2031-05-02,Oster,Société Nord
      2031-05-03,Societe nord,Oster
      2031-05-04,SocieteNord,Öster
      2031-05-05,South,Oster

      """)
    #expect(
      found.account.likeNames.map(\.names) == [
        ["Oster", "Öster"], ["Société Nord", "Societe nord", "SocieteNord"],
      ])
    let words = "\(found.account.likeNames[0])"
    #expect(words.contains("'Oster' and 'Öster'") && words.contains("group Öster"))
    #expect(found.sides.likeNames.count == 2)
  }

  @Test func theFirstAndLastDayLieInTheWindow() throws {
    let found = try Imported(
      """
      date,date_max,source,target
      2031-04-20,2031-05-03,A,B
      2031-05-10,2031-05-10,B,A
      2031-05-30,2031-06-04,A,B

      """
    ) { $0.window = try! ObservationWindow("2031-05-02..2031-05-31") }
    #expect(found.incidents.count == 3)
    let days = try #require(found.account.days)
    #expect("\(days.lowerBound) \(days.upperBound)" == "2031-05-02 2031-05-31")
  }
}
