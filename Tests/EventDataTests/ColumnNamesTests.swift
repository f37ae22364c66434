import EventData
import Incidents
import Tabular
import Testing

@Suite struct ColumnNamesTests {
  private func incidents(_ header: String, _ row: String) throws -> TableContents<Incident> {
    let file = TableText("source,target,date_min,date_max,\(header)\nA,B,2024-01-01,,\(row)\n")
    return try IncidentTable.contents(of: file.bytes, file: file.path, sides: nil)
  }

  @Test(arguments: [
    ("count_mn", "count_min"), ("Count_Min", "count_min"), ("count min", "count_min"),
    ("countmin", "count_min"), ("count", "count_min"), ("weapn", "weapon"),
    ("retaliation-for", "retaliation_for"), ("plce", "place"), ("Killed Max", "killed_max"),
  ])
  func aMisspeltColumnIsNamed(name: String, meant: String) throws {
    let error = #expect(throws: TabularError.self) { try incidents(name, "4") }
    #expect(
      error?.description
        == "t.csv:1:33: '\(name)' is not a column of this table; did you mean '\(meant)'? "
        + "Rename the column")
  }

  @Test func otherColumnsAreListed() throws {
    let read = try incidents("notes,count_min,url", "x,4,y")
    #expect(read.rows.map(\.count.minimum) == [4])
    #expect(read.rows[0].provenance.row == 2)
    #expect(
      read.remarks == [
        RowRemark(
          file: "t.csv", row: 1, what: "header", reason: .unusedColumns(["notes", "url"]))
      ])
    #expect("\(read.remarks[0].reason)" == "columns not used: notes, url")
    #expect(try incidents("place", "Van").remarks.isEmpty)
  }

  @Test func aColumnInTwoSpellingsIsNamed() throws {
    let error = #expect(throws: TabularError.self) { try incidents("place,Place", "a,b") }
    #expect(error?.hint.hasPrefix("the table also has 'place'") == true)
    #expect(error?.column == 39)
  }

  @Test func everyReaderLooksAtItsHeader() {
    let tables: [(String, ([UInt8]) throws -> Void)] = [
      (
        "source,target,since_min,since_max,until_min,until_max,count_min,count_max,unti",
        { _ = try ClaimTable.read($0, file: "t.csv", sides: nil) }
      ),
      (
        "date_earliest,date_latest,actor,target,cuont",
        { _ = try IncidentTable.read($0, file: "t.csv", sides: nil) }
      ),
      (
        "since,until,count_min,count_max,actor,target,source_dat",
        { _ = try ClaimTable.read($0, file: "t.csv", sides: nil) }
      ),
      (
        "trigger_earliest,trigger_latest,response_earliest,response_latest,responder,provoke",
        { _ = try StatedPairTable.read($0, file: "t.csv", sides: nil) }
      ),
      (
        "time,stream,mrak",
        { _ = try EventTimesTable.read($0, file: "t.csv", streams: nil, window: nil) }
      ),
      ("document,Date", { _ = try PublicationTable.read($0, file: "t.csv") }),
      ("doc,evidence,decision,argumnet", { _ = try ReviewTable.read($0, file: "t.csv") }),
    ]
    for (header, read) in tables {
      let error = #expect(throws: TabularError.self, "\(header)") {
        try read(Array("\(header)\n".utf8))
      }
      #expect(error?.line == 1 && error?.hint.contains("did you mean") == true, "\(header)")
    }
  }

  @Test func remarksBecomeATable() {
    let remark = RowRemark(file: "a.csv", row: 7, what: "A->B 2024-01-01", reason: .undated)
    #expect(
      String(decoding: RowsTable.table([remark]).encoded(.csv), as: UTF8.self)
        == "file,row,what,reason,remedy\na.csv,7,A->B 2024-01-01,an end of its dates is open,"
        + "Write the first and the last possible day.\n")
  }
}
