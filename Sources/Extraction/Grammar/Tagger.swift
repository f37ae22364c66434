/// Gives each token of a sentence its part, from the dictionaries and its neighbours.
struct Tagger {
  let lexicon: Lexicon
  let tokens: ArraySlice<Token>
  let annotation: Annotation
  let offset: Int

  init(lexicon: Lexicon, tokens: ArraySlice<Token>, annotation: Annotation) {
    self.lexicon = lexicon
    self.tokens = tokens
    self.annotation = annotation
    offset = tokens.startIndex
  }

  func tags() -> [Tag] {
    var tags: [Tag] = []
    tags.reserveCapacity(tokens.count)
    for index in tokens.indices { tags.append(tag(index, after: tags)) }
    return tags
  }

  func tag(_ index: Int, after tags: [Tag]) -> Tag {
    let token = tokens[index]
    switch token.kind {
    case .comma: return .comma
    case .slash where annotation.timeAt[index - offset] >= 0: return .time
    case .period, .question: return .stop
    case .semicolon, .colon, .dash, .openParenthesis, .closeParenthesis, .slash, .symbol:
      return .mark
    case .openQuote, .closeQuote, .quote: return .quote
    case .possessive:
      // "it's", "that's": a contracted verb, not a possessor.
      return tags.last == .pronoun || tags.last == .relative ? .auxiliary : .possessive
    case .word, .number: break
    }
    let place = index - offset
    if annotation.timeAt[place] >= 0 { return .time }
    if annotation.nameAt[place] >= 0 { return .name }
    if annotation.quantityAt[place] >= 0 { return .number }
    if token.kind == .number { return .adjective }  // "122mm", "5th"
    return word(index, after: tags)
  }

  func word(_ index: Int, after tags: [Tag]) -> Tag {
    let token = tokens[index]
    let classes = lexicon.classes(of: token)
    if token.traits.contains(.pointed), !token.isCapital { return .adverb }
    if token.isHyphenated, tags.last?.isNominal ?? false {
      // The second half of a compound belongs to its noun: "Saudi-led", "one-way".
      return lexicon[token.word].beginsTerm && !isVerbForm(token) ? .noun : .adjective
    }
    if let closed = closedClass(index, classes, after: tags) { return closed }
    if classes.contains(.direction), nextIsNominal(index) { return .adjective }
    if let verb = verb(index, after: tags) { return verb }
    if !classes.isDisjoint(with: [.ordinal, .quantifier]), nextIsNominal(index) {
      return .adjective
    }
    if !classes.isDisjoint(with: [.adverb]), annotation.termAt[index - offset] < 0 {
      return classes.contains(.direction) && nextIsNominal(index) ? .adjective : .adverb
    }
    if classes.contains(.adjective) { return .adjective }
    if token.traits.contains(.endsWithLy), !token.isCapital || index == offset,
      annotation.termAt[index - offset] < 0
    {
      return .adverb
    }
    if !classes.isDisjoint(with: [.ordinal, .quantifier, .direction]) { return .adjective }
    return .noun
  }

  private func closedClass(_ index: Int, _ classes: WordClass, after tags: [Tag]) -> Tag? {
    guard !classes.isEmpty else { return nil }
    if classes.contains(.infinitive) { return infinitive(index, after: tags) }
    if classes.contains(.modal) { return .modal }
    if !classes.isDisjoint(with: .auxiliary) { return .auxiliary }
    if classes.contains(.relative), let relative = relative(index, classes, after: tags) {
      return relative
    }
    if classes.contains(.negation), classes.isDisjoint(with: [.negativeDeterminer, .pronoun]) {
      return classes.contains(.preposition) ? .preposition : .negation
    }
    if classes.contains(.subordinator), classes.isDisjoint(with: .preposition) {
      return .subordinator
    }
    if !classes.isDisjoint(with: .determiner) {
      if classes.contains(.negativeDeterminer) { return .determiner }
      if classes.contains(.possessive) { return .determiner }
      return nextIsNominal(index) || !classes.contains(.demonstrative) ? .determiner : .pronoun
    }
    if classes.contains(.pronoun) { return .pronoun }
    if classes.contains(.conjunction) { return .conjunction }
    if classes.contains(.preposition) {
      // "down", "out", "about" are adverbs unless something follows for them to bind.
      if classes.contains(.adverb), !nextIsNominal(index), !nextIsPronounOrTime(index) {
        return .adverb
      }
      return .preposition
    }
    return nil
  }

  func infinitive(_ index: Int, after tags: [Tag]) -> Tag {
    var next = index + 1
    while next < tokens.endIndex,
      tokens[next].traits.contains(.endsWithLy)
        || lexicon.classes(of: tokens[next]).contains(.adverb)
    {
      next += 1
    }
    guard next < tokens.endIndex, annotation.nameAt[next - offset] < 0,
      !tokens[next].isCapital
    else { return .preposition }
    let entry = lexicon[tokens[next].word]
    if !entry.classes.isDisjoint(with: [.be, .have, .do]) { return .to }
    guard entry.forms.contains(.base), entry.classes.isDisjoint(with: .determiner) else {
      return .preposition
    }
    guard entry.beginsTerm, next + 1 < tokens.endIndex else { return .to }
    // "response to attacks" against "plans to attack": a preposition behind the word tells a noun.
    let after = tokens[next + 1]
    let afterClasses = lexicon.classes(of: after)
    if afterClasses.contains(.preposition), afterClasses.isDisjoint(with: .determiner) {
      return tags.last == .noun && next == index + 1 ? .preposition : .to
    }
    return .to
  }

  /// "that", "which", "who", "where": a relative word after a noun, else a conjunction.
  func relative(_ index: Int, _ classes: WordClass, after tags: [Tag]) -> Tag? {
    guard classes.contains(.demonstrative) else {
      if classes.contains(.subordinator) {
        return tags.last == .noun || tags.last == .name || tags.last == .comma
          ? .relative : .subordinator
      }
      return .relative
    }
    // "that"
    guard let last = tags.last else { return nil }
    let previous = tokens[index - 1]
    if last == .past || last == .present || last == .gerund {
      let says = lexicon.verb(of: previous)?.classes ?? []
      if says.isDisjoint(with: [.say, .believe, .unreal, .blame]), nextIsNominal(index),
        singularFollows(index)
      {
        return .determiner
      }
      return .subordinator
    }
    if last == .time, saysBefore(tags) { return .subordinator }
    if last == .noun || last == .name || last == .time || last == .possessive
      || (last == .mark && previous.kind == .closeParenthesis)
    {
      return .relative
    }
    if last == .comma || last == .conjunction || last == .adverb {
      return nextIsVerbal(index)
        ? .relative : (singularFollows(index) ? .determiner : .subordinator)
    }
    if last == .preposition || last == .subordinator {
      return nextIsNominal(index) ? .determiner : .pronoun
    }
    return nil
  }

  /// Whether the last verb is one of saying: "said on Friday that".
  private func saysBefore(_ tags: [Tag]) -> Bool {
    // Nothing but the time stands between the two.
    guard
      let place = tags.lastIndex(where: { $0 != .time && $0 != .preposition && $0 != .adverb }),
      tags[place].isVerbal
    else { return false }
    return !(lexicon.verb(of: tokens[offset + place])?.classes ?? []).isDisjoint(
      with: [.say, .believe])
  }

  private func singularFollows(_ index: Int) -> Bool {
    guard index + 1 < tokens.endIndex else { return false }
    let next = tokens[index + 1]
    return next.kind == .word && !next.isCapital && !next.traits.contains(.endsWithS)
      && lexicon.classes(of: next).isDisjoint(with: [.definite, .indefinite, .pronoun, .possessive])
  }

  /// Whether the next token can stand inside a noun group.
  private func nextIsNominal(_ index: Int) -> Bool {
    let next = index + 1
    guard next < tokens.endIndex else { return false }
    let token = tokens[next]
    guard
      token.kind == .word || token.kind == .number || token.kind == .openQuote
        || token.kind == .quote
    else { return false }
    if token.kind != .word { return true }
    if annotation.nameAt[next - offset] >= 0 || annotation.quantityAt[next - offset] >= 0 {
      return true
    }
    if annotation.timeAt[next - offset] >= 0 { return true }
    let classes = lexicon.classes(of: token)
    if annotation.termAt[next - offset] >= 0 { return true }
    if !classes.isDisjoint(with: .determiner) { return true }
    if !classes.isDisjoint(with: [
      .be, .have, .do, .modal, .conjunction, .subordinator, .relative, .infinitive, .pronoun,
      .negation,
    ]) {
      return false
    }
    if classes.contains(.preposition) { return false }
    if classes.contains(.adverb) { return classes.contains(.direction) }
    let forms = lexicon[token.word].forms
    if forms.contains(.past), !forms.contains(.base) {
      // A participle before a noun modifies it: "that armed drone".
      return next + 1 < tokens.endIndex && tokens[next + 1].kind == .word
        && isPlainNoun(next + 1)
    }
    return true
  }

  func isPlainNoun(_ index: Int) -> Bool {
    let token = tokens[index]
    guard token.kind == .word else { return false }
    if annotation.nameAt[index - offset] >= 0 || annotation.termAt[index - offset] >= 0 {
      return true
    }
    let entry = lexicon[token.word]
    if !entry.classes.isDisjoint(with: [
      .preposition, .conjunction, .subordinator, .relative, .infinitive, .pronoun, .be, .have,
      .do, .modal, .negation, .definite, .indefinite, .possessive, .adverb,
    ]) {
      return false
    }
    return entry.forms.isDisjoint(with: [.past]) && !token.traits.contains(.endsWithLy)
  }

  private func nextIsPronounOrTime(_ index: Int) -> Bool {
    let next = index + 1
    guard next < tokens.endIndex else { return false }
    return lexicon.classes(of: tokens[next]).contains(.pronoun)
      || annotation.timeAt[next - offset] >= 0 || tokens[next].kind == .number
  }

  private func nextIsVerbal(_ index: Int) -> Bool {
    guard index + 1 < tokens.endIndex else { return false }
    let entry = lexicon[tokens[index + 1].word]
    return !entry.classes.isDisjoint(with: .auxiliary)
      || !entry.forms.isDisjoint(with: [.past, .third])
  }

  func nextIsDirectObject(_ index: Int) -> Bool {
    let next = index + 1
    guard next < tokens.endIndex else { return false }
    if annotation.nameAt[next - offset] >= 0 || annotation.quantityAt[next - offset] >= 0 {
      return true
    }
    // "kills Minister Duval", "lynches Peter Brown": a person by title or name.
    if tokens[next].kind == .word, tokens[next].isCapital,
      lexicon.verb(of: tokens[index])?.classes.isDisjoint(with: [.kill, .seize]) == false
    {
      return true
    }
    let classes = lexicon.classes(of: tokens[next])
    return !classes.isDisjoint(with: [
      .definite, .indefinite, .possessive, .demonstrative, .pronoun, .quantifier,
    ]) && classes.isDisjoint(with: [.relative, .subordinator])
  }
}
