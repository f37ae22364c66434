/// The date or hour that opens an entry of a list, a chronology or a live page.
struct EntryLabel: Sendable {
  /// Its words.
  let tokens: Range<Int>
  /// Whether a mark or a bullet shows that it is a label and no part of the sentence.
  let isClosed: Bool
  /// Whether it names an hour only.
  let isClock: Bool
}

/// Finds the labels of entries: "* Wed 12 May, 10:00 – ...", "3 June. ...", "22:40 ...".
struct EntryLabelReader {
  let lexicon: Lexicon
  let tokens: [Token]

  /// The label at the front of a paragraph.
  func label(in range: Range<Int>) -> EntryLabel? {
    var start = range.lowerBound
    while start < range.upperBound, isBullet(tokens[start]) { start += 1 }
    let hasBullet = start > range.lowerBound
    var at = start
    if let weekday = behindWeekday(at, range) { at = weekday }
    if let end = clock(at, range) {
      return EntryLabel(tokens: start..<end, isClosed: true, isClock: true)
    }
    guard var end = date(at, range) else { return nil }
    if end < range.upperBound, tokens[end].kind == .comma,
      let weekday = behindWeekday(end + 1, range)
    {
      end = weekday
    }
    var isClosed = hasBullet
    if let comma = token(end, range), comma.kind == .comma, let hour = clock(end + 1, range) {
      end = hour
      isClosed = true
    }
    if let mark = token(end, range) {
      switch mark.kind {
      case .dash, .colon, .period, .symbol: isClosed = true
      default: break
      }
    }
    return EntryLabel(tokens: start..<end, isClosed: isClosed, isClock: false)
  }

  /// Where the text of an entry begins.
  func textStart(behind label: EntryLabel, in range: Range<Int>) -> Int {
    var index = label.tokens.upperBound
    while index < range.upperBound {
      switch tokens[index].kind {
      case .dash, .colon, .period, .comma, .symbol: index += 1
      default: return index
      }
    }
    return index
  }

  private func token(_ index: Int, _ range: Range<Int>) -> Token? {
    range.contains(index) ? tokens[index] : nil
  }

  private func isBullet(_ token: Token) -> Bool {
    token.kind == .symbol || token.kind == .dash
  }

  private func behindWeekday(_ index: Int, _ range: Range<Int>) -> Int? {
    guard let token = token(index, range), token.kind == .word,
      lexicon.classes(of: token).contains(.weekday)
    else { return nil }
    return self.token(index + 1, range)?.kind == .comma ? index + 2 : index + 1
  }

  /// "22:40", "0915 hrs".
  private func clock(_ index: Int, _ range: Range<Int>) -> Int? {
    guard let token = token(index, range), token.kind == .number,
      token.traits.contains(.fractional), token.value < 24,
      (4...5).contains(token.end - token.start)
    else { return nil }
    return index + 1
  }

  private func date(_ index: Int, _ range: Range<Int>) -> Int? {
    guard let first = token(index, range) else { return nil }
    if first.kind == .word, isMonth(first), let day = token(index + 1, range), isDay(day) {
      if token(index + 2, range)?.kind == .comma, let year = token(index + 3, range), isYear(year) {
        return index + 4
      }
      return token(index + 2, range).map(isYear) ?? false ? index + 3 : index + 2
    }
    guard first.kind == .number else { return nil }
    if isDay(first), let month = token(index + 1, range), isMonth(month) {
      return token(index + 2, range).map(isYear) ?? false ? index + 3 : index + 2
    }
    // "2023-10-27", "04-02-2018", "13/11/2021".
    guard let second = token(index + 1, range), let third = token(index + 2, range) else {
      return nil
    }
    if second.kind == .number, third.kind == .number, second.isHyphenated, third.isHyphenated,
      isYear(first) || isYear(third)
    {
      return index + 3
    }
    if second.kind == .slash, third.kind == .number, token(index + 3, range)?.kind == .slash,
      let year = token(index + 4, range), isYear(year)
    {
      return index + 5
    }
    return nil
  }

  private func isMonth(_ token: Token) -> Bool {
    token.kind == .word && token.isCapital && lexicon.classes(of: token).contains(.month)
  }

  private func isDay(_ token: Token) -> Bool {
    token.kind == .number && (1...31).contains(token.value) && token.end - token.start <= 4
      && !token.traits.contains(.fractional)
  }

  private func isYear(_ token: Token) -> Bool {
    token.kind == .number && token.end - token.start == 4 && (1900...2100).contains(token.value)
  }
}
