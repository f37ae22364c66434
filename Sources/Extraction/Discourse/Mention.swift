import Incidents

/// A value that was read from the page, with the words and the reason.
struct Read<Value: Sendable>: Sendable {
  var value: Value
  var tokens: Range<Int>
  var reason: Reason
}

/// One telling of an act with its values chosen: what merging compares.
struct Mention: Sendable {
  var sentence: Int
  var paragraph: Int
  var trigger: Range<Int>
  /// The words of this telling that name the act, the trigger's first.
  var triggers: [Range<Int>] = []
  var extent: Range<Int>
  var traits: Draft.Traits
  var form = Draft.Form.harm
  var tense = Draft.Tense.noun
  var source: Party?
  var target: Party?
  /// All targets that the words name, for comparing.
  var targets: [Side]
  var weapons: [Read<Weapon>]
  var impliedWeapon: Read<Weapon>?
  var places: [PlaceMention]
  var dates: Read<DayInterval>?
  var count: Tally?
  var killed: Tally?
  var wounded: Tally?
  var clock: Int?
  /// The dead or hurt for whom it takes revenge.
  var avenged: CountInterval?
  var targetName: Range<Int>?
  /// Everybody whom the words put in the two roles.
  var sourceParties: [Party] = []
  var targetParties: [Party] = []
  var sourceHeads: HeadClass = []
  var targetHeads: HeadClass = []
  var isNameless = false
  /// Why it was taken for the incident that holds it.
  var reason = "first report of the act"
  /// The mentions that it answers, as numbers in the document; filled when all are numbered.
  var answers: [Int] = []
  var number = 0

  func has(_ trait: Draft.Traits) -> Bool { traits.contains(trait) }
}

/// Chooses among what a draft collected.
struct MentionMaker {
  let document: Document
  let lexicon: Lexicon
  let codes: SideCodes

  func mention(_ draft: Draft, paragraph: Int) -> Mention {
    var source = best(draft.sources, isSource: true)
    var target = best(draft.targets, isSource: false)
    if let from = source?.side, from == target?.side {
      // One words' side cannot act on itself; the less particular reading gives way.
      let others = draft.targets.filter { $0.side != from }
      if let other = best(others, isSource: false), other.side != nil {
        target = other
      } else if (source?.rank ?? 0) >= (target?.rank ?? 0) {
        target = best(others, isSource: false)
      } else {
        source = best(draft.sources.filter { $0.side != target?.side }, isSource: true)
      }
    }
    return Mention(
      sentence: draft.sentence, paragraph: paragraph, trigger: draft.trigger,
      triggers: [draft.trigger] + draft.otherTriggers,
      extent: draft.extent, traits: draft.traits, form: draft.form, tense: draft.tense,
      source: source, target: target,
      targets: draft.targets.compactMap(\.side),
      weapons: weapons(of: draft),
      impliedWeapon: draft.impliedWeapon.map {
        Read(value: $0.weapon, tokens: $0.tokens, reason: .stated)
      }, places: places(of: draft), dates: nil, count: draft.count, killed: draft.killed,
      wounded: draft.wounded, clock: draft.clock, avenged: draft.avenged?.count,
      targetName: draft.targetName, sourceParties: draft.sources, targetParties: draft.targets,
      sourceHeads: draft.sourceHeads, targetHeads: draft.targetHeads,
      isNameless: draft.isNameless)
  }

  /// The most particular party; among equals the first.
  private func best(_ parties: [Party], isSource: Bool) -> Party? {
    var best: Party?
    for party in parties {
      if isSource, party.side == codes.civilian || party.side == codes.shipping { continue }
      guard let known = best else {
        best = party
        continue
      }
      if value(party) > value(known) { best = party }
    }
    return best
  }

  /// How much a party says: a side more than none, soldiers more than people.
  private func value(_ party: Party) -> Int {
    if party.generic == .people, party.reason == .inferred { return 1 }
    if party.side != nil { return 10 + party.rank }
    return party.generic == .forces || party.generic == .facility ? 4 : 0
  }

  private func weapons(of draft: Draft) -> [Read<Weapon>] {
    var result: [Read<Weapon>] = []
    for (weapon, tokens) in draft.weapons.sorted(by: { $0.tokens.lowerBound < $1.tokens.lowerBound }
    )
    where !result.contains(where: { $0.value == weapon }) {
      result.append(Read(value: weapon, tokens: tokens, reason: .stated))
    }
    return result
  }

  private func places(of draft: Draft) -> [PlaceMention] {
    var result: [PlaceMention] = []
    for place in draft.places where !result.contains(where: { $0.tokens == place.tokens }) {
      result.append(place)
    }
    return result
  }
}
