import Incidents

/// What speaks for or against a side in one role of an act.
enum SideTrait: Int, CaseIterable {
  /// What the rules of reading settled on.
  case settled, settledOnAnother
  /// Words of the act put the side in this role, or in the other.
  case ownStrong, ownFair, ownFaint, crossStrong, crossFaint
  /// The last side of its kind named before the act, the last of any kind, the next one.
  case latestOfKind, latest, upcoming
  case lastSubject
  case onlyOfKind, mostOfKind, mostNamed, secondNamed, namedOnce, unnamed
  case onlyAsPlace
  case datelineLand, firstLand, secondLand, holdsPlace
  case atHomeInDateline, atHomeInFirstLand, atHomeAtPlace
  case actsElsewhere, actsOften, suffersElsewhere, suffersOften
  case actedBefore, sufferedBefore, actsNext, suffersNext
}

/// Why the rules put a side in a role.
enum ReasonTrait: Int, CaseIterable {
  case stated, hosted, sponsored, recalled, attributed, inherited, inferred, unstated

  init(_ reason: Reason) {
    self = Self.allCases[Reason.allCases.firstIndex(of: reason) ?? 0]
  }
}

/// The weapons, numbered.
enum WeaponClue: Int, CaseIterable {
  case rocket, missile, drone, airstrike, artillery, mortar, gunship, bomb, ied, suicide, shooting
  case ground, naval, cyber, other, unknown

  init(_ weapon: Weapon?) {
    self =
      weapon.flatMap { Weapon.allCases.firstIndex(of: $0) }.map { Self.allCases[$0] }
      ?? .unknown
  }
}

extension Dossier {
  /// The weapon that is told of most surely.
  var chiefWeapon: Weapon? { weapons.first?.value ?? impliedWeapon?.value }
}

/// Gathers the clues about each side of a report in the roles of one act.
struct RoleReader {
  let scene: Scene
  let record: Record
  let dossier: Dossier
  let previous: Dossier?
  let next: Dossier?
  private let mention: Mention
  private let start: Int
  /// Where each side was named last before the act; -1 where it was not.
  private let lastNamings: [Int]

  init(scene: Scene, record: Record, dossier: Dossier, previous: Dossier?, next: Dossier?) {
    self.scene = scene
    self.record = record
    self.dossier = dossier
    self.previous = previous
    self.next = next
    mention = dossier.first
    let start = dossier.first.trigger.lowerBound
    self.start = start
    lastNamings = scene.namings.map { namings in
      namings.last { $0.tokens.lowerBound < start && $0.relation != .title }?.tokens.lowerBound
        ?? -1
    }
  }

  private static let footings: [(SideTrait, Footing)] = [
    (.atHomeInDateline, .atHome), (.atHomeInFirstLand, .atHome), (.atHomeAtPlace, .atHome),
    (.latestOfKind, .latestOfKind), (.onlyOfKind, .onlyOfKind), (.mostOfKind, .mostOfKind),
    (.datelineLand, .land), (.firstLand, .land), (.holdsPlace, .holdsPlace),
    (.settled, .settled), (.actsElsewhere, .actsElsewhere),
    (.suffersElsewhere, .suffersElsewhere), (.unnamed, .unnamed),
  ]

  func clues(_ side: Int, asSource: Bool) -> [Clue] {
    let table = asSource ? Clues.source : Clues.target
    let kind = scene.kinds[side]
    var result = [
      table.weapon(WeaponClue(dossier.chiefWeapon), kind), table.telling(mention.form, kind),
      table.voice(mention.tense, kind),
      table.party(PartyWords(asSource ? mention.source : mention.target), kind),
    ]
    let heads = asSource ? mention.sourceHeads : mention.targetHeads
    for head in HeadTrait.cases(of: heads, isNameless: asSource && mention.isNameless) {
      result.append(table.heads(head, kind))
    }
    func note(_ trait: SideTrait, _ holds: Bool) { if holds { result.append(table.trait(trait)) } }
    settle(side, asSource, table, &result)
    name(side, table, &result)
    frequency(side, note)
    lands(side, note)
    elsewhere(side, note)
    let words = PartyWords(asSource ? mention.source : mention.target)
    for (trait, footing) in Self.footings where result.contains(table.trait(trait)) {
      let clue = table.footing(words, footing)
      if !result.contains(clue) { result.append(clue) }
    }
    return result
  }

  private func settle(
    _ side: Int, _ asSource: Bool, _ table: RoleClues, _ result: inout [Clue]
  ) {
    func note(_ trait: SideTrait, _ holds: Bool) { if holds { result.append(table.trait(trait)) } }
    let code = scene.sides[side]
    let party = asSource ? dossier.source : dossier.target
    let settled = party?.side ?? .unknown
    note(.settled, settled == code)
    note(.settledOnAnother, settled != code && settled != .unknown)
    if settled == code, let party { result.append(table.reason(ReasonTrait(party.reason))) }
    var own = 0
    var cross = 0
    for mention in dossier.mentions {
      for party in asSource ? mention.sourceParties : mention.targetParties
      where party.side == code { own = max(own, party.rank + 1) }
      for party in asSource ? mention.targetParties : mention.sourceParties
      where party.side == code { cross = max(cross, party.rank + 1) }
    }
    note(.ownStrong, own > 5)
    note(.ownFair, own > 3 && own <= 5)
    note(.ownFaint, own > 0 && own <= 3)
    note(.crossStrong, cross > 4)
    note(.crossFaint, cross > 0 && cross <= 4)
  }

  private func name(_ side: Int, _ table: RoleClues, _ result: inout [Clue]) {
    func note(_ trait: SideTrait, _ holds: Bool) { if holds { result.append(table.trait(trait)) } }
    var seen: Set<Clue> = []
    for naming in scene.namings[side] {
      let nearness: Nearness
      if naming.sentence == mention.sentence {
        nearness = naming.tokens.lowerBound < start ? .before : .behind
      } else if naming.sentence == mention.sentence - 1 {
        nearness = .previous
      } else if naming.sentence == mention.sentence + 1 {
        nearness = .next
      } else if naming.paragraph == mention.paragraph || naming.relation == .title {
        nearness = .paragraph
      } else {
        continue
      }
      let clue = table.naming(naming.relation, nearness)
      if seen.insert(clue).inserted { result.append(clue) }
    }
    note(
      .onlyAsPlace, !scene.namings[side].isEmpty && scene.namings[side].allSatisfy(\.isPlace))
    let last = lastNamings[side]
    guard last >= 0 else { return }
    note(
      .latestOfKind,
      scene.sides.indices.allSatisfy {
        $0 == side || scene.kinds[$0] != scene.kinds[side] || lastNamings[$0] < last
      })
    note(.latest, lastNamings.max() == last)
  }

  private func frequency(_ side: Int, _ note: (SideTrait, Bool) -> Void) {
    let count = scene.namings[side].count
    note(.unnamed, count == 0)
    note(.namedOnce, count == 1)
    guard count > 0 else { return }
    note(.onlyOfKind, scene.countOfKind[scene.kinds[side].rawValue] == 1)
    note(.mostOfKind, scene.rankOfKind[side] == 0)
    note(.mostNamed, scene.rank[side] == 0)
    note(.secondNamed, scene.rank[side] == 1)
  }

  private func lands(_ side: Int, _ note: (SideTrait, Bool) -> Void) {
    let code = scene.sides[side]
    let holder = dossier.places.compactMap(\.holder).first
    note(.datelineLand, code == scene.dateline)
    note(.firstLand, code == scene.lands.first)
    note(.secondLand, scene.lands.count > 1 && code == scene.lands[1])
    note(.holdsPlace, holder == code)
    note(.atHomeInDateline, scene.isAtHome(code, in: scene.dateline))
    note(.atHomeInFirstLand, scene.isAtHome(code, in: scene.lands.first))
    note(.atHomeAtPlace, scene.isAtHome(code, in: holder))
  }

  private func elsewhere(_ side: Int, _ note: (SideTrait, Bool) -> Void) {
    let code = scene.sides[side]
    let acts = record.acts(of: code, besides: dossier)
    let suffers = record.sufferings(of: code, besides: dossier)
    note(.actsElsewhere, acts > 0)
    note(.actsOften, acts > 1)
    note(.suffersElsewhere, suffers > 0)
    note(.suffersOften, suffers > 1)
    note(.actedBefore, previous?.source?.side == code)
    note(.sufferedBefore, previous?.target?.side == code)
    note(.actsNext, next?.source?.side == code)
    note(.suffersNext, next?.target?.side == code)
  }
}
