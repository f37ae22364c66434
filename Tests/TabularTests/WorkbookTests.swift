import Tabular
import Testing

/// Workbooks that openpyxl and LibreOffice wrote (Reference/workbooks.py).
@Suite struct WorkbookTests {
  static let incidents = [
    ["date_min", "date_max", "source", "target", "count_min", "note", "share"],
    ["2031-04-02", "2031-04-02", "Blue Front", "Redland", "3", "two\nlines, \"quoted\"", "0.1"],
    ["2031-04-02", "2031-04-03T04:30:00", "Redland", "Blüe „Front“", "1", "", "1e-07"],
    ["47940", "47940", "A", "B", "TRUE", "=1+1 is text", "-0.5"],
    ["2031-04-02", "2031-04", "A", "B", "203104020001", "  spaced  ", "1234567.25"],
    ["2031-04-02", "2031-04-02", "A", "B", "2", "rich text", "3"],
  ]

  @Test(arguments: ["openpyxl", "openpyxl-1904", "libreoffice", "libreoffice-1904"])
  func cellsAreReadAsTheyAreSeen(writer: String) throws {
    #expect(try records(Reference.bytes("\(writer).xlsx"), file: "b.xlsx") == Self.incidents)
    #expect(
      try CSVReader(bytes: Reference.bytes("\(writer).xlsx"), file: "b.xlsx").countsFrom1904
        == writer.hasSuffix("1904"))
  }

  @Test(arguments: ["openpyxl", "libreoffice"])
  func sheetsAreNamedOrNumbered(writer: String) throws {
    let bytes = try Reference.bytes("\(writer).xlsx")
    let other = [["", "time", "stream"], ["", "1.5", "x"]]
    for sheet in ["other sheet", "2"] {
      let reader = try CSVReader(bytes: bytes, file: "b.xlsx#\(sheet)")
      #expect(reader.header == other[0])
      // Row 3 is blank and stands between others.
      let error = #expect(throws: TabularError.self) { while try reader.next() {} }
      #expect(
        error?.description
          == "b.xlsx#\(sheet):3:1: a blank row between others; delete it, or fill in the missing row"
      )
      #expect(try reader.next())
      #expect(reader.line == 4)
      #expect(try reader.text(1) == "1.5")
      #expect(reader.notes.isEmpty)
    }
    let error = #expect(throws: TabularError.self) {
      try CSVReader(bytes: bytes, file: "b.xlsx#none").header
    }
    // A sheet of charts has no cells; LibreOffice makes one of cells of it.
    let others = writer == "libreoffice" ? ["other sheet", "chart"] : ["other sheet"]
    #expect(
      error?.description == "b.xlsx: there is no sheet 'none'; the sheets are "
        + (["incidents"] + others).joined(separator: ", "))
    let first = try CSVReader(bytes: bytes, file: "b.xlsx")
    while try first.next() {}
    #expect(first.notes == [.otherSheets(others)])
  }

  @Test func formulasGiveTheValuesThatWereSaved() throws {
    let bytes = try Reference.bytes("formulas-libreoffice.xlsx")
    let rows = [
      ["date", "n", "half", "error", "text"], ["2031-04-02", "3", "1.5", "", "ab"],
      ["2031-04-02", "4", "2", "", ""],
    ]
    #expect(try records(bytes, file: "b.xlsx") == rows)
    let reader = try CSVReader(bytes: bytes, file: "b.xlsx")
    while try reader.next() {}
    #expect(reader.notes == [.errorCells(["D2 (#DIV/0!)", "D3 (#N/A)"], count: 2)])
  }

  @Test func formulasWithoutAValueAreListed() throws {
    let reader = try CSVReader(bytes: Reference.bytes("formulas-openpyxl.xlsx"), file: "b.xlsx")
    while try reader.next() {}
    #expect(
      reader.notes == [
        .formulasWithoutValue(["C2", "D2", "E2", "C3", "D3", "E3"], count: 6)
      ])
  }

  @Test func otherWaysOfWriting() throws {
    #expect(
      try records(Reference.bytes("inline.xlsx"), file: "b.xlsx") == [
        ["a", "b"], ["x\r y", "0.30000000000000004"], ["FALSE", "2031-04-02"],
      ])
  }

  @Test func damagedWorkbooksAreNamed() throws {
    let bytes = try Reference.bytes("openpyxl.xlsx")
    for length in stride(from: 4, to: bytes.count, by: 211) {
      #expect(throws: TabularError.self) { try records(Array(bytes[..<length]), file: "b.xlsx") }
    }
    // A changed byte is found out, or changes nothing that is read.
    let whole = try records(bytes, file: "b.xlsx")
    for place in stride(from: 40, to: bytes.count, by: 97) {
      var changed = bytes
      changed[place] ^= 0x55
      let read = try? records(changed, file: "b.xlsx")
      #expect(read == nil || read == whole, "\(place)")
      // Who gathers faults goes on after each of them, and comes to an end.
      guard let reader = try? CSVReader(bytes: changed, file: "b.xlsx") else { continue }
      let faults = FaultCollector()
      try? reader.forEachRow(gathering: faults) { _ in }
      #expect((faults.faults?.count ?? 0) <= whole.count + 1)
    }
  }

  @Test func noWorkbookHasSheets() throws {
    let error = #expect(throws: TabularError.self) {
      try records(Array("a,b\n".utf8), file: "b.xlsx#1")
    }
    #expect(error?.problem == "the file is not a workbook and has no sheets")
  }

  @Test(
    arguments: [
      ("a.xlsx#Sheet 1", "a.xlsx", "Sheet 1"), ("a.XLSX#2", "a.XLSX", "2"),
      ("a#b.csv", "a#b.csv", nil),
      ("a.xlsx", "a.xlsx", nil), ("é/x.xlsm#a.xlsx#b", "é/x.xlsm", "a.xlsx#b"), ("-", "-", nil),
    ] as [(String, String, String?)])
  func namesOfSheets(name: String, file: String, sheet: String?) {
    #expect(SheetName(name).file == file)
    #expect(SheetName(name).sheet == sheet)
  }
}
