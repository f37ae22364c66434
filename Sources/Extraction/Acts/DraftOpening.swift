import Incidents

extension DraftBuilder {
  /// "an attack on a base in Iraq that killed": the relative clause speaks of the attack.
  func giveClausesToActs() {
    for verb in parse.verbs.indices {
      let group = parse.verbs[verb]
      guard group.has(.relative), let noun = parse.antecedents[verb], group.subject == noun,
        !group.classes.isDisjoint(with: [.kill, .wound, .damage, .cause, .attack, .occur]),
        parse.groups[noun].act == nil
      else { continue }
      var index = parse.chunkOfGroup[noun]
      while index >= 2, case .preposition(let word) = parse.chunks[index - 1].kind,
        let before = parse.chunks[index - 2].nounGroup, let behind = parse.chunks[index].nounGroup
      {
        // "a strike on the group that killed": the group did.
        if words.aims.contains(word) || word == words.by, parse.groups[behind].isPersons { break }
        if let act = parse.groups[before].act, act != .casualty {
          parse.verbs[verb].subject = before
          parse.antecedents[verb] = before
          break
        }
        index -= 2
      }
    }
  }

  /// Opens a draft for every noun and verb that tells an act.
  func openDrafts() {
    for group in parse.groups.indices where tellsAct(group) {
      var draft = Draft(
        sentence: number, trigger: parse.groups[group].actTokens ?? parse.groups[group].tokens)
      draft.traits = [.noun]
      draft.groups = [group]
      draft.form = Draft.Form(parse.groups[group].act)
      draft.widen(parse.groups[group].tokens)
      describe(&draft, parse.groups[group])
      draftOfGroup[group] = drafts.count
      drafts.append(draft)
      alive.append(true)
    }
    for verb in parse.verbs.indices where tellsAct(verb: verb) {
      var draft = Draft(sentence: number, trigger: parse.verbs[verb].tokens)
      draft.verbs = [verb]
      draft.form = Draft.Form(parse.verbs[verb].classes)
      draft.tense = tense(of: verb)
      draft.traits = [.performed]
      let classes = parse.verbs[verb].classes
      if classes.contains(.down) { draft.traits.insert(.downing) }
      if hitsAircraft(parse.verbs[verb]) { draft.traits.insert(.downing) }
      if classes.contains(.clash) { draft.traits.insert(.mutual) }
      if classes.contains(.retaliate) { draft.traits.formUnion([.retaliates]) }
      if classes.isDisjoint(with: VerbClass.acts.subtracting([.kill, .wound])) {
        draft.traits.insert(.harmOnly)
      }
      if parse.verbs[verb].has(.perfect) {
        let isPast = parse.verbs[verb].tokens.contains { document.tokens[$0].word == words.had }
        draft.traits.insert(isPast ? .pluperfect : .perfect)
      }
      if isFurther(parse.verbs[verb]) { draft.traits.insert(.also) }
      if isRetold(parse.verbs[verb]) { draft.traits.insert(.retold) }
      if let weapon = parse.verbs[verb].weapon {
        draft.impliedWeapon = (weapon, parse.verbs[verb].tokens)
      }
      draftOfVerb[verb] = drafts.count
      drafts.append(draft)
      alive.append(true)
    }
  }

  /// The form of a verb; in a condition it is as good as modal.
  func tense(of verb: Int) -> Draft.Tense {
    let group = parse.verbs[verb]
    if isConditional(group.chunk) { return .modal }
    return Draft.Tense(
      group, isPast: group.tokens.contains { document.tokens[$0].word == words.had })
  }

  /// "The militants were targeted": about somebody known, by nobody new.
  func isRetold(_ group: VerbGroup) -> Bool {
    guard group.has(.passive), let subject = group.subject,
      !group.complements.contains(where: { $0.preposition == words.by })
    else { return false }
    let noun = parse.groups[subject]
    return noun.isPronoun
      || (noun.determiner == .definite || noun.determiner == .demonstrative) && noun.quantity == nil
  }

  /// "also struck", "struck it as well", "hit the base again".
  private func isFurther(_ group: VerbGroup) -> Bool {
    if group.tokens.contains(where: { document.tokens[$0].word == words.also }) { return true }
    let end = min(group.tokens.upperBound + 4, parse.sentence.tokens.upperBound)
    for index in group.tokens.upperBound..<max(end, group.tokens.upperBound) {
      let word = document.tokens[index].word
      if word == words.too || word == words.again { return true }
      if word == words.asWord, index + 1 < parse.sentence.tokens.upperBound,
        document.tokens[index + 1].word == words.well
      {
        return true
      }
    }
    return false
  }

  /// Whether a noun group speaks of something told before.
  static func isDefinite(_ noun: NounGroup) -> Bool {
    noun.determiner == .definite || noun.determiner == .demonstrative
      || noun.determiner == .possessive
  }

  /// Notes what the words of the noun itself say about its act.
  private func describe(_ draft: inout Draft, _ noun: NounGroup) {
    if noun.act == .weak || noun.act == .volley { draft.traits.insert(.weak) }
    if noun.act == .mutual { draft.traits.insert(.mutual) }
    if noun.act == .downing { draft.traits.insert(.downing) }
    if noun.isPlural { draft.traits.insert(.plural) }
    let outer = parse.groups.first {
      $0.ofGroup == parse.groups.firstIndex { $0.tokens == noun.tokens }
    }
    let isRound = outer?.heads.contains(.collective) ?? false
    if Self.isDefinite(noun) || !noun.times.isEmpty
      || (isRound && outer.map(Self.isDefinite) ?? false)
    {
      draft.traits.insert(.definite)
    }
    if noun.cues.contains(.another) { draft.traits.insert(.another) }
    if noun.cues.contains(.earlier) { draft.traits.insert(.earlier) }
    if noun.cues.contains(.latest) { draft.traits.insert(.latest) }
    if let weapon = noun.actWeapon {
      draft.impliedWeapon = (weapon, noun.actTokens ?? noun.tokens)
    }
    for weapon in noun.weapons
    where weapon.role == .munition || weapon.weapon == .drone
      || weapon.weapon == .gunship || weapon.role == .method || noun.actTokens != weapon.tokens
    {
      draft.weapons.append((weapon.weapon, weapon.tokens))
    }
    // "The salvo, eight rockets in all".
    if noun.act == .volley, let other = noun.apposition {
      for weapon in parse.groups[other].weapons {
        draft.weapons.append((weapon.weapon, weapon.tokens))
      }
    }
    draft.times += noun.times
  }
}

extension Draft.Form {
  init(_ act: ActKind?) {
    switch act {
    case .attack: self = .attackNoun
    case .volley: self = .volleyNoun
    case .downing: self = .downingNoun
    case .mutual: self = .mutualNoun
    case .weak: self = .weakNoun
    case .casualty, nil: self = .harm
    }
  }

  init(_ classes: VerbClass) {
    let order: [(VerbClass, Draft.Form)] = [
      (.attack, .attack), (.launch, .launch), (.arrive, .arrive), (.down, .down), (.seize, .seize),
      (.clash, .clash), (.kill, .kill), (.wound, .wound), (.damage, .damage),
      (.retaliate, .retaliate),
    ]
    self = order.first { classes.contains($0.0) }?.1 ?? .other
  }
}

extension Draft.Tense {
  init(_ verb: VerbGroup, isPast: Bool) {
    if verb.has(.negated) {
      self = .negated
    } else if verb.has(.modal) {
      self = .modal
    } else if verb.has(.infinitive) {
      self = .infinitive
    } else if verb.has(.perfect) {
      self = isPast ? .pluperfect : .perfect
    } else if verb.has(.gerund) {
      self = .gerund
    } else if verb.has(.present) {
      self = .present
    } else if verb.has(.reduced) {
      self = .reduced
    } else {
      self = verb.has(.passive) ? .passive : .past
    }
  }
}
