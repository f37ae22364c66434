import Incidents

extension DraftBuilder {
  /// Decides which drafts tell of something that happened.
  func judge() {
    let practice = parse.annotation.cues.contains {
      lexicon.cues.payloads[$0.index].contains(.exercise)
    }
    for draft in drafts.indices where alive[draft] {
      let harmed = drafts[draft].killed != nil || drafts[draft].wounded != nil
      if practice, !harmed { continue }
      if isReal(drafts[draft]) { drafts[draft].traits.insert(.real) }
    }
  }

  private func isReal(_ draft: Draft) -> Bool {
    for group in draft.groups where parse.groups[group].cues.contains(.unrealAdjective) {
      return false
    }
    if !draft.verbs.isEmpty, draft.verbs.allSatisfy({ isUnreal($0) }) { return false }
    if draft.verbs.isEmpty { return draft.groups.contains { isAsserted($0, draft) } }
    if draft.has(.noun), let group = draft.groups.first, !draft.has(.performed) {
      return isAsserted(group, draft)
    }
    return true
  }

  // MARK: Verbs

  /// Whether a verb tells of something that did not, or not yet, or only ever happen.
  func isUnreal(_ verb: Int) -> Bool {
    let group = parse.verbs[verb]
    if group.has(.negated) || group.has(.modal) { return true }
    if isConditional(group.chunk, isDated: isDated(verb))
      || followsUnrealPhrase(group.tokens.lowerBound)
    {
      return true
    }
    if isDenied(verb) { return true }
    if group.has(.infinitive) { return !isFactualInfinitive(verb) }
    if group.has(.gerund), let governor = group.governor {
      let before = parse.chunk(group.chunk - 1)
      let other = parse.verbs[governor]
      if case .verb = before?.kind {
        return other.classes.contains(.unreal) || isUnreal(governor)  // "planned bombing"
      }
      if case .preposition = before?.kind, other.classes.contains(.unreal) { return true }
      if case .preposition = before?.kind, let noun = parse.chunk(group.chunk - 2)?.nounGroup,
        parse.groups[noun].cues.contains(.unrealNoun)
      {
        return true  // "the threat of bombing"
      }
    }
    if group.has(.present) { return !isHistoric(group) }
    if group.has(.progressive), !group.has(.perfect), isPresentAuxiliary(group) {
      return !isGoingOn(group)
    }
    return false
  }

  /// "The army is bombing the suburbs": somebody does it to something while it is told.
  private func isGoingOn(_ group: VerbGroup) -> Bool {
    guard let subject = group.subject, group.object != nil, !group.has(.infinitive) else {
      return false
    }
    return isActor(subject)
  }

  /// "denied that it had attacked", "rejects having fired": said not to have been done.
  private func isDenied(_ verb: Int) -> Bool {
    let group = parse.verbs[verb]
    if let governor = group.governor, denies(governor) { return true }
    var index = group.chunk - 1
    while index >= 0 {
      switch parse.chunks[index].kind {
      case .verb(let other): return denies(other) || isAboutNothing(other)
      case .mark, .comma, .conjunction: return false
      case .noun(let noun) where noun != group.subject && parse.verbs[verb].object != noun:
        // "denied claims that its jets had bombed": the clause hangs on the noun.
        if case .subordinator = parse.chunks[index + 1].kind { break }
        if case .relative = parse.chunks[index + 1].kind { break }
        return false
      default: break
      }
      index -= 1
    }
    return false
  }

  /// "No proof has emerged that": what follows was not shown.
  private func isAboutNothing(_ verb: Int) -> Bool {
    guard let subject = parse.verbs[verb].subject else { return false }
    return parse.groups[subject].determiner == .negative && !parse.groups[subject].isPersons
  }

  func denies(_ verb: Int) -> Bool {
    lexicon.is(document.tokens[parse.verbs[verb].main].word, .denying)
      && !parse.verbs[verb].has(.negated)
  }

  private func isPresentAuxiliary(_ group: VerbGroup) -> Bool {
    group.tokens.contains { lexicon.is(document.tokens[$0].word, .presentAuxiliary) }
  }

  /// "used to launch attacks", "is believed to have fired", "began to shell", "managed to hit".
  private func isFactualInfinitive(_ verb: Int) -> Bool {
    let group = parse.verbs[verb]
    guard let governor = group.governor else { return false }
    let other = parse.verbs[governor]
    if sendsPlatform(other), !isNegatedOrModal(other), !other.has(.infinitive) { return true }
    // "used helicopters to bomb the village": done with them.
    if other.classes.contains(.use), other.has(.pastForm), other.object != nil,
      !isNegatedOrModal(other), !other.has(.infinitive)
    {
      return true
    }
    let isAdjacent = other.chunk == group.chunk - 1
    if group.has(.perfect) { return !isNegatedOrModal(other) }
    guard isAdjacent, !isNegatedOrModal(other), !other.has(.infinitive) else { return false }
    let word = document.tokens[other.main].word
    if other.classes.contains(.use) { return other.has(.passive) }
    return !other.classes.isDisjoint(with: .perform) || lexicon.is(word, .achieving)
  }

  /// "sent warplanes to bomb": done, when the sending was.
  func sendsPlatform(_ group: VerbGroup) -> Bool {
    guard group.classes.contains(.launch), group.has(.pastForm), let object = group.object else {
      return false
    }
    return parse.groups[object].weapons.contains { $0.role == .platform }
  }

  private func isNegatedOrModal(_ group: VerbGroup) -> Bool {
    group.has(.negated) || group.has(.modal)
  }

  /// A present form tells one occasion when its object is a single thing: "warplanes attack a depot".
  private func isHistoric(_ group: VerbGroup) -> Bool {
    // Entries of a list tell in the present what happened on their day.
    if parse.sentence.entry != nil { return true }
    guard let object = group.object else { return false }
    let noun = parse.groups[object]
    return noun.determiner == .indefinite && !noun.isPlural
      && group.complements.contains {
        places.place($0.group, afterPreposition: true) != nil
      }
  }

  /// Whether the act that a verb tells names its day.
  private func isDated(_ verb: Int) -> Bool {
    guard let act = draft(ofVerb: verb) else { return false }
    return drafts[act].times.contains { index in
      switch parse.annotation.times[index].value {
      case .date, .weekday: return true
      default: return false
      }
    }
  }

  /// Behind "if", or in a "since" clause that only opens a window ("since they began to attack").
  func isConditional(_ chunk: Int, isDated: Bool = false) -> Bool {
    var index = chunk - 1
    while index >= 0 {
      switch parse.chunks[index].kind {
      case .mark, .comma: return false
      case .subordinator(let word):
        if word == words.since, isLength(index - 1) { return false }
        return words.conditions.contains(word) || word == words.since && !isDated
      default: index -= 1
      }
    }
    return false
  }

  /// "It is a year since jets bombed the town": a length of time, and so a single act.
  private func isLength(_ chunk: Int) -> Bool {
    guard let group = parse.chunk(chunk)?.nounGroup else { return false }
    return lexicon.classes(of: document.tokens[parse.groups[group].head]).contains(.timeUnit)
  }

  private func followsUnrealPhrase(_ token: Int) -> Bool {
    parse.annotation.cues.contains { cue in
      lexicon.cues.payloads[cue.index].contains(.unrealPhrase)
        && cue.tokens.upperBound <= token + 1 && cue.tokens.lowerBound < token
        && token - cue.tokens.upperBound <= 3
        && !(cue.tokens.upperBound..<max(token, cue.tokens.upperBound)).contains {
          document.tokens[$0].kind == .comma
        }
    }
  }

  // MARK: Nouns

  /// Whether a noun tells of an act as done.
  private func isAsserted(_ group: Int, _ draft: Draft) -> Bool {
    let noun = parse.groups[group]
    let outer = parse.groups.indices.first { parse.groups[$0].ofGroup == group } ?? group
    let chunk = chunkOf(outer) ?? chunkOf(group)
    guard let chunk else { return true }
    if case .subordinator(let word) = parse.chunk(chunk - 1)?.kind,
      word == words.asWord || word == words.like || word == words.since || word == words.until
    {
      return false  // "condemned it as an attack", "since the invasion"
    }
    if followsUnrealPhrase(noun.tokens.lowerBound) || isConditional(chunk) { return false }
    if followsUnrealNoun(chunk) { return false }
    let isAnchored =
      draft.has(.definite) || !draft.times.isEmpty || draft.killed != nil || draft.wounded != nil
      || noun.possessor != nil
    for verb in parse.verbs.indices where governs(verb, group) || governs(verb, outer) {
      let other = parse.verbs[verb]
      if other.has(.copula), isNegatedOrModal(other), other.object == group || other.object == outer
      {
        return false  // "may be the newest strike", "was not an attack"
      }
      let isUnrealVerb = other.classes.contains(.unreal) && !isAnchoredPast(other, draft)
      if isUnrealVerb { return false }
      if !isAnchored,
        isNegatedOrModal(other) || other.has(.infinitive) && !isFactualInfinitive(verb)
      {
        return false
      }
      if isAnchored, other.classes.contains(.perform), isUnreal(verb) { return false }
      if !isAnchored, isUnreal(verb), !other.has(.gerund) { return isSingularPresent(other, noun) }
    }
    return true
  }

  /// "prevented the attack" and "planned the attack" leave open what came of it; "the attack
  /// that was planned" and "condemned" do not.
  private func isAnchoredPast(_ verb: VerbGroup, _ draft: Draft) -> Bool {
    draft.has(.definite) && verb.has(.passive) && !draft.times.isEmpty
  }

  private func isSingularPresent(_ verb: VerbGroup, _ noun: NounGroup) -> Bool {
    verb.has(.present) && !noun.isPlural && !isNegatedOrModal(verb)
  }

  private func governs(_ verb: Int, _ group: Int) -> Bool {
    let other = parse.verbs[verb]
    if other.object == group || other.moreObjects.contains(group) { return true }
    if other.has(.passive) || other.has(.reduced), other.subject == group { return true }
    // Behind a preposition only the nearest matters: "warned of attacks", "prepare for a strike".
    return other.complements.first?.group == group && other.object == nil
      || other.complements.contains { $0.group == group } && other.classes.contains(.unreal)
  }

  /// "the threat of attacks", "plans for a strike", "ability to conduct attacks".
  private func followsUnrealNoun(_ chunk: Int) -> Bool {
    var index = chunk
    var steps = 0
    while index >= 2, steps < 3 {
      guard case .preposition = parse.chunks[index - 1].kind else { return false }
      guard let before = parse.chunks[index - 2].nounGroup else { return false }
      if parse.groups[before].cues.contains(.unrealNoun) { return true }
      if parse.groups[before].act != nil { return false }
      index -= 2
      steps += 1
    }
    return false
  }
}
