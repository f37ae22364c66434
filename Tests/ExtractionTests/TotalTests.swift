import Extraction
import Incidents
import Testing

/// Totals are no acts, and acts no totals. All texts appeared on Monday, 2024-02-05.
@Suite struct TotalTests {
  private func read(_ text: String) -> Reading {
    ExtractionTests.read(text, published: "2024-02-05")
  }

  @Test func aNumberOfActsBetweenTwoDaysIsATotal() {
    let reading = read(
      "There were 40 attacks by Hezbollah on Israeli posts between 3 December and 9 January.")
    #expect(acts(reading) == [])
    #expect(totals(reading) == ["HEZBOLLAH>ISRAEL 2023-12-03 to 2024-01-09: 40 attacks"])
  }

  @Test func aYearThatIsOverHasItsTotal() {
    #expect(
      totals(read("In 2022, Hezbollah carried out 31 attacks on Israeli posts."))
        == ["HEZBOLLAH>ISRAEL 2022-01-01 to 2022-12-31: 31 attacks"])
    // Two raids of one month are a batch.
    #expect(
      totals(read("In January Hezbollah carried out two attacks on Israeli posts.")) == [])
  }

  @Test func theDeadSoFarAreATotal() {
    let reading = read("Israeli strikes have killed 49 Hezbollah fighters since October 2023.")
    #expect(acts(reading) == [])
    #expect(
      totals(reading) == ["ISRAEL>HEZBOLLAH 2023-10-01..2023-10-31 to 2024-02-05: 49 killed"])
    #expect(totals(read("Israeli jets killed four Hezbollah fighters on Sunday.")) == [])
  }

  @Test func aComparisonIsNoTotal() {
    #expect(
      totals(
        read("On Sunday Hezbollah fired 200 rockets at Israeli posts, the most since October."))
        == [])
  }

  @Test func aTotalIsBetweenTheSidesOfTheActs() {
    let act = "Israeli jets struck a Hezbollah depot near Tyre on Sunday. "
    #expect(
      totals(read(act + "This year 49 Hezbollah fighters have been killed in the district."))
        .allSatisfy { $0.hasPrefix("ISRAEL>HEZBOLLAH") })
    // Without an act nobody says who did it.
    #expect(
      totals(read("This year 49 Hezbollah fighters have been killed in the district."))
        .allSatisfy { !$0.hasPrefix("ISRAEL") })
  }
}
