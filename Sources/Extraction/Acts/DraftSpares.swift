import Incidents

extension DraftBuilder {
  /// A draft for every verb that could tell an act but lacks an agent, an object or the like, and
  /// for every munition that does something: "shells came down on the town".
  func spares() -> [Draft] {
    let count = drafts.count
    for verb in parse.verbs.indices where draftOfVerb[verb] == nil && couldTellAct(verb) {
      let group = parse.verbs[verb]
      var draft = Draft(sentence: number, trigger: group.tokens)
      draft.verbs = [verb]
      draft.form = Draft.Form(group.classes)
      draft.tense = tense(of: verb)
      if let weapon = group.weapon { draft.impliedWeapon = (weapon, group.tokens) }
      let index = drafts.count
      drafts.append(draft)
      alive.append(true)
      draftOfVerb[verb] = index
      fillRoles(of: index, verb: verb)
      if group.classes.isDisjoint(with: VerbClass.acts), let subject = group.subject {
        addMunition(subject, to: index)
        aim(index, group)
      }
      draftOfVerb[verb] = nil
    }
    return Array(drafts[count...])
  }

  private func couldTellAct(_ verb: Int) -> Bool {
    let group = parse.verbs[verb]
    guard !group.has(.copula), !drafts.contains(where: { $0.verbs.contains(verb) }) else {
      return false
    }
    return !group.classes.isDisjoint(with: VerbClass.acts.subtracting([.wound, .retaliate]))
      || isMunition(group.subject) && group.classes.isDisjoint(with: [.say, .believe, .perform])
  }
}
