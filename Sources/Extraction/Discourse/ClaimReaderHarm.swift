import Incidents

extension ClaimReader {
  /// "From the start of the war until last month, 120 civilians were killed".
  mutating func readHarm() {
    for (index, draft) in acts.drafts.enumerated() where !consumed.contains(index) {
      readHarm(of: draft, index)
    }
    let bound = bounds()
    for loose in acts.looseHarm + acts.totalHarm {
      for (tally, unit) in [(loose.killed, Claim.Unit.killed), (loose.wounded, .wounded)] {
        guard let tally else { continue }
        let window = windows.window(near: tally.tokens)
        guard bound != nil || isTotalHarm(tally, window), isCounted(tally) else { continue }
        let tokens = [window?.since.tokens, bound?.tokens].compactMap { $0 }
        claims.append(
          ClaimDraft(
            extent: widened(tally.tokens, tokens), source: nil, target: loose.victim,
            since: window?.since ?? lastSince, until: window?.until ?? bound ?? until(),
            count: Read(value: tally.count, tokens: tally.tokens, reason: .stated),
            unit: Read(value: unit, tokens: tally.tokens, reason: .stated)))
        consumedHarm = true
      }
    }
  }

  /// "Troops have killed 49 rebels this year": the harm of many acts, of which none is told.
  private mutating func readHarm(of draft: Draft, _ index: Int) {
    guard let window = windows.window(near: draft.trigger) else { return }
    // "since June, when troops killed two": the clause tells one act.
    let isSeries = draft.has(.perfect) || draft.has(.plural) || draft.has(.series)
    // "62 villagers killed since 1 January": a total in a list, without an auxiliary.
    let isListed =
      draft.has(.harmOnly) && window.kind == .since
      && (draft.killed?.count.minimum ?? draft.wounded?.count.minimum ?? 0) >= 10
    guard isSeries || isListed, !isDated(draft, besides: window) else { return }
    for (tally, unit) in [(draft.killed, Claim.Unit.killed), (draft.wounded, .wounded)] {
      guard let tally, isTotalHarm(tally, window), isCounted(tally) else { continue }
      add(
        draft, tally, window, unit: Read(value: unit, tokens: tally.tokens, reason: .stated))
      consumed.insert(index)
    }
  }

  /// Whether a day beside the act makes it a single one.
  private func isDated(_ draft: Draft, besides window: ClaimWindow) -> Bool {
    draft.times.contains { index in
      guard index != window.time else { return false }
      switch parse.annotation.times[index].value {
      case .date, .weekday, .offset: return parse.annotation.times[index].relation == .at
      default: return false
      }
    }
  }

  /// Whether so many dead in a window are a total; in a short one they can be those of one act.
  func isTotalHarm(_ tally: Tally, _ window: ClaimWindow?) -> Bool {
    guard let window, tally.count.minimum >= 2 else { return false }
    let length = window.length(published: resolver.published) ?? 400
    switch window.kind {
    case .since: return true
    case .between, .running: return length > 8 && tally.count.minimum >= 2
    case .past:
      let isAlone = parse.groups.allSatisfy { $0.act == nil || $0.act == .casualty || $0.isPlural }
      return isAlone && tally.count.minimum >= (length > 40 ? 3 : 10)
    }
  }

  /// Whether a number is one that can be added up, and not "many" or "scores".
  func isCounted(_ tally: Tally) -> Bool {
    let isVague = parse.annotation.quantities.contains {
      $0.isVague && $0.tokens.overlaps(tally.tokens)
    }
    return !isVague || tally.count.minimum >= 100
  }

  /// "until last month": the end of a window that another sentence opened.
  private func bounds() -> Read<DayInterval>? {
    for time in parse.annotation.times where time.relation == .until {
      if let days = resolver.days(of: time) {
        return Read(value: days, tokens: time.tokens, reason: .stated)
      }
    }
    return nil
  }
}
