import EventData
import Incidents
import Testing

/// considered.csv, and what is typed to name a passage.
@Suite struct ConsideredTableTests {
  private func act() throws -> ConsideredAct {
    ConsideredAct(
      document: "sub/b.html", row: "i2", outcome: .retold, tellings: [3..<9, 20..<31],
      evidence: "Troops \"hit\" it; twice", probability: 0.31,
      sides: [
        .init(try Dyad("US->HOUTHI"), probability: 0.91),
        .init(try Dyad("A B->C"), probability: 0.05),
      ],
      days: [
        .init(DayInterval(try #require(Day(iso: "2024-02-04"))), probability: 0.7),
        .init(
          try DayInterval(earliest: nil, latest: Day(iso: "2024-02-01")), probability: 0.2),
      ], same: [.init("i1", probability: 0.5)],
      grounds: [.init("act: pair vague", logOdds: -1.25), .init("act: lead", logOdds: 0.4)])
  }

  @Test func itReadsBackAsItWasWritten() throws {
    let acts = [
      try act(),
      ConsideredAct(
        document: "a", row: nil, outcome: .unreal, tellings: [0..<4], evidence: "e", probability: 0,
        sides: [], days: []),
    ]
    let bytes = ConsideredTable.table(acts).encoded(.csv)
    #expect(try ConsideredTable.read(bytes, file: "considered.csv") == acts)
  }

  @Test(arguments: [
    ("0..4", "4..0"), ("0.91", "1.91"), ("US->HOUTHI", "US"), ("retold", "burnt"), ("-1.25", "low"),
  ])
  func aBadCellNamesItsPlace(good: String, bad: String) throws {
    var text = String(
      decoding: ConsideredTable.table([try act()]).encoded(.csv), as: UTF8.self)
    if good == "0..4" { text = text.split(separator: "3..9").joined(separator: bad) }
    text = text.split(separator: good, maxSplits: 1).joined(separator: bad)
    #expect {
      try ConsideredTable.read(Array(text.utf8), file: "c.csv")
    } throws: { "\($0)".hasPrefix("c.csv:2:") }
  }

  @Test func wordsAreFoundAcrossLineBreaks() {
    let page = Array("The army  shelled\n the port. The army slept.".utf8)
    #expect(Passage.places(of: "army shelled the port", in: page) == [4..<27])
    #expect(Passage.places(of: "The army", in: page).count == 2)
    #expect(Passage.places(of: "navy", in: page).isEmpty)
    #expect(Passage.places(of: " ", in: page).isEmpty)
    #expect(Passage.words(at: 4..<27, in: page) == "army shelled the port")
  }

  @Test func bytesMustHoldWordsAndCutNoCharacter() {
    let page = Array("Kata\u{2019}ib  ".utf8)
    #expect(Passage.words(at: 0..<9, in: page) == "Kata\u{2019}ib")
    #expect(Passage.words(at: 0..<5, in: page) == nil)
    #expect(Passage.words(at: 9..<11, in: page) == nil)
    #expect(Passage.words(at: 0..<90, in: page) == nil)
    #expect(Range(byteCell: "5..5") == nil)
    #expect(Range(byteCell: "-1..5") == nil)
    #expect(Range(byteCell: "12..40") == 12..<40)
  }

  @Test func typedCellsStandBesideWords() {
    let typed = TypedCells(
      "\"a = b\" hit date=2024-01-02 place=\"El \"\"Obeid\"\" x\" y=1", columns: ["date", "place"])
    #expect(typed.words == "a = b hit y=1")
    #expect(typed.cells.map(\.value) == ["2024-01-02", "El \"Obeid\" x"])
  }
}
