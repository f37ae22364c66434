import EventData
import Incidents
import Testing

/// Tables as people keep them: one date, and names as sources spell them.
@Suite struct OwnNamesTests {
  static func read(_ text: String, sides: Sides? = nil) throws -> [Incident] {
    try IncidentTable.read(Array(text.utf8), file: "own.csv", sides: sides)
  }

  @Test func oneDateIsBothEnds() throws {
    let rows = try Self.read("source,target,date\nRED,BLUE,2031-04-05\nRED,BLUE,April 2031\n")
    #expect(rows[0].dates == DayInterval(try #require(Day(iso: "2031-04-05"))))
    #expect(rows[1].dates.bounded?.count == 30)
    // Beside a column for one end it is no date of the table.
    #expect(throws: (any Error).self) {
      try Self.read("source,target,date,date_min\nRED,BLUE,2031-04-05,2031-04-05\n")
    }
  }

  @Test func aFileOfSidesMayKnowTheSpellingOnly() throws {
    let sides = try Sides(
      text:
        "REBELS  Rebels\n  group   Guerrilla del Norte\nARMY  Army\n  group   Ejercito\n",
      file: "sides.txt")
    let table = """
      source,target,date_min,date_max,source_name,target_name
      Guerrilla_del_Norte,Ejercito_,2031-04-05,2031-04-05,Guerrilla del Norte,Ejercito
      ARMY,Others,2031-04-06,2031-04-06,Guerrilla del Norte,Otros

      """
    let rows = try Self.read(table, sides: sides)
    #expect(rows.map { "\($0.dyad)" } == ["REBELS->ARMY", "ARMY->Others"])
  }

  @Test func oneOrMoreIsOne() throws {
    #expect(try CountInterval(minimum: 1, maximum: nil).closed() == 1...1)
    #expect(try CountInterval(minimum: 24, maximum: nil).closed() == 24...27)
  }
}
