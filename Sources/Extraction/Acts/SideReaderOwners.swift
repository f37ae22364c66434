import Incidents

extension SideReader {
  /// Merchant ships, whatever flag they fly.
  func merchant(_ noun: NounGroup) -> Party? {
    guard noun.heads.contains(.merchant) else { return nil }
    // "Navy ship", "Coast Guard vessel": no merchant.
    for mention in noun.names where !mention.isSponsor {
      let name = name(mention)
      if name.kind == .force || name.kind == .vessel, let side = name.side {
        return Party(side: side, reason: .stated, tokens: noun.tokens, rank: 6)
      }
      // "U.S. ships" are the navy's; "a U.S. tanker" is not.
      if name.kind == .state || name.kind == .demonym, !noun.isMerchant,
        lexicon.is(document.tokens[noun.head].word, .plainShip), noun.tokens.count <= 4
      {
        return nil
      }
    }
    return Party(side: codes.shipping, reason: .stated, tokens: noun.tokens, rank: 5)
  }

  /// What a state, its demonym or a possessor owns.
  func owned(_ group: Int, _ noun: NounGroup, _ depth: Int) -> Party? {
    if noun.heads.contains(.civil), noun.heads.isDisjoint(with: [.facility]) { return nil }
    for mention in noun.names.reversed() where !mention.isSponsor {
      let name = name(mention)
      // Of "U.S.-Iraqi bases" and "U.S. and British aircraft" the first counts.
      let first = mention.tokens.lowerBound
      let isSecond =
        document.tokens[first].isHyphenated
        || first > noun.tokens.lowerBound && document.tokens[first - 1].word == words.and
      if isSecond, noun.names.first.map({ !$0.isSponsor && $0.tokens != mention.tokens }) ?? false {
        continue
      }
      guard let side = name.side, name.kind == .demonym || name.kind == .state else { continue }
      let isBare = noun.headTokens == nil && noun.unknownName == nil
      return Party(
        side: side, reason: .stated, tokens: noun.tokens,
        generic: noun.heads.contains(.people) ? .people : nil,
        isPlace: isBare && name.kind == .state, rank: isBare ? 4 : 5)
    }
    if let possessor = noun.possessor, noun.act == nil,
      let owner = party(possessor, depth: depth + 1), let side = owner.side
    {
      return Party(side: side, reason: owner.reason, tokens: noun.tokens, rank: 5)
    }
    if let word = noun.pronounPossessor, noun.act == nil, !noun.heads.contains(.people),
      let known = antecedent(of: word, depth: depth)
    {
      return Party(side: known.side, reason: .recalled, tokens: noun.tokens, rank: 3)
    }
    return nil
  }

  /// "a commander in the movement", "militants from al-Shabaab".
  private func groupBehind(_ group: Int, _ depth: Int) -> Party? {
    let chunk = parse.chunkOfGroup[group]
    guard chunk >= 0, let first = parse.complements(behind: chunk, words: words).first,
      first.preposition == words.inPlace || first.preposition == words.from
        || first.preposition == words.with
    else { return nil }
    let other = parse.groups[first.group]
    let isGroup = other.names.contains { name($0).kind == .group } || other.heads.contains(.group)
    guard isGroup, let party = party(first.group, depth: depth + 1), party.side != nil,
      !party.isPlace
    else { return nil }
    return party
  }

  /// "three members of the group", "senior men of the movement".
  func member(_ group: Int, _ noun: NounGroup, _ depth: Int) -> Party? {
    if !noun.heads.isDisjoint(with: [.leader, .fighters]), let near = groupBehind(group, depth) {
      return memberParty(noun, near, until: noun.tokens.upperBound)
    }
    let isPlatform = noun.weapons.contains { $0.role == .platform }
    guard noun.isPersons || noun.heads.contains(.collective) || noun.isHeadless || isPlatform,
      let other = noun.ofGroup, parse.groups[other].act == nil,
      let party = party(other, depth: depth + 1), party.side != nil,
      !party.isPlace || !noun.heads.isDisjoint(with: [.forces, .leader]) || isPlatform,
      party.generic != .people
    else { return nil }
    return memberParty(noun, party, until: parse.groups[other].tokens.upperBound)
  }

  private func memberParty(_ noun: NounGroup, _ party: Party, until end: Int) -> Party {
    var member = party
    member.isPlace = false
    member.tokens = noun.tokens.lowerBound..<end
    return member
  }

  /// People without arms count as civilians.
  func people(_ noun: NounGroup) -> Party? {
    if noun.heads.contains(.civil), noun.heads.isDisjoint(with: .facility) {
      return Party(
        side: codes.civilian, reason: .stated, tokens: noun.tokens, generic: .people,
        land: land(of: noun), rank: 3)
    }
    guard noun.heads.contains(.people), noun.heads.isDisjoint(with: [.forces, .fighters]) else {
      return nil
    }
    // "The man targeted was ...": who he was says whose he was.
    for verb in parse.verbs where verb.has(.copula) && !verb.has(.negated) {
      guard let subject = verb.subject, parse.groups[subject].tokens == noun.tokens,
        let object = verb.object, let named = named(parse.groups[object])
      else { continue }
      return named
    }
    return Party(
      side: codes.civilian, reason: .inferred, tokens: noun.tokens, generic: .people, rank: 2)
  }

  /// The state whose people or towns the words name: "Ukrainian cities", "a town in Israel".
  private func land(of noun: NounGroup) -> Side? {
    for mention in noun.names where !mention.isSponsor {
      let name = name(mention)
      if name.kind == .demonym || name.kind == .state, let side = name.side { return side }
    }
    return nil
  }

  /// A place, standing for whoever holds it.
  func place(_ noun: NounGroup) -> Party? {
    for mention in noun.names.reversed() where !mention.isSponsor {
      let name = name(mention)
      guard let side = name.side else { continue }
      if name.kind == .capital || name.kind == .place || name.kind == .state {
        return Party(
          side: side, reason: .hosted, tokens: noun.tokens, isPlace: true,
          rank: noun.headTokens == nil ? 3 : 2)
      }
    }
    return nil
  }
}
