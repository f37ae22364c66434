import Incidents

extension Conclusion {
  /// Gives every incident an interval of days, as narrow as the report allows.
  mutating func fillDates(of living: [Int]) {
    for index in living where dossiers[index].dates?.reason != .stated { fillFromClaim(index) }
    for index in living where dossiers[index].dates?.reason != .stated { fillFromAnswered(index) }
    for index in living where isOpen(dossiers[index].dates) { fillFromStory(index) }
    for index in living { boundByAnswer(index) }
    for index in living where isOpen(dossiers[index].dates) {
      // The news at the head of a report are of the week.
      guard let days = dossiers[index].presumed else { continue }
      dossiers[index].dates = Read(
        value: days, tokens: dossiers[index].first.trigger, reason: .inferred)
      dossiers[index].doubts.append(("date assumed", 0.2))
    }
    for index in living where dossiers[index].dates == nil {
      let days = freshDays(dossiers[index])
      dossiers[index].dates = Read(
        value: days, tokens: dossiers[index].first.trigger, reason: .unstated)
      dossiers[index].doubts.append(("no date", 0.25))
    }
  }

  /// What is told without a day is news of the week, or of the month when it is told as background.
  private func freshDays(_ dossier: Dossier) -> DayInterval {
    guard let published else { return .unknown }
    let isBackground =
      dossier.has(.perfect) || dossier.has(.pluperfect) || dossier.has(.earlier)
      || dossier.has(.series)
    return DayInterval(published - (isBackground ? 28 : 7)...published)
  }

  /// Whether nothing bounds the days from below.
  func isOpen(_ dates: Read<DayInterval>?) -> Bool {
    dates == nil || (dates?.reason != .stated && dates?.value.earliest == nil)
  }

  /// A series of acts that a running total counts spans the total's window.
  private mutating func fillFromClaim(_ index: Int) {
    let dossier = dossiers[index]
    let isSeries = dossier.has(.series) || dossier.has(.perfect) || dossier.has(.plural)
    guard isSeries, dossier.target?.side != nil else { return }
    // What one side did "on several occasions" while the other's total ran.
    if dossier.has(.series),
      let claim = claims.first(where: {
        $0.target?.side == dossier.source?.side && related($0.source?.side, dossier.target?.side)
      }), let since = claim.since?.value.earliest, let until = claim.until?.value.latest,
      let days = try? DayInterval(earliest: since, latest: until)
    {
      dossiers[index].dates = Read(
        value: days, tokens: claim.since?.tokens ?? claim.extent, reason: .inferred)
      dossiers[index].doubts.append(("date of the other side's total", 0.15))
      return
    }
    for claim in claims {
      guard claim.source?.side == dossier.source?.side, claim.target?.side == dossier.target?.side,
        let since = claim.since?.value.earliest, let until = claim.until?.value.latest,
        let days = try? DayInterval(earliest: since, latest: until)
      else { continue }
      dossiers[index].dates = Read(
        value: days, tokens: claim.since?.tokens ?? claim.extent, reason: .inherited)
      dossiers[index].doubts.append(("date of a running total", 0.1))
      return
    }
  }

  /// An answer lies after what it answers, and reports tell of it when it came soon.
  private mutating func fillFromAnswered(_ index: Int) {
    for answer in dossiers[index].answers {
      guard let provoked = dossiers[answer.dossier].dates, provoked.reason == .stated,
        let first = provoked.value.earliest, let last = provoked.value.latest
      else { continue }
      let bound =
        [
          last + Self.soon, published, dossiers[index].dates?.value.latest,
        ].compactMap { $0 }.min() ?? last + Self.soon
      guard let days = try? DayInterval(earliest: first, latest: max(first, bound)) else {
        continue
      }
      dossiers[index].dates = Read(value: days, tokens: provoked.tokens, reason: .inherited)
      dossiers[index].doubts.append(("date limited by the act it answers", 0.1))
      return
    }
  }

  /// The days within which an undated answer is taken to have come.
  static let soon = 21

  /// In a story told in order an act without a time happened when the one before it did.
  private mutating func fillFromStory(_ index: Int) {
    let dossier = dossiers[index]
    guard !dossier.has(.perfect), !dossier.has(.series), let background = dossier.background,
      dossier.first.paragraph - dossier.backgroundParagraph <= 2
    else { return }
    if dossier.first.has(.earlier) {
      let days = try? DayInterval(
        earliest: background.value.earliest.map { $0 - Self.soon }, latest: background.value.latest)
      guard let days else { return }
      dossiers[index].dates = Read(value: days, tokens: background.tokens, reason: .inferred)
    } else {
      if let bound = dossier.dates?.value, !bound.overlaps(background.value) { return }
      dossiers[index].dates = Read(
        value: background.value, tokens: background.tokens, reason: .inherited)
    }
    dossiers[index].doubts.append(("date taken from the text before it", 0.15))
  }

  /// What was answered lies before the answer.
  private mutating func boundByAnswer(_ index: Int) {
    for answer in dossiers[index].answers {
      guard let latest = dossiers[index].dates?.value.latest else { continue }
      let other = dossiers[answer.dossier].dates
      if let other, let end = other.value.latest, end <= latest { continue }
      if let other, other.reason == .stated { continue }
      let earliest = other?.value.earliest.map { min($0, latest) }
      guard let days = try? DayInterval(earliest: earliest, latest: latest) else { continue }
      dossiers[answer.dossier].dates = Read(
        value: days, tokens: dossiers[index].dates?.tokens ?? answer.tokens, reason: .inherited)
    }
  }
}
