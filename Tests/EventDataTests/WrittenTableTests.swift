import EventData
import Incidents
import Tabular
import Testing

/// Tables of incidents as people have them.
@Suite struct WrittenTableTests {
  private func incidents(_ text: String, order: DateOrder? = nil) throws -> [Incident] {
    try IncidentTable.read(Array(text.utf8), file: "t.csv", sides: nil, dateOrder: order)
  }

  private func faults(_ text: String) -> [String] {
    do {
      _ = try incidents(text)
      return []
    } catch let error as TableFaults {
      return error.first.map(\.description)
    } catch { return ["\(error)"] }
  }

  @Test func aTableOfASpreadsheetIsRead() throws {
    let bytes =
      Array("source;target;date_min;date_max;confidence;place\n".utf8)
      + Array("A;B;03/05/2020;13/05/2020;0,5;\"two\nlines\"\n".utf8)
      + Array("A;B;c. 3 May 2020;May 2020;1;M".utf8) + [0xFC]
      + Array("nchen\nA;B;?;;;\n;;;;;\n".utf8)
    let read = try IncidentTable.contents(of: bytes, file: "t.csv", sides: nil)
    #expect(
      read.rows.map(\.dates.description) == [
        "2020-05-03..2020-05-13", "2020-04-30..2020-05-31", "?..?",
      ])
    #expect(read.rows.map(\.confidence) == [0.5, 1, nil])
    #expect(read.rows.map(\.place) == ["two\nlines", "München", nil])
    #expect(read.rows.map(\.provenance.row) == [2, 4, 5])
    #expect(read.remarks.map(\.reason) == [.otherEncoding("Windows-1252")])
  }

  @Test func theColumnBelowDecidesTheOrder() throws {
    let head = "source,target,date_min,date_max\n"
    #expect(
      try incidents(head + "A,B,03/05/2020,03/05/2020\nA,B,05/13/2020,05/13/2020\n")[0].dates
        .description == "2020-03-05")
    #expect(
      try incidents(head + "A,B,03/05/2020,03/05/2020\n", order: .dayFirst)[0].dates.description
        == "2020-05-03")
    // The order is one fault, however many dates it leaves open.
    #expect(
      faults(head + "A,B,03/05/2020,03/05/2020\nA,B,04/05/2020,04/05/2020\nA,B,x,2020-01-01\n") == [
        "t.csv:2:5: date_min: '03/05/2020' can be 2020-05-03 (day first) or 2020-03-05 (month first), "
          + "and the other dates of the table fit both; give the date order (day-first or "
          + "month-first), or write dates as YYYY-MM-DD",
        "t.csv:4:5: date_min: 'x' is not a date; use YYYY-MM-DD, for example 2024-01-28",
      ])
  }

  @Test func allFaultsOfARowAndOfATable() {
    let text = """
      source,target,date_min,date_max,weapon,count_min,count_max
      ,B,2024-01-02,2024-01-01,laser,x,1
      A,B,2024-01-01
      A,B,2024-01-01,2024-01-01,rocket,3,1

      """
    #expect(
      faults(text).map { $0.split(separator: ";")[0] } == [
        "t.csv:2:1: source: the side is missing",
        "t.csv:2:15: date_max: the interval 2024-01-02..2024-01-01 ends before it begins",
        "t.csv:2:26: weapon: 'laser' is not a weapon of this table",
        "t.csv:2:32: count_min: 'x' is not a whole number",
        "t.csv:3:5: the row has 3 fields, the header 7",
        "t.csv:4:36: count_max: the count runs from 3 down to 1",
      ])
  }

  @Test func countsOfASemicolonTableHaveDecimalCommas() throws {
    let table = try PeriodTable(
      Array("date;A->B;temperature\n2024-01-01;1;3,5\n2024-01-02;2;1.234,5\n".utf8), file: "c.csv")
    #expect(table.columns == [[1, 2], [3.5, 1234.5]])
    #expect(table.period == .day)
  }
}
