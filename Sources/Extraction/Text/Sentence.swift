/// A run of tokens that is read as one statement.
struct Sentence: Sendable {
  /// Its tokens in the document's list.
  var tokens: Range<Int>
  /// The paragraph in which it stands.
  let paragraph: Int
  /// Whether it is a headline, which is read for names only.
  let isTitle: Bool
  /// A dateline or a label that was cut from its front.
  var lead: Range<Int>?
  /// The date that opens the entry of a list in which it stands.
  var entry: Range<Int>?
}

/// Finds where sentences end.
struct SentenceSplitter {
  let lexicon: Lexicon
  let tokens: [Token]

  /// The sentences of one paragraph; in one set in capitals any word may begin a sentence, and a
  /// token of `starts` always does.
  func sentences(
    in range: Range<Int>, paragraph: Int, isTitle: Bool, isCapitals: Bool = false,
    starts: Set<Int> = []
  ) -> [Sentence] {
    var result: [Sentence] = []
    var start = range.lowerBound
    let lead = isTitle ? nil : leadEnd(range)
    if let lead { start = lead }
    var index = start
    func close(at end: Int) {
      guard end > start else { return }
      result.append(
        Sentence(
          tokens: start..<end, paragraph: paragraph, isTitle: isTitle, lead: nil, entry: nil))
      start = end
    }
    while index < range.upperBound {
      let token = tokens[index]
      if token.traits.contains(.glued), index > start { close(at: index) }
      if index > start, starts.contains(index) { close(at: index) }
      if token.kind == .period || token.kind == .question {
        var end = index + 1
        while end < range.upperBound, isClosing(tokens[end]) { end += 1 }
        if end == range.upperBound || beginsSentence(end, isCapitals) { close(at: end) }
        index = max(end, index + 1)
        continue
      }
      if token.traits.contains(.pointed), index + 1 < range.upperBound,
        endsBehindAcronym(next: index + 1)
      {
        close(at: index + 1)
      }
      index += 1
      // No sentence is this long; a page without a full stop must not be read as one.
      if index - start >= 400 { close(at: index) }
    }
    close(at: range.upperBound)
    if let lead, !result.isEmpty { result[0].lead = range.lowerBound..<lead }
    return result
  }

  private func isClosing(_ token: Token) -> Bool {
    switch token.kind {
    case .closeQuote, .closeParenthesis: return true
    case .quote: return token.traits.contains(.joined)
    default: return false
    }
  }

  /// A sentence begins with a capital, a number or an opening mark; a small letter goes on with the
  /// one before it.
  private func beginsSentence(_ index: Int, _ isCapitals: Bool) -> Bool {
    let token = tokens[index]
    switch token.kind {
    case .word: return isCapitals || token.isCapital || token.traits.contains(.glued)
    case .number, .openQuote, .quote, .openParenthesis, .dash: return true
    default: return false
    }
  }

  /// Whether "U.S." ends its sentence: the next word must be one that begins sentences.
  private func endsBehindAcronym(next index: Int) -> Bool {
    let token = tokens[index]
    guard token.kind == .word, token.isCapital, !token.isHyphenated else { return false }
    let classes = lexicon.classes(of: token)
    return !classes.isDisjoint(with: [
      .definite, .indefinite, .pronoun, .possessive, .subordinator, .preposition, .conjunction,
    ]) && classes.isDisjoint(with: [.month, .title])
  }

  /// The end of "BAGHDAD (AP) —", "Washington:" or "Why now:" at the front of a paragraph.
  private func leadEnd(_ range: Range<Int>) -> Int? {
    var words = 0
    var small = 0
    var isInside = false
    var sawSource = false
    var sawNumber = false
    for index in range.prefix(24) {
      let token = tokens[index]
      switch token.kind {
      case .dash, .colon:
        guard words > 0, index + 1 < range.upperBound else { return nil }
        if token.kind == .colon, token.traits.contains(.joined) == false { return nil }
        let isLabel = token.kind == .colon && words <= 4
        // "Capital, 12 May 90 (National Radio) --": place, day and agency, whatever their case.
        let isDateline = token.kind == .dash && sawSource && sawNumber
        return small == 0 || isLabel || isDateline
          ? behindNotes(index + 1, before: range.upperBound) : nil
      case .openParenthesis: isInside = true
      case .closeParenthesis:
        isInside = false
        sawSource = true
      case .word:
        words += 1
        if isInside { continue }
        if lexicon.verb(of: token) != nil, !token.isCapital { return nil }
        if !token.isCapital { small += 1 }
      case .number: sawNumber = true
      case .comma, .period, .slash: continue
      default: return nil
      }
    }
    return nil
  }

  /// Passes over short notes in brackets behind a dateline: "-- [Text] [By our reporter]".
  private func behindNotes(_ start: Int, before end: Int) -> Int {
    var index = start
    while index < end, tokens[index].kind == .openQuote {
      guard
        let close = (index + 1..<min(end, index + 6)).first(where: {
          tokens[$0].kind == .closeQuote
        }), close + 1 < end
      else { break }
      index = close + 1
    }
    return index
  }
}
