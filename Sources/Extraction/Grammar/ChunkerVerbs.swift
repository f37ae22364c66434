import Incidents

extension Chunker {
  /// Adverbs before a verb belong to it: "also struck", "later killed".
  mutating func verbBehindAdverbs(_ index: Int) -> Int? {
    var next = index
    while tag(next) == .adverb { next += 1 }
    guard let found = tag(next), found.isVerbal || found == .auxiliary || found == .modal else {
      return nil
    }
    return verbGroup(from: index)
  }

  /// Reads auxiliaries, adverbs and the main verb.
  mutating func verbGroup(from start: Int) -> Int {
    var index = start
    var traits: VerbGroup.Traits = []
    var main: Int?
    var lastAuxiliary: Int?
    var unrealModal = false
    scan: while index < tokens.endIndex {
      let classes = lexicon.classes(of: tokens[index])
      switch tags[index - offset] {
      case .modal:
        if main != nil { break scan }
        traits.insert(.finite)
        unrealModal = unrealModal || classes.contains(.unrealModal)
        index += 1
      case .negation:
        traits.insert(.negated)
        index += 1
      case .auxiliary:
        if !classes.isDisjoint(with: .have) { traits.insert(.perfect) }
        if !traits.contains(.infinitive) { traits.insert(.finite) }
        lastAuxiliary = index
        index += 1
      case .to:
        if index > start { break scan }
        traits.insert(.infinitive)
        index += 1
      case .adverb, .quote: index += 1
      case .past, .present, .gerund:
        main = index
        index += 1
        break scan
      default: break scan
      }
    }
    if unrealModal { traits.insert(.modal) }
    guard let verb = main ?? lastAuxiliary else {
      // A negation or "to" without a verb.
      add(.adverb, start..<max(index, start + 1))
      return max(index, start + 1)
    }
    return finish(start: start, end: index, verb: verb, isMain: main != nil, traits, lastAuxiliary)
  }

  /// Ends a verb group and notes what its auxiliaries say.
  private mutating func finish(
    start: Int, end: Int, verb: Int, isMain: Bool, _ known: VerbGroup.Traits, _ auxiliary: Int?
  ) -> Int {
    var traits = known
    var end = end
    let entry = lexicon.verb(of: tokens[verb])
    var classes = isMain ? entry?.classes ?? .other : []
    var weapon = isMain ? entry?.weapon : nil
    if isMain {
      switch tags[verb - offset] {
      case .past:
        traits.insert(.pastForm)
        if let auxiliary, lexicon.classes(of: tokens[auxiliary]).contains(.be) {
          traits.insert(.passive)
        }
      case .present:
        if traits.isDisjoint(with: [.infinitive, .modal]) { traits.insert(.present) }
      default:
        if auxiliary != nil { traits.insert(.progressive) } else { traits.insert(.gerund) }
      }
      if let particle = particle(of: entry, behind: verb) {
        classes = particle.classes
        weapon = particle.weapon
        if particle.end > end { end = particle.end }
        if particle.isSplit { traits.insert(.splitParticle) }
      }
    } else {
      traits.insert(.copula)
      if let auxiliary, lexicon.is(tokens[auxiliary].word, .presentAuxiliary) {
        traits.insert(.present)
      }
      // Adverbs behind a bare "is" belong to what follows.
      end = verb + 1
    }
    if isMain, let harm = harmPhrase(behind: end, of: verb) {
      classes = harm.replaces ? .die : classes.union(.kill)
      end = harm.end
    }
    verbGroups.append(
      VerbGroup(
        tokens: start..<end, main: verb, classes: classes, weapon: weapon, traits: traits,
        chunk: chunks.count))
    add(.verb(verbGroups.count - 1), start..<end)
    return end
  }

  /// "shot to death", "lost their lives": the words behind a verb that make it one of killing.
  private func harmPhrase(behind end: Int, of verb: Int) -> (end: Int, replaces: Bool)? {
    guard end + 1 < tokens.endIndex, tokens[end].kind == .word, tokens[end + 1].kind == .word
    else { return nil }
    let last = tokens[end + 1].word
    if lexicon.classes(of: tokens[end]).contains(.infinitive), lexicon.is(last, .death),
      !tokens[end + 1].traits.contains(.endsWithS)
    {
      return (end + 2, false)
    }
    if lexicon.is(tokens[verb].word, .losing), lexicon.is(last, .life),
      lexicon.classes(of: tokens[end]).contains(.possessive)
    {
      return (end + 2, true)
    }
    return nil
  }

  /// The particle that makes a verb another verb: "carry out", "shot it down".
  func particle(
    of verb: Verb?, behind index: Int
  ) -> (classes: VerbClass, weapon: Incidents.Weapon?, end: Int, isSplit: Bool)? {
    guard let verb, !verb.phrasal.isEmpty else { return nil }
    for gap in 1...8 {
      let at = index + gap
      let isSplit = gap > 1
      guard at < tokens.endIndex else { break }
      if isSplit, !spansObject(index + 1..<at) { break }
      // "set two oil plants ablaze": far from its verb only a word that can do nothing else.
      if gap > 3, tag(at) == .preposition { continue }
      for phrasal in verb.phrasal where phrasal.particle == tokens[at].word {
        return (phrasal.classes, phrasal.weapon, isSplit ? index + 1 : at + 1, isSplit)
      }
    }
    return nil
  }

  private func spansObject(_ range: Range<Int>) -> Bool {
    range.allSatisfy { index in
      let tag = tags[index - offset]
      return tag == .pronoun || tag == .name || tag == .determiner || tag == .noun
        || tag == .number || tag == .adjective
    }
  }
}
