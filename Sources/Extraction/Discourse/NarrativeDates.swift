import Incidents

extension Narrative {
  /// Remembers the days that a sentence names, whatever happened on them.
  mutating func noteTimes(of parse: Parse) {
    for time in parse.annotation.times {
      guard let days = resolver.days(of: time), days.length.map({ $0 <= 2 }) ?? false,
        time.relation == .at
      else { continue }
      lastDay = Read(value: days, tokens: time.tokens, reason: .inherited)
    }
    for time in parse.annotation.times where time.relation == .since {
      guard let days = resolver.days(of: time) else { continue }
      lastSince = Read(value: days, tokens: time.tokens, reason: .inherited)
    }
  }

  /// "on 3, 5 and 9 June": an act on each of the days.
  func oneADay(_ draft: Draft, _ parse: Parse) -> [Draft] {
    let listed = draft.times.filter { index in
      guard case .date = parse.annotation.times[index].value else { return false }
      return parse.annotation.times[index].relation == .at
    }
    guard listed.count >= 2, listed.count == draft.times.count, draft.count == nil,
      zip(listed, listed.dropFirst()).allSatisfy({ isListed($0, $1, parse) })
    else { return [draft] }
    return listed.enumerated().map { position, time in
      var one = draft
      one.times = [time]
      if position > 0 { one.traits.formUnion([.another]) }
      return one
    }
  }

  /// Whether commas and "and" alone part two expressions.
  private func isListed(_ first: Int, _ second: Int, _ parse: Parse) -> Bool {
    let (one, two) = (parse.annotation.times[first], parse.annotation.times[second])
    guard one.tokens.upperBound < two.tokens.lowerBound else { return false }
    return (one.tokens.upperBound..<two.tokens.lowerBound).allSatisfy {
      document.tokens[$0].kind == .comma
        || document.tokens[$0].word == reader.functionWords.and
        || document.tokens[$0].word == reader.functionWords.on
    }
  }

  /// The day that opens the entry of a list in which a sentence stands.
  func entryDay(_ parse: Parse) -> Read<DayInterval>? {
    guard let label = parse.sentence.entry else { return nil }
    let times = TimeReader(
      lexicon: reader.lexicon, words: reader.timeWords, tokens: document.tokens[label]
    ).read()
    for time in times {
      if case .clock = time.value { continue }
      if let days = resolver.days(of: time) {
        return Read(value: days, tokens: label, reason: .stated)
      }
    }
    // An hour alone: the page is of the day.
    return resolver.published.map {
      Read(value: DayInterval($0), tokens: label, reason: .inferred)
    }
  }

  /// "one day after they bombed": the day of the other act, counted from this sentence's own.
  func pairDate(
    _ index: Int, _ pairs: [(from: Int?, to: Int, days: ClosedRange<Int>, tokens: Range<Int>)]
  ) -> Read<DayInterval>? {
    for pair in pairs where pair.to == index {
      guard let dossier = pair.from.map({ dossierOfDraft[$0] }) ?? current,
        let known = dossiers[dossier].dates?.value
      else {
        continue
      }
      let days = try? DayInterval(
        earliest: known.earliest.map { $0 + pair.days.lowerBound },
        latest: known.latest.map { $0 + pair.days.upperBound })
      if let days { return Read(value: days, tokens: pair.tokens, reason: .stated) }
    }
    return nil
  }

  /// The days within which an undated answer is taken to have come.
  static let soon = 21

  /// An act that answers one of the same sentence came soon after it.
  func answerDate(_ draft: Draft) -> Read<DayInterval>? {
    for answer in draft.answers {
      guard let dossier = dossierOfDraft[answer], let known = dossiers[dossier].dates,
        known.reason == .stated, let first = known.value.earliest, let last = known.value.latest
      else { continue }
      let end = [last + Self.soon, resolver.published].compactMap { $0 }.min() ?? last
      return (try? DayInterval(earliest: first, latest: max(first, end))).map {
        Read(value: $0, tokens: known.tokens, reason: .inherited)
      }
    }
    return nil
  }

  /// News are of the week: when an act at the head of a report, without a time, is taken to have been.
  func presumed(_ mention: Mention) -> DayInterval? {
    guard mention.dates?.reason != .stated,
      mention.traits.isDisjoint(with: [.perfect, .series, .earlier]),
      isLead(mention.sentence)
    else { return nil }
    let latest = mention.dates?.value.latest ?? resolver.published
    return latest.map { DayInterval($0 - 7...$0) }
  }
}
