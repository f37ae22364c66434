import Incidents

extension Memory {
  /// What a whole report speaks of, before it is read in order.
  init(parses: [Parse], lexicon: Lexicon) {
    var lands: [Side: Int] = [:]
    for parse in parses {
      for span in parse.annotation.names {
        let name = lexicon.names[span.index]
        guard let side = name.side else { continue }
        frequency[side, default: 0] += 1
        if [.state, .place, .capital, .demonym].contains(name.kind) {
          lands[side, default: 0] += 1
        }
      }
    }
    self.lands = lands.keys.sorted { (-(lands[$0] ?? 0), $0) < (-(lands[$1] ?? 0), $1) }
  }

  /// The mentions of a sentence that has been read.
  func notes(of parse: Parse, sides: SideReader, sentence: Int) -> Notes {
    var notes = Notes()
    for (index, group) in parse.groups.enumerated() {
      guard !group.isPronoun else { continue }
      if group.act != nil {
        notes.namings += owners(of: group, sides, sentence)
        continue
      }
      guard let party = sides.party(index), let side = party.side else { continue }
      notes.namings.append(
        SideNaming(
          side: side, sentence: sentence, paragraph: parse.sentence.paragraph,
          tokens: group.tokens, relation: relation(of: index, in: parse, sides.words),
          isPlace: party.isPlace, rank: party.rank))
      guard party.rank >= 4 else { continue }
      let subject = parse.verbs.contains { $0.subject == index && !$0.has(.relative) }
      let mention = Mention(
        side: side, kind: kind(of: group, party, sides), sentence: sentence, tokens: group.tokens)
      notes.mentions.append((mention, isSubject: subject && party.generic != .people))
    }
    return notes
  }

  /// "U.S. airstrikes": the names inside a noun that tells an act.
  private func owners(
    of group: NounGroup, _ sides: SideReader, _ sentence: Int
  ) -> [SideNaming] {
    group.names.filter { !$0.isSponsor }.compactMap { mention in
      guard let side = sides.lexicon.names[mention.name].side else { return nil }
      return SideNaming(
        side: side, sentence: sentence, paragraph: sides.parse.sentence.paragraph,
        tokens: mention.tokens, relation: .owner, isPlace: false, rank: 5)
    }
  }

  private func relation(
    of group: Int, in parse: Parse, _ words: FunctionWords
  ) -> SideNaming.Relation {
    for verb in parse.verbs {
      if verb.subject == group {
        if !verb.classes.isDisjoint(with: [.say, .believe]) { return .speaker }
        return verb.has(.passive) || verb.has(.reduced) ? .victim : .subject
      }
      if verb.object == group || verb.moreObjects.contains(group) { return .object }
    }
    guard let chunk = parse.chunkOfGroup[group] > 0 ? parse.chunkOfGroup[group] - 1 : nil else {
      return parse.chunkOfGroup[group] < 0 ? .owner : .other
    }
    guard case .preposition(let word) = parse.chunks[chunk].kind else { return .other }
    switch word {
    case words.by: return .by
    case words.from: return .from
    case words.of: return .of
    case words.with: return .with
    case words.inPlace, words.near, words.inside, words.outside: return .inside
    case _ where words.aims.contains(word): return .aim
    default: return .other
    }
  }

  private func kind(
    of group: NounGroup, _ party: Party, _ sides: SideReader
  ) -> Party.Generic {
    if party.generic == .fighters { return .fighters }
    let kinds = group.names.filter { !$0.isSponsor }.map { sides.lexicon.names[$0.name].kind }
    if kinds.contains(.group) { return .fighters }
    if kinds.contains(.force) || group.heads.contains(.forces) { return .forces }
    return .unknown
  }
}
