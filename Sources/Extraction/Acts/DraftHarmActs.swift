import Incidents

extension DraftBuilder {
  /// "an attack in which insurgents killed": who killed did the attack.
  private func joinHarm(_ act: Int, _ own: Int) {
    guard act != own else { return }
    join(act, own)
  }

  /// The act that did the harm of a verb: its subject, "in the attack", "when rockets struck".
  func act(of verb: Int, isPassive: Bool) -> Int? {
    let group = parse.verbs[verb]
    if !isPassive {
      if let act = draft(ofGroup: group.subject) { return act }
      if let act = relativeAct(before: group.chunk) {
        if let own = draft(ofVerb: verb) { joinHarm(act, own) }
        return root(act)
      }
      if let antecedent = parse.antecedents[verb], let act = actChain(antecedent) { return act }
      if let subject = group.subject, group.has(.relative), let act = actChain(subject) {
        return act
      }
      if let own = draft(ofVerb: verb) { return own }
      if let governor = group.governor {
        if let act = draft(ofVerb: governor) { return act }
        if let act = draft(ofGroup: parse.verbs[governor].object)
          ?? draft(ofGroup: parse.verbs[governor].subject)
        {
          return act
        }
      }
      if group.has(.gerund) { return actBefore(group.chunk) }
      return nil
    }
    if let act = relativeAct(before: group.chunk) {
      // "an attack in which soldiers were killed by gunmen": one act.
      if let own = draft(ofVerb: verb) { joinHarm(act, own) }
      return root(act)
    }
    for complement in group.complements {
      guard let act = draft(ofGroup: complement.group),
        [words.inPlace, words.during, words.by, words.from, words.after, words.through]
          .contains(complement.preposition)
      else { continue }
      return act
    }
    if let own = draft(ofVerb: verb) { return own }
    // "were killed when rockets struck the base"
    if let act = subordinateAct(behind: group.chunk) { return act }
    if let governor = group.governor,
      let act = draft(ofVerb: governor) ?? draft(ofGroup: parse.verbs[governor].subject)
    {
      return act
    }
    return nil
  }

  /// "an attack by the group that killed": the act at the head of a chain of groups.
  func actChain(_ group: Int) -> Int? {
    if let act = draft(ofGroup: group) { return act }
    var index = parse.chunkOfGroup[group] - 1
    while index > 0 {
      guard case .preposition = parse.chunks[index].kind else { return nil }
      guard let before = parse.chunks[index - 1].nounGroup else { return nil }
      if let act = draft(ofGroup: before) { return act }
      index -= 2
    }
    return nil
  }

  /// The act told last before a chunk.
  func actBefore(_ chunk: Int) -> Int? {
    var index = chunk - 1
    while index >= 0 {
      if let act = draft(ofGroup: parse.chunks[index].nounGroup) { return act }
      if let act = draft(ofVerb: parse.chunks[index].verbGroup) { return act }
      index -= 1
    }
    return nil
  }

  /// The act before "in which".
  func relativeAct(before chunk: Int) -> Int? {
    var index = chunk - 1
    while index > 0 {
      if case .relative = parse.chunks[index].kind {
        var at = index - 1
        if case .preposition = parse.chunks[at].kind { at -= 1 } else { return nil }
        while at >= 0 {
          if case .verb = parse.chunks[at].kind { return nil }
          if let act = draft(ofGroup: parse.chunks[at].nounGroup) { return act }
          at -= 1
        }
        return nil
      }
      if case .mark = parse.chunks[index].kind { return nil }
      index -= 1
    }
    return nil
  }

  /// The act of a clause behind: "were killed when rockets struck the base".
  private func subordinateAct(behind chunk: Int) -> Int? {
    var index = chunk + 1
    while let next = parse.chunk(index) {
      if case .mark = next.kind { return nil }
      if case .subordinator(let word) = next.kind,
        word == words.when || word == words.asWord || word == words.after || word == words.whileWord
      {
        for verb in parse.verbs.indices where parse.verbs[verb].chunk > index {
          if let act = draft(ofVerb: verb) ?? draft(ofGroup: parse.verbs[verb].object) {
            return act
          }
        }
        return nil
      }
      index += 1
    }
    return nil
  }
}
