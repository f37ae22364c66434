import Extraction
import Incidents
import Testing

/// The days of acts, as the narrative gives them. All texts appeared on Monday, 2024-02-05.
@Suite struct DayTests {
  private func days(_ text: String) -> [String] {
    read(text, published: "2024-02-05").incidents.map(\.dates.description)
  }

  @Test func freshNewsAreOfTheWeek() {
    let lead = "The minister spoke. The envoy left. The council met. The crowd went home. "
    withKnownIssue(
      "learned weights take fresh news for those of the last two days"
    ) {
      #expect(days(lead + "Israel struck a depot in Damascus.") == ["2024-01-29..2024-02-05"])
      #expect(days(lead + "Israel had struck a depot in Damascus.") == ["2024-01-08..2024-02-05"])
    }
  }

  @Test func datesInFiguresAreRead() {
    #expect(days("Israel struck Damascus on 13/11/2023.") == ["2023-11-13"])
    #expect(days("Israel struck Damascus on 04-12-2023.") == ["2023-12-04"])
    #expect(days("Israel struck Damascus on 12 May 90.") == ["1990-05-12"])
    // Two figures before a noun count it.
    #expect(
      read("On 12 May 90 peasants left. Israel struck Damascus on Sunday.", published: "2024-02-05")
        .incidents.map(\.dates.description) == ["2024-02-04"])
  }

  @Test func aListOfDaysIsAnActOnEach() {
    #expect(
      days("Israel struck Damascus on 3, 5 and 9 January.")
        == ["2024-01-03", "2024-01-05", "2024-01-09"])
    #expect(days("Israel struck Damascus on 3 or 5 January.").count == 1)
  }

  @Test func aDayBeforeAWhenClauseIsTheClauses() {
    #expect(
      days("The border has been closed since 20 January, when Israel struck Damascus.")
        == ["2024-01-20"])
    #expect(days("Israel struck Damascus on 20 January.") == ["2024-01-20"])
  }

  @Test func yearsFlowFromTheWordsBehind() {
    #expect(
      days("Israel struck Damascus in March of last year.") == ["2023-03-01..2023-03-31"])
    #expect(days("Israel struck Damascus in March.") == ["2023-03-01..2023-03-31"])
    #expect(days("Israel struck Damascus in January of last year.") == ["2023-01-01..2023-01-31"])
    #expect(days("Israel struck Damascus on the 24th.") == ["2024-01-24"])
  }

  @Test func lastNightWasYesterday() {
    #expect(days("Israel struck Damascus last night.") == ["2024-02-04"])
    #expect(days("Israel struck Damascus overnight.") == ["2024-02-04..2024-02-05"])
  }
}
