import Incidents

/// Gives a draft the days that its own words name.
struct Dater {
  let document: Document
  let resolver: TimeResolver
  let words: FunctionWords
  let lastDay: Read<DayInterval>?
  let lastActDay: Read<DayInterval>?
  /// The days last told of any act, however many.
  var lastSpan: Read<DayInterval>?

  /// The days that the expressions beside an act name, or nil when there are none.
  func dates(of draft: Draft, in parse: Parse) -> Read<DayInterval>? {
    var result: Read<DayInterval>?
    var relative: Read<DayInterval>?
    for index in draft.times {
      let time = parse.annotation.times[index]
      if case .fromAct(let range) = time.value {
        if isBeforeClause(time, parse) { continue }
        relative = relative ?? shifted(range, time)
        continue
      }
      if time.relation == .since, !(time.isClauseRelation && isExact(time)), !isLasting(draft),
        !isBeforeWhen(time)
      {
        continue
      }
      guard let days = days(of: time) else { continue }
      let read = Read(value: days, tokens: time.tokens, reason: .stated)
      guard let known = result else {
        result = read
        continue
      }
      if isListed(known.tokens, time.tokens), let both = hull(known.value, days) {
        result = Read(
          value: both, tokens: known.tokens.lowerBound..<time.tokens.upperBound, reason: .stated)
        continue
      }
      if let both = known.value.intersection(days) {
        let narrower = both == known.value ? known.tokens : time.tokens
        result = Read(value: both, tokens: narrower, reason: .stated)
      }
    }
    return result ?? relative
  }

  /// Whether an act may go on "since" a day; a single one is only compared with that day ("for the
  /// first time since the war").
  private func isLasting(_ draft: Draft) -> Bool {
    draft.has(.perfect) || draft.has(.series) || draft.has(.plural) || draft.count != nil
      || draft.has(.pluperfect)
  }

  /// "on Saturday or Sunday": nothing but "or", "and" and a preposition parts two days.
  private func isListed(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
    guard first.upperBound < second.lowerBound, second.lowerBound - first.upperBound <= 3 else {
      return false
    }
    let between = first.upperBound..<second.lowerBound
    let joins = between.contains {
      let word = document.tokens[$0].word
      return word == words.or || word == words.and
    }
    return joins
      && between.allSatisfy {
        let word = document.tokens[$0].word
        return word == words.or || word == words.and || word == words.on
          || document.tokens[$0].kind == .comma
      }
  }

  private func hull(_ one: DayInterval, _ two: DayInterval) -> DayInterval? {
    guard let first = one.earliest, let second = two.earliest, let end = one.latest,
      let last = two.latest, max(end, last) - min(first, second) <= 10
    else { return nil }
    return DayInterval(min(first, second)...max(end, last))
  }

  /// The days of an expression as its preposition bounds them.
  private func days(of time: TimeExpression) -> DayInterval? {
    guard let days = resolver.days(of: time) else { return nil }
    if time.isClauseRelation && isExact(time) || isBeforeWhen(time) { return days }
    switch time.relation {
    case .at, .between, .by: return days
    case .from:
      // "from Tuesday evening": that night and the day after.
      return try? DayInterval(
        earliest: days.earliest,
        latest: [days.latest.map { $0 + 1 }, resolver.published].compactMap { $0 }.min())
    case .since: return try? DayInterval(earliest: days.earliest, latest: resolver.published)
    case .until, .before: return try? DayInterval(earliest: nil, latest: days.latest)
    case .after: return try? DayInterval(earliest: days.earliest, latest: resolver.published)
    }
  }

  /// "since 30 May, when": the day is that of the clause behind.
  private func isBeforeWhen(_ time: TimeExpression) -> Bool {
    var next = time.tokens.upperBound
    if next < document.tokens.count, document.tokens[next].kind == .comma { next += 1 }
    return next < document.tokens.count && document.tokens[next].word == words.when
  }

  /// Whether an expression names a day: in "since they struck on Friday" the act's own.
  private func isExact(_ time: TimeExpression) -> Bool {
    switch time.value {
    case .date, .weekday: return true
    default: return false
    }
  }

  /// "one day after U.S. forces bombed": counts for the other act.
  private func isBeforeClause(_ time: TimeExpression, _ parse: Parse) -> Bool {
    let last = document.tokens[time.tokens.upperBound - 1].word
    let next = time.tokens.upperBound
    guard let group = parse.groups.firstIndex(where: { $0.tokens.lowerBound == next }) else {
      return false
    }
    if last == words.after || last == words.before || time.relation == .by { return true }
    // "two weeks later the jets struck" with nothing between is "after" in careless writing.
    return last == words.later && parse.isSubject(group) && hasVerb(before: time, parse)
  }

  private func hasVerb(before time: TimeExpression, _ parse: Parse) -> Bool {
    parse.verbs.contains { $0.tokens.upperBound <= time.tokens.lowerBound }
  }

  /// Acts whose distance it states, with the days from the first to the
  /// second; a nil first is the act last told.
  func pairs(
    _ acts: SentenceActs, in parse: Parse
  ) -> [(from: Int?, to: Int, days: ClosedRange<Int>, tokens: Range<Int>)] {
    var result: [(from: Int?, to: Int, days: ClosedRange<Int>, tokens: Range<Int>)] = []
    for (number, time) in parse.annotation.times.enumerated() {
      guard case .fromAct(let range) = time.value, isBeforeClause(time, parse),
        let to = first(acts, behind: time.tokens.upperBound)
      else { continue }
      var from = acts.drafts.firstIndex { $0.times.contains(number) }
      if from == nil || from == to {
        // "A week after the raid, the group attacked": the act behind the comma.
        if from == nil, !acts.pronounTimes.contains(number), !isFronted(time, parse),
          let before = last(acts, before: time.tokens.lowerBound)
        {
          // "bombed villages, officials said, two days after soldiers were killed".
          result.append((before, to, -range.upperBound...(-range.lowerBound), time.tokens))
          continue
        }
        guard acts.pronounTimes.contains(number) || isFronted(time, parse) else { continue }
        from = comma(behind: time.tokens.upperBound, parse).flatMap { first(acts, behind: $0) }
        if from == nil, !acts.pronounTimes.contains(number) { continue }
      }
      guard from != to else { continue }
      // "two days after B": B lies two days before the first act.
      result.append((from, to, -range.upperBound...(-range.lowerBound), time.tokens))
    }
    return result
  }

  private func first(_ acts: SentenceActs, behind token: Int) -> Int? {
    acts.drafts.indices.filter { acts.drafts[$0].trigger.lowerBound >= token }
      .min { acts.drafts[$0].trigger.lowerBound < acts.drafts[$1].trigger.lowerBound }
  }

  private func last(_ acts: SentenceActs, before token: Int) -> Int? {
    acts.drafts.indices.filter { acts.drafts[$0].trigger.upperBound <= token }
      .max { acts.drafts[$0].trigger.lowerBound < acts.drafts[$1].trigger.lowerBound }
  }

  private func isFronted(_ time: TimeExpression, _ parse: Parse) -> Bool {
    time.tokens.lowerBound - parse.sentence.tokens.lowerBound <= 2
  }

  private func comma(behind token: Int, _ parse: Parse) -> Int? {
    (token..<max(token, parse.sentence.tokens.upperBound)).first {
      document.tokens[$0].kind == .comma
    }
  }

  private func shifted(_ range: ClosedRange<Int>, _ time: TimeExpression) -> Read<DayInterval>? {
    if let years = yearsLater(range), let last = lastSpan, last.value.length ?? 0 > 300,
      let year = last.value.earliest?.year,
      let first = Day(year: year + years, month: 1, day: 1),
      let end = Day(year: year + years, month: 12, day: 31)
    {
      // "three years later", counted from a year.
      return Read(value: DayInterval(first...end), tokens: time.tokens, reason: .stated)
    }
    let anchor = range == 0...0 ? lastDay ?? lastActDay : lastActDay ?? lastDay
    guard let anchor else { return nil }
    let earliest = anchor.value.earliest.map { $0 + range.lowerBound }
    let latest = anchor.value.latest.map { $0 + range.upperBound }
    return (try? DayInterval(earliest: earliest, latest: latest)).map {
      Read(value: $0, tokens: time.tokens, reason: .stated)
    }
  }

  /// How many years a range of days stands for, when it is that coarse.
  private func yearsLater(_ range: ClosedRange<Int>) -> Int? {
    let middle = (range.lowerBound + range.upperBound) / 2
    return range.count > 300 && middle > 300 ? (middle + 182) / 365 : nil
  }

  /// "in which", "when": an act in a clause behind another act's has that one's day.
  func governingDay(of draft: Draft, among acts: SentenceActs, in parse: Parse) -> Read<
    DayInterval
  >? {
    let before = acts.drafts.filter {
      $0.has(.real) && $0.trigger.upperBound <= draft.trigger.lowerBound && !$0.times.isEmpty
    }.max { $0.trigger.lowerBound < $1.trigger.lowerBound }
    guard let before, !draft.has(.noun), !draft.has(.pluperfect) else { return nil }
    let isInside = parse.chunks.contains { chunk in
      guard chunk.tokens.lowerBound >= before.trigger.upperBound,
        chunk.tokens.upperBound <= draft.trigger.lowerBound
      else { return false }
      switch chunk.kind {
      case .relative: return true
      case .subordinator(let word): return word == words.when
      default: return false
      }
    }
    return isInside ? dates(of: before, in: parse) : nil
  }

  /// The day of the sentence's main verb, for an act in a clause that hangs on it: that day or the one before.
  func neighbourDay(_ acts: SentenceActs, in parse: Parse) -> Read<DayInterval>? {
    guard acts.otherTimes.count == 1, let index = acts.otherTimes.first else { return nil }
    let time = parse.annotation.times[index]
    guard time.relation == .at, let days = resolver.days(of: time), days.length == 1,
      let day = days.earliest
    else { return nil }
    return Read(value: DayInterval(day - 1...day), tokens: time.tokens, reason: .inherited)
  }

  /// The day of saying, before which an act without a time of its own lies.
  func saidBound(_ acts: SentenceActs, in parse: Parse) -> Read<DayInterval>? {
    for index in acts.saidTimes {
      let time = parse.annotation.times[index]
      guard time.relation == .at, let days = resolver.days(of: time), let day = days.latest else {
        continue
      }
      return (try? DayInterval(earliest: nil, latest: day)).map {
        Read(value: $0, tokens: time.tokens, reason: .inferred)
      }
    }
    return nil
  }
}
