import Extraction
import Incidents
import Testing

/// One trait of language a test. All texts were published on Monday, 2024-02-05.
@Suite struct SentenceTests {
  private func acts(_ text: String) throws -> [String] {
    ExtractionTests.acts(read(text, published: "2024-02-05"))
  }

  @Test func whoActedDoesNotDependOnTheVoice() throws {
    let active = try acts("Kataib Hezbollah fired rockets at American troops in Erbil on Sunday.")
    let passive = try acts(
      "On Sunday American troops in Erbil were attacked with rockets by Kataib Hezbollah.")
    let noun = try acts(
      "A rocket attack by Kataib Hezbollah on American troops in Erbil took place on Sunday.")
    #expect(active == ["IRAQ_MILITIA>US 2024-02-04 rocket"])
    #expect(passive == active)
    #expect(noun == active)
  }

  @Test func whatDidNotHappenIsNoIncident() throws {
    #expect(try acts("Kataib Hezbollah threatened to strike American bases.") == [])
    #expect(try acts("US forces could strike Houthi missile sites next week.") == [])
    #expect(try acts("Israel did not strike Lebanon on Sunday.") == [])
    #expect(try acts("If Iran attacks American troops, the US will bomb Tehran.") == [])
  }

  @Test func aRunningTotalIsNoIncident() throws {
    let reading = read(
      "American troops in Iraq and Syria have been attacked 66 times by Iran-backed militias since October 17.",
      published: "2024-02-05")
    #expect(ExtractionTests.acts(reading) == [])
    #expect(totals(reading) == ["IRAQ_MILITIA>US 2023-10-17 to 2024-02-05: 66 attacks"])
  }

  @Test func datesAreIntervals() throws {
    func dates(_ phrase: String) throws -> String? {
      read("Israel struck Damascus \(phrase).", published: "2024-02-05")
        .incidents.first?.dates.description
    }
    #expect(try dates("on Sunday") == "2024-02-04")
    #expect(try dates("on January 28") == "2024-01-28")
    #expect(try dates("on December 29") == "2023-12-29")
    #expect(try dates("in mid-January") == "2024-01-11..2024-01-20")
    #expect(try dates("in late December") == "2023-12-21..2023-12-31")
    #expect(try dates("yesterday") == "2024-02-04")
    #expect(try dates("last month") == "2024-01-01..2024-01-31")
  }

  @Test func numbersKeepTheirDoubt() throws {
    func killed(_ words: String) throws -> String? {
      read("On Sunday Israel struck Damascus, killing \(words).", published: "2024-02-05")
        .incidents.first?.killed?.description
    }
    #expect(try killed("five people") == "5")
    #expect(try killed("at least five people") == "5 or more")
    #expect(try killed("between 10 and 12 people") == "10 to 12")
    #expect(try killed("a dozen people") == "12")
  }

  @Test func anAnswerPointsAtWhatItAnswers() throws {
    #expect(
      try acts(
        "Kataib Hezbollah fired rockets at American troops in Erbil on Thursday. The US retaliated on"
          + " Friday by bombing two depots of Kataib Hezbollah in Iraq.")
        == [
          "IRAQ_MILITIA>US 2024-02-01 rocket", "US>IRAQ_MILITIA 2024-02-02 airstrike answers i1",
        ])
  }

  @Test func withoutADayOfPublicationDatesStayOpen() throws {
    let reading = read("Israel struck Damascus on Sunday.")
    #expect(reading.publication == nil)
    #expect(reading.incidents.first?.dates == .unknown)
  }

  @Test func theUsersSidesWinOverTheBuiltInOnes() throws {
    let sides = try Sides.world.overlaid(
      by: Sides(
        text: "REDS  Red Brigade\n  group  Red Brigade of the Marsh\n", file: "sides.txt"))
    let reading = Extractor(sides: sides).read(
      Report(
        name: "a", bytes: Array("On Sunday the Red Brigade of the Marsh bombed Damascus.".utf8),
        published: Day(iso: "2024-02-05")))
    #expect(reading.incidents.map(\.source.code) == ["REDS"])
  }
}
