import Incidents

extension ClauseReader {
  /// Walks back from a verb to its subject.
  mutating func findSubject(of verb: Int) {
    if takesAdjacent(verb) { return }
    let chunk = parse.verbs[verb].chunk
    var index = chunk - 1
    var skippedComma = false
    var steps = 0
    while index >= 0, steps < 40 {
      steps += 1
      switch parse.chunks[index].kind {
      case .adverb: index -= 1
      case .time:
        index -= 1
        if case .preposition = kind(index) { index -= 1 }
      case .relative(let word):
        relativeSubject(verb, at: index, word)
        return
      case .comma:
        if index == chunk - 1, isParticiple(verb), !closesInsertion(index, verb) {
          governed(verb, by: index)
          return
        }
        guard !skippedComma || steps < 30, let open = openingComma(before: index) else {
          return
        }
        skippedComma = true
        index = open - 1
      case .conjunction:
        shareSubject(verb, at: index)
        return
      case .noun(let group):
        if let next = behindModifier(at: index) {
          index = next
        } else if let next = skipped(group, at: index, isAdjacent: index == chunk - 1) {
          index = next
        } else {
          take(group, at: index, for: verb)
          return
        }
      case .preposition, .subordinator:
        governed(verb, by: index)
        return
      case .verb(let other):
        behindVerb(verb, other, isAdjacent: index == chunk - 1)
        return
      case .mark: return
      }
    }
  }

  /// A participle that describes the noun beside it: "facilities used by", "forces facing attacks".
  private mutating func takesAdjacent(_ verb: Int) -> Bool {
    let group = parse.verbs[verb]
    guard let noun = parse.chunk(group.chunk - 1)?.nounGroup,
      group.traits.isDisjoint(with: [.finite, .infinitive, .present])
    else { return false }
    if group.has(.pastForm) {
      let describes = !group.classes.isDisjoint(with: [.back, .host, .use, .believe])
      // "The rebels used mortars": with an object of its own it tells.
      if parse.chunk(group.chunk + 1)?.nounGroup != nil { return false }
      guard describes || kind(group.chunk + 1) == .preposition(words.by) else { return false }
      parse.verbs[verb].traits.insert(.reduced)
      parse.verbs[verb].subject =
        group.classes.isDisjoint(with: [.host, .use]) ? noun : facility(at: group.chunk - 1)
      return true
    }
    guard group.has(.gerund) else { return false }
    if !group.classes.isDisjoint(with: [.host, .use]) {
      parse.verbs[verb].subject = facility(at: group.chunk - 1)
      return true
    }
    let acts: VerbClass = VerbClass.acts.union(VerbClass.harm).union([.cause, .damage])
    // "with the group launching rockets": an absolute clause.
    let isAbsolute = kind(group.chunk - 2) == .preposition(words.with)
    guard group.classes.isDisjoint(with: acts) || parse.groups[noun].isPersons || isAbsolute else {
      return false
    }
    if case .verb(let other) = kind(group.chunk - 2) { parse.verbs[verb].governor = other }
    parse.verbs[verb].subject = noun
    return true
  }

  /// Where to go on before a participle or relative clause whose object stands at `index`:
  /// "a base hosting troops was hit", "the drone that struck the base killed".
  private func behindModifier(at index: Int) -> Int? {
    guard case .verb(let other) = kind(index - 1) else { return nil }
    let group = parse.verbs[other]
    guard group.classes.isDisjoint(with: [.say, .believe]) else { return nil }
    if group.has(.gerund), !group.has(.finite) { return index - 2 }
    guard group.has(.relative) else { return nil }
    for at in stride(from: index - 2, through: 0, by: -1) {
      if case .relative = parse.chunks[at].kind { return at - 1 }
    }
    return nil
  }

  /// Whether the comma before a past form closes an insertion: "The strikes, which ..., targeted".
  private func closesInsertion(_ index: Int, _ verb: Int) -> Bool {
    guard parse.verbs[verb].has(.pastForm), let open = openingComma(before: index),
      parse.chunk(open - 1)?.nounGroup != nil
    else { return false }
    switch kind(open + 1) {
    case .noun where hasFiniteVerb(from: open + 1, to: index): return false
    case .relative, .noun: return parse.chunk(parse.verbs[verb].chunk + 1)?.nounGroup != nil
    default: return false
    }
  }

  /// Whether a verb that is no participle stands between two chunks: a clause, no insertion.
  private func hasFiniteVerb(from first: Int, to last: Int) -> Bool {
    (first..<max(last, first)).contains { at in
      guard let other = parse.chunks[at].verbGroup else { return false }
      let group = parse.verbs[other]
      return group.traits.isDisjoint(with: [.gerund, .infinitive, .reduced, .relative])
    }
  }

  func isParticiple(_ verb: Int) -> Bool {
    let group = parse.verbs[verb]
    return group.has(.gerund) || (group.has(.pastForm) && !group.has(.finite))
  }

  /// The comma that opens an insertion closed by the one at `index`.
  private func openingComma(before index: Int) -> Int? {
    var at = index - 1
    while at >= 0 {
      if parse.chunks[at].kind == .comma { return at }
      if parse.chunks[at].kind == .mark { return nil }
      at -= 1
    }
    return nil
  }

  /// Where to go on when a noun group is no subject: one behind a preposition.
  private func skipped(_ group: Int, at index: Int, isAdjacent: Bool) -> Int? {
    switch kind(index - 1) {
    case .preposition: return index - 2
    case .subordinator(let word):
      // "The strike after the raid in May killed" against "came after a jet in the area saw".
      let opensClause = parse.verbs.contains { $0.chunk < index - 1 && !$0.has(.gerund) }
      return !isAdjacent && !opensClause && words.alsoPrepositions.contains(word) ? index - 2 : nil
    case .conjunction where followsPronoun(index - 1) && isAdjacent: return nil
    case .conjunction, .comma:
      // "in Iraq and Syria": a list behind a preposition; "sites in Iraq and the navy fired": not.
      guard parse.chunk(index - 2)?.nounGroup != nil else { return nil }
      if case .preposition = kind(index - 3), kind(index - 1) != .comma { return index - 4 }
      return nil
    default: return nil
    }
  }

  /// "two died in it and 19 were hurt": no list goes on behind a pronoun.
  private func followsPronoun(_ index: Int) -> Bool {
    parse.chunk(index - 1)?.nounGroup.map { parse.groups[$0].isPronoun } ?? false
  }

  /// Makes a noun group the subject of a verb, unless the verb only describes it.
  mutating func take(_ group: Int, at index: Int, for verb: Int) {
    if case .verb(let other) = kind(index - 1), describes(verb),
      parse.verbs[other].classes.isDisjoint(with: [.say, .believe])
    {
      // "conducted a strike against a missile aimed at": the participle belongs to the noun beside it.
      parse.verbs[verb].subject = parse.chunk(parse.verbs[verb].chunk - 1)?.nounGroup ?? group
      parse.verbs[verb].traits.insert(.reduced)
      parse.verbs[verb].governor = other
      return
    }
    var subject = group
    // "The US and the UK struck": the first of a list that nothing governs.
    if case .conjunction = kind(index - 1), let first = parse.chunk(index - 2)?.nounGroup {
      switch kind(index - 3) {
      case nil, .subordinator, .relative, .mark, .comma, .conjunction, .time, .adverb:
        subject = first
      case .verb(let other) where !parse.verbs[other].classes.isDisjoint(with: [.say, .believe]):
        subject = first
      default: break
      }
    }
    parse.verbs[verb].subject = subject
    if case .relative(let word) = kind(index - 1),
      !parse.verbs[verb].has(.passive) || word == words.whereWord
    {
      // "a bomb which the group set off": what stands before "which" is the object.
      parse.verbs[verb].traits.insert(.relative)
      // "places in a land where they hide": where is the place, not the land.
      parse.antecedents[verb] =
        word == words.whereWord ? facility(before: index - 1) : antecedent(before: index - 1)
    }
    if case .verb(let other) = kind(index - 1) { parse.verbs[verb].governor = other }
    if case .noun(let before) = kind(index - 1), parse.groups[before].apposition == group {
      parse.verbs[verb].subject = before
    }
  }

  /// "and killed": the subject of the verb before.
  private mutating func shareSubject(_ verb: Int, at index: Int) {
    for at in stride(from: index - 1, through: 0, by: -1) {
      guard let other = parse.chunks[at].verbGroup else { continue }
      parse.verbs[verb].governor = other
      let before = parse.verbs[other]
      parse.verbs[verb].subject = before.subject
      parse.antecedents[verb] = parse.antecedents[other]
      if before.has(.relative), !parse.verbs[verb].has(.finite) {
        parse.verbs[verb].traits.insert(.relative)
      }
      // "to plan and attack", "would strike and kill": one status for both.
      if !parse.verbs[verb].has(.finite), !parse.verbs[verb].has(.pastForm) {
        parse.verbs[verb].traits.formUnion(before.traits.intersection([.infinitive, .modal]))
      }
      // "was bombed and destroyed"
      if before.has(.passive), parse.verbs[verb].has(.pastForm), !parse.verbs[verb].has(.finite) {
        parse.verbs[verb].traits.insert(.passive)
      }
      return
    }
  }

  /// A verb behind a preposition, a subordinator or a comma: the clause's own verb governs it.
  private mutating func governed(_ verb: Int, by index: Int) {
    for at in stride(from: index - 1, through: 0, by: -1) {
      guard let other = parse.chunks[at].verbGroup else { continue }
      parse.verbs[verb].governor = other
      parse.verbs[verb].subject = parse.verbs[other].subject
      return
    }
  }

  /// A verb that stands behind another without a word between.
  private mutating func behindVerb(_ verb: Int, _ other: Int, isAdjacent: Bool) {
    if isAdjacent || parse.verbs[verb].has(.infinitive)
      || !parse.verbs[verb].has(.finite) && parse.verbs[verb].has(.gerund)
    {
      parse.verbs[verb].governor = other
      parse.verbs[verb].subject = parse.verbs[other].subject
      return
    }
    let before = parse.verbs[other]
    if before.has(.copula), !parse.verbs[verb].has(.finite),
      onlyTimes(between: before.chunk, parse.verbs[verb].chunk)
    {
      // "had on Thursday carried out": one verb, parted by the time.
      parse.verbs[verb].subject = before.subject
      parse.verbs[verb].traits.formUnion(
        before.traits.intersection([.perfect, .finite, .modal, .negated]))
      if parse.verbs[verb].has(.pastForm), !before.has(.perfect) {
        parse.verbs[verb].traits.insert(.passive)
      }
      return
    }
    if before.has(.reduced), parse.verbs[verb].has(.pastForm), !parse.verbs[verb].has(.finite),
      parse.verbs[verb].classes.isDisjoint(with: [.back, .host, .use, .believe])
    {
      // "men armed with rifles attacked": the participle describes, the next verb tells.
      parse.verbs[verb].subject = before.subject
      return
    }
    if describes(verb), let noun = parse.chunk(parse.verbs[verb].chunk - 1)?.nounGroup {
      // "struck at a militia believed responsible": the verb belongs to the noun beside it.
      parse.verbs[verb].subject = noun
      parse.verbs[verb].traits.insert(.reduced)
      return
    }
    // "Rockets fired at the base injured three": the first verb modifies the subject.
    if before.has(.relative) {
      parse.verbs[verb].subject = parse.antecedents[other] ?? before.subject
    } else if before.has(.pastForm) || before.has(.gerund), !before.has(.finite) {
      parse.verbs[other].traits.insert(.reduced)
      parse.verbs[verb].subject = before.subject
    } else {
      parse.verbs[verb].governor = other
    }
  }

  /// Whether two chunks are parted by times and adverbs alone.
  private func onlyTimes(between first: Int, _ second: Int) -> Bool {
    ((first + 1)..<max(second, first + 1)).allSatisfy { index in
      switch parse.chunks[index].kind {
      case .time, .adverb, .preposition: return true
      default: return false
      }
    }
  }

  /// Whether a verb without auxiliary only describes the noun before it.
  func describes(_ verb: Int) -> Bool {
    let group = parse.verbs[verb]
    guard group.has(.pastForm), !group.has(.finite) else { return false }
    if !group.classes.isDisjoint(with: [.back, .host, .use, .believe]) { return true }
    return parse.chunk(group.chunk + 1)?.nounGroup == nil
  }
}
