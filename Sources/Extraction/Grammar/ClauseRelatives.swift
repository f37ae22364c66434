import Incidents

extension ClauseReader {
  func facility(before index: Int) -> Int? {
    parse.chunk(index - 1)?.nounGroup == nil ? antecedent(before: index) : facility(at: index - 1)
  }

  /// The nearest facility in a chain of groups that ends at a chunk: "a base in Kirkuk hosting".
  func facility(at index: Int) -> Int? {
    let last = parse.chunk(index)?.nounGroup
    var at = index
    while let group = parse.chunk(at)?.nounGroup {
      if !parse.groups[group].heads.isDisjoint(with: [.facility, .civil]) { return group }
      switch kind(at - 1) {
      case .preposition: at -= 2
      case .conjunction where parse.chunk(at - 2)?.nounGroup != nil: at -= 2
      default: return last
      }
    }
    return last
  }

  /// The noun before "that" or "which" is the subject of the verb behind.
  mutating func relativeSubject(_ verb: Int, at index: Int, _ word: Word) {
    parse.verbs[verb].traits.insert(.relative)
    // "bases in Iraq that house troops": the bases do, not Iraq.
    let keeps = !parse.verbs[verb].classes.isDisjoint(with: [.host, .use])
    guard let noun = keeps ? facility(before: index) : antecedent(before: index) else { return }
    parse.antecedents[verb] = noun
    parse.verbs[verb].subject = noun
  }

  /// The noun that a relative word stands for.
  func antecedent(before index: Int) -> Int? {
    var at = index - 1
    while at >= 0 {
      switch parse.chunks[at].kind {
      case .comma, .adverb, .time, .preposition: at -= 1
      case .conjunction:
        // "which the group set off and which killed": the same noun again.
        for verb in parse.verbs.indices.reversed() where parse.verbs[verb].chunk < at {
          if let noun = parse.antecedents[verb] { return noun }
        }
        return nil
      case .noun(let group): return group
      default: return nil
      }
    }
    return nil
  }

  /// "told reporters that rockets hit the base": a clause with an object of its own describes no noun.
  mutating func dropAntecedent(of verb: Int) {
    guard let noun = parse.antecedents[verb], noun != parse.verbs[verb].subject else { return }
    parse.antecedents[verb] = nil
    parse.verbs[verb].traits.remove(.relative)
  }

  /// A past form without auxiliary is a participle when its noun is an object already, when "by"
  /// follows, or when its verb only ever describes ("backed", "based").
  mutating func markReduced(_ index: Int) {
    let verb = parse.verbs[index]
    guard verb.has(.pastForm), !verb.has(.finite), !verb.has(.relative), !verb.has(.passive),
      let subject = verb.subject, !verb.has(.infinitive)
    else { return }
    if verb.object != nil, verb.complements.first?.preposition != words.by { return }
    let chunk = parse.chunkOfGroup[subject]
    var isObject = false
    if chunk >= 0 {
      switch kind(chunk - 1) {
      case .verb(let other):
        isObject = parse.verbs[other].classes.isDisjoint(with: [.say, .believe])
      // "a gang of men armed with guns attacked": only what stands beside its noun describes it.
      case .preposition: isObject = verb.chunk - chunk <= 2
      default: break
      }
    }
    let describes = !verb.classes.isDisjoint(with: [.back, .host, .use])
    if isObject || describes || verb.complements.first?.preposition == words.by {
      parse.verbs[index].traits.insert(.reduced)
    }
  }

  /// "Tanker attacked off the coast", "Vessel fired upon": the auxiliary is left out, and what
  /// cannot attack was attacked.
  mutating func markHeadlinePassive(_ index: Int) {
    let verb = parse.verbs[index]
    guard verb.has(.pastForm), verb.object == nil,
      verb.traits.isDisjoint(with: [.finite, .passive, .reduced, .relative, .infinitive]),
      !verb.classes.isDisjoint(with: [.attack, .seize, .launch]), let subject = verb.subject,
      verb.governor == nil, parse.groups[subject].ofGroup == nil
    else { return }
    let noun = parse.groups[subject]
    guard !noun.heads.isDisjoint(with: [.merchant, .people, .civil, .facility]),
      noun.heads.isDisjoint(with: [.fighters, .forces, .group]), noun.weapons.isEmpty
    else { return }
    parse.verbs[index].traits.insert(.passive)
  }
}
