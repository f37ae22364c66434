import Incidents

/// The span of time over which a running total counts.
struct ClaimWindow: Sendable {
  enum Kind: Sendable {
    /// "since October"
    case since
    /// "this year", "in the past ten days": up to the day of telling.
    case running
    /// "in 2018", "last month": over and done.
    case past
    /// "between 3 May and 9 June"
    case between
  }

  var kind: Kind
  var since: Read<DayInterval>
  /// Where it ends, when that is not the day of telling.
  var until: Read<DayInterval>?
  /// The expression that opens it, as an index of the sentence's annotation.
  var time: Int

  /// The days from its first to its last, as far as both are known.
  func length(published: Day?) -> Int? {
    guard let first = since.value.earliest, let last = until?.value.latest ?? published else {
      return nil
    }
    return last - first + 1
  }
}

/// Finds the windows of a sentence.
struct ClaimWindowReader {
  let document: Document
  let words: FunctionWords
  let parse: Parse
  let resolver: TimeResolver

  /// All windows, in the order of the sentence.
  func windows() -> [ClaimWindow] {
    parse.annotation.times.indices.compactMap { window($0) }
  }

  /// The window nearest to a range of tokens; one that "since" opens comes first.
  func window(near range: Range<Int>) -> ClaimWindow? {
    let found = windows()
    func distance(_ window: ClaimWindow) -> Int {
      abs(window.since.tokens.lowerBound - range.upperBound)
    }
    return (found.filter { $0.kind == .since }.min { distance($0) < distance($1) })
      ?? found.min { distance($0) < distance($1) }
  }

  private func window(_ index: Int) -> ClaimWindow? {
    let time = parse.annotation.times[index]
    guard let days = resolver.days(of: time), let first = days.earliest else { return nil }
    let start = Read(value: DayInterval(first), tokens: time.tokens, reason: .stated)
    switch time.relation {
    case .since:
      if isComparison(time) { return nil }
      // "since the start of the year": its first day.
      if case .partOfSpan(.early, _, _) = time.value {
        return ClaimWindow(kind: .since, since: start, until: end(behind: index), time: index)
      }
      let since = Read(value: days, tokens: time.tokens, reason: .stated)
      return ClaimWindow(kind: .since, since: since, until: end(behind: index), time: index)
    case .from, .between:
      if let until = partner(of: index) {
        return ClaimWindow(
          kind: .between, since: Read(value: days, tokens: time.tokens, reason: .stated),
          until: until, time: index)
      }
      guard time.relation == .from else { return nil }
      return ClaimWindow(
        kind: .since, since: Read(value: days, tokens: time.tokens, reason: .stated),
        until: end(behind: index), time: index)
    case .at:
      switch time.value {
      case .span(.this, _), .window:
        return ClaimWindow(kind: .running, since: start, until: end(behind: index), time: index)
      case .year(_, .whole), .month(_, _, .whole), .span(.last, .month), .span(.last, .year):
        let until = days.latest.map {
          Read(value: DayInterval($0), tokens: time.tokens, reason: .stated)
        }
        return ClaimWindow(kind: .past, since: start, until: until, time: index)
      default: return nil
      }
    default: return nil
    }
  }

  /// "between 3 May and 9 June", "from May to July": the second expression.
  private func partner(of index: Int) -> Read<DayInterval>? {
    guard index + 1 < parse.annotation.times.count else { return nil }
    let (first, second) = (parse.annotation.times[index], parse.annotation.times[index + 1])
    let gap = second.tokens.lowerBound - first.tokens.upperBound
    guard (1...3).contains(gap), let days = resolver.days(of: second) else { return nil }
    let joins = (first.tokens.upperBound..<second.tokens.lowerBound).contains {
      let word = document.tokens[$0].word
      return word == words.and || word == words.to || word == words.until
    }
    return joins ? Read(value: days, tokens: second.tokens, reason: .stated) : nil
  }

  /// "up to 10 November", "as of Monday", "until last month": where a window ends.
  private func end(behind index: Int) -> Read<DayInterval>? {
    for (other, time) in parse.annotation.times.enumerated() where other != index {
      guard let days = resolver.days(of: time), days.length.map({ $0 <= 31 }) ?? false else {
        continue
      }
      let before = document.tokens[max(time.tokens.lowerBound - 1, 0)].word
      let isBound =
        time.relation == .until || before == words.to
        || before == words.of && isAsOf(time.tokens.lowerBound - 2)
      if isBound { return Read(value: days, tokens: time.tokens, reason: .stated) }
    }
    return nil
  }

  /// "the most since October", "the first time since": what is compared, not what is counted.
  private func isComparison(_ time: TimeExpression) -> Bool {
    let start = max(parse.sentence.tokens.lowerBound, time.tokens.lowerBound - 8)
    return (start..<time.tokens.lowerBound).contains {
      words.superlatives.contains(document.tokens[$0].word)
    }
  }

  private func isAsOf(_ index: Int) -> Bool {
    index >= 0 && document.tokens[index].word == words.asWord
  }
}
