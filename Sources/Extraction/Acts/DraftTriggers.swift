import Incidents

extension DraftBuilder {
  /// Whether a noun group tells an act.
  func tellsAct(_ group: Int) -> Bool {
    let noun = parse.groups[group]
    guard let act = noun.act, act != .casualty, !isMetaphor(noun.tokens) else { return false }
    guard noun.determiner != .negative else { return false }
    // "a direct response to the attack" says that another act answered.
    return !parse.annotation.cues.contains { cue in
      guard act == .weak, cue.tokens.overlaps(noun.tokens) else { return false }
      let meaning = lexicon.cues.payloads[cue.index]
      return meaning.contains(.answer) || meaning.contains(.retaliatory) && cue.tokens.count > 1
    }
  }

  /// Whether a verb tells an act, with the objects it has.
  func tellsAct(verb: Int) -> Bool {
    let group = parse.verbs[verb]
    guard !group.has(.copula), !isMetaphor(group.tokens) else { return false }
    if group.classes.contains(.wound), !group.has(.passive), let subject = group.subject,
      group.object != nil,
      isMunition(subject) || parse.groups[subject].weapons.last?.role == .platform
    {
      return true  // "mortar rounds wounded four"
    }
    let classes = group.classes.intersection(VerbClass.acts)
    guard !classes.isEmpty else { return false }
    if classes.contains(.attack) { return !isHitByCircumstance(group) }
    if classes.contains(.launch) {
      if isMunition(group.object) || isMunition(group.subject) { return true }
      // "fired on soldiers", "were fired on", "set off in a market".
      return group.weapon == .shooting ? shootsAt(group) : group.weapon != nil
    }
    if classes.contains(.arrive) { return isMunition(group.subject) }
    if classes.contains(.seize) { return isSeizable(verb) }
    if classes.contains(.clash) { return exchangesFire(verb) }
    if classes.contains(.down) { return isAircraft(group.object) || isAircraft(group.subject) }
    if classes.contains(.kill) { return hasKiller(verb) }
    if classes.contains(.damage) { return hasAgent(verb) }
    if classes.contains(.retaliate) { return retaliatesBy(verb) }
    return false
  }

  /// "hit by sanctions", "struck by a wave of protests": nobody attacks.
  private func isHitByCircumstance(_ group: VerbGroup) -> Bool {
    guard group.has(.passive) || group.has(.reduced),
      let agent = group.complements.first(where: { $0.preposition == words.by })?.group
    else { return false }
    let noun = parse.groups[agent]
    if noun.act != nil || isMunition(agent) || isActor(agent) || noun.isPronoun { return false }
    if let other = noun.ofGroup, parse.groups[other].act != nil || isMunition(other) {
      return false
    }
    return noun.heads.isEmpty && noun.names.isEmpty && noun.weapons.isEmpty
      && noun.unknownName == nil
  }

  /// "opened fire on soldiers", "were fired on".
  private func shootsAt(_ group: VerbGroup) -> Bool {
    guard group.object == nil else { return false }
    if group.complements.contains(where: { words.shots.contains($0.preposition) }) { return true }
    // "were fired on": the preposition stands alone.
    guard group.has(.passive), let next = parse.chunk(group.chunk + 1), next.nounGroup == nil,
      parse.chunk(group.chunk + 2)?.nounGroup == nil
    else { return false }
    return words.shots.contains(document.tokens[next.tokens.lowerBound].word)
  }

  private func isMetaphor(_ range: Range<Int>) -> Bool {
    parse.annotation.cues.contains { cue in
      cue.tokens.overlaps(range) && lexicon.cues.payloads[cue.index].contains(.metaphor)
    }
  }

  /// Whether a noun group names what is fired.
  func isMunition(_ group: Int?) -> Bool {
    guard let group else { return false }
    let noun = parse.groups[group]
    if noun.act != nil { return noun.act == .volley }
    if noun.heads.contains(.collective), let other = noun.ofGroup { return isMunition(other) }
    if !charge(of: group).isEmpty { return true }
    guard let last = noun.weapons.last, last.role == .munition || last.weapon == .drone else {
      return noun.apposition.map { isMunition($0) } ?? false
    }
    return noun.headTokens.map { $0 == last.tokens }
      ?? (last.tokens.upperBound == noun.tokens.upperBound)
  }

  /// What a vehicle carries to explode with it: "a lorry packed with explosives", "a car with a
  /// bomb in it".
  func charge(of group: Int) -> [NounGroup.WeaponMention] {
    let noun = parse.groups[group]
    guard noun.heads.contains(.facility), let chunk = chunkOf(group) else { return [] }
    var behind = parse.complements(behind: chunk, words: words).prefix(1).map { $0 }
    for verb in parse.modifiers[group] where parse.verbs[verb].has(.reduced) {
      behind += parse.verbs[verb].complements
    }
    return behind.filter { $0.preposition == words.with }.flatMap { complement in
      let load = parse.groups[complement.group]
      let weapons = load.weapons + (load.ofGroup.map { parse.groups[$0].weapons } ?? [])
      return weapons.filter { $0.role == .munition && [.bomb, .ied].contains($0.weapon) }
    }
  }

  private func isAircraft(_ group: Int?) -> Bool {
    guard let group, let last = parse.groups[group].weapons.last else {
      return group.flatMap { parse.groups[$0].ofGroup }.map { isAircraft($0) } ?? false
    }
    return [.airstrike, .gunship, .drone].contains(last.weapon)
  }

  /// "planes were hit", "destroyed a drone".
  func hitsAircraft(_ group: VerbGroup) -> Bool {
    guard !group.classes.isDisjoint(with: [.attack, .damage]) else { return false }
    let victim = group.has(.passive) || group.has(.reduced) ? group.subject : group.object
    guard let victim, parse.groups[victim].heads.isDisjoint(with: [.facility, .civil]) else {
      return false
    }
    return isAircraft(victim)
  }

  /// Ships are seized, people are abducted; cities and weapons are no business of these rules.
  private func isSeizable(_ verb: Int) -> Bool {
    let group = parse.verbs[verb]
    let victim = group.has(.passive) || group.has(.reduced) ? group.subject : group.object
    guard let victim else { return false }
    let noun = parse.groups[victim]
    if lexicon.is(document.tokens[group.main].word, .boarding), !isArmed(near: group.main) {
      return false
    }
    if group.weapon == .other, harm.count(victim) != nil { return true }
    return !noun.heads.isDisjoint(with: [.merchant, .warship])
  }

  /// Whether arms are named in the sentences round a token.
  private func isArmed(near token: Int) -> Bool {
    (max(0, token - 60)..<min(document.tokens.count, token + 80)).contains {
      lexicon.is(document.tokens[$0].word, .arms)
    }
  }

  private func exchangesFire(_ verb: Int) -> Bool {
    let group = parse.verbs[verb]
    if group.weapon != nil { return true }  // "clash", "skirmish"
    guard let object = group.object else { return false }
    return parse.groups[object].act != nil || !parse.groups[object].weapons.isEmpty
  }

  /// Whether a killing has somebody or something behind it.
  private func hasKiller(_ verb: Int) -> Bool {
    let group = parse.verbs[verb]
    if group.weapon != nil { return true }  // "assassinated"
    if group.has(.passive) || (group.has(.pastForm) && group.object == nil) {
      return group.complements.contains {
        $0.preposition == words.by && (isActor($0.group) || isMunition($0.group))
      }
    }
    guard let subject = group.subject, parse.groups[subject].act == nil else { return false }
    return isActor(subject) || isMunition(subject)
  }

  private func hasAgent(_ verb: Int) -> Bool {
    let group = parse.verbs[verb]
    if group.has(.passive) || group.has(.reduced) {
      return group.complements.contains {
        $0.preposition == words.by && (isActor($0.group) || isMunition($0.group))
      }
    }
    guard let subject = group.subject else { return false }
    return isActor(subject) || isMunition(subject)
  }

  /// Whether a noun group can act: people, forces, states and their machines.
  func isActor(_ group: Int) -> Bool {
    let noun = parse.groups[group]
    guard noun.act == nil else { return false }
    if noun.weapons.contains(where: { $0.role == .platform }) { return true }
    guard let party = sides.party(group) else { return false }
    return party.generic != .facility && party.generic != .unknown
      && !noun.heads.contains(.civil)
  }

  /// Whether "responded" and the like name the act of response.
  private func retaliatesBy(_ verb: Int) -> Bool {
    let group = parse.verbs[verb]
    guard let subject = group.subject, isActor(subject) else { return false }
    let word = document.tokens[group.main].word
    if lexicon.is(word, .retaliation) || group.tokens.upperBound > group.main + 1 {
      return true
    }
    if let object = group.object, parse.groups[object].isPronoun == false,
      lexicon.is(word, .return)
    {
      return parse.groups[object].act == .weak
    }
    let withAct = group.complements.contains {
      $0.preposition == words.with
        && (parse.groups[$0.group].act != nil || !parse.groups[$0.group].weapons.isEmpty)
    }
    return withAct || byGerund(verb) != nil
  }

  /// The act verb in "responded by firing".
  func byGerund(_ verb: Int) -> Int? {
    parse.verbs.indices.first { other in
      parse.verbs[other].governor == verb && parse.verbs[other].has(.gerund)
        && parse.chunk(parse.verbs[other].chunk - 1)?.kind == .preposition(words.by)
    }
  }
}
