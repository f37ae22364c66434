import Incidents
import Testing

@Suite struct SidesTests {
  static let text = """
    # Comment
    IRAQ_MILITIA  Iran-backed militias in Iraq and Syria   # trailing
      sponsor  IRAN
      group    Kataib Hezbollah = Kata'ib Hizballah; KH

    US  United States
      force    US/coalition forces
      base     Ain al-Asad = Al-Asad Air Base
    """

  @Test func namesCodesAndTitlesFindTheirSide() throws {
    let sides = try Sides(text: Self.text, file: "s.txt")
    #expect(sides.side(named: "kata\u{2019}ib  hizballah") == Side("IRAQ_MILITIA"))
    #expect(sides.side(named: "us") == Side("US"))
    #expect(sides.side(named: "United States") == Side("US"))
    #expect(sides.side(named: "Iran-backed militias in Iraq and Syria") == Side("IRAQ_MILITIA"))
    #expect(sides.side(named: "Houthis") == nil)
    #expect(sides.sponsors[Side("IRAQ_MILITIA")] == Side("IRAN"))
    #expect(sides.all.map(\.code) == ["IRAQ_MILITIA", "US"])
  }

  @Test func anOverlayMergesAndMovesNames() throws {
    let lower = try Sides(text: Self.text, file: "s.txt")
    let upper = try Sides(
      text:
        "militias  All militias\n  group  IRAQ_MILITIA\nNUJABA  Harakat al-Nujaba\n  group  KH\n",
      file: "u.txt")
    let sides = lower.overlaid(by: upper)
    #expect(sides.side(named: "Kataib Hezbollah") == Side("militias"))
    #expect(sides.side(named: "IRAQ_MILITIA") == Side("militias"))
    #expect(sides.side(named: "KH") == Side("NUJABA"))
    #expect(sides.side(named: "Ain al-Asad") == Side("US"))
    #expect(sides.all.map(\.code) == ["NUJABA", "US", "militias"])
  }

  @Test(arguments: [
    ("  group  KH\n", "s.txt:1:3: an indented line before any side"),
    ("US  A\n  clan  X\n", "s.txt:2:3: 'clan' is not a kind of member"),
    ("US  A\n  group\n", "s.txt:2:3: no name follows 'group'"),
    ("US  A\n\nUS  B\n", "s.txt:3:1: the side 'US' has two lines"),
  ])
  func mistakesAreNamedWithTheirPlace(text: String, message: String) {
    let error = #expect(throws: SidesTextError.self) { try Sides(text: text, file: "s.txt") }
    #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
  }
}
