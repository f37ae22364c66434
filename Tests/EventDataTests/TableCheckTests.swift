import EventData
import Foundation
import Incidents
import Tabular
import Testing

@Suite struct TableCheckTests {
  private func check(_ text: String) throws -> TableCheck {
    let path = NSTemporaryDirectory() + "talion-\(UUID().uuidString).csv"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return try TableCheck(path: path)
  }

  @Test(arguments: [
    ("source,target,date_min,date_max\nA,B,2024-01-01,2024-01-02\n", TableKind.incidents),
    ("date_earliest,date_latest,actor,target\n2024-01-01,,A,B\n", .codedIncidents),
    (
      "source,target,since_min,since_max,until_min,until_max,count_min,count_max\n"
        + "A,B,2024-01-01,2024-01-01,2024-01-09,2024-01-09,3,+\n", .totals
    ),
    ("since,until,count_min,count_max,actor,target\n2024-01-01,2024-01-09,3,,A,B\n", .codedTotals),
    ("time,stream\n1.5,A\n", .times), ("document,date\na.txt,3 May 2020\n", .publications),
    (
      "trigger_earliest,trigger_latest,response_earliest,response_latest,responder,provoker\n"
        + "2024-01-01,2024-01-01,2024-01-02,2024-01-02,A,B\n", .statedPairs
    ), ("date;A->B\n2024-01-01;1,5\n", .periods),
  ])
  func everyKindIsReadByItsOwnRules(text: String, kind: TableKind) throws {
    let found = try check(text)
    #expect(found.kind == kind && found.rows == 1 && found.faults == nil)
  }

  @Test func incidentsAreGroupedByPairAndDay() throws {
    let found = try check(
      """
      source,target,date_min,date_max
      A,B,2024-01-01,2024-01-01
      A,B,2024-01-01,2024-01-01
      B,A,2024-01-02,2024-01-03
      A,B,,2024-01-05
      A,B,nonsense,2024-01-05
      A,B

      """)
    #expect(found.rows == 4 && found.faults?.count == 2)
    let pairs = try #require(found.pairs)
    let day = try #require(Day(iso: "2024-01-01"))
    let dyad = try Dyad("A->B")
    #expect(pairs.count(dyad, on: day) == 2 && pairs.count(dyad, on: day + 1) == 0)
    #expect(pairs.pairs.map(\.rows) == [3, 1])
    #expect(pairs.pairs.map(\.dates) == [2, 1])
    #expect(pairs.pairs[0].days == day...(day + 4))
  }

  @Test(arguments: [
    (
      "EVENT_ID_CNTY,Event_date,event_type,actor1,fatalities,source,target,date_min,date_max\n",
      "acled"
    ),
    ("type_of_violence,side_a,side_b,date_start\n", "ged"),
    ("Event ID\tEvent Date\tSource Name\tTarget Name\tCAMEO Code\n", "icews"),
  ])
  func tablesOfEventsAreRefusedWithTheirName(text: String, set: String) throws {
    let error = #expect(throws: EventDataError.self) { try check(text) }
    #expect(error?.set == set)
    #expect(throws: EventDataError.self) {
      try IncidentTable.read(Array(text.utf8), file: "t", sides: nil)
    }
  }

  @Test func manySpellingsOfNames() throws {
    let rows = (0..<5000).map { "side number \($0 % 700),B\($0 % 3),2024-01-01,2024-01-01" }
    let found = try check("source,target,date_min,date_max\n" + rows.joined(separator: "\n"))
    #expect(found.rows == 5000 && found.pairs?.pairs.count == 2100)
    #expect(found.pairs?.pairs.reduce(0) { $0 + $1.rows } == 5000)
  }

  @Test(arguments: [
    ("date;A->B\n2024-01-01;1\n2024-01-02;1,5\n", Character(",") as Character?),
    ("date,A->B\n2024-01-01,1\n2024-01-02,1.5\n", "."), ("date,A->B\n2024-01-01,1\n", nil),
    ("time;stream\n1,25;A\n", ","), ("source,target,date\nA,B,2024-01-01\n", nil),
  ])
  func theDecimalSignIsFound(text: String, sign: Character?) throws {
    #expect(try check(text).decimalSign == sign)
  }
}
