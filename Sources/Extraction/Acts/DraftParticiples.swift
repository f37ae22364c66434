import Incidents

extension DraftBuilder {
  /// ", targeting depots", ", killing three": the participle goes on with the act before it.
  func linkParticiple(_ verb: Int) {
    let group = parse.verbs[verb]
    if group.classes.contains(.retaliate), group.has(.gerund),
      let answered = draft(ofGroup: group.object),
      let governor = group.governor, let act = draft(ofVerb: governor) ?? actNear(governor),
      act != answered
    {
      drafts[act].answers.append(answered)  // ", answering a run of attacks"
      return
    }
    guard let own = draft(ofVerb: verb) else {
      linkCoordinated(verb)
      return
    }
    guard group.has(.gerund) else {
      linkCoordinated(verb)
      return
    }
    guard let before = parse.chunk(group.chunk - 1) else { return }
    if case .conjunction = before.kind {
      linkCoordinated(verb)
      return
    }
    switch before.kind {
    case .comma, .noun, .time, .adverb:
      guard let governor = group.governor ?? verbBefore(group.chunk) else { return }
      let act = draft(ofVerb: governor) ?? actNear(governor) ?? actAbove(governor)
      if case .noun(let noun) = before.kind, group.subject == noun, draft(ofGroup: noun) == nil {
        return  // "troops firing rockets": the noun acts
      }
      if let act, act != own { join(act, own) }
    default: return
    }
  }

  /// "attacked a base used by troops, killing three": the participle before only describes the base.
  private func actAbove(_ verb: Int) -> Int? {
    guard describesHost(parse.verbs[verb]) else { return nil }
    return actBefore(parse.verbs[verb].chunk)
  }

  /// Whether a verb says who uses, hosts or backs the noun before it.
  func describesHost(_ group: VerbGroup) -> Bool {
    !group.has(.finite) && !group.classes.isDisjoint(with: [.use, .host, .back])
  }

  private func verbBefore(_ chunk: Int) -> Int? {
    parse.verbs.indices.last { parse.verbs[$0].chunk < chunk }
  }

  /// The act that a performing verb before a participle tells through its object.
  private func actNear(_ verb: Int) -> Int? {
    let group = parse.verbs[verb]
    return draft(ofGroup: group.object) ?? draft(ofGroup: group.subject)
      ?? firstDraft(of: group.complements.map(\.group))
  }

  /// "struck a depot and destroyed it": one act of one subject.
  private func linkCoordinated(_ verb: Int) {
    let group = parse.verbs[verb]
    guard let governor = group.governor, case .conjunction = parse.chunk(group.chunk - 1)?.kind,
      let own = draft(ofVerb: verb), let act = draft(ofVerb: governor) ?? actNear(governor),
      own != act
    else { return }
    let same =
      !group.classes.isDisjoint(with: [.attack, .damage, .kill, .wound])
      && parse.verbs[governor].classes.isDisjoint(with: .say)
    if same { join(act, own) }
  }
}
