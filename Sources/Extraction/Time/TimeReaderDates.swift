import Incidents

extension TimeReader {
  /// "2023-10-27".
  func isoDate(_ index: Int) -> TimeExpression? {
    guard let year = yearNumber(index), let month = dayNumber(index + 1), month <= 12,
      let day = dayNumber(index + 2), tokens[index + 1].isHyphenated,
      tokens[index + 2].isHyphenated
    else { return nil }
    return TimeExpression(
      tokens: index..<(index + 3), value: .date(year: year, month: month, day: day))
  }

  /// "13/11/2021" and "04-02-2018": the day stands first unless only the month can.
  func numericDate(_ index: Int) -> TimeExpression? {
    guard let first = dayNumber(index), let next = token(index + 1) else { return nil }
    let second: Int
    let year: Int
    let end: Int
    if next.kind == .slash, let found = dayNumber(index + 2), token(index + 3)?.kind == .slash,
      let last = yearNumber(index + 4)
    {
      (second, year, end) = (found, last, index + 5)
    } else if next.isHyphenated, let found = dayNumber(index + 1), let last = yearNumber(index + 2),
      tokens[index + 2].isHyphenated
    {
      (second, year, end) = (found, last, index + 3)
    } else {
      return nil
    }
    if second <= 12 {
      return TimeExpression(
        tokens: index..<end, value: .date(year: year, month: second, day: first))
    }
    guard first <= 12 else { return nil }
    return TimeExpression(
      tokens: index..<end, value: .date(year: year, month: first, day: second))
  }

  /// The "3" and the "5" of "on 3, 5 and 9 June", "June 3 and 5": each a day of its own.
  func listedDay(_ index: Int) -> TimeExpression? {
    guard let day = dayNumber(index), !tokens[index].isHyphenated, month(index + 1) == nil else {
      return nil
    }
    var at = index + 1
    var steps = 0
    while steps < 5, let next = token(at),
      next.kind == .comma || lexicon.classes(of: next).contains(.conjunction)
    {
      at += 1
      if next.kind == .comma, let second = token(at),
        lexicon.classes(of: second).contains(.conjunction)
      {
        at += 1
      }
      guard dayNumber(at) != nil else { return nil }
      if let found = dayMonth(at), case .date(let year, let month, _) = found.value {
        return TimeExpression(
          tokens: index..<(index + 1), value: .date(year: year, month: month, day: day))
      }
      at += 1
      steps += 1
    }
    return nil
  }

  /// "on the 24th", where no noun follows.
  func dayOfMonth(_ index: Int) -> TimeExpression? {
    guard has(index, words.the), has(index - 1, words.on), let day = dayNumber(index + 1),
      tokens[index + 1].traits.contains(.ordinal)
    else { return nil }
    if let next = token(index + 2), next.kind == .word {
      let classes = lexicon.classes(of: next)
      guard next.word != words.of,
        !classes.isDisjoint(with: [
          .preposition, .conjunction, .subordinator, .relative, .be, .have, .modal, .pronoun,
          .definite, .indefinite, .possessive,
        ])
      else { return nil }
    }
    return TimeExpression(tokens: index..<(index + 2), value: .dayOfMonth(day))
  }

  /// "Wednesday", "last Friday", "early on Monday", "Monday, Jan. 28".
  func weekday(_ index: Int) -> TimeExpression? {
    var at = index
    var step: TimeExpression.Step?
    if let next = words.steps[token(index)?.word ?? .unknown] {
      step = next
      at += 1
    }
    guard let day = weekdayNumber(at) else { return nil }
    at += 1
    if isOne(at, of: .dayPart) { at += 1 }
    // A date beside the weekday says the same more exactly.
    var next = at
    if token(next)?.kind == .comma || token(next)?.kind == .openParenthesis
      || isOne(next, of: .article)
    {
      next += 1
    }
    if var date = monthDay(next) ?? dayMonth(next), case .date = date.value {
      date.tokens = index..<date.tokens.upperBound
      date.weekday = day
      return date
    }
    return TimeExpression(tokens: index..<at, value: .weekday(day, step))
  }

  /// "December 27", "Dec. 27, 2019", "October 27th"; or a month by itself.
  func monthDay(_ index: Int) -> TimeExpression? {
    guard let month = month(index) else { return nil }
    if let day = dayNumber(index + 1), !(token(index + 1)?.isHyphenated ?? false) {
      var end = index + 2
      var year: Int?
      if token(end)?.kind == .comma, let found = yearNumber(end + 1) {
        year = found
        end += 2
      } else if let found = yearNumber(end) {
        year = found
        end += 1
      }
      return TimeExpression(
        tokens: index..<end, value: .date(year: year, month: month, day: day))
    }
    return monthAlone(index, month)
  }

  func monthAlone(_ index: Int, _ month: Int) -> TimeExpression? {
    if let year = yearNumber(index + 1) {
      return TimeExpression(
        tokens: index..<(index + 2), value: .month(year: year, month: month, .whole))
    }
    if token(index + 1)?.kind == .comma, let year = yearNumber(index + 2) {
      return TimeExpression(
        tokens: index..<(index + 3), value: .month(year: year, month: month, .whole))
    }
    if has(index + 1, words.of), let year = yearNumber(index + 2) {
      return TimeExpression(
        tokens: index..<(index + 3), value: .month(year: year, month: month, .whole))
    }
    // "May" and "March" are other words as well; alone they need a preposition.
    if isOne(index, of: .ambiguousMonth), !isOne(index - 1, of: .beforeMonth) {
      return nil
    }
    return TimeExpression(
      tokens: index..<(index + 1), value: .month(year: nil, month: month, .whole))
  }

  /// "27 December 2019", "the 9th of January".
  func dayMonth(_ index: Int) -> TimeExpression? {
    guard let day = dayNumber(index) else { return nil }
    var at = index + 1
    if has(at, words.of) { at += 1 }
    guard let month = month(at) else { return nil }
    if at > index + 1, !tokens[index].traits.contains(.ordinal) { return nil }
    at += 1
    if token(at)?.kind == .comma, yearNumber(at + 1) != nil { at += 1 }
    let year = yearNumber(at) ?? shortYear(at)
    return TimeExpression(
      tokens: index..<(year == nil ? at : at + 1),
      value: .date(year: year, month: month, day: day))
  }

  /// "12 May 90": two figures for a year, where they can count nothing behind them.
  private func shortYear(_ index: Int) -> Int? {
    guard let token = token(index), token.kind == .number, token.end - token.start == 2,
      !token.traits.contains(.fractional), !token.isHyphenated,
      token.value < 40 || token.value >= 50
    else { return nil }
    if let next = self.token(index + 1), next.kind == .word {
      let classes = lexicon.classes(of: next)
      let counts = classes.isDisjoint(with: [
        .preposition, .conjunction, .subordinator, .relative, .be, .have, .do, .modal, .pronoun,
        .definite, .indefinite, .possessive, .adverb,
      ])
      if counts, lexicon[next.word].forms.isDisjoint(with: [.past]) { return nil }
      if next.word == words.of { return nil }
    }
    return token.value < 40 ? 2000 + Int(token.value) : 1900 + Int(token.value)
  }

  /// "early January", "mid-October", "the end of February", "late 2019".
  func partOf(_ index: Int) -> TimeExpression? {
    guard let part = words.parts[token(index)?.word ?? .unknown] else { return nil }
    var at = index + 1
    // "early in January", "the end of February", "earlier in the week".
    if isOne(at, of: .partLink) { at += 1 }
    if has(at, words.the) { at += 1 }
    if let day = weekday(at), case .weekday = day.value {
      return TimeExpression(tokens: index..<day.tokens.upperBound, value: day.value)
    }
    if isOne(at, of: .partLink) { at += 1 }
    if let last = words.steps[token(at)?.word ?? .unknown], month(at + 1) != nil {
      guard var found = monthAlone(at + 1, month(at + 1) ?? 1) else { return nil }
      if case .month(_, let month, _) = found.value, last != .next {
        found.value = .month(year: nil, month: month, part)
      }
      found.tokens = index..<found.tokens.upperBound
      return found
    }
    if let month = month(at), dayNumber(at + 1) == nil || yearNumber(at + 1) != nil {
      guard var found = monthAlone(at, month) else { return nil }
      if case .month(let year, let month, _) = found.value {
        found.value = .month(year: year, month: month, part)
      }
      found.tokens = index..<found.tokens.upperBound
      return found
    }
    if let year = yearNumber(at) {
      return TimeExpression(tokens: index..<(at + 1), value: .year(year, part))
    }
    if var found = spanOrWindow(at), case .span(let step, let unit) = found.value {
      found.tokens = index..<found.tokens.upperBound
      // "earlier this month" is any day of it so far; "early this month" is its first third.
      if !has(index, words.earlier), !has(index, words.later) {
        found.value = .partOfSpan(part, step, unit)
      }
      return found
    }
    // "since the start of the year"
    if at > index + 2, let unit = unit(at), unit == .year || unit == .month || unit == .week,
      !(token(at)?.traits.contains(.endsWithS) ?? false), !has(index, words.earlier),
      !has(index, words.later)
    {
      return TimeExpression(tokens: index..<(at + 1), value: .partOfSpan(part, .this, unit))
    }
    if has(index, words.earlier) || has(index, words.later) {
      if let found = simple(at) {
        return TimeExpression(tokens: index..<found.tokens.upperBound, value: found.value)
      }
      // "later in the day", "earlier in the week".
      if let unit = unit(at), at > index + 1 {
        if unit == .day { return TimeExpression(tokens: index..<(at + 1), value: .fromAct(0...0)) }
        return TimeExpression(tokens: index..<(at + 1), value: .span(.this, unit))
      }
    }
    return nil
  }

  /// "in 2022".
  func year(_ index: Int) -> TimeExpression? {
    guard let year = yearNumber(index), isOne(index - 1, of: .beforeYear),
      !(token(index + 1).map { $0.kind == .word && !$0.isCapital && isCounted($0) } ?? false)
    else { return nil }
    return TimeExpression(tokens: index..<(index + 1), value: .year(year, .whole))
  }

  /// Whether a number before this word would be a quantity ("2000 people"), not a year.
  private func isCounted(_ token: Token) -> Bool {
    token.traits.contains(.endsWithS) || lexicon[token.word].beginsTerm
  }
}
