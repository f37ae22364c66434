import Incidents

extension DraftBuilder {
  /// "were fired at a base housing troops on Sunday by the group": the agent of a passive whose
  /// phrases another participle parts from it.
  func lateAgent(of verb: VerbGroup) -> Int? {
    guard !verb.complements.contains(where: { $0.preposition == words.by }) else { return nil }
    var index = verb.chunk + 1
    while let next = parse.chunk(index) {
      switch next.kind {
      case .mark, .relative, .conjunction, .subordinator: return nil
      case .verb(let other):
        let group = parse.verbs[other]
        // Behind another passive "by" names that one's agent.
        let isPassive = group.has(.passive) || group.has(.reduced) && group.has(.pastForm)
        guard !isPassive, !group.has(.finite) else { return nil }
      case .preposition(words.by):
        if let agent = parse.chunk(index + 1)?.nounGroup, isActor(agent) { return agent }
        return nil
      default: break
      }
      index += 1
    }
    return nil
  }

  /// "attributed the raid, in which two soldiers died, to the group": what stands behind an
  /// insertion, where the verb has no such phrase before it.
  func lateComplement(of verb: VerbGroup) -> [VerbGroup.Complement] {
    let wanted = [words.to, words.on]
    guard !verb.complements.contains(where: { wanted.contains($0.preposition) }) else { return [] }
    var index = verb.chunk + 1
    while let next = parse.chunk(index), next.kind != .mark {
      if case .preposition(let word) = next.kind, wanted.contains(word),
        parse.chunk(index - 1)?.kind == .comma, let group = parse.chunk(index + 1)?.nounGroup
      {
        return [.init(preposition: word, group: group, chunk: index + 1)]
      }
      index += 1
    }
    return []
  }

  /// "an attack that the president blamed on the group": the act stands before the clause.
  func blameRelative(_ verb: Int) {
    let group = parse.verbs[verb]
    guard
      let named = group.complements.first(where: {
        $0.preposition == words.on || $0.preposition == words.to
      }), let act = actBefore(group.chunk)
    else { return }
    attribute(act, to: named.group)
  }
}
