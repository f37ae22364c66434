import Incidents

extension SideReader {
  /// "it", "they": the side told before.
  func pronoun(_ noun: NounGroup, _ depth: Int) -> Party? {
    if words.firstPersons.contains(document.tokens[noun.head].word), let issuer = memory.issuer {
      return Party(side: issuer, reason: .recalled, tokens: noun.tokens, rank: 5)
    }
    guard words.thirdPersons.contains(document.tokens[noun.head].word),
      let known = antecedent(of: noun.head, depth: depth)
    else { return nil }
    return Party(
      side: known.side, reason: .recalled, tokens: noun.tokens, rank: known.isNear ? 4 : 1)
  }

  /// Whom a pronoun means: the nearest subject before it that acts, else the last one told.
  func antecedent(of token: Int, depth: Int = 0) -> (side: Side, isNear: Bool)? {
    if words.firstPersons.contains(document.tokens[token].word) {
      return memory.issuer.map { ($0, true) }
    }
    for verb in parse.verbs.reversed() {
      guard let subject = verb.subject,
        parse.groups[subject].tokens.upperBound <= token, !parse.groups[subject].isPronoun,
        parse.groups[subject].pronounPossessor == nil, parse.groups[subject].act == nil
      else { continue }
      // "The town was attacked by them": not by itself.
      let besides = verb.complements.map(\.group) + [verb.object].compactMap { $0 }
      if besides.contains(where: { parse.groups[$0].tokens == token..<(token + 1) }) { continue }
      let noun = parse.groups[subject]
      if !noun.weapons.isEmpty, noun.heads.isEmpty { return nil }  // "a drone ... it struck"
      let speaks = !verb.classes.isDisjoint(with: [.say, .believe])
      // "Iran's ministry said its forces": the state's; "officials said they": not the officials'.
      let owns = document.tokens[token].word == words.its && noun.heads.contains(.government)
      if speaks,
        noun.names.isEmpty && noun.possessor == nil
          || !noun.heads.isDisjoint(with: [.government, .leader]) && !owns
      {
        continue
      }
      if let party = party(subject, depth: depth + 2) {
        if party.generic == .people { return nil }
        if let side = party.side { return (side, true) }
      }
    }
    return memory.lastSubject.map { ($0.side, false) }
  }

  /// The side of the base at which troops stand or a building lies: "a hangar on a coalition base".
  private func hostNear(_ group: Int, _ depth: Int) -> Side? {
    let chunk = parse.chunkOfGroup[group]
    guard chunk >= 0 else { return nil }
    var behind = parse.complements(behind: chunk, words: words)
    for index in parse.modifiers[group] where parse.verbs[index].classes.contains(.host) {
      behind += parse.verbs[index].complements
    }
    for complement in behind.prefix(3)
    where words.places.contains(complement.preposition) || complement.preposition == words.of {
      let other = parse.groups[complement.group]
      let isBase =
        other.heads.contains(.facility)
        || other.names.contains { name($0).kind == .base }
      if isBase, let party = party(complement.group, depth: depth + 2), let side = party.side,
        !party.isPlace
      {
        return side
      }
    }
    return nil
  }

  /// The group last named before a token of this sentence.
  private func fightersBefore(_ token: Int, _ depth: Int) -> Side? {
    for noun in parse.groups.reversed() where noun.tokens.upperBound <= token {
      for mention in noun.names.reversed() where !mention.isSponsor {
        if name(mention).kind == .group { return name(mention).side }
      }
    }
    return nil
  }

  /// Words that name no side: "the militants", "the base", "troops".
  func generic(_ group: Int, _ noun: NounGroup, _ depth: Int) -> Party? {
    if let enemy = memory.enemy,
      noun.tokens.contains(where: { document.tokens[$0].word == words.enemy })
    {
      return Party(side: enemy, reason: .inferred, tokens: noun.tokens, rank: 3)
    }
    let isDefinite = noun.determiner == .definite || noun.determiner == .demonstrative
    if !noun.heads.isDisjoint(with: [.fighters, .group]) {
      let recalled =
        fightersBefore(noun.tokens.lowerBound, depth)
        ?? memory.lastFighters(before: parse.sentence.tokens.lowerBound)?.side
      if let recalled, isDefinite {
        return Party(
          side: recalled, reason: .recalled, tokens: noun.tokens, generic: .fighters,
          rank: 2)
      }
      return Party(
        side: nil, reason: .unstated, tokens: noun.tokens, generic: .fighters, rank: 1)
    }
    if !noun.heads.isDisjoint(with: [.forces, .facility]), let side = hostNear(group, depth) {
      return Party(side: side, reason: .hosted, tokens: noun.tokens, rank: 4)
    }
    if noun.heads.contains(.forces) || noun.heads.contains(.warship) {
      return Party(side: nil, reason: .unstated, tokens: noun.tokens, generic: .forces, rank: 2)
    }
    // "army members" are the army's, "members" alone are anybody's.
    if let modified = modified(noun) { return modified }
    if noun.heads.contains(.leader) {
      return Party(side: nil, reason: .unstated, tokens: noun.tokens, generic: .people, rank: 1)
    }
    if noun.heads.contains(.facility) {
      let isSpot = lexicon.is(document.tokens[noun.head].word, .spot)
      return Party(
        side: nil, reason: .unstated, tokens: noun.tokens, generic: isSpot ? .unknown : .facility,
        rank: isSpot ? 0 : 2)
    }
    if !noun.weapons.isEmpty {
      return Party(side: nil, reason: .unstated, tokens: noun.tokens, generic: .weapon, rank: 0)
    }
    if noun.unknownName != nil {
      return Party(side: nil, reason: .unstated, tokens: noun.tokens, generic: .unknown, rank: 1)
    }
    return nil
  }
}
