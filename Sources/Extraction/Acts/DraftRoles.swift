import Incidents

extension DraftBuilder {
  /// Finds who acted, who suffered, with what, where and how often.
  func fillRoles() {
    for draft in drafts.indices where alive[draft] {
      for verb in drafts[draft].verbs { fillRoles(of: draft, verb: verb) }
      for group in drafts[draft].groups { fillRoles(of: draft, group: group) }
    }
    addFrontedPlaces()
    addOnlyPlace()
    for draft in drafts.indices where alive[draft] { readCount(draft) }
  }

  func fillRoles(of draft: Int, verb: Int) {
    let group = parse.verbs[verb]
    let isPassive = group.has(.passive) || group.has(.reduced)
    let tellsAct = !group.classes.isDisjoint(with: VerbClass.acts)
    if !group.classes.isDisjoint(with: [.launch, .arrive]),
      isMunition(isPassive ? group.subject : group.object)
        || isMunition(group.subject)
    {
      launch(draft, group, isPassive: isPassive)
    } else if tellsAct, group.classes.isDisjoint(with: [.retaliate]), draftOfVerb[verb] != nil {
      attack(draft, verb, isPassive: isPassive)
    } else if !group.classes.isDisjoint(with: [.perform, .retaliate]) {
      if !isPassive, let subject = actor(of: verb) { addSource(subject, to: draft) }
      if group.classes.contains(.retaliate) { aim(draft, group) }
    }
    if group.classes.contains(.launch), self.draft(ofGroup: group.subject) == draft {
      aim(draft, group)  // "airstrikes aimed at the depot"
    }
    if group.classes.contains(.occur), let object = group.object, isMunition(object) {
      addMunition(object, to: draft)  // "the attack involved two drones"
      for more in group.moreObjects where isMunition(more) { addMunition(more, to: draft) }
    }
    readComplements(draft, group, isPassive: isPassive)
  }

  /// Who does what a verb says: its subject, or that of the verb that governs it.
  func actor(of verb: Int) -> Int? {
    let group = parse.verbs[verb]
    if let subject = group.subject, draft(ofGroup: subject) == nil { return subject }
    guard let governor = group.governor, governor != verb else { return nil }
    let other = parse.verbs[governor]
    return other.subject.flatMap { draft(ofGroup: $0) == nil ? $0 : nil }
  }

  func attack(_ draft: Int, _ verb: Int, isPassive: Bool) {
    let group = parse.verbs[verb]
    if isPassive {
      if let victim = parse.antecedents[verb] ?? group.subject,
        self.draft(ofGroup: victim) == nil
      {
        addTarget(victim, to: draft)
        // "Khost and Paktika had been struck"
        for other in harm.subjects(of: group).dropFirst() where parse.antecedents[verb] == nil {
          addTarget(other, to: draft)
        }
      }
      return
    }
    if let subject = group.subject, self.draft(ofGroup: subject) == nil {
      if isMunition(subject) {
        addMunition(subject, to: draft)
        if let governor = group.governor, parse.verbs[governor].classes.contains(.use),
          let user = parse.verbs[governor].subject
        {
          addSource(user, to: draft)  // "used mines to attack"
        }
      } else if isVictim(verb) || sinks(verb) {
        addTarget(subject, to: draft)  // "the base hit on Monday": a participle without object
        return
      } else if !isVictimOfGovernor(group) {
        addSource(subject, to: draft)
        if let governor = group.governor,
          sendsPlatform(parse.verbs[governor]) || parse.verbs[governor].classes.contains(.use),
          let sender = parse.verbs[governor].subject
        {
          addSource(sender, to: draft)
        }
      }
    } else if group.subject == nil, let governor = group.governor,
      let subject = parse.verbs[governor].subject, self.draft(ofGroup: subject) == nil
    {
      addSource(subject, to: draft)
    }
    if let object = group.object {
      // In "a bomb which the group set off" what stands before "which" is set off.
      for target in [object] + group.moreObjects where self.draft(ofGroup: target) != draft {
        if isMunition(target), group.classes.contains(.down) == false {
          addMunition(target, to: draft)
        }
        let first = drafts[draft].targets.last
        addTarget(target, to: draft)
        if target != object { yield(to: first, in: draft) }
      }
    } else {
      aim(draft, group)
    }
  }

  /// "killed soldiers and mercenaries": of a list of targets the first counts.
  func yield(to first: Party?, in draft: Int) {
    guard let first, first.side != nil, let last = drafts[draft].targets.indices.last else {
      return
    }
    drafts[draft].targets[last].rank = min(drafts[draft].targets[last].rank, first.rank)
  }

  /// "was struck by a rocket, killing twelve": the subject of the participle suffered.
  private func isVictimOfGovernor(_ group: VerbGroup) -> Bool {
    guard group.has(.gerund), let governor = group.governor else { return false }
    return parse.verbs[governor].has(.passive) || describesHost(parse.verbs[governor])
  }

  /// Whether the subject of an active attack verb without object suffers.
  private func isVictim(_ verb: Int) -> Bool {
    let group = parse.verbs[verb]
    guard group.object == nil, group.has(.pastForm), !group.has(.finite),
      !group.classes.isDisjoint(with: [.attack, .damage, .seize]), let subject = group.subject
    else { return false }
    let noun = parse.groups[subject]
    return !noun.heads.isDisjoint(with: [.facility, .civil, .merchant, .people])
      && group.complements.first.map { !words.aims.contains($0.preposition) } ?? true
  }

  /// "The corvette sank": a verb of damage without an object tells what befell its subject.
  private func sinks(_ verb: Int) -> Bool {
    let group = parse.verbs[verb]
    guard group.object == nil, group.classes.contains(.damage), let subject = group.subject,
      group.classes.isDisjoint(with: [.attack, .launch, .arrive])
    else { return false }
    let noun = parse.groups[subject]
    return !noun.heads.isDisjoint(with: [.facility, .civil, .merchant, .warship])
      && !group.complements.contains { words.aims.contains($0.preposition) }
  }

  func launch(_ draft: Int, _ group: VerbGroup, isPassive: Bool) {
    let index = parse.verbs.firstIndex { $0.chunk == group.chunk } ?? 0
    let munition: Int?
    if isPassive || group.classes.contains(.arrive) || isMunition(group.subject) {
      munition = parse.antecedents[index] ?? group.subject
    } else {
      munition = group.object
      if let subject = actor(of: index) { addSource(subject, to: draft) }
      if let relative = parse.antecedents[index], relative != group.subject, isMunition(relative) {
        addMunition(relative, to: draft)
      }
    }
    if let munition {
      addMunition(munition, to: draft)
      if isMunition(munition), drafts[draft].impliedWeapon?.weapon == .shooting {
        drafts[draft].impliedWeapon = nil  // what was fired tells more than "fired"
      }
    }
    for more in group.moreObjects where isMunition(more) { addMunition(more, to: draft) }
    if isMunition(group.subject), let object = group.object, !isMunition(object) {
      addTarget(object, to: draft)  // "rockets struck the base"
    } else {
      aim(draft, group)
    }
  }

  /// A weapon that is sent, with the side whose it is.
  func addMunition(_ group: Int, to draft: Int) {
    let noun = parse.groups[group]
    drafts[draft].widen(noun.tokens)
    for weapon in noun.weapons + charge(of: group) {
      drafts[draft].weapons.append((weapon.weapon, weapon.tokens))
    }
    if let other = noun.ofGroup { addMunition(other, to: draft) }
    if let other = noun.apposition, parse.groups[other].weapons.isEmpty == false {
      addMunition(other, to: draft)
    }
    if noun.cues.contains(.another) { drafts[draft].traits.insert(.another) }
    if let chunk = chunkOf(group) {
      for complement in parse.complements(behind: chunk, words: words).prefix(1)
      where complement.preposition == words.from {
        addSource(complement.group, to: draft, isFrom: true)
      }
    }
    let owners = noun.names.filter { !$0.isSponsor }
    if let owner = owners.last, let side = lexicon.names[owner.name].side {
      drafts[draft].sources.append(
        Party(side: side, reason: .stated, tokens: noun.tokens, rank: 5))
    } else if let possessor = noun.possessor {
      addSource(possessor, to: draft)
    }
  }

  /// The targets behind "on", "at", "against".
  func aim(_ draft: Int, _ group: VerbGroup) {
    var found = false
    for complement in group.complements where words.aims.contains(complement.preposition) {
      let noun = parse.groups[complement.group]
      if self.draft(ofGroup: complement.group) != nil { continue }
      if complement.preposition == words.to || complement.preposition == words.over,
        !group.classes.contains(.launch)
      {
        continue
      }
      if noun.act != nil { continue }
      addTarget(complement.group, to: draft)
      found = true
    }
    guard !found else { return }
    for complement in group.complements
    where complement.preposition == words.near || complement.preposition == words.inside
      || complement.preposition == words.inPlace && group.classes.contains(.arrive)
    {
      addTarget(complement.group, to: draft)
    }
  }

  private func readComplements(_ draft: Int, _ group: VerbGroup, isPassive: Bool) {
    if isPassive, let agent = lateAgent(of: group) { addSource(agent, to: draft) }
    for complement in group.complements {
      let noun = parse.groups[complement.group]
      // "was shot to death by": the harm parts nothing.
      if let act = noun.act, act != .casualty, self.draft(ofGroup: complement.group) != draft {
        break
      }
      if isPassive, complement.preposition == words.by {
        addSource(complement.group, to: draft)
      } else if complement.preposition == words.from, group.classes.isDisjoint(with: .suffer) {
        addSource(complement.group, to: draft, isFrom: true)
      } else if complement.preposition == words.with || complement.preposition == words.by {
        for weapon in noun.weapons { drafts[draft].weapons.append((weapon.weapon, weapon.tokens)) }
      }
      if words.places.contains(complement.preposition),
        let place = places.place(complement.group, afterPreposition: true)
      {
        drafts[draft].places.append(place)
      }
    }
  }

  /// "In Damascus, the house was attacked": a place before the clause.
  private func addFrontedPlaces() {
    var index = 0
    while let chunk = parse.chunk(index), index < 4 {
      if case .preposition(let word) = chunk.kind, words.places.contains(word),
        let group = parse.chunk(index + 1)?.nounGroup,
        let place = places.place(group, afterPreposition: true)
      {
        for draft in drafts.indices where alive[draft] && drafts[draft].places.isEmpty {
          drafts[draft].places.append(place)
          if index == 0, place.rank >= 3 { drafts[draft].traits.insert(.elsewhere) }
        }
        return
      }
      if case .verb = chunk.kind { return }
      index += 1
    }
  }

  /// A sentence with one act and one town: it happened there.
  private func addOnlyPlace() {
    let acts = drafts.indices.filter { alive[$0] }
    guard acts.count == 1, !drafts[acts[0]].places.contains(where: { $0.rank >= 3 }) else { return }
    for (index, chunk) in parse.chunks.enumerated() {
      guard case .preposition(let word) = chunk.kind, words.places.contains(word),
        let group = parse.chunk(index + 1)?.nounGroup,
        let place = places.place(group, afterPreposition: true), place.rank >= 2, place.rank <= 3
      else { continue }
      drafts[acts[0]].places.append(place)
      return
    }
  }
}
