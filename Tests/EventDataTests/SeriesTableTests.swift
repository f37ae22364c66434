import EventData
import Incidents
import Tabular
import Testing

@Suite struct EventTimesTableTests {
  private let window = try! ObservationWindow("2024-01-01..2024-01-10")

  @Test func daysAndInstants() throws {
    let file = TableText(
      "time,stream,mark\n3.5,b,1\n2024-01-02T06:00,a,\n2024-01-02 12:00:00Z,a,\n0.25,c,\n")
    let all = try EventTimesTable.read(file.bytes, file: file.path, streams: nil, window: window)
    #expect(all.streams == ["b", "a", "c"])
    #expect(all.times == [[3.5], [1.25, 1.5], [0.25]])
    let some = try EventTimesTable.read(
      file.bytes, file: file.path, streams: ["a", "b"], window: window)
    #expect(some.times == [[1.25, 1.5], [3.5]] && some.otherRows == 1)
  }

  @Test(arguments: [
    ("11,a", "the time 11 is outside the window"),
    ("-1,a", "the time -1 is outside"), ("nan,a", "the time nan is outside"),
    ("noon,a", "'noon' is not a time"), ("2024-01-02T25:00,a", "'2024-01-02T25:00' is not a time"),
  ])
  func badTimesAreNamed(row: String, message: String) throws {
    let file = TableText("time,stream\n\(row)\n")
    let error = #expect(throws: TabularError.self) {
      try EventTimesTable.read(file.bytes, file: file.path, streams: nil, window: window)
    }
    #expect(error?.problem.contains(message) == true, "\(error?.problem ?? "")")
  }
}

@Suite struct PeriodTableTests {
  @Test func dailyTables() throws {
    let file = TableText(
      "date,A->B,B->A\n2024-01-01,1,0\n2024-01-02,0,2.5\n2024-01-03,0,0\n")
    let table = try PeriodTable(file.bytes, file: file.path)
    #expect(table.isDaily && table.names == ["A->B", "B->A"])
    #expect(table.columns == [[1, 0, 0], [0, 2.5, 0]])
    #expect(try PeriodTable(file.bytes, file: file.path, names: ["B->A"]).columns == [[0, 2.5, 0]])
  }

  @Test func quartersAreTakenAsTheyStand() throws {
    let file = TableText("quarter,x\n1960Q1,1\n1960Q2,2\n")
    let table = try PeriodTable(file.bytes, file: file.path)
    #expect(!table.isDaily && table.labels == ["1960Q1", "1960Q2"])
    #expect(table.period == .quarter)
    let months = TableText("month,x\n2024-01-01,1\n2024-02-01,2\n2024-03-01,2\n")
    #expect(try PeriodTable(months.bytes, file: months.path).period == .month)
  }

  @Test(arguments: [
    (
      "2024-01-01,1\n2024-01-02,1\n2024-01-04,1", 4,
      "date: 2024-01-03 is missing before 2024-01-04; the other rows are one day apart"
    ),
    ("2024-01-02,1\n2024-01-01,1", 3, "date: 2024-01-01 comes after 2024-01-02"),
    (
      "2024-01-02,1\n2024-01-03,1\n2024-01-02,1", 4,
      "date: 2024-01-02 has two rows, here and in line 2"
    ),
    (
      "2024-01-02,1\n2024-01-03,1\nTotal,2", 4,
      "date: the row 'Total' is a sum of the other rows, not a period"
    ),
    (
      "Jan,1\nFeb,0\nMar,4\ninsgesamt,5", 5,
      "date: the row 'insgesamt' is a sum of the other rows, not a period"
    ),
    ("2024-01-01,\n2024-01-02,1", 2, "x: the number is missing"),
  ])
  func gapsAreNamed(rows: String, line: Int, problem: String) throws {
    let file = TableText("date,x\n\(rows)\n")
    let error = #expect(throws: TabularError.self) { try PeriodTable(file.bytes, file: file.path) }
    #expect(error?.line == line && error?.problem == problem)
  }

  @Test func countsThatHappenToBeSumsArePeriods() throws {
    for labels in [
      ["1", "2", "3", "4"], ["2021", "2022", "2023", "2024"], ["h1", "h2", "h3", "h4"],
    ] {
      let rows = zip(labels, [1, 0, 2, 3]).map { "\($0),\($1)" }.joined(separator: "\n")
      let file = TableText("period,x\n\(rows)\n")
      #expect(try PeriodTable(file.bytes, file: file.path).columns == [[1, 0, 2, 3]])
    }
  }

  @Test func unknownColumnsAreNamed() throws {
    let file = TableText("date,x\n2024-01-01,1\n")
    #expect(throws: TabularError.self) {
      try PeriodTable(file.bytes, file: file.path, names: ["y"])
    }
    let narrow = TableText("date\n2024-01-01\n")
    #expect(throws: TabularError.self) { try PeriodTable(narrow.bytes, file: narrow.path) }
  }
}
