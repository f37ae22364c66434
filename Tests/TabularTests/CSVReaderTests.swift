import Foundation
import Tabular
import Testing

@Suite struct CSVReaderTests {
  private func rows(_ text: String, separator: UInt8? = nil) throws -> [[String]] {
    try rows(Array(text.utf8), separator: separator)
  }

  private func rows(_ bytes: [UInt8], separator: UInt8? = nil) throws -> [[String]] {
    let reader = try CSVReader(bytes: bytes, file: "t.csv", separator: separator)
    var result = [reader.header]
    while try reader.next() {
      var row: [String] = []
      for column in reader.header.indices { row.append(try reader.text(column)) }
      result.append(row)
    }
    return result
  }

  @Test(
    arguments: [
      ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
      ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
      ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
      ("\u{FEFF}a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
      ("a,b\n\"1,5\",\"x\"\"y\"\n", [["a", "b"], ["1,5", "x\"y"]]),
      (
        "a,b\n\"two\nlines\",\"with\r\nreturn\"\n",
        [["a", "b"], ["two\nlines", "with\r\nreturn"]]
      ),
      ("a,b\n1,2\n,\n", [["a", "b"], ["1", "2"]]),
      ("a,b\n\"\",\"\"\n", [["a", "b"], ["", ""]]),
      ("a,b\n1,2\n\n\r\n", [["a", "b"], ["1", "2"]]),
      ("a\n\n1\n", [["a"], [""], ["1"]]),
      ("a,b\n", [["a", "b"]]),
      ("a,b\n1,\"2\"", [["a", "b"], ["1", "2"]]),
      ("é,b\nüñ,\"„\"\n", [["é", "b"], ["üñ", "„"]]),
    ] as [(String, [[String]])])
  func wellFormedTables(text: String, expected: [[String]]) throws {
    #expect(try rows(text) == expected)
  }

  @Test func tabsSeparateAndQuotesAreText() throws {
    #expect(try rows("a\tb\n5\" gun\t2\n", separator: 9) == [["a", "b"], ["5\" gun", "2"]])
  }

  @Test(
    arguments: [
      ("a,b\n1,2,3\n", 2, 5, "the row has 3 fields, the header 2"),
      ("a,b\n1\n", 2, 1, "the row has 1 field, the header 2"),
      ("a,b\n1,2\n\n3,4\n", 3, 1, "a blank line between records"),
      ("a,b\n1,\"2\n3,4\n", 2, 3, "the quote that begins this field never ends"),
      ("a,b\n\"1\"x,2\n", 2, 4, "text after the closing quote of a field"),
      ("a,b\n1\"x,2\n", 2, 2, "a quote inside an unquoted field"),
      ("a,a\n1,2\n", 1, 3, "the column 'a' is named twice"),
      ("", 1, 1, "the file is empty"),
      ("a,b\n\"x\ny\",1,2\n", 3, 6, "the row has 3 fields, the header 2"),
    ] as [(String, Int, Int, String)])
  func brokenTablesAreNamedWithTheirPlace(
    text: String, line: Int, column: Int, problem: String
  ) throws {
    let error = #expect(throws: TabularError.self) { try rows(text) }
    #expect(error?.line == line)
    #expect(error?.column == column)
    #expect(error?.problem == problem)
    #expect(error?.hint.isEmpty == false)
    #expect(error?.description.hasPrefix("t.csv:\(line):\(column): \(problem); ") == true)
  }

  @Test func numbersAreReadOrNamed() throws {
    let reader = try CSVReader(
      bytes: Array("n,x\n12,1.5e3\n\"\",\n1.5,NaN\n3.0,\n".utf8), file: "t.csv")
    var numbers = NumberCells(columns: [1])
    #expect(try reader.next())
    #expect(try reader.integer(0) == 12)
    #expect(try numbers.value(1, in: reader) == 1500)
    #expect(try reader.next())
    #expect(try reader.integer(0) == nil)
    #expect(try numbers.value(1, in: reader) == nil)
    #expect(try reader.next())
    let whole = #expect(throws: TabularError.self) { try reader.integer(0) }
    #expect(
      whole?.description
        == "t.csv:4:1: n: '1.5' is not a whole number; write digits only, such as 12")
    let number = #expect(throws: TabularError.self) { try numbers.value(1, in: reader) }
    #expect(
      number?.description
        == "t.csv:4:5: x: 'NaN' is not a number; write digits and a decimal point, such as 1234.5")
    #expect(try reader.next())
    #expect(try reader.integer(0) == 3)
  }

  @Test func aMissingColumnListsTheOthers() throws {
    let reader = try CSVReader(bytes: Array("date,count\n".utf8), file: "t.csv")
    do { _ = try reader.requiredColumn("source"); Issue.record("found") } catch {
      #expect(
        error.description == "t.csv:1: there is no column 'source'; the columns are date, count")
    }
  }

  @Test func filesLargerThanABlockKeepTheirLines() throws {
    let path = NSTemporaryDirectory() + "talion-\(UUID().uuidString).csv"
    defer { try? FileManager.default.removeItem(atPath: path) }
    var text = "id,words\n"
    for row in 0..<40_000 { text += "\(row),\"line \(row)\nof, two\"\n" }
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    #expect(text.utf8.count > 1 << 19)
    let reader = try CSVReader(path: path)
    var count = 0
    while try reader.next() {
      if count % 1000 == 999 {
        #expect(reader.line == 2 + 2 * count)
        #expect(try reader.text(1) == "line \(count)\nof, two")
      }
      count += 1
    }
    #expect(count == 40_000)
  }

  @Test func missingFilesAndFoldersAreNamed() {
    #expect(throws: FileError.cannotRead(path: "/no/such.csv", reason: "No such file or directory"))
    {
      try InputFile.contents(path: "/no/such.csv")
    }
    #expect(throws: FileError.cannotRead(path: "/tmp", reason: "it is a folder")) {
      try InputFile.contents(path: "/tmp")
    }
  }
}
