import Incidents

extension ClauseReader {
  /// Finds what stands behind a verb: objects, then groups behind prepositions.
  mutating func findObjects(of verb: Int) {
    let chunk = parse.verbs[verb].chunk
    var index = chunk + 1
    while let next = parse.chunk(index) {
      switch next.kind {
      case .adverb, .time: index += 1
      case .noun(let group):
        guard !startsClause(group, at: index, after: verb) else { return }
        parse.verbs[verb].object = group
        dropAntecedent(of: verb)
        index = moreObjects(of: verb, from: index + 1)
        parse.verbs[verb].complements = parse.complements(behind: index - 1, words: words)
        return
      default:
        parse.verbs[verb].complements = parse.complements(behind: index - 1, words: words)
        return
      }
    }
  }

  /// "officials said Israel struck": the group begins a clause of its own.
  private func startsClause(_ group: Int, at index: Int, after verb: Int) -> Bool {
    guard parse.isSubject(group) else { return false }
    return parse.verbs.contains {
      $0.subject == group && $0.chunk > index
        && $0.traits.isDisjoint(with: [.infinitive, .reduced, .relative, .gerund])
        && !hasRelative(between: index, $0.chunk)
    }
  }

  /// "attacked, boarded and hijacked the ship": what the last verb hit, the others hit, too.
  mutating func shareObject(_ verb: Int) {
    let group = parse.verbs[verb]
    guard group.object == nil, group.complements.isEmpty, !group.has(.passive),
      !group.classes.isDisjoint(with: [.attack, .damage, .seize, .kill])
    else { return }
    var at = group.chunk + 1
    guard kind(at) == .comma || isConjunction(at) else { return }
    if kind(at) == .comma, isConjunction(at + 1) { at += 1 }
    guard case .verb(let next) = kind(at + 1), parse.verbs[next].governor == verb,
      parse.verbs[next].has(.pastForm), let object = parse.verbs[next].object
    else { return }
    parse.verbs[verb].object = object
  }

  /// "a bridge over which help came": the clause behind describes the group.
  private func hasRelative(between first: Int, _ last: Int) -> Bool {
    (first + 1..<max(last, first + 1)).contains { isRelative($0) }
  }

  mutating func moreObjects(of verb: Int, from start: Int) -> Int {
    var index = start
    if let first = parse.verbs[verb].object, let next = parse.chunk(index)?.nounGroup,
      parse.groups[first].apposition == next
    {
      index += 1
    }
    while true {
      var at = index
      // "two members of the force and a guard": what "of" adds belongs to the first.
      while kind(at) == .preposition(words.of), parse.chunk(at + 1)?.nounGroup != nil { at += 2 }
      while case .adverb = kind(at) { at += 1 }
      guard kind(at) == .comma || isConjunction(at) else { return index }
      if kind(at) == .comma, isConjunction(at + 1) { at += 1 }
      while case .adverb = kind(at + 1) { at += 1 }
      guard let group = parse.chunk(at + 1)?.nounGroup, !parse.isSubject(group),
        !isRelative(at + 2) || isConjunction(at)
      else { return index }
      if kind(at) == .comma,
        let last = parse.verbs[verb].moreObjects.last ?? parse.verbs[verb].object,
        parse.groups[last].apposition == group
      {
        return index
      }
      parse.verbs[verb].moreObjects.append(group)
      index = at + 2
    }
  }

  private func isConjunction(_ index: Int) -> Bool {
    if case .conjunction = kind(index) { return true }
    return false
  }

  private func isRelative(_ index: Int) -> Bool {
    if case .relative = kind(index) { return true }
    return false
  }
}
