import EventData
import Incidents
import Testing

@Suite struct ACLEDImporterTests {
  static let header =
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    + "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,"
    + "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    + "notes,fatalities,tags,timestamp\n"

  /// A row of the present generation.
  static func row(
    _ id: String, _ date: String, precision: Int = 1, type: String = "Explosions/Remote violence",
    _ subtype: String = "Air/drone strike", _ one: String = "Harbour League",
    _ two: String = "Military Forces of Oster (2029-)", notes: String = "x", dead: Int = 0
  ) -> String {
    "\(id),\(date),2031,\(precision),Political violence,\(type),\(subtype),\(one),,3,\(two),,1,13,,"
      + "900,Region,Land,Shire,,,Milltown,1,2,1,Daily Wire,National,\(notes),\(dead),,1935000000\n"
  }

  @Test func thePresentGenerationIsRead() throws {
    let found = try Imported(
      Self.header
        + Self.row("LND1", "2031-05-04", notes: "\"A \"\"loud\"\" day,\nlong notes\"", dead: 2)
        + Self.row("LND2", "18 May 2031"))
    #expect(found.set == "acled")
    let first = try found("LND1")
    #expect(first.dates == days("2031-05-04") && first.count == oneOrMore)
    #expect(first.weapon == .airstrike && first.place == "Milltown")
    #expect(first.killed == CountInterval(exactly: 2))
    #expect(first.provenance.evidence.hasSuffix("A \"loud\" day,\nlong notes"))
    #expect(first.source == Side("Harbour_League"))
    #expect(first.targetName == "Military Forces of Oster (2029-)")
    // The line break in the notes counts.
    #expect(try found("LND2").dates == days("2031-05-18"))
    // 0 dead is none or unknown.
    #expect(try found("LND2").killed == CountInterval(minimum: 0, maximum: nil))
    #expect(found.account.lastEdit == Day(number: 1_935_000_000 / 86_400))
    #expect(found.account.aggregated == 2)
  }

  @Test func theOldGenerationInCapitalsAndAlphabeticalOrderIsRead() throws {
    let text = """
      ,ACTOR1,ACTOR2,ALLY_ACTOR_1,ALLY_ACTOR_2,COUNTRY,EVENT_DATE,EVENT_ID_CNTY,EVENT_TYPE,FATALITIES,\
      GEO_PRECISION,GWNO,INTER1,INTER2,INTERACTION,LATITUDE,LOCATION,LONGITUDE,NOTES,SOURCE,TIME_PRECISION,YEAR
      1,Harbour League,Civilians (Land),,,Land,01-January-2015,9LND,Violence Against Civilians,1,1,900,2,7,27,1,Milltown,2,a,Wire,1,2015
      2,Harbour League,Oster,,,Land,9-May-15,10LND,Battle-No change of territory,0,1,900,2,1,12,1,Ford,2,b,Wire,1,2015
      3,Oster,Harbour League,,,Land,10-May-15,11LND,Remote violence,0,1,900,1,2,12,1,Ford,2,c,Wire,1,2015

      """
    let found = try Imported(text)
    #expect(try found("e9LND").dates == days("2015-01-01"))
    #expect(try found("e11LND").dates == days("2015-05-10"))
    #expect(found.dropped.map(\.row) == [3])
    #expect(found.account.left == [.undirected: 1])
  }

  @Test func battlesHaveNoDirection() throws {
    let text =
      Self.header + Self.row("LND1", "2031-05-04", type: "Battles", "Armed clash")
      + Self.row("LND2", "2031-05-05", type: "Violence against civilians", "Attack")
    let dropped = try Imported(text)
    #expect(dropped.incidents.map(\.id) == ["LND2"])
    #expect(dropped.account.chosen == 2 && dropped.account.undirected == 1)
    let first = try Imported(text) { $0.undirected = .first }
    #expect(try first("LND1").source == Side("Harbour_League"))
    let both = try Imported(text) { $0.undirected = .both }
    #expect(both.incidents.map(\.id) == ["LND1a", "LND1b", "LND2"])
    #expect(try both("LND1b").target == Side("Harbour_League"))
    #expect(try both("LND1b").targetName == "Harbour League")
    #expect(both.account.taken == 2 && both.account.incidents == 3)
  }

  @Test func aWeekIsSixDaysAroundTheDate() throws {
    // 2031-05-04 is a Sunday.
    let found = try Imported(
      Self.header + Self.row("LND1", "2031-05-04", precision: 2)
        + Self.row("LND2", "2031-05-15", precision: 3))
    #expect(try found("LND1").dates == days("2031-04-28..2031-05-10"))
    #expect(try found("LND2").dates == days("2031-05-01..2031-05-31"))
    #expect(found.account.dayDated == 0)
  }

  @Test func aWeekCodedByItsWednesdayIsTheWeek() throws {
    // 2031-05-07 and the 14th are Wednesdays, the 18th is a Sunday.
    let found = try Imported(
      Self.header + Self.row("LND1", "2031-05-07", precision: 2)
        + Self.row("LND2", "14 May 2031", precision: 2)
        + Self.row("LND3", "2031-05-18", precision: 2))
    #expect(try found("LND1").dates == days("2031-05-05..2031-05-11"))
    #expect(try found("LND3").dates == days("2031-05-12..2031-05-18"))
    #expect(found.account.files[0].notes[0].contains("the week that begins on Monday"))
  }

  @Test func whatIsLeftOutIsListedWithItsRule() throws {
    let found = try Imported(
      Self.header + Self.row("LND1", "2031-05-04", "Air/drone strike", "NA")
        + Self.row("LND2", "2031-05-04", type: "Protests", "Peaceful protest")
        + Self.row("LND3", "2031-02-30") + "LND4,2031-05-04\n" + Self.row("LND5", "2031-05-06")
        + Self.row("LND5", "2031-05-06")
        + Self.row("LND6", "2031-05-06", "Air/drone strike", "X", "X")
        + Self.row("LND7", "2030-01-01")
    ) {
      $0.violentOnly = true
      $0.window = try! ObservationWindow("2031-01-01..2031-12-31")
    }
    #expect(found.incidents.map(\.id) == ["LND5"])
    #expect(
      found.account.left == [
        .noActor: 1, .notViolent: 1, .badDate: 1, .width: 1, .repeats: 1, .sameSide: 1,
        .outsideWindow: 1,
      ])
    #expect(found.dropped.map(\.row) == [2, 3, 4, 5, 7, 8, 9])
    #expect(found.dropped[2].reason == "'2031-02-30' is not a day of the calendar")
    #expect(found.dropped[3].reason == "the row has 2 fields, the table 31")
    #expect(found.dropped[4].reason == "the id of row 6")
  }

  @Test func namesBeforeABracketAreSides() throws {
    let text =
      Self.header + Self.row("LND1", "2031-05-04")
      + Self.row("LND2", "2031-05-05", "Air/drone strike", "Harbour League: Youth")
      + Self.row(
        "LND3", "2031-05-06", "Air/drone strike", "Military Forces of Oster (2025-2029)",
        "harbour league")
      + Self.row("LND4", "2031-05-06", "Air/drone strike", "Hill Council")
    let found = try Imported(
      text, sides: .between(["Harbour League", "Military Forces of Oster"]))
    #expect(found.incidents.map(\.id) == ["LND1", "LND3"])
    #expect(
      found.incidents.map { "\($0.dyad)" } == [
        "Harbour_League->Military_Forces_of_Oster", "Military_Forces_of_Oster->Harbour_League",
      ])
    #expect(
      Set(found.account.names.map(\.name)) == [
        "Harbour League", "harbour league", "Military Forces of Oster (2029-)",
        "Military Forces of Oster (2025-2029)",
      ])
    #expect(found.account.nearest.map(\.name) == ["Harbour League: Youth"])
    // The file of sides reads the names again.
    let sides = try Sides(text: found.sides.text(), file: "sides.txt")
    #expect(
      sides.side(named: "Military Forces of Oster (2025-2029)") == Side("Military_Forces_of_Oster"))
    let again = try Imported(text, sides: .sides(sides))
    #expect(again.incidents.map(\.dyad) == found.incidents.map(\.dyad))
  }

  @Test func aTableOfIncidentsRefusesItsHeader() {
    let text = Self.header + Self.row("LND1", "2031-05-04")
    let error = #expect(throws: EventDataError.self) {
      try IncidentTable.read(Array(text.utf8), file: "a.csv", sides: nil)
    }
    #expect(error?.set == "acled" && error?.file == "a.csv")
  }
}
