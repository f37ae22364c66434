import Foundation
import Tabular
import Testing

/// Files of the folder Reference.
enum Reference {
  static func bytes(_ name: String) throws -> [UInt8] {
    Array(
      try Data(
        contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
          .appendingPathComponent("Reference/\(name)")))
  }
}

/// All records of a table, the header first.
func records(
  _ bytes: [UInt8], file: String = "t.csv", separator: UInt8? = nil
) throws -> [[String]] {
  let reader = try CSVReader(bytes: bytes, file: file, separator: separator)
  var result = [reader.header]
  while try reader.next() {
    result.append(try reader.header.indices.map { try reader.text($0) })
  }
  return result
}

/// Tables of text, whatever separates and encodes them.
@Suite struct SeparatedTests {
  /// A table, and what Python's csv module reads from it (Reference/separated.py).
  private struct Case: Decodable {
    let bytes: [UInt8]
    let separator: UInt8
    let rows: [[String]]
  }

  @Test func pythonReadsTheSame() throws {
    let json = try Gzip.inflated(Reference.bytes("separated.json.gz"), limit: 1 << 24)
    let cases = try JSONDecoder().decode([Case].self, from: Data(json))
    #expect(cases.count == 300)
    for (index, item) in cases.enumerated() {
      let read = try records(item.bytes, separator: item.separator)
      #expect(read == item.rows, "case \(index)")
    }
  }

  @Test(arguments: [",", ";", "\t", "|"])
  func theSeparatorIsFound(separator: String) throws {
    let rows = [
      ["date", "who, whom; and | how", "n"], ["2024-01-02", "two\nlines, \"a\"", "3,5"],
      ["", "1;2;3;4", "1.234,5"],
    ]
    let text = rows.map { row in
      row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: separator)
    }.joined(separator: "\n")
    #expect(try records(Array(text.utf8)) == rows)
    #expect(
      try CSVReader(bytes: Array(text.utf8), file: "t").dialect.separator == separator.utf8.first)
  }

  @Test(arguments: [
    ("a;b\n1,5;2,5\n2,5;3,5\n", ";"), ("a,b;c\n", ","),
    ("Actor1;Actor2, spouse;Date\nx;y;z\n", ";"),
    ("a\tb, c, d\n1\t2\n", "\t"), ("notes\none, two\n", ","), ("a|b\n1|2", "|"),
    // A row at fault does not change what separates the others.
    ("a;b;c\n1;2;3\n1;2\n1;2;3\n", ";"),
  ])
  func mixedSeparators(text: String, separator: String) throws {
    let reader = try CSVReader(bytes: Array(text.utf8), file: "t")
    #expect(reader.dialect.separator == separator.utf8.first)
  }

  @Test func windowsLettersAreRead() throws {
    let text: [UInt8] = Array("name;n\nM".utf8) + [0xFC] + Array("ller;".utf8) + [0x80, 0x0A]
    #expect(try records(text) == [["name", "n"], ["Müller", "€"]])
    let reader = try CSVReader(bytes: text, file: "t")
    #expect(reader.notes.isEmpty || reader.encoding == .windows1252)
    while try reader.next() {}
    #expect(reader.encoding == .windows1252)
    #expect(reader.notes == [.encoding(.windows1252)])
  }

  @Test func aLetterOfWindowsMayEndTheFileOrABlock() throws {
    #expect(try records([0x61, 0x0A, 0xE9]) == [["a"], ["é"]])
    // The letter lies on the end of the block that is looked at first.
    for shift in -4...4 {
      let filler = [UInt8](repeating: 0x78, count: (1 << 16) - 2 + shift)
      let read = try records([0x61, 0x0A] + filler + [0xE9, 0xE8, 0x0A])
      #expect(read[1][0].hasSuffix("xéè"), "\(shift)")
      let utf8 = try records([0x61, 0x0A] + filler + Array("é😀\n".utf8))
      #expect(utf8[1][0].hasSuffix("xé😀"), "\(shift)")
    }
  }

  @Test func lettersOfBothEncodingsAreNamed() throws {
    let text: [UInt8] = Array("a,b\né,1\n".utf8) + [0xE9, 0x2C, 0x32, 0x0A]
    let error = #expect(throws: TabularError.self) { try records(text) }
    #expect(error?.line == 3 && error?.column == 1)
    #expect(error?.problem == "the text is not UTF-8, though other letters of the file are")
  }

  @Test func halvesOfUTF16AreNamed() throws {
    // A half of a pair, and a file that ends within a letter.
    for tail in [[0x00, 0xD8, 0x0A, 0x00], [0x61]] as [[UInt8]] {
      let text: [UInt8] = [0xFF, 0xFE, 0x61, 0x00, 0x0A, 0x00] + tail
      #expect(throws: TabularError.self) { try records(text) }
    }
  }

  @Test func compressedTablesAreRead() throws {
    let json = try Reference.bytes("separated.json.gz")
    let reader = try CSVReader(
      bytes: json, file: "t.gz", separator: UInt8(ascii: "|"), hasQuotes: false)
    #expect(reader.header[0].hasPrefix("[{\"bytes\":"))
    let cut = #expect(throws: TabularError.self) {
      try records(Array(json.prefix(json.count / 2)), file: "t.gz")
    }
    #expect(cut?.description.hasPrefix("t.gz: the compressed file ends too early") == true)
  }

  @Test(
    arguments: [
      ([0xD0, 0xCF, 0x11, 0xE0], "the file is an old (.xls) or an encrypted workbook"),
      ([0x28, 0xB5, 0x2F, 0xFD], "the file is compressed by zstd"),
      (Array("PAR1".utf8), "the file is a Parquet file"),
      ([0x61, 0x00, 0x00, 0x00, 0x62], "the file is not a table of text"),
    ] as [([UInt8], String)])
  func otherFilesAreNamed(bytes: [UInt8], problem: String) throws {
    let error = #expect(throws: TabularError.self) { try records(bytes) }
    #expect(error?.problem == problem)
    #expect(error?.hint.isEmpty == false)
  }

  @Test func readingGoesOnBehindARowAtFault() throws {
    let text = "a,b\n1,2\n1\n\"x\n\"y,1\n3,4\n\n5,6\n7\"8,9\n\"p\nq\",8\n1,\"open\n2,3\n"
    let reader = try CSVReader(bytes: Array(text.utf8), file: "t")
    var read: [String] = []
    var faults: [String] = []
    var isAtEnd = false
    while !isAtEnd {
      do {
        isAtEnd = !(try reader.next())
        if !isAtEnd { read.append("\(reader.line): \(try reader.text(0))") }
      } catch {
        faults.append("\((error as? TabularError)?.line ?? 0)")
      }
    }
    #expect(read == ["2: 1", "6: 3", "8: 5", "10: p\nq"])
    #expect(faults == ["3", "5", "7", "9", "12"])
  }

  @Test func rowsOfSeparatorsAloneMayEndATable() throws {
    #expect(try records(Array("a;b\n1;2\n;\n;\n".utf8)) == [["a", "b"], ["1", "2"]])
    let error = #expect(throws: TabularError.self) {
      try records(Array("a;b\n1;2\n;\n3;4\n".utf8))
    }
    #expect(error?.line == 3)
  }

  @Test func columnsWithoutANameAreLeftAlone() throws {
    let reader = try CSVReader(bytes: Array(", a ,\n1,2,3\n".utf8), file: "t")
    #expect(reader.header == ["", "a", ""])
    #expect(reader.column("a") == 1 && reader.column("") == nil)
  }

  @Test func recordsLongerThanABlock() throws {
    let long = String(repeating: "word, ", count: 200_000)
    let rows = [["a", "b"], [long, "1"], ["2", long + "\"\n"]]
    let text = rows.map { row in
      row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
    }.joined(separator: "\r\n")
    #expect(try records(Array(text.utf8)) == rows)
  }
}
