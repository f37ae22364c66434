import Incidents

/// Cuts a tagged sentence into noun groups, verb groups and what joins them.
struct Chunker {
  let lexicon: Lexicon
  let tokens: ArraySlice<Token>
  let annotation: Annotation
  let tags: [Tag]
  let offset: Int
  var chunks: [Chunk] = []
  var nounGroups: [NounGroup] = []
  var verbGroups: [VerbGroup] = []
  /// The possessor that waits for its noun.
  var possessor: Int?
  var possessiveTimes: [Int] = []

  init(lexicon: Lexicon, tokens: ArraySlice<Token>, annotation: Annotation, tags: [Tag]) {
    self.lexicon = lexicon
    self.tokens = tokens
    self.annotation = annotation
    self.tags = tags
    offset = tokens.startIndex
  }

  /// Reads the whole sentence.
  mutating func run() {
    var index = tokens.startIndex
    while index < tokens.endIndex { index = step(index) }
  }

  func tag(_ index: Int) -> Tag? {
    index >= offset && index - offset < tags.count ? tags[index - offset] : nil
  }

  mutating func step(_ index: Int) -> Int {
    switch tags[index - offset] {
    case .determiner, .adjective, .noun, .name, .number: return nounGroup(from: index)
    case .pronoun:
      nounGroups.append(pronoun(index))
      add(.noun(nounGroups.count - 1), index..<(index + 1))
      return index + 1
    case .time: return time(index)
    case .past, .present, .gerund, .auxiliary, .modal, .to, .negation: return verbGroup(from: index)
    case .preposition:
      add(.preposition(tokens[index].word), index..<(index + 1))
      return index + 1
    case .subordinator:
      add(.subordinator(tokens[index].word), index..<(index + 1))
      return index + 1
    case .relative:
      add(.relative(tokens[index].word), index..<(index + 1))
      return index + 1
    case .conjunction:
      add(.conjunction(tokens[index].word), index..<(index + 1))
      return index + 1
    case .comma:
      if isAge(behind: index) { return index + 2 }
      add(.comma, index..<(index + 1))
      return index + 1
    case .adverb:
      if let verb = verbBehindAdverbs(index) { return verb }
      if let next = tag(index + 1), next == .adjective || next == .number || next == .determiner {
        return nounGroup(from: index)
      }
      add(.adverb, index..<(index + 1))
      return index + 1
    case .mark: return mark(index)
    case .stop:
      add(.mark, index..<(index + 1))
      return index + 1
    case .possessive, .quote: return index + 1
    }
  }

  /// "Peter Brown, 45, a farmer": the age is passed over.
  private func isAge(behind comma: Int) -> Bool {
    guard comma > offset, comma + 2 < tokens.endIndex, tokens[comma - 1].kind == .word,
      tokens[comma - 1].isCapital, tokens[comma + 2].kind == .comma
    else { return false }
    let age = tokens[comma + 1]
    return age.kind == .number && (10...99).contains(age.value) && tag(comma + 1) != .time
  }

  mutating func add(_ kind: Chunk.Kind, _ range: Range<Int>) {
    chunks.append(Chunk(kind: kind, tokens: range))
  }

  /// Short remarks in brackets are passed over.
  mutating func mark(_ index: Int) -> Int {
    if tokens[index].kind == .openParenthesis {
      var end = index + 1
      while end < tokens.endIndex, end - index <= 10, tokens[end].kind != .closeParenthesis {
        if tags[end - offset].isVerbal { break }
        end += 1
      }
      if end < tokens.endIndex, tokens[end].kind == .closeParenthesis { return end + 1 }
    }
    if tokens[index].kind == .slash { return index + 1 }
    add(.mark, index..<(index + 1))
    return index + 1
  }

  mutating func time(_ index: Int) -> Int {
    let number = Int(annotation.timeAt[index - offset])
    let end = annotation.times[number].tokens.upperBound
    if end < tokens.endIndex, tokens[end].kind == .possessive {
      possessiveTimes.append(number)
      if let next = tag(end + 1), next.isNominal || next == .adverb {
        return nounGroup(from: end + 1)
      }
      return end + 1
    }
    if modifiesNoun(number, at: index, end: end) {
      possessiveTimes.append(number)
      return nounGroup(from: end)
    }
    add(.time(number), index..<end)
    return end
  }

  /// "in overnight attacks", "by Friday strikes": a time that no preposition of its own binds.
  private func modifiesNoun(_ number: Int, at index: Int, end: Int) -> Bool {
    guard let before = tag(index - 1), before == .preposition, let next = tag(end),
      next == .noun || next == .adjective, !isTimePreposition(tokens[index - 1].word)
    else { return false }
    switch annotation.times[number].value {
    case .weekday, .offset: return true
    default: return false
    }
  }

  private func isTimePreposition(_ word: Word) -> Bool { lexicon.is(word, .timePreposition) }
}
