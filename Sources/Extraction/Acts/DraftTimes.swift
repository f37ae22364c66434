import Incidents

extension DraftBuilder {
  /// Gives each time expression to the act, or to the verb of saying, to which it belongs.
  func attachTimes() {
    for (index, chunk) in parse.chunks.enumerated() {
      guard case .time(let time) = chunk.kind else { continue }
      guard let host = host(of: index) else { continue }
      switch host {
      case .draft(let draft): attach(time, to: draft)
      case .saying: result.saidTimes.append(time)
      case .other: result.otherTimes.append(time)
      case .pronoun: result.pronounTimes.append(time)
      }
    }
  }

  private enum Host {
    case draft(Int)
    case saying
    case other
    case pronoun
  }

  private func attach(_ time: Int, to draft: Int) {
    let expression = parse.annotation.times[time]
    if case .clock(let minutes) = expression.value {
      drafts[draft].clock = drafts[draft].clock ?? minutes
    } else if !drafts[draft].times.contains(time) {
      drafts[draft].times.append(time)
      drafts[draft].widen(expression.tokens)
    }
  }

  private func host(of index: Int) -> Host? {
    if let act = actOfWhenClause(behind: index) { return .draft(act) }
    if isFronted(index), let verb = mainVerb(behind: index) { return host(verb) }
    // "a rocket attack on Wednesday": the noun beside it, unless a verb tells the same clause.
    let verb = verbOfClause(index)
    if let noun = nounBefore(index), let act = draft(ofGroup: noun) {
      guard let verb else { return .draft(act) }
      let isOwn = root(draftOfVerb[verb]) == act || drafts[act].verbs.contains(verb)
      // "answered the attack on Monday" says when it answered; "The strikes answered a barrage on
      // Saturday" says when the barrage came.
      let answers =
        parse.verbs[verb].classes.contains(.retaliate)
        && parse.verbs[verb].object == noun && draft(ofGroup: parse.verbs[verb].subject) == nil
      if isBeside(noun, index), parse.verbs[verb].chunk < (chunkOf(noun) ?? 0), !answers {
        return .draft(act)
      }
      if startsAnswered(noun, behind: verb) || isDated(verb, before: noun) { return .draft(act) }
      let classes = parse.verbs[verb].classes
      if isOwn
        || parse.verbs[verb].chunk < (chunkOf(noun) ?? 0) && !classes.contains(.retaliate)
          && draft(ofVerb: verb) == nil
      {
        return .draft(act)
      }
      if classes.contains(.retaliate) { return host(verb) }
    }
    if let verb { return host(verb) }
    if let act = nounActBefore(index) { return .draft(act) }
    return mainVerb(behind: index).flatMap { host($0) }
  }

  /// "since 30 May, when jets struck": the day is that of the clause.
  private func actOfWhenClause(behind index: Int) -> Int? {
    let next = parse.chunk(index + 1)?.kind == .comma ? index + 2 : index + 1
    guard case .subordinator(words.when) = parse.chunk(next)?.kind else {
      guard case .relative(words.when) = parse.chunk(next)?.kind else { return nil }
      return firstVerbAct(behind: next)
    }
    return firstVerbAct(behind: next)
  }

  private func firstVerbAct(behind index: Int) -> Int? {
    for at in (index + 1)..<max(parse.chunks.count, index + 1) {
      switch parse.chunks[at].kind {
      case .mark: return nil
      case .verb(let verb):
        if let act = draft(ofVerb: verb) { return act }
        return draft(ofGroup: parse.verbs[verb].object)
      default: continue
      }
    }
    return nil
  }

  /// "fired on Saturday in retaliation for a strike on the village on Thursday": the cue parts the
  /// acts, and what follows the noun is the noun's.
  private func startsAnswered(_ noun: Int, behind verb: Int) -> Bool {
    let start = parse.verbs[verb].tokens.upperBound
    guard start <= parse.groups[noun].tokens.lowerBound else { return false }
    let range = start...parse.groups[noun].tokens.lowerBound
    return parse.annotation.cues.contains { cue in
      let meaning = lexicon.cues.payloads[cue.index]
      return meaning.contains(.answer) && range.contains(cue.tokens.lowerBound)
    }
  }

  /// Whether the act of a verb was given a day before a noun stands.
  private func isDated(_ verb: Int, before noun: Int) -> Bool {
    guard let act = draft(ofVerb: verb), draft(ofGroup: noun) != act else { return false }
    return drafts[act].times.contains { index in
      let time = parse.annotation.times[index]
      guard time.tokens.upperBound <= parse.groups[noun].tokens.lowerBound,
        time.tokens.lowerBound >= parse.verbs[verb].tokens.upperBound
      else { return false }
      switch time.value {
      case .date, .weekday: return true
      default: return false
      }
    }
  }

  /// Whether nothing but a preposition parts a noun from a time.
  private func isBeside(_ noun: Int, _ index: Int) -> Bool {
    var at = index - 1
    if case .preposition = parse.chunk(at)?.kind { at -= 1 }
    return parse.chunk(at)?.nounGroup == noun
  }

  /// Whether the expression opens its clause.
  private func isFronted(_ index: Int) -> Bool {
    var at = index - 1
    while at >= 0 {
      switch parse.chunks[at].kind {
      case .preposition, .adverb, .time: at -= 1
      case .subordinator, .mark: return true
      case .conjunction: return !followsObject(at)
      default: return false
      }
    }
    return true
  }

  private func followsObject(_ index: Int) -> Bool {
    if case .verb = parse.chunk(index - 1)?.kind { return true }
    return false
  }

  private func mainVerb(behind index: Int) -> Int? {
    for at in (index + 1)..<max(parse.chunks.count, index + 1) {
      switch parse.chunks[at].kind {
      case .mark: return nil
      case .verb(let verb):
        let group = parse.verbs[verb]
        if group.has(.relative) || group.has(.reduced) || group.has(.infinitive)
          || group.has(.gerund)
        {
          continue
        }
        return verb
      default: continue
      }
    }
    return nil
  }

  /// The verb of the clause that ends at a time expression.
  private func verbOfClause(_ index: Int) -> Int? {
    var at = index - 1
    var behindComma = false
    if case .preposition = parse.chunk(at)?.kind { at -= 1 }
    if case .adverb = parse.chunk(at)?.kind { at -= 1 }
    if parse.chunk(at)?.kind == .comma { behindComma = true }
    while at >= 0 {
      switch parse.chunks[at].kind {
      case .mark: return nil
      case .subordinator(let word):
        // "after an attack on Monday": the noun stands behind the word, the verb before it.
        if !words.alsoPrepositions.contains(word) { return nil }
      case .verb(let verb):
        let group = parse.verbs[verb]
        if group.has(.infinitive) && draft(ofVerb: verb) == nil { break }
        if group.has(.reduced), !group.classes.isDisjoint(with: [.use, .host, .back]) { break }
        if group.has(.gerund), group.classes.isDisjoint(with: VerbClass.acts) { break }
        if group.has(.present), group.classes.isDisjoint(with: [.say, .blame, .occur]) { break }
        if behindComma, group.has(.relative), draft(ofVerb: verb) == nil { break }
        return verb
      default: break
      }
      at -= 1
    }
    return nil
  }

  /// The noun group directly before, or at the head of the phrase directly before.
  private func nounBefore(_ index: Int) -> Int? {
    var at = index - 1
    while at >= 0 {
      switch parse.chunks[at].kind {
      case .preposition, .adverb: at -= 1
      case .time:
        at -= 1
      case .noun(let group):
        if draft(ofGroup: group) != nil { return group }
        guard case .preposition = parse.chunk(at - 1)?.kind else { return nil }
        at -= 2
      default: return nil
      }
    }
    return nil
  }

  private func nounActBefore(_ index: Int) -> Int? {
    for at in stride(from: index - 1, through: 0, by: -1) {
      if case .mark = parse.chunks[at].kind { return nil }
      if let act = draft(ofGroup: parse.chunks[at].nounGroup) { return act }
    }
    return nil
  }

  private func host(_ verb: Int) -> Host {
    let group = parse.verbs[verb]
    if let act = draft(ofVerb: verb) { return .draft(act) }
    if let act = drafts.indices.first(where: { alive[$0] && drafts[$0].verbs.contains(verb) }) {
      return .draft(act)
    }
    if group.classes.contains(.blame) || lexicon.is(document.tokens[group.main].word, .claiming) {
      for candidate in [group.object, group.subject] + group.complements.map(\.group) {
        if let act = draft(ofGroup: candidate) { return .draft(act) }
      }
    }
    if group.classes.contains(.occur), let subject = group.subject,
      parse.groups[subject].isPronoun || parse.groups[subject].determiner == .demonstrative
    {
      return .pronoun
    }
    if !group.classes.isDisjoint(with: [.say, .believe, .blame, .unreal]) { return .saying }
    if !group.classes.isDisjoint(with: [
      .perform, .suffer, .occur, .cause, .retaliate, .wound, .die, .kill,
    ]) {
      for candidate in [group.object, group.subject] + group.complements.map(\.group) {
        if let act = draft(ofGroup: candidate) { return .draft(act) }
      }
    }
    // "Drones launched by the group set the plant on fire on Saturday": the day of the launch, too.
    if let subject = group.subject, isMunition(subject) {
      for modifier in parse.modifiers[subject] {
        if let act = draft(ofVerb: modifier) { return .draft(act) }
      }
    }
    if !group.classes.isDisjoint(with: VerbClass.harm) { return .other }
    // "set out on Monday and raided the camp": the day of both.
    if let second = parse.verbs.indices.first(where: {
      parse.verbs[$0].governor == verb && parse.verbs[$0].has(.pastForm)
        && parse.verbs[$0].traits.isDisjoint(with: [.infinitive, .gerund, .reduced])
    }), let act = draft(ofVerb: second) {
      return .draft(act)
    }
    // Any other verb ("began", "is") lends its time to the act that is its subject or object.
    for candidate in [group.subject, group.object] {
      if let act = draft(ofGroup: candidate) { return .draft(act) }
    }
    return .other
  }
}
