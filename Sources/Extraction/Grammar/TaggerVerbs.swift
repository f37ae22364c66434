import Incidents

extension Tagger {
  func isVerbForm(_ token: Token) -> Bool {
    !lexicon[token.word].forms.isDisjoint(with: [.past, .gerund])
  }

  /// Decides whether a form of a verb is used as a verb.
  func verb(_ index: Int, after tags: [Tag]) -> Tag? {
    let token = tokens[index]
    let forms = lexicon[token.word].forms
    let last = lastBeforeAdverbs(tags)
    // "Ahmed" is no participle.
    let endsLikePast =
      forms.isEmpty && token.traits.contains(.endsWithEd) && (!token.isCapital || index == offset)
    if forms.contains(.past) || endsLikePast {
      return past(index, forms, last, tags)
    }
    if forms.contains(.gerund) || (forms.isEmpty && token.traits.contains(.endsWithIng)) {
      return gerund(index, last, tags)
    }
    if forms.contains(.third) { return third(index, last, tags) }
    if forms.contains(.base) { return base(index, last, tags) }
    return nil
  }

  private func lastBeforeAdverbs(_ tags: [Tag]) -> Tag? {
    tags.last { $0 != .adverb && $0 != .negation && $0 != .quote }
  }

  private func opensNoun(_ tag: Tag?) -> Bool {
    switch tag {
    case .determiner, .adjective, .number, .possessive: return true
    default: return false
    }
  }

  /// "struck": finite, or a participle before a noun.
  func past(_ index: Int, _ forms: VerbForm, _ last: Tag?, _ tags: [Tag]) -> Tag {
    if last == .auxiliary || last == .modal { return .past }
    // "unidentified men", "suspected rebels": with a noun behind them they only describe.
    if lexicon.is(tokens[index].word, .participle), index + 1 < tokens.endIndex,
      isPlainNoun(index + 1)
    {
      return .adjective
    }
    if last == .to { return forms.contains(.base) ? .present : .past }
    let nounFollows = index + 1 < tokens.endIndex && isPlainNoun(index + 1)
    if opensNoun(last) {
      if forms.contains(.base), last != .number { return nounFollows ? .adjective : .noun }
      if nounFollows { return .adjective }
      return last == .number || last == .adjective ? .past : .noun
    }
    if last == .preposition, nounFollows { return .adjective }
    // "sent armed drones": right behind a verb a participle describes the object.
    if tags.last?.isVerbal ?? false, nounFollows, index + 1 < tokens.endIndex,
      annotation.termAt[index + 1 - offset] >= 0, !speaks(index - 1)
    {
      return .adjective
    }
    if last == nil || last == .conjunction || last == .comma, nounFollows,
      !nextIsDirectObject(index), index + 1 < tokens.endIndex,
      annotation.termAt[index + 1 - offset] >= 0, !lexiconKnowsAct(index), !speaks(index)
    {
      return .adjective  // "Armed men ..."
    }
    return .past
  }

  func speaks(_ index: Int) -> Bool {
    let classes = lexicon.verb(of: tokens[index])?.classes ?? []
    return !classes.isDisjoint(with: [.say, .believe, .blame, .perform, .unreal])
  }

  private func lexiconKnowsAct(_ index: Int) -> Bool {
    lexicon.verb(of: tokens[index]).map { !$0.classes.isDisjoint(with: VerbClass.acts) } ?? false
  }

  /// "shelling": a noun, an adjective or a verb.
  func gerund(_ index: Int, _ last: Tag?, _ tags: [Tag]) -> Tag {
    if last == .auxiliary { return .gerund }
    let isTerm = annotation.termAt[index - offset] >= 0
    let object = nextIsDirectObject(index)
    let nounFollows = index + 1 < tokens.endIndex && isPlainNoun(index + 1)
    if isTerm, !object {
      if opensNoun(last) || last == .noun || last == .name { return .noun }
      if last == .preposition || last == nil || last == .conjunction || last == .subordinator {
        return nounFollows && annotation.termAt[index + 1 - offset] < 0 ? .gerund : .noun
      }
    }
    if opensNoun(last) { return nounFollows ? .adjective : .noun }
    if last == .noun || last == .name || last == .time {
      // "strikes targeting depots" against "naval training mission".
      if object || !nounFollows { return isTerm && !object ? .noun : .gerund }
      return lexicon[tokens[index].word].verb >= 0 ? .gerund : .adjective
    }
    if forms(index).isEmpty, !object { return .adjective }
    return .gerund
  }

  func forms(_ index: Int) -> VerbForm { lexicon[tokens[index].word].forms }

  /// Whether a demonym stands directly before: what follows it is a noun.
  private func followsDemonym(_ index: Int) -> Bool {
    guard index > offset else { return false }
    let number = annotation.nameAt[index - 1 - offset]
    return number >= 0 && lexicon.names[annotation.names[Int(number)].index].kind == .demonym
  }

  /// "strikes": a verb or a plural noun.
  func third(_ index: Int, _ last: Tag?, _ tags: [Tag]) -> Tag {
    if followsDemonym(index) { return .noun }
    // "rams a car and shoots two men": the second of two present forms.
    if last == .conjunction, tags.contains(.present), nextIsDirectObject(index) { return .present }
    // "A bomb explodes in a bus".
    if last == .noun || last == .name, bursts(index) { return .present }
    if opensNoun(last) || last == .preposition || last == nil || last == .conjunction {
      return .noun
    }
    let isTerm = annotation.termAt[index - offset] >= 0
    // "struck Houthi targets 12 times": a verb before the name has its object in the noun.
    if isTerm, last == .name,
      let place = tags.lastIndex(where: { $0 != .name && $0 != .adjective }),
      tags[place].isVerbal
    {
      return .noun
    }
    if last == .pronoun || last == .relative, !isTerm || nextIsDirectObject(index) {
      return .present
    }
    if last == .noun || last == .name || last == .time || last == .mark || last == .comma {
      let classes = lexicon.verb(of: tokens[index])?.classes ?? []
      if !isTerm, !classes.isDisjoint(with: [.say, .believe, .occur, .use, .host]) {
        return .present
      }
      let previous = tokens[index - 1]
      let pluralBefore =
        previous.kind == .word && previous.traits.contains(.endsWithS)
        && annotation.nameAt[index - 1 - offset] < 0
      if !pluralBefore, nextIsDirectObject(index) || nextIsThat(index) { return .present }
    }
    return .noun
  }

  /// "Troops fire mortars": a verb of sending before what is sent.
  private func sendsNext(_ index: Int) -> Bool {
    guard index + 1 < tokens.endIndex, annotation.termAt[index + 1 - offset] >= 0,
      lexicon.verb(of: tokens[index])?.classes.contains(.launch) ?? false
    else { return false }
    let term = annotation.terms[Int(annotation.termAt[index + 1 - offset])]
    return lexicon.terms.payloads[term.index].weaponRole == .munition
  }

  /// Whether a verb of going off or dying, which is no noun, stands before a preposition.
  private func bursts(_ index: Int) -> Bool {
    guard annotation.termAt[index - offset] < 0, let verb = lexicon.verb(of: tokens[index]),
      !verb.classes.isDisjoint(with: [.arrive, .die]), index + 1 < tokens.endIndex
    else { return false }
    return lexicon.classes(of: tokens[index + 1]).contains(.preposition)
  }

  private func nextIsThat(_ index: Int) -> Bool {
    let classes = lexicon.verb(of: tokens[index])?.classes ?? []
    return !classes.isDisjoint(with: [.say, .believe, .unreal, .blame])
      && index + 1 < tokens.endIndex
      && lexicon.classes(of: tokens[index + 1]).isSuperset(of: [.relative, .demonstrative])
  }

  /// "attack": an infinitive, a present or a noun.
  func base(_ index: Int, _ last: Tag?, _ tags: [Tag]) -> Tag? {
    switch last {
    case .to, .modal: return .present
    case .auxiliary:
      let previous = tags.indices.last { tags[$0] == .auxiliary } ?? 0
      return lexicon.classes(of: tokens[offset + previous]).contains(.do) ? .present : nil
    case .pronoun: return tags.last == .pronoun && index > offset ? .present : nil
    case .relative:
      return nextIsDirectObject(index) || annotation.termAt[index - offset] < 0 ? .present : nil
    case .noun, .name, .time:
      guard index > offset else { return nil }
      // "Attacks now stand at 55": a pure verb behind an adverb.
      if tags.last == .adverb, annotation.termAt[index - offset] < 0 { return .present }
      let previous = tokens[index - 1]
      let plural =
        previous.traits.contains(.endsWithS)
        || (annotation.termAt[index - 1 - offset] >= 0
          && lexicon.terms.payloads[
            annotation.terms[Int(annotation.termAt[index - 1 - offset])].index
          ].isPlural)
        || lexicon.is(previous.word, .pluralNoun)
      guard plural,
        annotation.nameAt[index - 1 - offset] < 0 || previous.traits.contains(.endsWithS)
      else { return nil }
      let isTerm = annotation.termAt[index - offset] >= 0
      if !isTerm, index + 1 < tokens.endIndex, isPlainNoun(index + 1) || bursts(index) {
        return .present
      }
      return nextIsDirectObject(index) || nextIsThat(index) || sendsNext(index) ? .present : nil
    default: return nil
    }
  }
}
