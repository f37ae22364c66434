import Incidents

/// Tells for whom a noun group stands.
struct SideReader {
  let lexicon: Lexicon
  let words: FunctionWords
  let document: Document
  let parse: Parse
  let memory: Memory
  let codes: SideCodes

  /// The party that a noun group names; nil when it names nobody.
  func party(_ group: Int, depth: Int = 0) -> Party? {
    guard depth < 6 else { return nil }
    let noun = parse.groups[group]
    if noun.isPronoun { return pronoun(noun, depth) }
    if let named = named(noun) { return named }
    if let hosted = hosted(group, noun, depth) { return hosted }
    if let member = member(group, noun, depth) { return member }
    if let fighters = fighters(group, noun, depth) { return fighters }
    if let merchant = merchant(noun) { return merchant }
    if let owned = owned(group, noun, depth) { return owned }
    if let people = people(noun) { return people }
    if let place = place(noun) { return place }
    if let other = noun.apposition, let party = party(other, depth: depth + 1) { return party }
    if let other = noun.ofGroup, !noun.heads.contains(.collective) || true,
      let party = party(other, depth: depth + 1), partOf(noun)
    {
      return party
    }
    return generic(group, noun, depth)
  }

  func partOf(_ noun: NounGroup) -> Bool {
    !noun.heads.isEmpty || noun.isHeadless || noun.quantity != nil || noun.act == nil
  }

  func name(_ mention: NounGroup.NameMention) -> NameIndex.Name {
    lexicon.names[mention.name]
  }

  /// A group, force, person or base that the words name.
  func named(_ noun: NounGroup) -> Party? {
    guard !noun.heads.contains(.merchant) else { return nil }
    for mention in noun.names.reversed() where !mention.isSponsor {
      let name = name(mention)
      guard let side = name.side else { continue }
      switch name.kind {
      case .group, .force, .person, .institution:
        return Party(side: side, reason: .stated, tokens: noun.tokens, rank: 6)
      case .base, .vessel:
        return Party(
          side: side, reason: name.kind == .base ? .hosted : .stated, tokens: noun.tokens,
          rank: 6)
      case .people:
        return Party(side: side, reason: .stated, tokens: noun.tokens, rank: 5)
      default: continue
      }
    }
    return nil
  }

  /// A base or a building that a relative clause or participle says is used by somebody.
  func hosted(_ group: Int, _ noun: NounGroup, _ depth: Int) -> Party? {
    guard
      !noun.heads.isDisjoint(with: [.facility, .civil, .forces, .fighters]) || noun.heads.isEmpty
    else { return nil }
    for index in modifiers(of: group) {
      let verb = parse.verbs[index]
      guard !verb.classes.isDisjoint(with: [.host, .use]) || isWhere(verb) else { continue }
      var users: [Int] = []
      if isWhere(verb), let subject = verb.subject {
        users = [subject]
      } else if verb.has(.reduced) || verb.has(.passive) {
        users = verb.complements.filter { $0.preposition == words.by }.map(\.group)
        if verb.classes.contains(.host) {
          users += verb.subject.map { $0 == group ? [] : [$0] } ?? []
        }
      } else if verb.subject != group, let subject = verb.subject {
        users = [subject]  // "where troops are stationed", "that the group uses"
      } else if let object = verb.object {
        users = [object]
      }
      for user in users {
        guard let party = party(user, depth: depth + 1), let side = party.side else { continue }
        return Party(side: side, reason: .hosted, tokens: noun.tokens, rank: 6)
      }
    }
    return nil
  }

  /// "where militants hide": whoever is the subject uses the place.
  private func isWhere(_ verb: VerbGroup) -> Bool {
    guard let subject = verb.subject, verb.has(.relative),
      verb.classes.isDisjoint(with: [.attack, .damage, .seize, .kill])
    else { return false }
    guard case .relative(let word) = parse.chunk(parse.chunkOfGroup[subject] - 1)?.kind else {
      return false
    }
    if word == words.whereWord { return true }
    // "launchers from which they had fired"
    guard case .preposition = parse.chunk(parse.chunkOfGroup[subject] - 2)?.kind else {
      return false
    }
    return true
  }

  func modifiers(of group: Int) -> [Int] {
    var result = parse.modifiers[group]
    if let other = parse.groups[group].apposition { result += parse.modifiers[other] }
    return result
  }
}

/// The codes of the sides that have no names of their own.
struct SideCodes: Sendable {
  let shipping: Side
  let civilian: Side

  /// The sides that are states.
  let states: Set<Side>

  init(_ sides: Sides) {
    states = Set(sides.members.filter { $0.kind == .state }.map(\.side))
    shipping = sides.side(named: "SHIPPING") ?? Side("SHIPPING")
    civilian = sides.side(named: "CIVILIAN") ?? Side("CIVILIAN")
  }
}
