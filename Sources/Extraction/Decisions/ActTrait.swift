import Incidents

/// What speaks for or against a telling being an incident with these sides and days.
enum ActTrait: Int, CaseIterable {
  case always
  case real, definite, another, series, retaliates, perfect, weak, mutual, earlier, noun, noHarm
  case plural, performed, downing, harmOnly, attributed, also, latest, pluperfect, sum, retold
  case provoked, elsewhere
  case killed, wounded, weaponNamed, weaponImplied, placeNamed, narrowPlace, counted
  case sourceSettled, targetSettled, sourceStated, targetStated, sourceOwn, targetOwn
  case sourceUnknown, targetUnknown, dateStated, dateNarrow
  case pairSure, pairLikely, pairOpen, pairVague, dateSure, dateLikely, dateOpen, dateVague
  case lead, early, late, toldTwice, toldOften, retoldHere
  case onlyAct, fewActs, manyActs, crowded, swarming
  case old, ancient, future
  case inQuestion
}

/// Gathers the clues about an act being an incident.
struct ActReader {
  let scene: Scene
  let dossiers: [Dossier]

  func clues(
    _ dossier: Dossier, chosen: Decision, settled: (source: Side?, target: Side?)
  ) -> [Clue] {
    let mention = dossier.first
    var result = [
      Clues.act(ActTrait.always), Clues.actForm(dossier.standing, mention.form),
      Clues.actTense(mention.tense),
      Clues.actKinds(scene.kinds[chosen.source], scene.kinds[chosen.target]),
      Clues.actSource(
        PartyWords(mention.source), ReasonTrait(dossier.source?.reason ?? .unstated)),
      Clues.actTarget(
        PartyWords(mention.target), ReasonTrait(dossier.target?.reason ?? .unstated)),
    ]
    func note(_ trait: ActTrait, _ holds: Bool) { if holds { result.append(Clues.act(trait)) } }
    for bit in 0..<23 where dossier.traits.rawValue & (1 << UInt32(bit)) != 0 {
      if let trait = ActTrait(rawValue: bit + 1) { result.append(Clues.act(trait)) }
    }
    note(.killed, (dossier.killed?.value.minimum ?? 0) > 0)
    note(.wounded, (dossier.wounded?.value.minimum ?? 0) > 0)
    note(.weaponNamed, !dossier.weapons.isEmpty)
    note(.weaponImplied, dossier.impliedWeapon != nil)
    note(.placeNamed, dossier.place != nil)
    note(.narrowPlace, (dossier.place?.rank ?? 0) >= 3)
    note(.counted, dossier.count != nil)
    sides(dossier, chosen, settled, note)
    dates(chosen, &result)
    place(dossier, note)
    note(.pairSure, chosen.pairProbability > 0.8)
    note(.pairLikely, chosen.pairProbability > 0.5 && chosen.pairProbability <= 0.8)
    note(.pairOpen, chosen.pairProbability > 0.3 && chosen.pairProbability <= 0.5)
    note(.pairVague, chosen.pairProbability <= 0.3)
    note(.dateSure, chosen.dateProbability > 0.8)
    note(.dateLikely, chosen.dateProbability > 0.5 && chosen.dateProbability <= 0.8)
    note(.dateOpen, chosen.dateProbability > 0.3 && chosen.dateProbability <= 0.5)
    note(.dateVague, chosen.dateProbability <= 0.3)
    return result
  }

  private func sides(
    _ dossier: Dossier, _ chosen: Decision, _ settled: (source: Side?, target: Side?),
    _ note: (ActTrait, Bool) -> Void
  ) {
    let source = scene.sides[chosen.source]
    let target = scene.sides[chosen.target]
    note(.sourceSettled, settled.source == source)
    note(.targetSettled, settled.target == target)
    note(.sourceStated, dossier.source?.side == source && dossier.source?.reason == .stated)
    note(.targetStated, dossier.target?.side == target && dossier.target?.reason == .stated)
    note(.sourceOwn, dossier.mentions.contains { $0.sourceParties.contains { $0.side == source } })
    note(.targetOwn, dossier.mentions.contains { $0.targetParties.contains { $0.side == target } })
    note(.sourceUnknown, source == .unknown)
    note(.targetUnknown, target == .unknown)
  }

  private func dates(_ chosen: Decision, _ result: inout [Clue]) {
    func note(_ trait: ActTrait, _ holds: Bool) { if holds { result.append(Clues.act(trait)) } }
    guard let date = chosen.date else { return }
    let length = DateLength(date.days)
    for origin in date.origins { result.append(Clues.actDate(origin, length)) }
    note(.dateStated, date.origins.contains(.stated))
    note(.dateNarrow, length == .day || length == .days)
    if let published = scene.published, let last = date.days.latest {
      note(.old, published.number - last.number > 60)
      note(.ancient, published.number - last.number > 1500)
      note(.future, last > published)
    }
  }

  private func place(_ dossier: Dossier, _ note: (ActTrait, Bool) -> Void) {
    let mention = dossier.first
    note(.lead, dossier.presumed != nil)
    note(.early, mention.sentence < 6)
    note(.late, mention.sentence >= 15)
    note(.toldTwice, dossier.mentions.count == 2)
    note(.toldOften, dossier.mentions.count > 2)
    note(
      .retoldHere,
      dossiers.contains {
        $0.first.sentence == mention.sentence && $0.isTold
          && $0.first.trigger != mention.trigger
      })
    let count = dossiers.count
    note(.onlyAct, count == 1)
    note(.fewActs, count > 2)
    note(.manyActs, count > 4)
    note(.crowded, count > 7)
    note(.swarming, count > 12)
    let parse = scene.parses[mention.sentence]
    let last = scene.document.tokens[parse.sentence.tokens.upperBound - 1]
    note(.inQuestion, last.kind == .question)
  }
}
