import Incidents

/// Where an interval of days for an act comes from.
enum DateOrigin: Int, CaseIterable {
  /// The rules: from its words, taken over, inferred, or open.
  case stated, inherited, inferred, unstated
  /// Another telling of the act.
  case otherTelling
  /// Named in its sentence before or behind its words, or near it.
  case before, behind, previousSentence, nextSentence, earlier, title
  /// The days of the acts told beside it.
  case previousAct, nextAct
  case publicationDay, publicationEve, publicationWeek, publicationMonth
  case firstOfReport, commonest
}

/// How long an interval is.
enum DateLength: Int, CaseIterable {
  case day, days, week, month, year, years, open

  init(_ days: DayInterval) {
    switch days.length {
    case nil: self = .open
    case .some(1): self = .day
    case .some(...4): self = .days
    case .some(...12): self = .week
    case .some(...40): self = .month
    case .some(...370): self = .year
    default: self = .years
    }
  }
}

/// What speaks for or against an interval of days.
enum DateTrait: Int, CaseIterable {
  case stated, inherited, inferred, unstated, otherTelling, before, behind, previousSentence
  case nextSentence, earlier, title, previousAct, nextAct, publicationDay, publicationEve
  case publicationWeek, publicationMonth, firstOfReport, commonest
  case nearest, onlyOfSentence, onlyOfReport, since, until, afterPublication, openStart
  case insideStated, againstStated, insideBound, againstBound
  case isLead, isLeadPublication, series, perfectWindow, seriesDay
}

/// An interval of days that an act may have.
struct DateOption {
  var days: DayInterval
  var tokens: Range<Int>
  var origins: [DateOrigin]
  var clues: [Clue] = []
}

/// Gathers the intervals of days that one act may have.
struct DateReader {
  let scene: Scene
  let dossier: Dossier
  let previous: Dossier?
  let next: Dossier?

  func options() -> [DateOption] {
    var options: [DateOption] = []
    func propose(_ days: DayInterval?, _ tokens: Range<Int>, _ origin: DateOrigin) {
      guard let days, days.earliest != nil || days.latest != nil else { return }
      if let known = options.firstIndex(where: { $0.days == days }) {
        if !options[known].origins.contains(origin) { options[known].origins.append(origin) }
      } else {
        options.append(DateOption(days: days, tokens: tokens, origins: [origin]))
      }
    }
    let trigger = dossier.first.trigger
    let sentence = dossier.first.sentence
    if let dates = dossier.dates { propose(dates.value, dates.tokens, origin(of: dates.reason)) }
    for mention in dossier.mentions {
      if let dates = mention.dates { propose(dates.value, dates.tokens, .otherTelling) }
    }
    for day in scene.days[sentence] {
      propose(
        bounded(day), day.tokens,
        day.tokens.lowerBound < trigger.lowerBound ? .before : .behind)
    }
    if sentence > 0 {
      for day in scene.days[sentence - 1] { propose(bounded(day), day.tokens, .previousSentence) }
    }
    if sentence + 1 < scene.days.count {
      for day in scene.days[sentence + 1] { propose(bounded(day), day.tokens, .nextSentence) }
    }
    if let day = scene.days[..<max(0, sentence - 1)].last(where: { !$0.isEmpty })?.last {
      propose(bounded(day), day.tokens, .earlier)
    }
    if let day = scene.days.first(where: { !$0.isEmpty })?.first {
      propose(bounded(day), day.tokens, .firstOfReport)
    }
    if let other = previous?.dates { propose(other.value, other.tokens, .previousAct) }
    if let other = next?.dates { propose(other.value, other.tokens, .nextAct) }
    if let day = scene.published {
      propose(DayInterval(day), trigger, .publicationDay)
      propose(DayInterval(day - 1...day), trigger, .publicationEve)
      propose(DayInterval(day - 7...day), trigger, .publicationWeek)
      propose(DayInterval(day - 30...day), trigger, .publicationMonth)
    }
    for index in options.indices { options[index].clues = clues(options[index], among: options) }
    return options
  }

  private func origin(of reason: Reason) -> DateOrigin {
    switch reason {
    case .stated: .stated
    case .inferred: .inferred
    case .unstated: .unstated
    default: .inherited
    }
  }

  private func bounded(_ day: SceneDay) -> DayInterval? {
    switch day.relation {
    case .since, .after:
      return (try? DayInterval(earliest: day.days.earliest, latest: scene.published)) ?? day.days
    case .until, .before: return try? DayInterval(earliest: nil, latest: day.days.latest)
    default: return day.days
    }
  }

  private func clues(_ option: DateOption, among all: [DateOption]) -> [Clue] {
    var result: [Clue] = []
    let tense = dossier.first.tense
    let length = DateLength(option.days)
    for origin in option.origins {
      if let trait = DateTrait(rawValue: origin.rawValue) { result.append(Clues.date(trait)) }
      result.append(Clues.dateTense(origin, tense))
      result.append(Clues.dateLength(origin, length))
    }
    func note(_ trait: DateTrait, _ holds: Bool) { if holds { result.append(Clues.date(trait)) } }
    let isPublication = option.origins.contains {
      $0.rawValue >= DateOrigin.publicationDay.rawValue
        && $0.rawValue <= DateOrigin.publicationMonth.rawValue
    }
    let isLead = dossier.presumed != nil
    note(.isLeadPublication, isPublication && isLead)
    note(.openStart, option.days.earliest == nil)
    if let published = scene.published, let first = option.days.earliest {
      note(.afterPublication, first > published)
    }
    note(
      .onlyOfSentence,
      scene.days[dossier.first.sentence].count == 1
        && scene.days[dossier.first.sentence][0].days == option.days)
    if let stated = dossier.dates, stated.reason == .stated {
      note(.insideStated, option.days != stated.value && stated.value.overlaps(option.days))
      note(.againstStated, !stated.value.overlaps(option.days))
    }
    if let bound = dossier.first.dates, bound.reason != .stated {
      note(.insideBound, bound.value.overlaps(option.days))
      note(.againstBound, !bound.value.overlaps(option.days))
    }
    note(.seriesDay, dossier.has(.series) && length == .day)
    note(.perfectWindow, dossier.has(.perfect) && length != .day)
    return result
  }
}
