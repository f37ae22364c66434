import Incidents

/// A quantity as the text states it.
struct Quantity: Sendable {
  var tokens: Range<Int>
  var count: CountInterval
  /// Whether it is an ordinary word for "not one" ("several", "dozens") rather than a figure.
  var isVague: Bool
}

/// Finds quantities: figures, number words, and the words that open or widen them.
struct NumberReader {
  let lexicon: Lexicon
  let words: NumberWords
  let tokens: ArraySlice<Token>

  /// The quantity that begins at a token, hedges included.
  func quantity(at index: Int) -> Quantity? {
    guard let first = token(index), mayBegin(first) else { return nil }
    if let hedge = hedge(at: index) {
      guard let number = number(at: hedge.end) else { return nil }
      return Quantity(
        tokens: index..<number.end, count: Self.widened(number.value, by: hedge.kind),
        isVague: false)
    }
    if words.between.contains(first.word), let low = number(at: index + 1),
      has(low.end, words.and), let high = number(at: low.end + 1), low.value < high.value
    {
      return Quantity(
        tokens: index..<high.end, count: Self.interval(low.value, high.value), isVague: false)
    }
    if let vague = words.vague[first.word], first.kind == .word {
      return vagueQuantity(at: index, vague)
    }
    guard let number = number(at: index), !isAge(number.end), !isApposed(index, number.end) else {
      return nil
    }
    var end = number.end
    var count = CountInterval(exactly: number.value)
    if let next = token(end), next.word == words.plus, next.isHyphenated {
      count = Self.widened(number.value, by: .atLeast)
      end += 1
    } else if has(end, words.to) || has(end, words.or), let high = self.number(at: end + 1),
      high.value > number.value
    {
      count = Self.interval(number.value, high.value)
      end = high.end
    } else if has(end, words.or), isOne(end + 1, words.more) {
      count = Self.widened(number.value, by: .atLeast)
      end += 2
    } else if let high = token(end), high.kind == .number, high.isHyphenated,
      high.value > number.value, number.isFigure
    {
      count = Self.interval(number.value, Int(high.value))
      end += 1
    }
    return Quantity(tokens: index..<end, count: count, isVague: false)
  }

  /// "34-year-old", "19 years old": how old, not how many.
  private func isAge(_ index: Int) -> Bool {
    guard let unit = token(index), lexicon.classes(of: unit).contains(.timeUnit) else {
      return false
    }
    return has(index + 1, words.old)
  }

  /// "Peter Brown, 45, a farmer": the age of the one named.
  private func isApposed(_ index: Int, _ end: Int) -> Bool {
    guard let before = token(index - 1), before.kind == .comma, let after = token(end),
      after.kind == .comma, let name = token(index - 2), name.kind == .word, name.isCapital,
      tokens[index].kind == .number, end == index + 1
    else { return false }
    return (10...99).contains(tokens[index].value)
  }

  private func mayBegin(_ token: Token) -> Bool {
    token.kind == .number
      || (token.kind == .word
        && (words.openers.contains(token.word) || lexicon.classes(of: token).contains(.number)))
  }

  private func vagueQuantity(at index: Int, _ minimum: Int) -> Quantity? {
    var end = index + 1
    if has(end, words.of) { end += 1 }
    let maximum = words.exactVague.contains(tokens[index].word) ? minimum : nil
    return Quantity(
      tokens: index..<end, count: Self.interval(minimum, maximum), isVague: true)
  }

  // MARK: Plain numbers

  private func number(at index: Int) -> (value: Int, end: Int, isFigure: Bool)? {
    guard let first = token(index) else { return nil }
    if first.kind == .number {
      guard first.traits.isDisjoint(with: [.fractional, .ordinal]), !first.isHyphenated else {
        return nil
      }
      guard endsInDigit(first) else { return nil }
      let scale = scale(at: index + 1)
      let value = Int(first.value) * (scale ?? 1)
      return (min(value, Int(Int32.max)), scale == nil ? index + 1 : index + 2, true)
    }
    if isOne(index, words.articles), let dozen = dozen(at: index + 1) {
      return (dozen.value, dozen.end, false)
    }
    if isOne(index, words.half), isOne(index + 1, words.articles), has(index + 2, words.dozen) {
      return (6, skipOf(index + 3), false)
    }
    return spelled(at: index)
  }

  /// A figure and not "122mm" or "5th".
  private func endsInDigit(_ token: Token) -> Bool {
    var digits = token.value == 0 ? 1 : 0
    var rest = token.value
    while rest > 0 {
      digits += 1
      rest /= 10
    }
    let length = Int(token.end - token.start)
    return length <= digits + (digits - 1) / 3 || token.value == Int32.max
  }

  private func dozen(at index: Int) -> (value: Int, end: Int)? {
    guard let word = token(index)?.word, let value = words.scales[word] else { return nil }
    return (value, skipOf(index + 1))
  }

  private func skipOf(_ index: Int) -> Int { has(index, words.of) ? index + 1 : index }

  private func scale(at index: Int) -> Int? {
    token(index).flatMap { $0.kind == .word && !$0.isHyphenated ? words.scales[$0.word] : nil }
  }

  /// "five", "twenty-three", "two dozen", "one hundred and twenty".
  private func spelled(at start: Int) -> (value: Int, end: Int, isFigure: Bool)? {
    guard let first = token(start), first.kind == .word, !first.isHyphenated,
      lexicon.classes(of: first).contains(.number), words.scales[first.word] == nil,
      words.vague[first.word] == nil
    else { return nil }
    var total = 0
    var current = Int(lexicon[first.word].value)
    var end = start + 1
    while let next = token(end), next.kind == .word {
      if let scale = words.scales[next.word] {
        current = min(current * scale, 1_000_000_000)
        if scale >= 100 {
          total += current
          current = 0
        }
        end += 1
      } else if next.isHyphenated, lexicon.classes(of: next).contains(.number),
        words.vague[next.word] == nil
      {
        current += Int(lexicon[next.word].value)
        end += 1
      } else if next.word == words.and, total > 0, let after = token(end + 1),
        lexicon.classes(of: after).contains(.number), words.scales[after.word] == nil
      {
        current += Int(lexicon[after.word].value)
        end += 2
      } else {
        break
      }
      if total > 1_000_000_000 { break }
    }
    return (total + current, end, false)
  }

  // MARK: Hedges

  /// What widens a number; the sections of `Numbers.txt`.
  enum Hedge: String, Sendable {
    case atLeast = "at-least"
    case about
    case nearly
    case atMost = "at-most"
  }

  private func hedge(at index: Int) -> (kind: Hedge, end: Int)? {
    for (phrase, kind) in words.hedges {
      var at = index
      var fits = true
      for word in phrase {
        guard has(at, word) else {
          fits = false
          break
        }
        at += 1
      }
      if fits { return (kind, at) }
    }
    return nil
  }

  /// What a hedge makes of a number; the widths follow usage in count claims.
  static func widened(_ value: Int, by hedge: Hedge) -> CountInterval {
    switch hedge {
    case .atLeast: return interval(value, nil)
    case .atMost: return interval(min(1, value), value)
    case .nearly: return interval(max(0, value - max(1, value / 20)), value)
    case .about:
      let width = value <= 30 ? max(1, (value + 4) / 8) : 2 + value / 50
      return interval(max(0, value - width), value + width)
    }
  }

  /// An interval whose ends are put in order.
  static func interval(_ low: Int, _ high: Int?) -> CountInterval {
    let low = max(0, low)
    return (try? CountInterval(minimum: low, maximum: high.map { max($0, low) }))
      ?? CountInterval(exactly: low)
  }

  private func token(_ index: Int) -> Token? {
    index >= tokens.startIndex && index < tokens.endIndex ? tokens[index] : nil
  }

  private func has(_ index: Int, _ word: Word) -> Bool {
    token(index).map { $0.word == word && $0.word.isKnown } ?? false
  }

  private func isOne(_ index: Int, _ set: WordSet) -> Bool {
    token(index).map { $0.word.isKnown && set.contains($0.word) } ?? false
  }
}
