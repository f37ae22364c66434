import Tabular
import Testing

@Suite struct SpreadsheetTests {
  static let table: Table = {
    var table = Table(name: "t", columns: ["name", "date", "value", "mixed", "id"])
    table.append([
      .text("=1+1"), .text("2024-02-29"), .number(0.1), .text("2024-01-01"),
      .integer(20_240_128_000_123_456),
    ])
    table.append([.text("<&>\u{1}"), .empty, .number(.infinity), .text("x"), .integer(-4)])
    table.append([.text(""), .text("1999-12-31"), .number(.nan), .empty, .integer(0)])
    return table
  }()

  static let workbook = Spreadsheet(
    title: "A <title>",
    sheets: [
      .init(name: "summary", content: .words([.init(["=SUM(1;2)"], isHeading: true)])),
      .init(
        name: "charts",
        content: .charts([
          .init(
            kind: .lines, title: "=A1", xTitle: "x", yTitle: "y", sheet: 2, xColumn: 4,
            columns: [2], rows: 0..<3),
          .init(
            kind: .stackedAreas, title: "areas", xTitle: "x", yTitle: "y", sheet: 2, xColumn: 1,
            columns: [2], rows: 0..<3),
        ])), .init(name: "t", content: .table(table)),
    ])

  private func part(_ name: String, _ bytes: [UInt8]) throws -> String {
    try #require(ZipPart(file: bytes, name: name)).text
  }

  @Test func theBytesHoldNoClock() throws {
    let first = try Self.workbook.encoded()
    #expect(try Self.workbook.encoded() == first)
    // 1980-01-01, the first day of zip files, whenever the file is made.
    let core = try #require(ZipPart(file: first, name: "docProps/core.xml"))
    #expect(core.stamp == 1 << 21 | 1 << 16)
    #expect(core.text.contains("2000-01-01T00:00:00Z</dcterms:created>"))
    #expect(core.text.contains("<dc:title>A &lt;title&gt;</dc:title>"))
  }

  @Test func textsAreNeverFormulas() throws {
    let bytes = try Self.workbook.encoded()
    for sheet in 1...3 {
      #expect(!(try part("xl/worksheets/sheet\(sheet).xml", bytes)).contains("<f>"))
    }
    let strings = try part("xl/sharedStrings.xml", bytes)
    #expect(strings.contains("<t>=1+1</t>"))
    #expect(strings.contains("<t>=SUM(1;2)</t>"))
    #expect(strings.contains("<t>&lt;&amp;&gt;_x0001_</t>"))
    // A title that begins with = is a text, not a reference.
    let chart = try part("xl/charts/chart1.xml", bytes)
    #expect(chart.contains("<a:t> =A1</a:t>"))
  }

  /// A sentence is as wide as the columns below it, or as paper, and wraps there.
  @Test func sentencesAreNotCutAtTheEdge() throws {
    let sentence = String(repeating: "word ", count: 60)
    let workbook = Spreadsheet(
      title: "t",
      sheets: [
        .init(name: "a", content: .words([.init([sentence]), .init(["x", "1", "2"])])),
        .init(name: "b", content: .words([.init([sentence])])),
      ])
    let bytes = try workbook.encoded()
    let wide = try part("xl/worksheets/sheet1.xml", bytes)
    #expect(wide.contains("<mergeCell ref=\"A1:C1\"/>") && wide.contains("ht=\"75\""))
    let narrow = try part("xl/worksheets/sheet2.xml", bytes)
    #expect(!narrow.contains("mergeCell") && narrow.contains("width=\"72.7109375\""))
    #expect(try part("xl/styles.xml", bytes).contains("wrapText=\"1\""))
  }

  @Test func datesAndNumbersAreReal() throws {
    let sheet = try part("xl/worksheets/sheet3.xml", try Self.workbook.encoded())
    #expect(sheet.contains("<c r=\"B2\" s=\"") && sheet.contains("<v>45351</v>"))
    #expect(sheet.contains("<v>36525</v>"))
    #expect(sheet.contains("<c r=\"C2\"><v>0.1</v>"))
    // An infinite number and a number of more than 15 digits are texts; NaN and empty texts are not
    // there at all.
    for cell in ["C3", "E2"] {
      let start = try #require(sheet.firstRange(of: "<c r=\"\(cell)\"")?.upperBound)
      #expect(sheet[start...].prefix(12).contains("t=\"s\""))
    }
    for cell in ["A4", "B3", "C4", "D4"] { #expect(!sheet.contains("r=\"\(cell)\"")) }
    // A column that holds other texts, too, stays as it is.
    #expect(!sheet.contains("<v>45292</v>"))
    #expect(sheet.contains("state=\"frozen\""))
  }

  @Test func onlyDaysOfTheCalendarAreDates() throws {
    for text in ["2023-02-29", "1900-01-01", "2024-13-01", "2024-1-01", "2024-01", "2024-00-10"] {
      var table = Table(name: "t", columns: ["d"])
      table.append([.text(text)])
      let bytes = try Spreadsheet(
        title: "t", sheets: [.init(name: "t", content: .table(table))]
      ).encoded()
      #expect(try part("xl/sharedStrings.xml", bytes).contains("<t>\(text)</t>"))
    }
  }

  @Test func sheetNamesAreValidAndUnique() {
    let names = [
      "history", "a/b:c", "A-B-c", "'quoted'", "", "ŝ" + String(repeating: "x", count: 40),
      "Ŝ" + String(repeating: "X", count: 40), String(repeating: "😀", count: 20), "[]*?\\",
    ]
    let given = Spreadsheet(
      title: "", sheets: names.map { .init(name: $0, content: .words([])) }
    ).sheetNames
    #expect(given[0] == "history (2)")
    #expect(given[1] == "a-b-c")
    #expect(given[2] == "A-B-c (2)")
    #expect(given[3] == "quoted")
    #expect(given[4] == "sheet")
    #expect(given[8] == "-----")
    #expect(Set(given.map { $0.lowercased() }).count == names.count)
    #expect(given.allSatisfy { (1...31).contains($0.utf16.count) })
  }

  @Test func whatDoesNotFitIsSaid() {
    #expect(
      Self.workbook.notes == ["t: 1 infinite number is written as the text inf or -inf."])
    var table = Table(name: "long", columns: ["c"])
    table.append([.text(String(repeating: "y", count: Spreadsheet.maximumText + 1))])
    let notes = Spreadsheet(title: "", sheets: [.init(name: "l", content: .table(table))]).notes
    #expect(notes.count == 1 && notes[0].contains("1 text is cut"))
  }
}
