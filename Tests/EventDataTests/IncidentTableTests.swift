import EventData
import Incidents
import Tabular
import Testing

/// A table in memory with a name for messages.
struct TableText {
  let bytes: [UInt8]
  let path = "t.csv"

  init(_ text: String) {
    bytes = Array(text.utf8)
  }
}

let twoSides = try! Sides(
  text: """
    US  United States
      force  US/coalition forces
    militias  Iran-backed militias
      group  Kataib Hezbollah = Kata'ib Hizballah; KH
    """, file: "sides.txt")

@Suite struct IncidentTableTests {
  static let header = IncidentTable.table([]).columns.joined(separator: ",")

  @Test func theContractReadsBack() throws {
    let incident = Incident(
      id: "i1", source: Side("US"), target: Side("militias"),
      dates: DayInterval(Day(iso: "2024-01-23")!...Day(iso: "2024-01-24")!),
      count: try CountInterval(minimum: 2, maximum: nil), weapon: .airstrike,
      place: "Iraq, three sites",
      killed: CountInterval(exactly: 2), wounded: try CountInterval(minimum: 4, maximum: 6),
      answers: ["i2", "i3"], sourceName: "United States", targetName: "KH", confidence: 0.75,
      provenance: Provenance(document: "a.txt", bytes: 10..<42, evidence: "=struck \"three\" sites")
    )
    let undated = Incident(
      id: "i2", source: Side("militias"), target: Side("US"),
      dates: try DayInterval(earliest: nil, latest: Day(iso: "2024-01-20")!),
      provenance: Provenance(document: "a.txt"))
    let file = TableText(
      String(decoding: IncidentTable.table([incident, undated]).encoded(.csv), as: UTF8.self))
    let read = try IncidentTable.read(file.bytes, file: file.path, sides: nil)
    #expect(read.count == 2)
    var expected = incident
    // The guard against formulas stays in the text.
    expected.provenance = Provenance(
      document: "a.txt", row: 2, bytes: 10..<42, evidence: "'=struck \"three\" sites")
    #expect(read[0] == expected)
    var second = undated
    second.provenance = Provenance(document: "a.txt", row: 3)
    #expect(read[1] == second)
  }

  @Test func columnsMayBeFewAndInAnyOrder() throws {
    let file = TableText(
      "date_max,target,date_min,source,extra\n2024-01-02,US,2024-01-01,KH,x\n")
    let read = try IncidentTable.read(file.bytes, file: file.path, sides: twoSides)
    #expect(read[0].source == Side("militias"))
    #expect(read[0].dates.length == 2)
    #expect(read[0].count == .one)
    #expect(read[0].id == "r2")
  }

  @Test(arguments: [
    (
      "2024-13-01,2024-01-01,A,B,rocket,1,1",
      "2:1: date_min: '2024-13-01' is not a day of the calendar"
    ),
    (
      "2024-01-02,2024-01-01,A,B,rocket,1,1",
      "2:12: date_max: the interval 2024-01-02..2024-01-01 ends before it begins"
    ),
    ("2024-01-01,2024-01-01,A,B,laser,1,1", "2:27: weapon: 'laser' is not a weapon of this table"),
    ("2024-01-01,2024-01-01,A,B,rocket,x,1", "2:34: count_min: 'x' is not a whole number"),
    ("2024-01-01,2024-01-01,A,B,rocket,3,1", "2:36: count_max: the count runs from 3 down to 1"),
    ("2024-01-01,2024-01-01,A,B,rocket,,1", "2:34: count_min: the smallest count is missing"),
    ("2024-01-01,2024-01-01,,B,rocket,1,1", "2:23: source: the side is missing"),
  ])
  func badCellsAreNamed(row: String, message: String) throws {
    let file = TableText(
      "date_min,date_max,source,target,weapon,count_min,count_max\n\(row)\n")
    let error = #expect(throws: TabularError.self) {
      try IncidentTable.read(file.bytes, file: file.path, sides: nil)
    }
    #expect(
      error?.description.hasPrefix("\(file.path):\(message)") == true, "\(error?.description ?? "")"
    )
  }
}

@Suite struct ClaimTableTests {
  @Test func theContractReadsBack() throws {
    let claim = Claim(
      source: Side("militias"), target: Side("US"), since: DayInterval(Day(iso: "2023-10-17")!),
      until: DayInterval(Day(iso: "2024-01-23")!),
      count: try CountInterval(minimum: 151, maximum: nil),
      unit: .attacks, targetName: "US forces", stated: Day(iso: "2024-01-24")!,
      provenance: Provenance(document: "c.txt", bytes: 3..<9, evidence: "over 151 times"))
    let file = TableText(
      String(decoding: ClaimTable.table([claim]).encoded(.csv), as: UTF8.self))
    var expected = claim
    expected.provenance = Provenance(
      document: "c.txt", row: 2, bytes: 3..<9, evidence: "over 151 times")
    #expect(try ClaimTable.read(file.bytes, file: file.path, sides: nil) == [expected])
  }

  @Test func badUnitsAndMissingTotalsAreNamed() throws {
    let header = "source,target,since_min,since_max,until_min,until_max,count_min,count_max,unit\n"
    let dates = "A,B,2023-10-17,2023-10-17,2023-10-24,2023-10-24,"
    for (row, message) in [
      (dates + "13,13,sorties", "unit: 'sorties' is not a unit of a total"),
      (dates + ",,attacks", "count_min: the total is missing"),
    ] {
      let file = TableText(header + row + "\n")
      let error = #expect(throws: TabularError.self) {
        try ClaimTable.read(file.bytes, file: file.path, sides: nil)
      }
      #expect(error?.description.contains(message) == true)
    }
  }
}

@Suite struct CodedLogTests {
  static let header =
    "date_earliest,date_latest,actor,target,weapon,place,count,killed,wounded,source_name,source_date,note\n"

  @Test func namesBecomeSides() throws {
    let file = TableText(
      Self.header
        + "2023-10-26,2023-10-27,United States,KH,airstrike,\"Abu Kamal, Syria\",1,,,The Hill,2023-10-31,two facilities\n"
        + "2023-11-05,2023-11-05,Kata\u{2019}ib Hizballah,US/coalition forces,drones and rockets,,5,0,3,CNN,,\n"
    )
    let read = try IncidentTable.read(file.bytes, file: file.path, sides: twoSides)
    #expect(read.map(\.dyad.description) == ["US->militias", "militias->US"])
    #expect(
      read[0].dates.length == 2 && read[0].place == "Abu Kamal, Syria" && read[0].killed == nil)
    #expect(read[0].id == "r2" && read[0].provenance.evidence == "The Hill; two facilities")
    #expect(read[1].count == CountInterval(exactly: 5) && read[1].weapon == .drone)
    #expect(read[1].wounded == CountInterval(exactly: 3))
  }

  @Test func withoutSidesNamesStandForThemselves() throws {
    let file = TableText(
      Self.header + "2023-10-26,2023-10-26,Martians,Venus ,,,1,,,,,\n")
    let read = try IncidentTable.read(file.bytes, file: file.path, sides: nil)
    #expect(read.map(\.dyad.description) == ["Martians->Venus"])
  }

  @Test func unknownNamesAreGathered() throws {
    let file = TableText(
      Self.header
        + "2023-10-26,2023-10-26,Martians,KH,,,1,,,,,\n2023-10-26,2023-10-26,United States,Venus,,,1,,,,,\n"
    )
    let error = #expect(throws: TabularError.self) {
      try IncidentTable.read(file.bytes, file: file.path, sides: twoSides)
    }
    #expect(
      error?.description
        == "\(file.path):2:23: actor: 'Martians' matches no side; add it to the sides file; other unknown names: 'Venus'"
    )
  }

  @Test func totals() throws {
    let file = TableText(
      "since,until,count_min,count_max,actor,target,qualifier,source_name,source_date\n"
        + "2023-10-17,2024-01-23,151,,KH,US/coalition forces,over 151,seed 003,2024-01-24\n"
        + "2023-10-17,2024-02-04,171,,KH,US/coalition forces,more than 170,mirror,2024-04\n")
    let read = try ClaimTable.read(file.bytes, file: file.path, sides: twoSides)
    #expect(read[0].count.minimum == 151 && read[0].count.maximum == nil)
    #expect(read[0].stated == Day(iso: "2024-01-24"))
    #expect(read[1].stated == nil)
    #expect(read[0].targetName == "US/coalition forces")
  }
}
