import Incidents

/// A running total in the making.
struct ClaimDraft: Sendable {
  var sentence = 0
  var extent: Range<Int>
  var source: Party?
  var target: Party?
  var since: Read<DayInterval>?
  var until: Read<DayInterval>?
  var count: Read<CountInterval>
  var unit: Read<Claim.Unit>
  /// The sides of the act told before it.
  var pair: Dyad?
}

/// Finds running totals: a number, acts or their harm, and a window of time.
struct ClaimReader {
  let lexicon: Lexicon
  let words: FunctionWords
  let document: Document
  let parse: Parse
  let resolver: TimeResolver
  let acts: SentenceActs
  let lastSince: Read<DayInterval>?

  private(set) var claims: [ClaimDraft] = []
  /// Drafts that only carry a total, and are no incidents.
  private(set) var consumed: Set<Int> = []

  mutating func read(previous: ClaimDraft?) {
    for (index, draft) in acts.drafts.enumerated() { readTotal(draft, index) }
    readNumberOf()
    readPart(previous)
    readHarm()
  }

  // MARK: Windows

  /// A window that a time expression opens, with where it ends.
  private func window(_ time: TimeExpression) -> (since: DayInterval, until: DayInterval?)? {
    guard let days = resolver.days(of: time) else { return nil }
    switch time.relation {
    case .since:
      // "since the start of the year": its first day.
      if case .partOfSpan(.early, _, _) = time.value, let first = days.earliest {
        return (DayInterval(first), nil)
      }
      return (days, nil)
    case .at, .from, .between, .until, .before, .after, .by:
      guard time.relation == .at || time.relation == .from else { return nil }
      switch time.value {
      case .span(.this, _), .window:
        guard let first = days.earliest else { return nil }
        return (DayInterval(first), nil)
      default: return time.relation == .from ? (days, nil) : nil
      }
    }
  }

  /// The window among the times of a draft, or else of the sentence.
  private func window(near range: Range<Int>) -> (since: Read<DayInterval>, index: Int)? {
    var best: (since: Read<DayInterval>, index: Int, distance: Int)?
    for (index, time) in parse.annotation.times.enumerated() {
      guard let found = window(time) else { continue }
      let distance = abs(time.tokens.lowerBound - range.upperBound)
      if distance < best?.distance ?? Int.max {
        best = (Read(value: found.since, tokens: time.tokens, reason: .stated), index, distance)
      }
    }
    return best.map { ($0.since, $0.index) }
  }

  /// The day up to which a total counts: the day of saying, else of publication.
  private func until() -> Read<DayInterval>? {
    for index in acts.saidTimes {
      let time = parse.annotation.times[index]
      if time.relation == .at, let days = resolver.days(of: time), days.length == 1 {
        return Read(value: days, tokens: time.tokens, reason: .stated)
      }
    }
    return resolver.published.map {
      Read(value: DayInterval($0), tokens: parse.sentence.tokens, reason: .inferred)
    }
  }

  // MARK: Totals of acts

  /// "62 times since October 17", "five drone strikes since April", "the 74th attack since".
  private mutating func readTotal(_ draft: Draft, _ index: Int) {
    guard let window = window(near: draft.trigger) else { return }
    let time = parse.annotation.times[window.index]
    let isSince = time.relation == .since
    guard let count = times(near: draft) ?? draft.count ?? ordinal(of: draft) else {
      // Without a number "since" still says that the act is a series.
      return
    }
    guard count.count.minimum >= 2 || count.count.maximum == nil else { return }
    guard isSince || isTotal(draft, time) else { return }
    add(draft, count, window.since)
    consumed.insert(index)
  }

  /// Whether a number in a window without "since" is a total: "47 times this year".
  private func isTotal(_ draft: Draft, _ time: TimeExpression) -> Bool {
    switch time.value {
    case .span(.this, let unit): return unit != .week || draft.has(.perfect)
    case .window(let count, _): return count != nil || draft.has(.perfect)
    default: return false
    }
  }

  private mutating func add(_ draft: Draft, _ count: Tally, _ since: Read<DayInterval>) {
    let maker = MentionMaker(
      document: document, lexicon: lexicon, codes: SideCodes(Sides()))
    let mention = maker.mention(draft, paragraph: 0)
    claims.append(
      ClaimDraft(
        extent: widened(draft.extent, [count.tokens, since.tokens]), source: mention.source,
        target: mention.target, since: since, until: until(),
        count: Read(value: count.count, tokens: count.tokens, reason: .stated),
        unit: unit(of: draft)))
  }

  private func widened(_ range: Range<Int>, _ others: [Range<Int>]) -> Range<Int> {
    others.reduce(range) {
      min($0.lowerBound, $1.lowerBound)..<max($0.upperBound, $1.upperBound)
    }
  }

  /// "over 151 times", "on 40 occasions".
  private func times(near draft: Draft) -> Tally? {
    for quantity in parse.annotation.quantities {
      let next = quantity.tokens.upperBound
      guard next < parse.sentence.tokens.upperBound,
        lexicon.is(document.tokens[next].word, .occasion),
        next >= draft.trigger.lowerBound, next - draft.trigger.upperBound < 12
      else { continue }
      return Tally(count: quantity.count, tokens: quantity.tokens.lowerBound..<(next + 1))
    }
    return nil
  }

  /// "the 74th such attack since": that many so far.
  private func ordinal(of draft: Draft) -> Tally? {
    for group in draft.groups {
      for index in parse.groups[group].tokens {
        let token = document.tokens[index]
        let classes = lexicon.classes(of: token)
        if token.traits.contains(.ordinal), token.value > 1 {
          return Tally(count: .init(exactly: Int(token.value)), tokens: index..<(index + 1))
        }
        if classes.contains(.ordinal), lexicon[token.word].value > 1 {
          return Tally(
            count: .init(exactly: Int(lexicon[token.word].value)), tokens: index..<(index + 1))
        }
      }
    }
    return nil
  }

  private func unit(of draft: Draft) -> Read<Claim.Unit> {
    for group in draft.groups {
      let noun = parse.groups[group]
      if let head = noun.actTokens, lexicon.is(document.tokens[noun.head].word, .strikeNoun) {
        return Read(value: .strikes, tokens: head, reason: .stated)
      }
    }
    if let munition = draft.weapons.first(where: { weapon in
      draft.count.map { weapon.tokens.lowerBound == $0.tokens.upperBound } ?? false
    }), draft.groups.isEmpty {
      switch munition.weapon {
      case .rocket: return Read(value: .rockets, tokens: munition.tokens, reason: .stated)
      case .drone: return Read(value: .drones, tokens: munition.tokens, reason: .stated)
      case .missile: return Read(value: .missiles, tokens: munition.tokens, reason: .stated)
      default: break
      }
    }
    return Read(value: .attacks, tokens: draft.trigger, reason: .stated)
  }

  // MARK: "the number of attacks stands at 27"

  private mutating func readNumberOf() {
    for (index, noun) in parse.groups.enumerated() {
      let isTotal = lexicon.is(document.tokens[noun.head].word, .total)
      guard isTotal || noun.act != nil && noun.isPlural && standsAtNumber(index) else { continue }
      guard let act = noun.ofGroup ?? (noun.act == nil ? nil : index),
        parse.groups[act].act != nil || noun.act != nil, parse.chunkOfGroup[index] >= 0
      else { continue }
      let verb = parse.verbs.first {
        $0.subject == index && $0.chunk > parse.chunkOfGroup[index]
      }
      guard let verb else { continue }
      let quantity = parse.annotation.quantities.first {
        $0.tokens.lowerBound >= verb.tokens.upperBound
          && $0.tokens.lowerBound - verb.tokens.upperBound <= 3
      }
      guard let quantity,
        let draftIndex = acts.drafts.firstIndex(where: { $0.groups.contains(act) })
      else { continue }
      let draft = acts.drafts[draftIndex]
      guard !consumed.contains(draftIndex) else { continue }
      let since = window(near: quantity.tokens)?.since
      let maker = MentionMaker(document: document, lexicon: lexicon, codes: SideCodes(Sides()))
      let mention = maker.mention(draft, paragraph: 0)
      claims.append(
        ClaimDraft(
          extent: noun.tokens.lowerBound..<quantity.tokens.upperBound, source: mention.source,
          target: mention.target, since: since, until: until(),
          count: Read(value: quantity.count, tokens: quantity.tokens, reason: .stated),
          unit: unit(of: draft)))
      consumed.insert(draftIndex)
    }
  }

  /// "Attacks on the troops now stand at 55."
  private func standsAtNumber(_ group: Int) -> Bool {
    parse.verbs.contains {
      $0.subject == group && lexicon.is(document.tokens[$0.main].word, .standing)
    }
  }

  // MARK: "at least 27 of them since mid-April"

  private mutating func readPart(_ previous: ClaimDraft?) {
    guard let whole = claims.last ?? previous else { return }
    for quantity in parse.annotation.quantities {
      let next = quantity.tokens.upperBound
      guard next + 1 < parse.sentence.tokens.upperBound, document.tokens[next].word == words.of,
        lexicon.is(document.tokens[next + 1].word, .whole)
      else { continue }
      for time in parse.annotation.times
      where time.relation == .since && time.tokens.lowerBound > next
        && time.tokens.lowerBound - next < 8
      {
        guard let days = resolver.days(of: time) else { continue }
        var part = whole
        part.extent = quantity.tokens.lowerBound..<time.tokens.upperBound
        part.count = Read(value: quantity.count, tokens: quantity.tokens, reason: .stated)
        part.since = Read(value: days, tokens: time.tokens, reason: .stated)
        claims.append(part)
      }
    }
  }

  // MARK: Totals of harm

  /// "From the start of the war until last month, 120 civilians were killed".
  private mutating func readHarm() {
    guard !acts.looseHarm.isEmpty || acts.drafts.contains(where: { $0.killed != nil }) else {
      return
    }
    var since: Read<DayInterval>?
    var until: Read<DayInterval>?
    for time in parse.annotation.times {
      guard let days = resolver.days(of: time) else { continue }
      let read = Read(value: days, tokens: time.tokens, reason: .stated)
      if time.relation == .since { since = read }
      if time.relation == .until { until = read }
    }
    guard since != nil || until != nil else { return }
    for loose in acts.looseHarm {
      for (tally, unit) in [(loose.killed, Claim.Unit.killed), (loose.wounded, .wounded)] {
        guard let tally else { continue }
        claims.append(
          ClaimDraft(
            extent: widened(tally.tokens, [since?.tokens, until?.tokens].compactMap { $0 }),
            source: nil, target: loose.victim, since: since ?? lastSince,
            until: until ?? self.until(),
            count: Read(value: tally.count, tokens: tally.tokens, reason: .stated),
            unit: Read(value: unit, tokens: tally.tokens, reason: .stated)))
      }
    }
    consumedHarm = true
  }

  /// Whether the sentence's harm is a total and belongs to no act.
  private(set) var consumedHarm = false
}
