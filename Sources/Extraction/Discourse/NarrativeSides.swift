import Incidents

extension Narrative {
  /// "another missile struck it as well": between the sides of the act told before.
  func inheritSides(_ mention: inout Mention) {
    guard mention.has(.another) || mention.has(.also), let current,
      isNear(current, mention.sentence)
    else { return }
    let before = dossiers[current]
    if mention.source?.side == nil, var source = before.source, source.side != nil,
      before.source?.side != mention.target?.side
    {
      source.reason = .inferred
      source.rank = 1
      mention.source = source
    }
    if mention.target == nil, var target = before.target, target.side != nil,
      before.target?.side != mention.source?.side
    {
      target.reason = .inferred
      target.rank = 1
      mention.target = target
    }
  }

  /// "Targets were struck in retaliation": by the side that had been hit.
  func reverseSides(_ mention: inout Mention) {
    guard mention.has(.retaliates), mention.source?.side == nil, let current,
      isNear(current, mention.sentence)
    else { return }
    let before = dossiers[current]
    if var source = before.target, source.side != nil, source.generic != .people {
      source.reason = .inferred
      source.rank = 1
      mention.source = source
      if mention.target?.side == nil, var target = before.source, target.side != nil {
        target.reason = .inferred
        target.rank = 1
        mention.target = target
      }
    }
  }

  /// "The sites were used by the group": whose the targets of the act before were.
  mutating func takeUsers(_ parse: Parse, _ sides: SideReader, _ number: Int) {
    let open = dossiers.indices.last {
      isNear($0, number) && dossiers[$0].target?.side == nil
        && dossiers[$0].target?.generic == .facility
    }
    guard let open else { return }
    for verb in parse.verbs
    where verb.has(.passive) && !verb.classes.isDisjoint(with: [.use, .host]) {
      guard let subject = verb.subject, parse.groups[subject].determiner == .definite,
        parse.groups[subject].heads.contains(.facility),
        let user = verb.complements.first(where: { $0.preposition == reader.functionWords.by }),
        let party = sides.party(user.group), let side = party.side,
        side != dossiers[open].source?.side
      else { continue }
      dossiers[open].target = Party(side: side, reason: .hosted, tokens: party.tokens, rank: 6)
    }
  }

  /// Whoever is blamed, or claims the act, did it.
  mutating func takeBlame(_ acts: SentenceActs, _ number: Int) {
    guard var blamed = acts.blamed, let current, isNear(current, number),
      dossiers[current].source?.side == nil, dossiers[current].target?.side != blamed.side
    else { return }
    blamed.reason = .attributed
    dossiers[current].source = blamed
    dossiers[current].traits.insert(.attributed)
  }
}
