/// A trait of an option of which learned weights have an opinion: the number of its line in the
/// table of weights.
typealias Clue = Int

/// A block of clues that are numbered together: the cases of one list, or of two lists crossed.
struct ClueSection: Sendable {
  let name: String
  let start: Int
  /// The names of the clues, in order.
  let labels: [String]
  /// How many cases the second list has; 1 where there is none.
  private let width: Int

  init<First: CaseIterable>(_ name: String, _ first: First.Type, after start: Int) {
    self.name = name
    self.start = start
    labels = First.allCases.map { "\($0)" }
    width = 1
  }

  init<First: CaseIterable, Second: CaseIterable>(
    _ name: String, _ first: First.Type, _ second: Second.Type, after start: Int
  ) {
    self.name = name
    self.start = start
    labels = First.allCases.flatMap { one in Second.allCases.map { "\(one).\($0)" } }
    width = Second.allCases.count
  }

  var end: Int { start + labels.count }

  func callAsFunction<First: RawRepresentable<Int>>(_ first: First) -> Clue {
    start + first.rawValue
  }

  func callAsFunction<First: RawRepresentable<Int>, Second: RawRepresentable<Int>>(
    _ first: First, _ second: Second
  ) -> Clue {
    start + first.rawValue * width + second.rawValue
  }
}

/// The clues about one role of an act: about a side as its source, or as its target.
struct RoleClues: Sendable {
  let trait, reason, naming, party, weapon, telling, voice, heads, footing: ClueSection

  init(_ role: String, after start: Int) {
    trait = ClueSection(role, SideTrait.self, after: start)
    reason = ClueSection("\(role) read as", ReasonTrait.self, after: trait.end)
    naming = ClueSection(
      "\(role) named", SideNaming.Relation.self, Nearness.self, after: reason.end)
    party = ClueSection("\(role) words", PartyWords.self, SideKind.self, after: naming.end)
    weapon = ClueSection("\(role) weapon", WeaponClue.self, SideKind.self, after: party.end)
    telling = ClueSection("\(role) telling", Draft.Form.self, SideKind.self, after: weapon.end)
    voice = ClueSection("\(role) voice", Draft.Tense.self, SideKind.self, after: telling.end)
    heads = ClueSection("\(role) nouns", HeadTrait.self, SideKind.self, after: voice.end)
    footing = ClueSection(
      "\(role) words and footing", PartyWords.self, Footing.self, after: heads.end)
  }

  var sections: [ClueSection] {
    [trait, reason, naming, party, weapon, telling, voice, heads, footing]
  }
  var end: Int { footing.end }
}

/// All clues that there are.
enum Clues {
  static let source = RoleClues("source", after: 0)
  static let target = RoleClues("target", after: source.end)
  static let pair = ClueSection("pair", PairTrait.self, after: target.end)
  static let kinds = ClueSection("pair kinds", SideKind.self, SideKind.self, after: pair.end)
  static let echo = ClueSection("echo", EchoTrait.self, after: kinds.end)
  static let date = ClueSection("date", DateTrait.self, after: echo.end)
  static let dateTense = ClueSection(
    "date tense", DateOrigin.self, Draft.Tense.self, after: date.end)
  static let dateLength = ClueSection(
    "date length", DateOrigin.self, DateLength.self, after: dateTense.end)
  static let act = ClueSection("act", ActTrait.self, after: dateLength.end)
  static let actForm = ClueSection(
    "act form", Standing.self, Draft.Form.self, after: act.end)
  static let actTense = ClueSection("act tense", Draft.Tense.self, after: actForm.end)
  static let actKinds = ClueSection(
    "act kinds", SideKind.self, SideKind.self, after: actTense.end)
  static let actDate = ClueSection(
    "act date", DateOrigin.self, DateLength.self, after: actKinds.end)
  static let actSource = ClueSection(
    "act source", PartyWords.self, ReasonTrait.self, after: actDate.end)
  static let actTarget = ClueSection(
    "act target", PartyWords.self, ReasonTrait.self, after: actSource.end)
  static let shadow = ClueSection(
    "act beside", ShadowKind.self, ShadowTrait.self, after: actTarget.end)
  static let same = ClueSection("same", SameTrait.self, after: shadow.end)
  static let confidence = ClueSection("confidence", ConfidenceStep.self, after: same.end)
  static let answer = ClueSection("answer", AnswerTrait.self, after: confidence.end)

  static let sections =
    source.sections + target.sections + [
      pair, kinds, echo, date, dateTense, dateLength, act, actForm, actTense, actKinds, actDate,
      actSource, actTarget,
      shadow, same,
      confidence, answer,
    ]
  static let count = answer.end
}

/// What kind of side a code stands for.
enum SideKind: Int, CaseIterable { case unknown, civilian, shipping, state, group }

/// Where a side is named, seen from the words of an act.
enum Nearness: Int, CaseIterable { case before, behind, previous, next, paragraph }

/// How a side stands in the report, for words that need a side.
enum Footing: Int, CaseIterable {
  case atHome, latestOfKind, onlyOfKind, mostOfKind, land, holdsPlace, settled, actsElsewhere
  case suffersElsewhere, unnamed
}

/// What the nouns in a role are.
enum HeadTrait: Int, CaseIterable {
  case fighters, group, forces, government, leader, people, facility, civil, merchant, warship
  case collective, nameless, none

  /// The cases that apply.
  static func cases(of heads: HeadClass, isNameless: Bool) -> [HeadTrait] {
    var result = allCases.filter { $0.rawValue < 11 && heads.rawValue & (1 << $0.rawValue) != 0 }
    if isNameless { result.append(.nameless) }
    return result.isEmpty ? [.none] : result
  }
}

/// What the words in a role speak of, whether or not they say whose side it is.
enum PartyWords: Int, CaseIterable {
  case nobody, named, fighters, forces, people, facility, weapon, unknown, lair

  init(_ party: Party?) {
    guard let party else {
      self = .nobody
      return
    }
    switch party.generic {
    case .fighters: self = .fighters
    case .forces: self = .forces
    case .people: self = .people
    case .facility: self = .facility
    case .weapon: self = .weapon
    case .unknown: self = .unknown
    case .lair: self = .lair
    case nil: self = party.side == nil ? .unknown : .named
    }
  }
}
