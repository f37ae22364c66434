import Incidents

extension DraftBuilder {
  /// "resulted in the death of", "left three dead and five wounded".
  func readCause(_ verb: Int) {
    let group = parse.verbs[verb]
    guard !isUnreal(verb), let object = group.object else { return }
    let subject =
      group.subject.flatMap { actChain($0) } ?? draft(ofGroup: group.subject)
      ?? parse.antecedents[verb].flatMap { actChain($0) } ?? draft(ofVerb: group.governor)
    for target in [object] + group.moreObjects {
      let noun = parse.groups[target]
      if let subject, lexicon.is(document.tokens[noun.head].word, .life),
        let count = harm.count(target)
      {
        give(Tally(count: count, tokens: noun.tokens), killed: true, to: subject)
      } else if noun.act == .casualty {
        give(casualties: target, others: group.moreObjects, to: subject)
      } else if let kind = state(behind: target), let count = harm.count(target) {
        let tally = Tally(count: count, tokens: noun.tokens)
        if let subject {
          give(tally, killed: kind, to: subject)
          addVictims([target], to: subject)
          addVerb(verb, to: subject)
        } else {
          result.looseHarm.append(
            .init(
              killed: kind ? tally : nil, wounded: kind ? nil : tally,
              victim: sides.party(target), places: [], times: [], tokens: noun.tokens))
        }
      }
    }
  }

  /// Whether "dead" (true) or "wounded" (false) stands in or behind a group of people.
  func state(behind group: Int) -> Bool? {
    let noun = parse.groups[group]
    let end = noun.tokens.upperBound
    for index in [noun.head, end] where index < parse.sentence.tokens.upperBound {
      let token = document.tokens[index]
      if token.word == words.dead { return true }
      if let verb = lexicon.verb(of: token), verb.classes.contains(.wound) { return false }
    }
    return nil
  }

  /// Gives "the deaths of the commander and three fighters" to an act.
  func give(casualties group: Int, others: [Int], to act: Int?) {
    let noun = parse.groups[group]
    // "the deaths of the commander and three fighters"
    let people = noun.ofGroup.flatMap { harm.tally([$0] + others)?.count } ?? noun.quantity?.count
    guard let act, let people else { return }
    let tokens =
      noun.ofGroup.map {
        noun.tokens.lowerBound..<parse.groups[$0].tokens.upperBound
      } ?? noun.tokens
    let word = document.tokens[noun.head].word
    give(
      Tally(count: people, tokens: tokens), killed: !lexicon.is(word, .injury), to: act)
    if let victims = noun.ofGroup { addVictims([victims], to: act) }
  }

  /// "two people had minor injuries", "five soldiers suffered wounds from the shelling".
  private func readInjured(_ group: Int, _ verb: VerbGroup) -> Bool {
    let isHaving =
      verb.has(.copula) && verb.has(.perfect) || verb.classes.contains(.suffer)
      || lexicon.is(document.tokens[verb.main].word, .receiving)
    guard isHaving, !isNegated(verb),
      lexicon.is(document.tokens[parse.groups[group].head].word, .injury),
      parse.groups[group].determiner != .negative,
      let tally = harm.tally(harm.subjects(of: verb))
    else { return false }
    let from = firstDraft(of: verb.complements.map(\.group))
    if let act = from ?? actBefore(verb.chunk) {
      give(tally, killed: false, to: act)
    } else {
      result.looseHarm.append(
        .init(
          killed: nil, wounded: tally, victim: firstParty(of: harm.subjects(of: verb)), places: [],
          times: [], tokens: tally.tokens))
    }
    return true
  }

  private func isNegated(_ verb: VerbGroup) -> Bool { verb.has(.negated) || verb.has(.modal) }

  /// "the assassination of six friars": as many dead.
  func readKillings() {
    for group in parse.groups.indices
    where lexicon.is(document.tokens[parse.groups[group].head].word, .killingNoun) {
      guard let act = draft(ofGroup: group), drafts[act].killed == nil,
        parse.groups[group].quantity == nil, let victims = parse.groups[group].ofGroup,
        let tally = harm.tally([victims])
      else { continue }
      give(tally, killed: true, to: act)
    }
  }

  /// "with two deaths", "the death toll rose to 12", "the number of injured as seven".
  func readCasualtyNouns() {
    for group in parse.groups.indices where parse.groups[group].act == .casualty {
      let noun = parse.groups[group]
      if let verb = parse.verbs.first(where: { $0.object == group }), readInjured(group, verb) {
        continue
      }
      guard let quantity = noun.quantity, noun.determiner != .negative, quantity.count.minimum > 0
      else { continue }
      let word = document.tokens[noun.head].word
      guard lexicon.is(word, .death) || lexicon.is(word, .injury) else { continue }
      let verb = parse.verbs.first { $0.object == group || $0.subject == group }
      if verb?.classes.contains(.cause) ?? false { continue }
      let tally = Tally(count: quantity.count, tokens: noun.tokens)
      let killed = lexicon.is(word, .death)
      if let chunk = chunkOf(group), let act = actBefore(chunk) {
        if killed ? drafts[act].killed == nil : drafts[act].wounded == nil {
          give(tally, killed: killed, to: act)
        }
      } else {
        result.looseHarm.append(
          .init(
            killed: killed ? tally : nil, wounded: killed ? nil : tally, victim: nil, places: [],
            times: [], tokens: noun.tokens))
      }
    }
  }

  /// Notes where the sentence says that nobody was hurt.
  func readNoHarm() {
    for cue in parse.annotation.cues where lexicon.cues.payloads[cue.index].contains(.noHarm) {
      noteNoHarm(cue.tokens)
    }
  }

  func noteNoHarm(_ victims: [Int], _ verb: Int) {
    // "no civilians were hurt" says nothing of soldiers.
    guard victims.allSatisfy({ parse.groups[$0].heads.isDisjoint(with: .people) }) else { return }
    let (first, second) = (parse.groups[victims[0]].tokens, parse.verbs[verb].tokens)
    noteNoHarm(
      min(first.lowerBound, second.lowerBound)..<max(first.upperBound, second.upperBound))
  }

  func noteNoHarm(_ range: Range<Int>) {
    let near = drafts.indices.filter {
      alive[$0] && drafts[$0].trigger.lowerBound < range.lowerBound
    }
    .last
    if let near {
      // "No American was hurt" beside six dead speaks of the Americans only.
      guard drafts[near].killed == nil, drafts[near].wounded == nil else { return }
      drafts[near].traits.insert(.noHarm)
      drafts[near].killed = drafts[near].killed ?? Tally(count: .init(exactly: 0), tokens: range)
      drafts[near].wounded = drafts[near].wounded ?? Tally(count: .init(exactly: 0), tokens: range)
    } else {
      result.noHarm = range
    }
  }
}
