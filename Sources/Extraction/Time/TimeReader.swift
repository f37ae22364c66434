import Incidents

/// Finds the time expressions of a sentence.
struct TimeReader {
  let lexicon: Lexicon
  let words: TimeWords
  let tokens: ArraySlice<Token>

  /// All expressions, in order, none inside another.
  func read() -> [TimeExpression] {
    var result: [TimeExpression] = []
    var index = tokens.startIndex
    while index < tokens.endIndex {
      if mayBegin(index), var found = expression(at: index), found.tokens.upperBound > index {
        takeYearStep(&found)
        (found.relation, found.isClauseRelation) = relation(before: found.tokens.lowerBound)
        result.append(found)
        index = found.tokens.upperBound
      } else {
        index += 1
      }
    }
    return result
  }

  /// "in March of last year", "on 5 May this year": the year stands behind.
  private func takeYearStep(_ time: inout TimeExpression) {
    switch time.value {
    case .date(nil, _, _), .month(nil, _, _): break
    default: return
    }
    var at = time.tokens.upperBound
    if has(at, words.of) { at += 1 }
    guard let step = words.steps[token(at)?.word ?? .unknown], step != .next,
      unit(at + 1) == .year
    else { return }
    time.yearStep = step
    time.tokens = time.tokens.lowerBound..<(at + 2)
  }

  func mayBegin(_ index: Int) -> Bool {
    let token = tokens[index]
    return token.kind == .number || words.openers.contains(token.word)
      || !lexicon.classes(of: token).isDisjoint(with: [.month, .weekday, .number, .timeUnit])
  }

  func expression(at index: Int) -> TimeExpression? {
    if let date = isoDate(index) ?? numericDate(index) ?? listedDay(index) { return date }
    if let day = dayOfMonth(index) { return day }
    return weekday(index) ?? monthDay(index) ?? dayMonth(index) ?? partOf(index)
      ?? clock(index) ?? simple(index) ?? spanOrWindow(index) ?? counted(index) ?? year(index)
  }

  func token(_ index: Int) -> Token? {
    index >= tokens.startIndex && index < tokens.endIndex ? tokens[index] : nil
  }

  func has(_ index: Int, _ word: Word) -> Bool { token(index)?.word == word }

  func isOne(_ index: Int, of list: TimeWords.List) -> Bool {
    token(index).map { $0.word.isKnown && words.contains($0.word, in: list) } ?? false
  }

  func month(_ index: Int) -> Int? {
    guard let token = token(index), token.isCapital, lexicon.classes(of: token).contains(.month)
    else { return nil }
    return Int(lexicon[token.word].value)
  }

  func weekdayNumber(_ index: Int) -> Int? {
    guard let token = token(index), token.isCapital,
      lexicon.classes(of: token).contains(.weekday)
    else { return nil }
    // "Sun" and "Sat" are days only when written out or with their point.
    if token.end - token.start <= 3 { return nil }
    return Int(lexicon[token.word].value)
  }

  func dayNumber(_ index: Int) -> Int? {
    guard let token = token(index), token.kind == .number, !token.traits.contains(.fractional),
      (1...31).contains(token.value), token.end - token.start <= 4
    else { return nil }
    return Int(token.value)
  }

  func yearNumber(_ index: Int) -> Int? {
    guard let token = token(index), token.kind == .number, token.end - token.start == 4,
      !token.traits.contains(.fractional), (1900...2100).contains(token.value)
    else { return nil }
    return Int(token.value)
  }

  func unit(_ index: Int) -> TimeExpression.Unit? {
    guard let token = token(index), lexicon.classes(of: token).contains(.timeUnit) else {
      return nil
    }
    return TimeExpression.Unit(rawValue: Int(lexicon[token.word].value))
  }

  func relation(before index: Int) -> (TimeExpression.Relation, isOfClause: Bool) {
    var index = index - 1
    while isOne(index, of: .article) || isOne(index, of: .hedge) { index -= 1 }
    guard let word = token(index)?.word, word.isKnown else { return (.at, false) }
    if let known = words.relations[word] { return (known, false) }
    // "since the invasion of February 2022", "since the war began in May".
    if word == words.of || word == words.inWord || word == words.on {
      var sawVerb = false
      for back in 1...14 {
        guard let before = token(index - back), before.kind == .word || before.kind == .possessive
        else { break }
        // "since the early hours of Monday" has no clause of its own.
        if words.relations[before.word] == .since { return (.since, sawVerb || back > 5) }
        if lexicon[before.word].forms.contains(.past) { sawVerb = true }
      }
    }
    return (.at, false)
  }
}
