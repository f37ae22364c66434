import Incidents

extension TimeReader {
  /// "today", "overnight", "last night", "the day before".
  func simple(_ index: Int) -> TimeExpression? {
    guard let first = token(index), first.kind == .word else { return nil }
    if let range = words.offsets[first.word] {
      return TimeExpression(tokens: index..<(index + 1), value: .offset(range))
    }
    var at = index
    let article = isOne(at, of: .article) || isOne(at, of: .demonstrative)
    if article { at += 1 }
    if isOne(at, of: .evening), has(at + 1, words.before) {
      return TimeExpression(tokens: index..<(at + 2), value: .fromAct(-1...(-1)))
    }
    if article, isOne(at, of: .previous), isOne(at + 1, of: .evening) {
      return TimeExpression(tokens: index..<(at + 2), value: .fromAct(-1...(-1)))
    }
    if article, isOne(at, of: .following), isOne(at + 1, of: .evening) {
      return TimeExpression(tokens: index..<(at + 2), value: .fromAct(1...1))
    }
    if article, has(at, words.same), isOne(at + 1, of: .evening) {
      return TimeExpression(tokens: index..<(at + 2), value: .fromAct(0...0))
    }
    if has(index, words.that), isOne(index + 1, of: .evening) {
      return TimeExpression(tokens: index..<(index + 2), value: .fromAct(0...0))
    }
    if has(index, words.this), isOne(index + 1, of: .dayPart) {
      return TimeExpression(tokens: index..<(index + 2), value: .offset(0...0))
    }
    if has(index, words.last), isOne(index + 1, of: .night) {
      return TimeExpression(tokens: index..<(index + 2), value: .offset(-1...(-1)))
    }
    // "on that very day"
    if article || has(index, words.that), isOne(index + 1, of: .very),
      isOne(index + 2, of: .evening)
    {
      return TimeExpression(tokens: index..<(index + 3), value: .fromAct(0...0))
    }
    return nil
  }

  /// "this week", "last month", "the past ten days", "recent weeks".
  func spanOrWindow(_ index: Int) -> TimeExpression? {
    var at = index
    if has(at, words.the) { at += 1 }
    guard let first = token(at), first.kind == .word else { return nil }
    if let step = words.steps[first.word] {
      if let unit = unit(at + 1), unit != .hour, isSingular(at + 1) {
        if unit == .day {
          guard step == .next, has(index, words.the) else { return nil }
          return TimeExpression(tokens: index..<(at + 2), value: .fromAct(1...1))
        }
        // "the last year" ends today; "last year" ended in December.
        let value: TimeExpression.Value =
          step == .last && has(index, words.the) ? .window(1, unit) : .span(step, unit)
        return TimeExpression(tokens: index..<(at + 2), value: value)
      }
      if step == .last, month(at + 1) != nil, let found = monthAlone(at + 1, month(at + 1) ?? 1) {
        return TimeExpression(tokens: index..<found.tokens.upperBound, value: found.value)
      }
    }
    if has(index, words.the), unit(at) == .weekend, isSingular(at) {
      return TimeExpression(tokens: index..<(at + 1), value: .span(.this, .weekend))
    }
    guard isOne(at, of: .past) else { return nil }
    at += 1
    var count: Int?
    if let (value, end) = plainNumber(at) {
      count = value
      at = end
    } else if isOne(at, of: .few) {
      at += 1
      if has(at, words.of) { at += 1 }
    }
    guard let unit = unit(at) else { return nil }
    if count == nil, isSingular(at), at == index + 1 || has(index, words.the) {
      // "the past week", "in the last year".
      count = 1
    }
    return TimeExpression(tokens: index..<(at + 1), value: .window(count, unit))
  }

  private func isSingular(_ index: Int) -> Bool {
    !(token(index)?.traits.contains(.endsWithS) ?? false)
  }

  private func plainNumber(_ index: Int) -> (value: Int, end: Int)? {
    guard let token = token(index) else { return nil }
    if token.kind == .number, !token.traits.contains(.fractional) {
      return (Int(token.value), index + 1)
    }
    guard lexicon.classes(of: token).contains(.number), token.kind == .word else { return nil }
    let end = has(index + 1, words.of) ? index + 2 : index + 1
    return (Int(lexicon[token.word].value), end)
  }

  /// "two weeks ago", "a day earlier", "hours later", "several days after".
  func counted(_ index: Int) -> TimeExpression? {
    var at = index
    var count = 1
    var vague = false
    if let (value, end) = plainNumber(at) {
      count = value
      at = end
    } else if isOne(at, of: .article) || isOne(at, of: .countOpener) {
      at += 1
      if unit(at) != nil, !isSingular(at) { vague = true }  // "just days after"
      if let (value, end) = plainNumber(at) {
        count = value
        at = end
      }
    } else if isOne(at, of: .few) {
      vague = true
      at += 1
    } else if unit(at) != nil, !isSingular(at) {
      vague = true
    } else {
      return nil
    }
    guard let unit = unit(at), count < 400 else { return nil }
    let end = at + 1
    if has(end, words.ago) {
      return TimeExpression(
        tokens: index..<(end + 1), value: .ago(vague ? 3 : count, unit, atLeast: false))
    }
    if has(index - 1, words.by), isOne(index - 2, of: .follow) {
      // "followed by two days the raid": as "came two days after".
      return TimeExpression(
        tokens: index..<end, value: .fromAct(Self.days(count, unit, vague: vague)))
    }
    let isEarlier = isOne(end, of: .earlierWord)
    guard isEarlier || isOne(end, of: .laterWord) else { return nil }
    let range = Self.days(count, unit, vague: vague)
    let offset = isEarlier ? -range.upperBound...(-range.lowerBound) : range
    return TimeExpression(tokens: index..<(end + 1), value: .fromAct(offset))
  }

  /// How many days a count of units can be.
  static func days(_ count: Int, _ unit: TimeExpression.Unit, vague: Bool) -> ClosedRange<Int> {
    switch unit {
    case .hour: return count > 24 && !vague ? count / 24...(count / 24 + 1) : 0...1
    case .weekend: return 0...7
    case .day: return vague ? 2...6 : count...count
    case .week: return vague ? 14...28 : max(1, count * 7 - 3)...(count * 7 + 3)
    case .month: return vague ? 60...180 : max(1, count * 30 - 15)...(count * 30 + 15)
    case .year: return vague ? 730...3650 : max(1, count * 365 - 180)...(count * 365 + 180)
    }
  }

  /// "at 8:05 a.m.", "at noon".
  func clock(_ index: Int) -> TimeExpression? {
    guard let token = token(index) else { return nil }
    if token.kind == .number {
      guard let minutes = minutes(index) else { return nil }
      return TimeExpression(tokens: index..<minutes.end, value: .clock(minutes.value))
    }
    guard let fixed = words.clocks[token.word], isOne(index - 1, of: .beforeClock) else {
      return nil
    }
    return TimeExpression(tokens: index..<(index + 1), value: .clock(fixed))
  }

  func minutes(_ index: Int) -> (value: Int, end: Int)? {
    guard let token = token(index), token.value <= 24 else { return nil }
    var half = 0
    var end = index + 1
    if isOne(end, of: .antemeridian) || isOne(end, of: .postmeridian) {
      half = isOne(end, of: .postmeridian) && token.value < 12 ? 720 : 0
      end += 1
    } else if !token.traits.contains(.fractional) || token.end - token.start < 4
      || !isOne(index - 1, of: .beforeClock)
    {
      return nil
    }
    while isOne(end, of: .clockTail) { end += 1 }
    return (Int(token.value) * 60 + half, end)
  }
}
