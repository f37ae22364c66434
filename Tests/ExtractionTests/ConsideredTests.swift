import Extraction
import Incidents
import Testing

/// What reading says of the acts that it considered, whether or not they became incidents.
@Suite struct ConsideredTests {
  private func considered(_ text: String) -> [ConsideredAct] {
    read(text, published: "2024-02-05").considered
  }

  @Test func everyIncidentIsAmongThem() {
    let reading = read(
      "On Sunday Israel bombed a depot of Hezbollah in Baalbek. On Monday Hezbollah shelled Israeli troops.",
      published: "2024-02-05")
    let rows = reading.considered.filter { $0.outcome == .incident }
    #expect(rows.compactMap(\.row) == reading.incidents.map(\.id))
    for (act, incident) in zip(rows, reading.incidents) {
      #expect(act.sides.first?.value == incident.dyad)
      #expect(act.days.first?.value == incident.dates)
      #expect(act.probability == incident.confidence)
    }
  }

  @Test func readingsAreRankedAndNoMoreThanCertain() {
    let acts = considered(
      "Fighting went on in Lebanon. Israel said jets hit a depot near Baalbek on Sunday or Monday, and Iran and Hezbollah denied a strike on troops."
    )
    #expect(!acts.isEmpty)
    for act in acts {
      for chances in [act.sides.map(\.probability), act.days.map(\.probability)] {
        #expect(chances == chances.sorted(by: >))
        #expect(chances.reduce(0, +) <= 1.03)
        #expect(chances.allSatisfy { (0.01...1).contains($0) })
      }
      #expect((0...1).contains(act.noIncident))
      #expect(!act.tellings.isEmpty)
    }
  }

  @Test func whatIsDeniedSaysSo() {
    let acts = considered("Iran denied that it had shelled American troops.")
    #expect(acts.map(\.outcome) == [.unreal])
    #expect(acts[0].row == nil)
    #expect(acts[0].probability == 0)
  }

  @Test func aPartOfATotalSaysSo() {
    let acts = considered("Since 3 May the Houthis have attacked American ships 40 times.")
    #expect(acts.contains { $0.outcome == .counted && $0.row == nil })
  }

  @Test func whatIsToldAgainNamesItsRow() {
    let reading = read(
      "Israel struck Damascus on Sunday, killing three people. The strike on Damascus on Sunday hit a depot.",
      published: "2024-02-05")
    #expect(reading.incidents.count == 1)
    #expect(reading.considered.allSatisfy { $0.row == "i1" || $0.row == nil })
    let second = reading.considered.flatMap(\.tellings).filter { $0.lowerBound > 50 }
    #expect(!second.isEmpty)
  }

  @Test func aSentenceWithoutAnActIsNotAmongThem() {
    #expect(considered("The harvest in the valley was good on Sunday.").isEmpty)
  }

  @Test func examiningOnceGivesTheSameAsReading() {
    let report = Report(
      name: "a", bytes: Array("On Sunday Israel bombed a depot of Hezbollah in Baalbek.".utf8),
      published: Day(iso: "2024-02-05"))
    let extractor = Extractor(weights: .prior)
    let examined = extractor.examine(report)
    let other = extractor.weighing(.standard)
    #expect(other.read(examined).incidents == Extractor().read(report).incidents)
    #expect(extractor.read(examined).considered == extractor.read(report).considered)
  }
}
