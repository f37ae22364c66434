import EventData
import Incidents
import Testing

/// Sets that machines code: GDELT, ICEWS, POLECAT, Phoenix.
@Suite struct MachineSetTests {
  /// A row of GDELT 2.0 as its fields.
  static func gdelt(
    _ id: String, _ date: String, added: String, _ one: (String, String), _ two: (String, String),
    code: String
  ) -> [String] {
    var fields = [id, date, String(date.prefix(6)), String(date.prefix(4)), "2031.3"]
    for actor in [one, two] {
      fields += [actor.0, actor.1] + [String](repeating: "", count: 8)
    }
    fields += [
      "1", code, String(code.prefix(3)), String(code.prefix(2)), "4", "-10", "1", "1", "1",
    ]
    fields += ["-5.0"]
    for _ in 0..<3 { fields += ["4", "Ford, Shire, Land", "LD", "LD01", "7", "1.5", "2.5", "-1"] }
    return fields + [added, "https://example.org/\"\(id)"]
  }

  static let league = ("LNDREB", "HARBOUR LEAGUE")
  static let oster = ("OSTMIL", "OSTER")

  static let rows = [
    gdelt("1", "20310504", added: "20310504120000", league, oster, code: "194"),
    gdelt("2", "20310504", added: "20310504121500", league, oster, code: "194"),
    gdelt("3", "20310505", added: "20310505000000", oster, league, code: "1952"),
    gdelt("4", "20310428", added: "20310505000000", oster, league, code: "190"),
    gdelt("5", "20300505", added: "20310505000000", oster, league, code: "190"),
    gdelt("6", "20310505", added: "20310505000000", oster, ("", ""), code: "190"),
    gdelt("7", "20310505", added: "20310505000000", oster, league, code: "010"),
    gdelt("8", "20310505", added: "20310505000000", ("LND", ""), league, code: "190"),
  ]

  /// The columns of the generations of GDELT.
  static func text(_ width: Int) -> String {
    return rows.map { row in
      var fields = row
      if width < 61 {
        // The three ADM2Code.
        for position in [55, 47, 39] { fields.remove(at: position) }
        fields[56] = String(fields[56].prefix(8))
      }
      if width == 57 { fields.removeLast() }
      return fields.joined(separator: "\t") + "\n"
    }.joined()
  }

  @Test(arguments: [57, 58, 61]) func gdeltIsRead(width: Int) throws {
    let text = Self.text(width)
    #expect(
      text.split(separator: "\n")[0].split(separator: "\t", omittingEmptySubsequences: false).count
        == width)
    let found = try Imported(text) { $0.violentOnly = true }
    #expect(found.set == "gdelt" && found.account.rows == 8)
    #expect(found.incidents.map(\.id) == ["e1", "e3", "e4", "e8"])
    #expect(found.dropped.map(\.row) == [2, 5, 6, 7])
    #expect(found.dropped[0].reason == "the day, actors and code of row 1")
    #expect(
      found.account.left == [.repeats: 1, .guessedDate: 1, .noActor: 1, .notViolent: 1])
    let first = try found("e1")
    #expect(first.dates == days("2031-05-04") && first.weapon == .artillery && first.count == .one)
    #expect(first.dyad.description == "HARBOUR_LEAGUE->OSTER")
    #expect(first.place == "Ford, Shire, Land")
    #expect(try found("e3").weapon == .drone)
    // "Last week".
    #expect(try found("e4").dates == days("2031-04-22..2031-05-04"))
    // An actor without a name has a code.
    #expect(try found("e8").source == Side("LND"))
  }

  @Test func gdeltActorsCanBeChosenByTheirCodes() throws {
    let found = try Imported(Self.text(61), sides: .between(["LNDREB", "OSTMIL"])) {
      $0.violentOnly = true
    }
    #expect(
      found.incidents.map { "\($0.dyad)" } == [
        "LNDREB->OSTMIL", "OSTMIL->LNDREB", "OSTMIL->LNDREB",
      ])
  }

  @Test func gdeltWithAHeaderAndCommasIsRead() throws {
    let text = """
      GLOBALEVENTID,SQLDATE,Actor1Code,Actor1Name,Actor2Code,Actor2Name,EventCode,CAMEOCodeDescription,EventRootCode,ActionGeo_FullName,DATEADDED,SOURCEURL
      1,20310504,LNDREB,HARBOUR LEAGUE,OSTMIL,OSTER,194,"Fight, with artillery",19,"Ford, Land",20310504,u

      """
    let found = try Imported(text)
    #expect(found.set == "gdelt" && found.incidents.map(\.weapon) == [.artillery])
    #expect(try found("e1").place == "Ford, Land")
  }

  @Test func icewsIdentifiersWithTwoDatesAreOneAct() throws {
    let found = try Imported(
      [
        "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text",
        "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID",
        "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude",
        "Longitude",
      ].joined(separator: "\t")
        + """

        501\t2031-05-04\tHarbour League\tRebel,Insurgents\tLand\tFight with small arms\t193\t-10\tOster Army\tMilitary\tOster\t1\t1\tWire\tFord\t\t\tLand\t1\t2
        502\t2031-05-06\tOster Army\tMilitary\tOster\tConsult\t040\t1\tHarbour League\tRebel\tLand\t2\t1\tWire\t\t\tShire\tLand\t1\t2
        501\t2031-05-07\tHarbour League\tRebel\tLand\tFight with small arms\t193\t-10\tOster Army\tMilitary\tOster\t3\t1\tWire\tFord\t\t\tLand\t1\t2
        503\t2031-05-08\tNA\t\t\tFight\t190\t-10\tOster Army\tMilitary\tOster\t3\t1\tWire\tFord\t\t\tLand\t1\t2

        """)
    #expect(found.set == "icews")
    #expect(try found("e501").dates == days("2031-05-04..2031-05-07"))
    #expect(try found("e501").weapon == .shooting)
    #expect(try found("e502").place == "Shire")
    #expect(found.account.violent == 1)
    #expect(found.account.left == [.repeats: 1, .noActor: 1])
  }

  static let polecat = [
    "Event ID", "Event Date", "Event Type", "Event Mode", "Actor Name", "Recipient Name", "Country",
    "Source", "Publication Date",
  ]

  @Test func polecatHeadersAreRepaired() throws {
    let rows = """
      P1\t2031-05-04\tASSAULT\tdrone\tHarbour League; Hill Council\tOster Arm\u{1}\tLand\tWire\t2031-05-04
      P2\t2031-05-05\tASSAULT\taerial\tOster Arm\u{1}\tHarbour League\tLand\tWire\t2031-05-06
      P3\t2031-05-05\tASSAULT\taerial\tOster Arm\u{1}\tHarbour League\tLand\tRadio\t2031-05-07
      P4\t2031-05-05\tACCUSE\t\tOster Arm\u{1}\tNone\tLand\tRadio\t2031-05-07
      P5\t2031-05-05\tASSAULT

      """
    for header in [
      Self.polecat, ["Event ID", "Headline"] + Self.polecat.dropFirst(), Self.polecat + ["", ""],
    ] {
      let text = header.joined(separator: "\t") + "\n" + rows
      // Latin-1: an e with an acute accent.
      let found = try Imported([
        ("polecat.txt", Array(text.utf8).map { $0 == 1 ? 0xE9 : $0 })
      ]) { $0.publicationSlack = 3 }
      #expect(found.set == "polecat")
      #expect(found.incidents.map(\.id) == ["P1", "P2"])
      // Dated to the day of publication: it can lie before.
      #expect(try found("P1").dates == days("2031-05-01..2031-05-04"))
      #expect(try found("P2").dates == days("2031-05-05"))
      #expect(try found("P1").targetName == "Oster Armé" && found("P1").weapon == .drone)
      #expect(try found("P1").source == Side("Harbour_League"))
      #expect(found.account.left == [.repeats: 1, .noActor: 1, .width: 1])
      #expect(found.dropped.last?.row == 6)
    }
  }

  @Test func oneOfSeveralActorsCanBeChosen() throws {
    let text =
      Self.polecat.joined(separator: "\t")
      + "\nP1\t2031-05-04\tASSAULT\tdrone\tHill Council; Harbour League\tOster\tLand\tWire\t2031-05-04\n"
    let found = try Imported(text, sides: .between(["Harbour League", "Oster"]))
    #expect(found.incidents.map { "\($0.dyad)" } == ["Harbour_League->Oster"])
  }

  @Test func historicalPhoenixIsRead() throws {
    let found = try Imported(
      """
      eid,story_date,year,month,day,source,source_root,target,target_root,code,root_code,placename,aid
      1,1987-05-04,1987,5,4,LNDREB,LND,OSTMIL,OST,194,19,Ford,a1
      2,1987-05-04,1987,5,4,LNDREB,LND,OSTMIL,OST,194,19,Ford,a2
      3,1987-05-05,1987,5,5,LNDREB,LND,,,194,19,Ford,a3

      """
    ) { $0.publicationSlack = 1 }
    #expect(found.set == "phoenix-cline")
    #expect(found.incidents.map(\.dates) == [days("1987-05-03..1987-05-04")])
    #expect(found.account.left == [.repeats: 1, .noActor: 1])
  }

  @Test func dailyPhoenixIsRead() throws {
    func row(_ id: String, _ code: String) -> String {
      ([id, "20310504", "2031", "5", "4", "LNDREB", "LND", "REB", "", "OSTMIL", "OST", "MIL", ""]
        + [
          code, String(code.prefix(2)), "4", "-10", "", "1", "2", "Ford", "Shire", "Land", "s1;s2",
        ]
        + ["u1;u2", "wire"]).joined(separator: "\t") + "\n"
    }
    let found = try Imported(row("1_v1", "183") + row("2_v1", "013")) { $0.violentOnly = true }
    #expect(found.set == "phoenix-oeda")
    #expect(found.incidents.map(\.id) == ["e1_v1"])
    #expect(found.incidents[0].dates == days("2031-05-04") && found.incidents[0].weapon == .bomb)
    #expect(found.account.left == [.notViolent: 1])
  }
}
