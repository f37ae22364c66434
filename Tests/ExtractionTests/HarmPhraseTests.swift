import Extraction
import Incidents
import Testing

/// Phrases of harm and where an act was. All texts appeared on Monday, 2024-02-05.
@Suite struct HarmPhraseTests {
  private func first(_ text: String) -> Incident? {
    read(text, published: "2024-02-05").incidents.first
  }

  @Test func theAgeBehindANameCountsNobody() {
    let act = first("Omar Kaled, 45, a farmer, was killed by an Israeli strike on Sunday.")
    #expect(act?.killed == .one)
  }

  @Test func lostTheirLivesAndShotToDeathAreDeaths() {
    #expect(
      first("Four Israeli soldiers lost their lives when Hezbollah shelled a post on Sunday.")?
        .killed == CountInterval(exactly: 4))
    #expect(
      first("On Sunday three peasants were shot to death by FARC rebels near Cali.")?.killed
        == CountInterval(exactly: 3))
    #expect(
      first("On Sunday three peasants were shot at by FARC rebels near Cali.")?.killed == nil)
  }

  @Test func theDatelineIsThePlaceWhereNoOtherIsNamed() {
    #expect(
      first("Damascus, 5 February 2024 (Agency) -- Israel struck a Syrian army depot on Sunday.")?
        .place
        == "Damascus")
    #expect(
      first("Beirut, 5 February 2024 (Agency) -- Israel struck a depot in Damascus on Sunday.")?
        .place == "Damascus")
  }

  @Test func aCueActsOnItsScope() {
    func acts(_ text: String) -> [String] {
      read(text, published: "2024-02-05").incidents.map { "\($0.source.code)>\($0.target.code)" }
    }
    #expect(acts("Turkey used helicopters to bomb PKK camps on Sunday.") == ["TURKEY>PKK"])
    #expect(acts("Turkey wanted helicopters to bomb PKK camps.") == [])
    #expect(acts("No proof has emerged that Turkey shelled PKK camps on Sunday.") == [])
    #expect(acts("Proof has emerged that Turkey shelled PKK camps on Sunday.") == ["TURKEY>PKK"])
  }
}
