import Incidents

extension SideReader {
  /// Fighters whom no name tells, by their sponsor or people: "Iran-backed militia".
  func fighters(_ group: Int, _ noun: NounGroup, _ depth: Int) -> Party? {
    if noun.heads.contains(.merchant) { return nil }
    let isFighters = !noun.heads.isDisjoint(with: [.fighters, .group])
    let isForces = noun.heads.contains(.forces)
    let lands = lands(of: noun)
    // "Iran-backed", "linked to Iran", "supported by Iran".
    if let sponsor = sponsor(group, noun, depth) {
      if noun.heads.contains(.facility) || noun.heads.isEmpty && noun.act == nil {
        return Party(side: sponsor, reason: .sponsored, tokens: noun.tokens, rank: 4)
      }
      if let side = lexicon.fighters.side(markedBy: sponsor, lands: lands) {
        return Party(
          side: side, reason: .sponsored, tokens: noun.tokens, generic: .fighters, rank: 5)
      }
      return isFighters ? generic(group, noun, depth) : nil
    }
    guard isFighters || isForces || noun.heads.contains(.facility) || noun.heads.contains(.leader)
    else { return nil }
    if !isFighters, ownSide(group, noun, depth) != nil { return nil }
    for index in noun.tokens {
      let token = document.tokens[index]
      guard token.word.isKnown,
        let side = lexicon.fighters.side(epithet: token.word, lands: lands)
      else { continue }
      return Party(
        side: side, reason: .sponsored, tokens: noun.tokens,
        generic: isFighters ? .fighters : .forces, rank: 5)
    }
    guard isFighters else { return nil }
    if let owner = ownSide(group, noun, depth) {
      if let side = lexicon.fighters.side(markedBy: owner, lands: lands) {
        return Party(
          side: side, reason: .sponsored, tokens: noun.tokens, generic: .fighters, rank: 5)
      }
      if noun.heads.contains(.fighters), noun.heads.isDisjoint(with: [.forces, .leader]) {
        // "Pakistani gunmen": no side of that state's, but the report may count them so.
        return Party(
          side: owner, reason: .inferred, tokens: noun.tokens, generic: .fighters, rank: 3)
      }
    }
    return nil
  }

  /// "a militia depot", "army warplanes", "a police post": whose by the noun that stands before.
  func modified(_ noun: NounGroup) -> Party? {
    guard noun.act == nil else { return nil }
    let head = noun.headTokens ?? noun.tokens.upperBound..<noun.tokens.upperBound
    for term in parse.annotation.terms
    where term.tokens.lowerBound >= noun.tokens.lowerBound
      && term.tokens.upperBound <= head.lowerBound
    {
      let heads = lexicon.terms.payloads[term.index].heads
      if !heads.isDisjoint(with: [.fighters, .group]) {
        // "rebel forces" are fighters, "a rebel camp" is theirs.
        return Party(
          side: nil, reason: .unstated, tokens: noun.tokens,
          generic: noun.isPersons ? .fighters : .lair, rank: 2)
      }
      if heads.contains(.forces) {
        return Party(side: nil, reason: .unstated, tokens: noun.tokens, generic: .forces, rank: 2)
      }
    }
    return nil
  }

  /// The demonym or state that marks a noun group without sponsoring it.
  private func ownSide(_ group: Int, _ noun: NounGroup, _ depth: Int) -> Side? {
    for mention in noun.names.reversed() where !mention.isSponsor {
      let name = name(mention)
      if name.kind == .demonym || name.kind == .state, let side = name.side { return side }
    }
    return nil
  }

  /// Who stands behind the group that the words name.
  func sponsor(_ group: Int, _ noun: NounGroup, _ depth: Int) -> Side? {
    for mention in noun.names where mention.isSponsor {
      if let side = name(mention).side { return side }
    }
    for index in modifiers(of: group) {
      let verb = parse.verbs[index]
      guard verb.classes.contains(.back), verb.has(.reduced) || verb.has(.passive) else { continue }
      for complement in verb.complements.prefix(1) {
        if let side = party(complement.group, depth: depth + 1)?.side { return side }
      }
    }
    return nil
  }

  /// The lands in which the words place their fighters: their own names first, then the report's.
  func lands(of noun: NounGroup) -> [Side] {
    var result: [Side] = []
    for mention in noun.names where !mention.isSponsor {
      if let side = name(mention).side { result.append(side) }
    }
    var near: [(side: Side, distance: Int)] = []
    for group in parse.groups {
      for mention in group.names where !mention.isSponsor {
        let name = name(mention)
        if [.state, .place, .capital].contains(name.kind), let side = name.side {
          let distance = abs(mention.tokens.lowerBound - noun.tokens.lowerBound)
          near.append((side, distance))
        }
        if name.kind == .group, let side = name.side {
          let distance = abs(mention.tokens.lowerBound - noun.tokens.lowerBound)
          near += (lexicon.fighters.homes[side] ?? []).map { ($0, distance) }
        }
      }
    }
    result += near.sorted { $0.distance < $1.distance }.map(\.side)
    return result + memory.lands.prefix(2)
  }
}
