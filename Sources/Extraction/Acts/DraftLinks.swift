import Incidents

extension DraftBuilder {
  /// Joins verbs to the acts that their nouns tell.
  func linkVerbs() {
    for verb in parse.verbs.indices { linkVerb(verb) }
    for verb in parse.verbs.indices { linkParticiple(verb) }
    linkNouns()
    for verb in parse.verbs.indices {
      // "a barrage in which rockets were fired": the noun and the clause tell one act.
      if let own = draft(ofVerb: verb), let act = relativeAct(before: parse.verbs[verb].chunk),
        act != own
      {
        join(act, own)
        drafts[act].traits.insert(.performed)
        drafts[act].traits.remove(.weak)
      }
    }
  }

  /// "a suicide bombing and coordinated attack": two nouns, one article, one act.
  private func linkNouns() {
    for (index, chunk) in parse.chunks.enumerated() {
      guard case .conjunction = chunk.kind, let first = parse.chunk(index - 1)?.nounGroup,
        let second = parse.chunk(index + 1)?.nounGroup, let act = draft(ofGroup: first),
        let other = draft(ofGroup: second), parse.groups[first].determiner == .indefinite,
        parse.groups[second].determiner == .none, !parse.groups[second].isPlural,
        parse.groups[second].names.isEmpty
      else { continue }
      join(act, other)
    }
  }

  private func linkVerb(_ verb: Int) {
    let group = parse.verbs[verb]
    let isPassive = group.has(.passive) || group.has(.reduced)
    let object = draft(ofGroup: group.object)
    let subject = draft(ofGroup: group.subject)
    if group.has(.copula) {
      linkCopula(verb)
      return
    }
    if let act = isPassive ? subject : object,
      group.classes.contains(.perform)
        || (group.classes.contains(.launch) && !drafts[act].has(.weak))
        || (group.classes.contains(.launch) && isVolley(isPassive ? group.subject : group.object))
    {
      perform(verb, act, isPassive: isPassive)
      return
    }
    if let act = object, group.classes.contains(.suffer), !isPassive {
      suffer(verb, act)
      return
    }
    if let act = subject, !isPassive, group.classes.contains(.retaliate), let answered = object {
      // "The strikes answered a barrage".
      addVerb(verb, to: act)
      drafts[act].answers.append(answered)
      return
    }
    if let act = subject, !isPassive {
      if let own = draft(ofVerb: verb), own != act, joinsSubject(group) {
        join(act, own)
        addVerb(verb, to: act)
      } else if !group.classes.isDisjoint(with: [.occur, .cause, .wound, .kill, .damage]) {
        addVerb(verb, to: act)
      }
      return
    }
    linkVolley(verb)
    linkScene(verb)
    if group.classes.contains(.retaliate) { linkRetaliation(verb) }
    if group.classes.contains(.clash), let own = draft(ofVerb: verb), let act = object {
      join(own, act)
    }
  }

  private func isVolley(_ group: Int?) -> Bool {
    group.map { parse.groups[$0].act == .volley } ?? false
  }

  /// "The strikes targeted", "the attack hit", "the raid killed".
  private func joinsSubject(_ group: VerbGroup) -> Bool {
    !group.classes.isDisjoint(with: [.attack, .damage, .kill, .arrive])
      && group.classes.isDisjoint(with: .retaliate)
  }

  func addVerb(_ verb: Int, to draft: Int) {
    guard !drafts[draft].verbs.contains(verb) else { return }
    drafts[draft].verbs.append(verb)
    drafts[draft].widen(parse.verbs[verb].tokens)
    if parse.verbs[verb].has(.perfect) {
      let isPast = parse.verbs[verb].tokens.contains { document.tokens[$0].word == words.had }
      drafts[draft].traits.insert(isPast ? .pluperfect : .perfect)
    }
  }

  func perform(_ verb: Int, _ act: Int, isPassive: Bool) {
    addVerb(verb, to: act)
    // "announced an operation" performs nothing yet; "announced an airstrike" tells of one.
    if parse.verbs[verb].classes.isDisjoint(with: .say) {
      drafts[act].traits.insert(.performed)
      drafts[act].traits.remove(.weak)
    }
    if let own = draft(ofVerb: verb), own != act { join(act, own) }
  }

  func suffer(_ verb: Int, _ act: Int) {
    addVerb(verb, to: act)
    drafts[act].traits.insert(.performed)
    drafts[act].traits.remove(.weak)
    let group = parse.verbs[verb]
    guard let subject = group.subject else { return }
    addTarget(subject, to: act)
    for complement in group.complements
    where complement.preposition == words.from || complement.preposition == words.by {
      addSource(complement.group, to: act, isFrom: complement.preposition == words.from)
    }
  }

  /// "was hit by a volley of rockets fired by militants": one act, told three times.
  private func linkVolley(_ verb: Int) {
    let group = parse.verbs[verb]
    guard let own = draft(ofVerb: verb) else { return }
    for complement in group.complements
    where complement.preposition == words.by || complement.preposition == words.with {
      if let act = draft(ofGroup: complement.group), act != own { join(own, act) }
      linkFired(complement.group, to: own)
      if let other = parse.groups[complement.group].ofGroup { linkFired(other, to: own) }
    }
    if let subject = group.subject, isMunition(subject), !group.has(.reduced) {
      linkFired(subject, to: own)
    }
  }

  /// "killed two militants in a gunbattle": the noun names the occasion.
  private func linkScene(_ verb: Int) {
    let group = parse.verbs[verb]
    guard let own = draft(ofVerb: verb),
      !group.classes.isDisjoint(with: [.kill, .wound, .attack, .damage, .launch])
    else { return }
    for complement in group.complements
    where complement.preposition == words.inPlace || complement.preposition == words.during {
      if let act = draft(ofGroup: complement.group), act != own { join(own, act) }
    }
  }

  /// "rockets fired by militants": the participle tells of the act in which the rockets struck.
  private func linkFired(_ group: Int, to act: Int) {
    for modifier in parse.modifiers[group] {
      if let other = draft(ofVerb: modifier), other != root(act),
        parse.verbs[modifier].classes.contains(.launch)
      {
        join(act, other)
      }
    }
  }

  /// "are under attack", "was the target of a strike".
  private func linkCopula(_ verb: Int) {
    let group = parse.verbs[verb]
    for complement in group.complements where complement.preposition == words.under {
      guard let act = draft(ofGroup: complement.group), let subject = group.subject else {
        continue
      }
      addVerb(verb, to: act)
      drafts[act].traits.insert(.performed)
      drafts[act].traits.remove(.weak)
      addTarget(subject, to: act)
    }
    // "was the target of an attack"
    if let object = group.object, let subject = group.subject,
      let other = parse.groups[object].ofGroup, let act = draft(ofGroup: other),
      parse.groups[object].heads.contains(.facility)
        || lexicon.is(document.tokens[parse.groups[object].head].word, .calledVictim)
    {
      addVerb(verb, to: act)
      addTarget(subject, to: act)
    }
  }

  /// "retaliated with rockets", "answered that attack with air strikes", "responded by firing".
  private func linkRetaliation(_ verb: Int) {
    let group = parse.verbs[verb]
    let answered =
      draft(ofGroup: group.object)
      ?? group.complements.first(where: { $0.preposition == words.to })
      .flatMap { draft(ofGroup: $0.group) }
    var own = draft(ofVerb: verb)
    for complement in group.complements where complement.preposition == words.with {
      guard let act = draft(ofGroup: complement.group) else { continue }
      if let known = own { join(known, act) } else { own = act }
    }
    if let gerund = byGerund(verb),
      let act = draft(ofVerb: gerund) ?? draft(ofGroup: parse.verbs[gerund].object)
    {
      if let known = own { join(known, act) } else { own = act }
      addVerb(gerund, to: root(own) ?? act)
    }
    guard let act = root(own) else { return }
    addVerb(verb, to: act)
    drafts[act].traits.formUnion([.retaliates, .performed])
    drafts[act].traits.remove(.weak)
    if let answered, answered != act { drafts[act].answers.append(answered) }
  }
}
