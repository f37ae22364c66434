import Tabular
import Testing

@Suite struct TableWriterTests {
  private func table(_ cells: [Table.Cell]) -> Table {
    var table = Table(name: "t", columns: cells.indices.map { "c\($0)" })
    table.append(cells)
    return table
  }

  private func csv(_ cells: [Table.Cell]) -> String {
    String(decoding: table(cells).encoded(.csv), as: UTF8.self).split(
      separator: "\n", maxSplits: 1)[1].dropLast().description
  }

  @Test func numbersReadBackExactly() {
    let values = [0.1 + 0.2, 1e-7, 123_456_789.125, -2.5, 1e300, 3]
    let text = csv(values.map { .number($0) })
    #expect(text == "0.30000000000000004,1e-07,123456789.125,-2.5,1e+300,3")
    #expect(text.split(separator: ",").map { Double($0)! } == values)
    #expect(
      csv([.number(-0.0), .number(.nan), .number(.infinity), .empty, .integer(-4)]) == "0,,inf,,-4")
  }

  @Test func textIsQuotedAndGuarded() {
    #expect(
      csv([.text("a,b"), .text("say \"no\""), .text("two\nlines")])
        == "\"a,b\",\"say \"\"no\"\"\",\"two\nlines\"")
    #expect(
      csv([.text("=1+1"), .text("-x"), .text("@sum"), .text("a=b")]) == "'=1+1,'-x,'@sum,a=b")
    #expect(csv([.text("US->militias"), .text("")]) == "US->militias,")
  }

  @Test func whatIsWrittenReadsBack() throws {
    let cells = ["plain", "a,b", "q\"q", "l1\nl2", "", "é"]
    let reader = try CSVReader(bytes: table(cells.map { .text($0) }).encoded(.csv), file: "t")
    #expect(try reader.next())
    for (index, cell) in cells.enumerated() { #expect(try reader.text(index) == cell) }
  }

  @Test func otherFormats() {
    let table = table([.text("a \"b\"\n"), .number(1.5), .number(.infinity), .empty, .integer(3)])
    #expect(
      String(decoding: table.encoded(.tsv), as: UTF8.self)
        == "c0\tc1\tc2\tc3\tc4\n\"a \"\"b\"\"\n\"\t1.5\tinf\t\t3\n")
    #expect(
      String(decoding: table.encoded(.json), as: UTF8.self)
        == "[\n  {\"c0\": \"a \\\"b\\\"\\n\", \"c1\": 1.5, \"c2\": null, \"c3\": null, \"c4\": 3}\n]\n"
    )
    #expect(JSONText.string("\u{1}\\") == "\"\\u0001\\\\\"")
  }

  @Test func whatIsMissingIsNullHoweverItIsMissing() {
    let missing: [Table.Cell] = [
      .empty, .number(.nan), .text(""), Table.Cell(nil as Double?), Table.Cell(nil as Int?),
      Table.Cell(nil as String?),
    ]
    for cell in missing {
      #expect(
        String(decoding: table([cell]).encoded(.json), as: UTF8.self).contains("\"c0\": null"))
      #expect(csv([.integer(1), cell]) == "1,")
    }
  }
}
