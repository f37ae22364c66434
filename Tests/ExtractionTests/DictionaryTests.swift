import Extraction
import Incidents
import Testing

@Suite struct DictionaryTests {
  @Test(arguments: [Dictionaries.File.sides, .states, .groups])
  func filesOfSidesCanBeRead(file: Dictionaries.File) throws {
    _ = try Sides(text: Dictionaries.text(file), file: file.rawValue)
  }

  @Test func theWorldIsCovered() {
    let members = Sides.world.members
    let states = Set(members.filter { $0.kind == .state }.map(\.side))
    #expect(states.count >= 193)
    let demonyms = Set(members.filter { $0.kind == .demonym }.map(\.side))
    #expect(states.subtracting(demonyms).count <= 12)
    let groups = Set(members.filter { $0.kind == .group }.map(\.side))
    #expect(groups.count >= 150)
  }

  @Test func exportedSidesAreReadAgain() throws {
    let text = Sides.world.text()
    let again = try Sides(text: text, file: "export.txt")
    #expect(again.all == Sides.world.all)
    #expect(again.text() == text)
    #expect(again.side(named: "Kata'ib Hezbollah") == Side("IRAQ_MILITIA"))
  }
}
