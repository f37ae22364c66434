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

  var claims: [ClaimDraft] = []
  /// Drafts that only carry a total, and are no incidents.
  var consumed: Set<Int> = []
  /// Whether the sentence's harm is a total and belongs to no act.
  var consumedHarm = false

  mutating func read(previous: ClaimDraft?) {
    for (index, draft) in acts.drafts.enumerated() { readTotal(draft, index) }
    readNumberOf()
    readYears(previous)
    readPart(previous)
    readHarm()
  }

  var windows: ClaimWindowReader {
    ClaimWindowReader(document: document, words: words, parse: parse, resolver: resolver)
  }

  /// The day up to which a total counts: the day of saying, else of publication.
  func until() -> Read<DayInterval>? {
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
    if let ordinal = ordinal(of: draft) {
      readOrdinal(draft, index, ordinal)
      return
    }
    guard let window = windows.window(near: draft.trigger) else { return }
    let stated = times(near: draft) ?? draft.count ?? waves(of: draft) ?? munitions(of: draft)
    guard let count = stated ?? victims(of: draft) else {
      // Without a number "since" still says that the act is a series.
      return
    }
    guard count.count.minimum >= 2 || count.count.maximum == nil else { return }
    guard isTotal(draft, count, window) else { return }
    add(draft, count, window)
    consumed.insert(index)
    for (tally, unit) in [(draft.killed, Claim.Unit.killed), (draft.wounded, .wounded)] {
      guard let tally, isTotalHarm(tally, window), isCounted(tally) else { continue }
      add(draft, tally, window, unit: Read(value: unit, tokens: tally.tokens, reason: .stated))
    }
  }

  /// Whether a number beside a window is a total, and no batch of a single occasion.
  private func isTotal(_ draft: Draft, _ count: Tally, _ window: ClaimWindow) -> Bool {
    switch window.kind {
    case .since: return true
    case .between:
      return window.length(published: resolver.published).map { $0 >= 7 } ?? true
    case .running:
      switch parse.annotation.times[window.time].value {
      case .span(.this, let unit): return unit != .week || draft.has(.perfect)
      case .window(let length, _): return length != nil || draft.has(.perfect)
      default: return false
      }
    case .past:
      // "In March three raids": a batch; "in 2018 three raids": a total.
      let isLong = window.length(published: resolver.published).map { $0 > 40 } ?? false
      return count.count.minimum >= (isLong ? 2 : 5)
    }
  }

  /// "the fourth strike this year": so many so far; with harm or a day of its own it is an act, too.
  private mutating func readOrdinal(_ draft: Draft, _ index: Int, _ count: Tally) {
    if let window = windows.window(near: draft.trigger) {
      guard window.kind == .since || isTotal(draft, count, window) else { return }
      add(draft, count, window)
    } else if let window = duration(behind: draft.trigger.upperBound) {
      add(draft, count, window)
    } else {
      return
    }
    if draft.killed == nil, draft.wounded == nil { consumed.insert(index) }
  }

  /// "in eight days", "in a month", behind an ordinal: that long up to now.
  private func duration(behind token: Int) -> ClaimWindow? {
    let end = parse.sentence.tokens.upperBound
    guard let published = resolver.published else { return nil }
    for index in token..<max(token, min(end, token + 8)) {
      guard document.tokens[index].word == words.inPlace, index + 2 < end else { continue }
      let number = parse.annotation.quantities.first { $0.tokens.lowerBound == index + 1 }
      let isOne = lexicon.classes(of: document.tokens[index + 1]).contains(.indefinite)
      guard let count = number?.count.minimum ?? (isOne ? 1 : nil) else { continue }
      let at = number?.tokens.upperBound ?? index + 2
      guard at < end, lexicon.classes(of: document.tokens[at]).contains(.timeUnit),
        let unit = TimeExpression.Unit(rawValue: Int(lexicon[document.tokens[at].word].value))
      else { continue }
      let days = TimeReader.days(count, unit, vague: false)
      let length = (days.lowerBound + days.upperBound) / 2
      return ClaimWindow(
        kind: .running,
        since: Read(
          value: DayInterval(published - length), tokens: index..<(at + 1), reason: .stated),
        until: nil, time: -1)
    }
    return nil
  }

  /// "five waves of airstrikes"
  private func waves(of draft: Draft) -> Tally? {
    for group in draft.groups {
      let outer = parse.groups.first { $0.ofGroup == group && $0.heads.contains(.collective) }
      if let quantity = outer?.quantity, !quantity.isVague {
        return Tally(count: quantity.count, tokens: quantity.tokens)
      }
    }
    return nil
  }

  /// "have hijacked 40 launches in the past two years": as many acts as things.
  private func victims(of draft: Draft) -> Tally? {
    guard draft.has(.perfect) else { return nil }
    for verb in draft.verbs where parse.verbs[verb].classes.contains(.seize) {
      let group = parse.verbs[verb]
      let victim = group.has(.passive) ? group.subject : group.object
      if let quantity = victim.flatMap({ parse.groups[$0].quantity }), quantity.count.minimum >= 5 {
        return Tally(count: quantity.count, tokens: quantity.tokens)
      }
    }
    return nil
  }

  /// "526 drones fired at the city since May": munitions are counted, not acts.
  private func munitions(of draft: Draft) -> Tally? {
    for verb in draft.verbs {
      let group = parse.verbs[verb]
      guard group.classes.contains(.launch) else { continue }
      for candidate in [group.object, group.subject] {
        guard let candidate, let quantity = parse.groups[candidate].quantity,
          parse.groups[candidate].weapons.contains(where: { $0.role == .munition })
        else { continue }
        return Tally(count: quantity.count, tokens: quantity.tokens)
      }
    }
    return nil
  }

  mutating func add(
    _ draft: Draft, _ count: Tally, _ window: ClaimWindow?, unit known: Read<Claim.Unit>? = nil
  ) {
    let maker = MentionMaker(
      document: document, lexicon: lexicon, codes: SideCodes(Sides()))
    let mention = maker.mention(draft, paragraph: 0)
    let tokens = [count.tokens] + (window.map { [$0.since.tokens] } ?? [])
    claims.append(
      ClaimDraft(
        extent: widened(draft.extent, tokens), source: mention.source, target: mention.target,
        since: window?.since, until: window?.until ?? until(),
        count: Read(value: count.count, tokens: count.tokens, reason: .stated),
        unit: known ?? unit(of: draft, counted: count)))
  }

  func widened(_ range: Range<Int>, _ others: [Range<Int>]) -> Range<Int> {
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

  private func unit(of draft: Draft, counted: Tally) -> Read<Claim.Unit> {
    for group in draft.groups {
      let noun = parse.groups[group]
      if let head = noun.actTokens, lexicon.is(document.tokens[noun.head].word, .killingNoun) {
        return Read(value: .killed, tokens: head, reason: .stated)
      }
      if let head = noun.actTokens, lexicon.is(document.tokens[noun.head].word, .strikeNoun) {
        return Read(value: .strikes, tokens: head, reason: .stated)
      }
    }
    if let munition = draft.weapons.first(where: { weapon in
      counted.tokens.upperBound <= weapon.tokens.lowerBound
        && weapon.tokens.lowerBound - counted.tokens.upperBound <= 2
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
      let count = Tally(count: quantity.count, tokens: quantity.tokens)
      add(draft, count, windows.window(near: quantity.tokens))
      consumed.insert(draftIndex)
    }
  }

  // MARK: "rose to 971 in 2017 and to 2,140 in 2018"

  /// Numbers that each have their year, behind a verb of standing or rising.
  private mutating func readYears(_ previous: ClaimDraft?) {
    guard
      let verb = parse.verbs.first(where: {
        lexicon.is(document.tokens[$0.main].word, .standing)
      }), let whole = claims.last ?? previous
    else { return }
    for quantity in parse.annotation.quantities
    where quantity.tokens.lowerBound >= verb.tokens.upperBound {
      let next = quantity.tokens.upperBound
      guard !claims.contains(where: { $0.count.tokens == quantity.tokens }),
        let window = windows.windows().first(where: {
          $0.kind == .past && (1...2).contains($0.since.tokens.lowerBound - next)
        })
      else { continue }
      var year = whole
      year.extent = quantity.tokens.lowerBound..<window.since.tokens.upperBound
      year.count = Read(value: quantity.count, tokens: quantity.tokens, reason: .stated)
      year.since = window.since
      year.until = window.until
      claims.append(year)
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
}
