import Incidents

extension DraftBuilder {
  /// Adds who acted, when the words can name an actor.
  func addSource(_ group: Int, to draft: Int, isFrom: Bool = false) {
    let noun = parse.groups[group]
    for weapon in noun.weapons {
      drafts[draft].weapons.append((weapon.weapon, weapon.tokens))
    }
    if let act = self.draft(ofGroup: group), act != draft { return }
    drafts[draft].sourceHeads.formUnion(noun.heads)
    if noun.tokens.contains(where: { lexicon.is(document.tokens[$0].word, .nameless) }) {
      drafts[draft].isNameless = true
    }
    guard var party = sides.party(group) else { return }
    if party.generic == .facility, party.side == nil { return }
    if party.generic == .weapon || party.generic == .unknown && noun.heads.isEmpty { return }
    if isFrom, party.isPlace || noun.heads.contains(.facility) {
      // "rockets fired from Lebanon": whoever fires from there.
      guard let side = party.side else { return }
      party.side = lexicon.fighters.side(markedBy: side, lands: []) ?? side
      party.reason = .inferred
      party.rank = 1
    } else if party.isPlace, !isFrom {
      // A land or capital that acts is its government.
      party.isPlace = false
      party.reason = .stated
    }
    drafts[draft].sources.append(party)
    drafts[draft].widen(noun.tokens)
  }

  /// Adds who was hit, and where.
  func addTarget(_ group: Int, to draft: Int) {
    let noun = parse.groups[group]
    guard noun.act == nil || noun.heads != [], root(blamedGroups[group]) != draft
    else { return }
    drafts[draft].widen(noun.tokens)
    drafts[draft].targetHeads.formUnion(noun.heads)
    if noun.cues.contains(.another) { drafts[draft].traits.insert(.another) }
    if let place = places.place(group, afterPreposition: false) {
      drafts[draft].places.append(place)
    }
    if let chunk = chunkOf(group) { drafts[draft].places += places.places(behind: chunk) }
    if let party = sides.party(group) ?? nearParty(group) {
      drafts[draft].targets.append(party)
    }
    if noun.heads.contains(.merchant) || drafts[draft].targets.last?.side == sides.codes.shipping,
      let name = shipName(noun)
    {
      drafts[draft].targetName = name
    } else if let unknown = noun.unknownName
      ?? noun.apposition.flatMap({ parse.groups[$0].unknownName }),
      noun.names.isEmpty
    {
      drafts[draft].targetName = unknown
    }
  }

  /// "a gate outside a hotel": what has no side stands for what it stands by.
  private func nearParty(_ group: Int) -> Party? {
    guard let chunk = chunkOf(group),
      let next = parse.complements(behind: chunk, words: words).first,
      words.places.contains(next.preposition) || next.preposition == words.of
    else { return nil }
    return sides.party(next.group).flatMap { $0.isPlace ? nil : $0 }
  }

  /// The capitalised words that end a group: "the tanker Marlin Luanda", "the Number 9".
  func shipName(_ noun: NounGroup) -> Range<Int>? {
    var low = noun.tokens.upperBound
    while low > noun.tokens.lowerBound {
      let token = document.tokens[low - 1]
      guard token.isCapital || token.kind == .number, !token.isHyphenated,
        lexicon.classes(of: token).isDisjoint(with: .determiner)
      else { break }
      low -= 1
    }
    return low < noun.tokens.upperBound ? low..<noun.tokens.upperBound : nil
  }

  func chunkOf(_ group: Int) -> Int? {
    let chunk = parse.chunkOfGroup[group]
    return chunk < 0 ? nil : chunk
  }
}
