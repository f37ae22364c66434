import Incidents

extension DraftBuilder {
  /// Gives the complements of an act noun their roles: "an attack by militants on a base".
  func fillRoles(of draft: Int, group: Int) {
    let noun = parse.groups[group]
    addOwner(of: noun, to: draft)
    var chunk = chunkOf(group)
    // "a series of rocket attacks on": what follows the whole belongs to the act.
    if chunk == nil, let outer = parse.groups.firstIndex(where: { $0.ofGroup == group }) {
      chunk = chunkOf(outer)
    }
    guard let chunk else { return }
    let suffers =
      lexicon.is(document.tokens[noun.head].word, .objectiveAct)
      || noun.act == .downing
    for complement in parse.complements(behind: chunk, words: words) {
      let target = parse.groups[complement.group]
      let isAct = target.act != nil && noun.act != .volley
      if isAct, complement.preposition != words.of { break }
      switch complement.preposition {
      case words.by: addSource(complement.group, to: draft)
      case words.from:
        addSource(complement.group, to: draft, isFrom: true)
      case words.of:
        if noun.act == .volley {
          addMunition(complement.group, to: draft)
        } else if suffers {
          addTarget(complement.group, to: draft)
          stateLastTarget(of: draft)
        }
      case words.on, words.against, words.at, words.upon, words.into, words.toward, words.towards:
        if !isAct { addTarget(complement.group, to: draft) }
      case words.with where noun.act == .mutual:
        // "killed in clashes with border troops": those were on the other side.
        addSource(complement.group, to: draft)
      case words.between:
        addSource(complement.group, to: draft)
        if let next = parse.chunk(complement.chunk + 2)?.nounGroup { addTarget(next, to: draft) }
      default: break
      }
      if words.places.contains(complement.preposition), !isAct,
        let place = places.place(complement.group, afterPreposition: true)
      {
        drafts[draft].places.append(place)
      } else if complement.preposition == words.inPlace, !isAct, drafts[draft].targets.isEmpty,
        !target.heads.isDisjoint(with: [.facility, .civil])
      {
        addTarget(complement.group, to: draft)
      }
    }
  }

  /// "the killing of protesters": they were aimed at, not merely hit.
  private func stateLastTarget(of draft: Int) {
    guard let last = drafts[draft].targets.last, last.generic == .people else { return }
    let index = drafts[draft].targets.count - 1
    drafts[draft].targets[index].reason = .stated
    drafts[draft].targets[index].rank = 4
  }

  /// "U.S. airstrikes", "Iran's missile strike", "their attacks".
  private func addOwner(of noun: NounGroup, to draft: Int) {
    for mention in noun.names where !mention.isSponsor {
      let name = lexicon.names[mention.name]
      guard let side = name.side else { continue }
      switch name.kind {
      case .place, .base:
        // "the Erbil attack" tells where.
        drafts[draft].places.append(
          PlaceMention(tokens: mention.tokens, holder: side, rank: name.kind == .base ? 4 : 3))
        drafts[draft].targets.append(
          Party(side: side, reason: .hosted, tokens: mention.tokens, isPlace: true, rank: 2))
      case .vessel:
        drafts[draft].targets.append(
          Party(side: side, reason: .stated, tokens: mention.tokens, rank: 5))
      case .capital, .water, .region: continue
      default:
        drafts[draft].sources.append(
          Party(side: side, reason: .stated, tokens: mention.tokens, rank: 5))
      }
    }
    if fightersModify(noun) {
      drafts[draft].sources.append(
        Party(
          side: nil, reason: .unstated, tokens: noun.tokens, generic: .fighters, rank: 1))
    }
    if let possessor = noun.possessor {
      if noun.names.isEmpty || !drafts[draft].sources.isEmpty == false {
        addPossessor(possessor, noun, to: draft)
      }
    } else if let word = noun.pronounPossessor, let known = sides.antecedent(of: word) {
      drafts[draft].sources.append(
        Party(side: known.side, reason: .recalled, tokens: word..<(word + 1), rank: 2))
    }
  }

  /// "a rebel attack", "militant raids".
  private func fightersModify(_ noun: NounGroup) -> Bool {
    guard let act = noun.actTokens else { return false }
    return parse.annotation.terms.contains { term in
      term.tokens.lowerBound >= noun.tokens.lowerBound && term.tokens.upperBound <= act.lowerBound
        && lexicon.terms.payloads[term.index].heads.contains(.fighters)
    }
  }

  /// "Israel's strike" acts; "the general's assassination" hits him.
  private func addPossessor(_ possessor: Int, _ noun: NounGroup, to draft: Int) {
    let suffers = lexicon.is(document.tokens[noun.head].word, .possessedAct)
    if suffers {
      addTarget(possessor, to: draft)  // "Soleimani's killing"
    } else {
      addSource(possessor, to: draft)
    }
  }
}
