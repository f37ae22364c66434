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

  /// Organisations that fight apart from each other, or against each other, are no one side.
  @Test(arguments: [
    ["Syrian Democratic Forces", "PKK", "Sinjar Resistance Units", "PJAK"],
    ["Hayat Tahrir al-Sham", "Syrian National Army", "Free Syrian Army", "Nusra Front"],
    ["MS-13", "Barrio 18"], ["Comando Vermelho", "Primeiro Comando da Capital"],
    ["Los Lobos", "Los Choneros"], ["Israeli settlers", "Kach", "Israel"],
    ["Kuki National Army", "Arambai Tenggol", "UNLF"], ["Peshmerga", "Iraqi army"],
    ["Southern Transitional Council", "Yemen"], ["Lions' Den", "Hamas", "PFLP"],
    ["AQAP", "AQIM", "al-Qaeda"], ["BLA", "BLF"], ["NSCN-K", "NSCN-IM"],
    ["Rohingya Solidarity Organisation", "ARSA"], ["Hafiz Gul Bahadur", "TTP"],
  ])
  func organisationsAreSidesOfTheirOwn(names: [String]) throws {
    let sides = try names.map { try #require(Sides.world.side(named: $0), "\($0)") }
    let distinct = Set(sides)
    // The Nusra Front is the former name of Hayat Tahrir al-Sham.
    #expect(distinct.count == names.count - (names.contains("Nusra Front") ? 1 : 0), "\(sides)")
  }

  /// Whoever puts several groups under one side says why in the dictionary.
  @Test(arguments: [Dictionaries.File.sides, .groups])
  func sidesOfSeveralGroupsSayWhy(file: Dictionaries.File) {
    var hasReason = false
    var side = ""
    var groups = 0
    for line in Dictionaries.text(file).split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("#") {
        hasReason = hasReason || line.hasPrefix("# Why: ")
        if groups > 0 { (hasReason, groups) = (line.hasPrefix("# Why: "), 0) }
      } else if line.isEmpty || line.hasPrefix(" ") {
        if line.hasPrefix("  group ") { groups += 1 }
        #expect(groups < 2 || hasReason, "\(side)")
        if line.isEmpty { hasReason = false }
      } else {
        if groups > 0 { hasReason = false }
        (side, groups) = (String(line), 0)
      }
    }
  }
}
