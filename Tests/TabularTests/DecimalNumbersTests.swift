import Tabular
import Testing

@Suite struct DecimalNumbersTests {
  private func numbers(_ texts: [String]) -> [String] {
    var numbers = DecimalNumbers()
    for text in texts { numbers.learn(text) }
    return texts.map { text in
      do { return "\(try numbers.number(text))" } catch { return "\(error)" }
    }
  }

  @Test(arguments: [
    (["1.5", "2", "-3e2"], ["1.5", "2.0", "-300.0"]), (["3,5", "2"], ["3.5", "2.0"]),
    (["3,5", "1.234"], ["3.5", "1234.0"]), (["1.234,5", "1,234"], ["1234.5", "1.234"]),
    (["1,234.5", "1,234"], ["1234.5", "1234.0"]), (["1,234,567"], ["1234567.0"]),
    (["0,125", "1,125"], ["0.125", "1.125"]), (["-1,5", " 2,25 "], ["-1.5", "2.25"]),
    (["1.234"], ["1.234"]), (["0.5", "12,345"], ["0.5", "12345.0"]),
    (["1,234"], ["undecided(point: 1234.0, comma: 1.234)"]),
    (
      ["x", "1,2,3", "", "1.2.3", "inf", "nan", "1,23.4"], Array(repeating: "notANumber", count: 7)
    ),
    (
      ["1.5", "1,5", "1,234", "7"],
      Array(repeating: "mixed(point: \"1.5\", comma: \"1,5\")", count: 3) + ["7.0"]
    ),
  ])
  func theTableShowsItsDecimalSign(texts: [String], expected: [String]) {
    #expect(numbers(texts) == expected)
  }

  private func column(_ text: String) -> [String] {
    do {
      let reader = try CSVReader(bytes: Array(text.utf8), file: "t")
      var cells = NumberCells(columns: [1])
      var result: [String] = []
      let faults = FaultCollector()
      try reader.forEachRow(gathering: faults) { row in
        if let value = try faults.take(cells.value(1, in: row)) {
          result.append(value.map { "\($0)" } ?? "blank")
        }
      }
      return result + (faults.faults?.first.map(\.description) ?? [])
    } catch { return ["\(error)"] }
  }

  @Test func cellsLearnFromRowsBelow() {
    // 1.234 comes first, and only the last row shows what it is.
    #expect(column("a;n\nx;1.234\nx;\nx;3,5\n") == ["1234.0", "blank", "3.5"])
    #expect(column("a;n\nx;1.234\nx;3.5\n") == ["1.234", "3.5"])
    #expect(
      column("a;n\nx;1,234\n") == [
        "t:2:3: n: '1,234' can be 1234 or 1.234; leave out separators between thousands, and write a "
          + "decimal point"
      ])
    #expect(
      column("a;n\nx;one\n") == [
        "t:2:3: n: 'one' is not a number; write digits and a decimal point, such as 1234.5"
      ])
  }
}

@Suite struct TableFaultsTests {
  @Test func twentyAreListedAndAllAreCounted() throws {
    let rows = (1...30).map { $0 % 3 == 0 ? "\($0)" : "\($0),\($0)" }
    let reader = try CSVReader(
      bytes: Array(("a,b\n" + rows.joined(separator: "\n")).utf8), file: "t")
    let faults = FaultCollector()
    var used = 0
    try reader.forEachRow(gathering: faults) { row in
      let number = try faults.take(row.integer(0)) ?? 0
      if number ?? 0 > 15 { throw row.error(1, problem: "too large", hint: "none") }
      used += 1
    }
    #expect(used == 10)
    let all = try #require(faults.faults)
    #expect(all.count == 20 && all.first.count == 20)
    faults.add(all.first[0])
    let error = #expect(throws: TableFaults.self) { try faults.check() }
    #expect(error?.description.hasSuffix("\nand 1 more fault") == true)
    #expect(error?.description.hasPrefix("t:4:1: the row has 1 field, the header 2; ") == true)
  }

  @Test func aSingleFaultIsThrownAsItIs() {
    let faults = FaultCollector()
    let fault = TabularError(file: "t", line: 1, column: 1, problem: "x", hint: "y")
    faults.add(fault)
    #expect(throws: fault) { try faults.check() }
  }
}
