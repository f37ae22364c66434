import TextCharts
import Testing

@Suite struct TextTests {
  @Test(arguments: [
    (0.30000000000000004, 3, "0.300"), (-0.0001, 3, "-0.000100"), (1234.5, 3, "1234"),
    (9.996, 3, "10.0"), (0.09996, 3, "0.100"), (0, 3, "0"), (-1e-12, 3, "0"), (2.5, 1, "2"),
    (3.5, 1, "4"), (0.012345, 2, "0.012"), (99.96, 3, "100"), (1e20, 3, "1e+20"),
  ])
  func significantDigits(value: Double, digits: Int, text: String) {
    #expect(Numeral.significant(value, digits: digits) == text)
  }

  @Test func noNegativeZeroAndNoBareNonNumbers() {
    #expect(Numeral.fixed(-0.0004, decimals: 3) == "0.000")
    #expect(Numeral.fixed(-0.0, decimals: 1) == "0.0")
    #expect(Numeral.fixed(-12.345, decimals: 2) == "-12.34")
    #expect(Numeral.significant(.nan) == "-" && Numeral.significant(.infinity) == "infinite")
    #expect(Numeral.probability(0.0001) == "<0.001" && Numeral.probability(0.99999) == ">0.999")
    #expect(Numeral.setting(0.05) == "0.05" && Numeral.setting(95) == "95")
    #expect(Numeral.setting(100 * 0.95) == "95" && Numeral.setting(37.25) == "37.25")
    #expect(Numeral.probability(0.05) == "0.050" && Numeral.probability(0) == "<0.001")
  }

  @Test func widthsAreThoseOfATerminal() {
    #expect("Kata\u{2019}ib".displayWidth == 7)
    #expect("e\u{301}".displayWidth == 1)
    #expect("東京".displayWidth == 4)
    #expect("東京x".truncated(to: 3) == "東…")
    #expect("abc".truncated(to: 3) == "abc" && "abcd".truncated(to: 3) == "ab…")
    #expect("東".padded(to: 4) == "東  " && "ab".padded(to: 4, alignRight: true) == "  ab")
  }

  @Test func tablesAlignAndFitThePage() {
    var table = TextTable(columns: [.init("estimand"), .init("value", alignsRight: true)])
    table.append(["lag", "2.10"])
    table.append(["escalation intensity of the whole exchange", "0.9"])
    #expect(
      table.lines(ChartStyle()) == [
        "estimand                                    value",
        "──────────────────────────────────────────  ─────",
        "lag                                          2.10",
        "escalation intensity of the whole exchange    0.9",
      ])
    let narrow = table.lines(ChartStyle(width: 40, glyphs: .ascii))
    #expect(narrow.allSatisfy { $0.displayWidth <= 40 })
    #expect(narrow[3...] == ["escalation intensity of the whole    0.9", " exchange"])
    #expect("unbreakable".wrapped(to: 5) == ["unbre", " akab", " le"])
    #expect("not identifiable".wrapped(to: 15) == ["not", " identifiable"])
    #expect("militia->government".wrapped(to: 13) == ["militia->", " government"])
  }

  @Test func paragraphsWrapAtBlanks() {
    #expect(TextBlock.wrap("one two three", width: 7) == ["one two", "three"])
    #expect(TextBlock.wrap("one two three", width: 8, indent: 2) == ["one two", "  three"])
    #expect(TextBlock.wrap("a\nb", width: 8) == ["a", "b"])
    #expect(TextBlock.wrap("unbreakable", width: 4) == ["unbreakable"])
  }
}
