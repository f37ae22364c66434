import Incidents

extension DraftBuilder {
  /// Finds who is blamed for an act, or claims it.
  func readBlame() {
    for verb in parse.verbs.indices {
      let group = parse.verbs[verb]
      if group.classes.contains(.blame) { blame(verb) }
      if claims(verb), let subject = group.subject {
        attribute(draft(ofGroup: group.object), to: subject)
      }
      if claimsResponsibility(verb), let subject = group.subject, !group.has(.negated) {
        let act = firstDraft(of: group.complements.map(\.group))
        attribute(act, to: subject)
      }
    }
    readResponsible()
  }

  /// "the group claimed a drone attack on the base".
  private func claims(_ verb: Int) -> Bool {
    let group = parse.verbs[verb]
    return lexicon.is(document.tokens[group.main].word, .claiming) && !isUnreal(verb)
      && !group.has(.passive) && draft(ofGroup: group.object) != nil
  }

  private func claimsResponsibility(_ verb: Int) -> Bool {
    guard let object = parse.verbs[verb].object else { return false }
    return document.tokens[parse.groups[object].head].word == words.responsibility
      && parse.groups[object].possessor == nil && !isUnreal(verb) && !denies(verb)
  }

  /// "blamed the militia for the attack", "attributed the attack to the militia".
  private func blame(_ verb: Int) {
    let group = parse.verbs[verb]
    guard !group.has(.negated), !group.has(.modal), !group.has(.infinitive) else { return }
    let isPassive = group.has(.passive) || group.has(.reduced)
    let first = isPassive ? group.subject : group.object
    guard let first else {
      blameRelative(verb)
      return
    }
    if let act = draft(ofGroup: first) {
      for complement in group.complements + lateComplement(of: group)
      where complement.preposition == words.to || complement.preposition == words.on {
        attribute(act, to: complement.group)
        // "to forces using small drones"
        for modifier in parse.modifiers[complement.group] {
          guard let object = parse.verbs[modifier].object else { continue }
          for weapon in parse.groups[object].weapons {
            drafts[act].weapons.append((weapon.weapon, weapon.tokens))
          }
        }
      }
      return
    }
    for complement in group.complements {
      if let act = draft(ofGroup: complement.group) {
        attribute(act, to: first)
        return
      }
      if complement.preposition == words.on, let party = sides.party(complement.group),
        party.side != nil, sides.party(first) == nil
      {
        result.blamed = party  // "laid the blame on"
        return
      }
    }
    // "accused the group of firing rockets"
    if let gerund = parse.verbs.indices.first(where: {
      parse.verbs[$0].governor == verb && parse.verbs[$0].has(.gerund)
    }), let act = draft(ofVerb: gerund) {
      attribute(act, to: first)
      return
    }
    if let party = sides.party(first), party.side != nil, !parse.groups[first].isPronoun,
      document.tokens[group.main].word != words.hold
    {
      result.blamed = party
    }
  }

  /// "the militia believed responsible for the attack", "the group's responsibility for it".
  private func readResponsible() {
    for cue in parse.annotation.cues {
      let meaning = lexicon.cues.payloads[cue.index]
      guard meaning.contains(.responsible) || meaning.contains(.responsibleAfter) else { continue }
      guard let before = group(before: cue.tokens.lowerBound),
        let after = group(behind: cue.tokens.upperBound)
      else { continue }
      if meaning.contains(.responsible), let act = draft(ofGroup: after) {
        let claimant = parse.groups[before].possessor ?? before
        if draft(ofGroup: claimant) == nil { attribute(act, to: claimant) }
      } else if meaning.contains(.responsibleAfter), let act = draft(ofGroup: before) {
        attribute(act, to: after)
      }
    }
    // "KH's responsibility for the attack": the possessor of the noun inside the cue.
    for (index, noun) in parse.groups.enumerated()
    where document.tokens[noun.head].word == words.responsibility {
      guard let possessor = noun.possessor, let chunk = chunkOf(index) else { continue }
      let act = firstDraft(
        of: parse.complements(behind: chunk, words: words).map(\.group))
      attribute(act, to: possessor)
    }
  }

  private func group(before token: Int) -> Int? {
    parse.groups.indices.last {
      parse.chunkOfGroup[$0] >= 0 && parse.groups[$0].tokens.upperBound <= token
        && !parse.groups[$0].isPronoun
    }
  }

  private func group(behind token: Int) -> Int? {
    parse.groups.indices.first {
      parse.groups[$0].tokens.lowerBound >= token && parse.chunkOfGroup[$0] >= 0
    }
  }

  func attribute(_ act: Int?, to group: Int) {
    guard var party = sides.party(group), party.side != nil || party.generic == .fighters else {
      return
    }
    guard let act else {
      if party.side != nil { result.blamed = party }
      return
    }
    blamedGroups[group] = act
    party.reason = .attributed
    party.rank = max(party.rank, 3)
    drafts[act].sources.append(party)
    drafts[act].traits.insert(.attributed)
    drafts[act].widen(parse.groups[group].tokens)
  }
}
