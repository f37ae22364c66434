import Incidents

/// What speaks for or against two tellings being of the same act.
enum SameTrait: Int, CaseIterable {
  case always
  case sidesAgree, sourceAgrees, targetAgrees, sourceOpen, targetOpen
  case datesEqual, datesOverlap, datesNear, dayAgrees
  case placesAgree, placesDiffer, weaponsAgree, weaponsDiffer, killedAgrees, killedDiffers
  case woundedAgrees
  case secondDefinite, secondAnother, secondAlso, secondNoun, secondPluperfect, secondRetold
  case secondHarm, firstHarm, secondUnreal, firstUnreal, secondFaint, firstFaint
  case sameSentence, nextSentence, near, far, sameParagraph
  case rulesForbid, rulesDoubt, rulesAgree, rulesSure
  case sameForm, clocksDiffer, oneSeries, bothTold, answers
}

/// Gathers the clues about two acts being one.
struct SameReader {
  let scene: Scene
  let matching: Matching

  /// Whether two acts could be one at all.
  func mayBeSame(_ one: Decision, _ two: Decision) -> Bool {
    let unknown = { (side: Int) in scene.kinds[side] == .unknown }
    let open = { (side: Int) in unknown(side) || scene.kinds[side] == .civilian }
    guard one.source == two.source || unknown(one.source) || unknown(two.source),
      one.target == two.target || open(one.target) || open(two.target)
    else { return false }
    guard let first = one.date?.days, let second = two.date?.days else { return true }
    return first.overlaps(second) || gap(first, second) <= 1
  }

  private func gap(_ one: DayInterval, _ two: DayInterval) -> Int {
    guard let first = one.earliest, let last = one.latest, let start = two.earliest,
      let end = two.latest
    else { return 0 }
    return max(0, max(start - last, first - end))
  }

  func clues(_ first: Dossier, _ one: Decision, _ second: Dossier, _ two: Decision) -> [Clue] {
    var result: [Clue] = [Clues.same(SameTrait.always)]
    func note(_ trait: SameTrait, _ holds: Bool) { if holds { result.append(Clues.same(trait)) } }
    note(.sidesAgree, one.source == two.source && one.target == two.target)
    note(.sourceAgrees, one.source == two.source)
    note(.targetAgrees, one.target == two.target)
    note(.sourceOpen, scene.kinds[one.source] == .unknown || scene.kinds[two.source] == .unknown)
    note(.targetOpen, scene.kinds[one.target] == .unknown || scene.kinds[two.target] == .unknown)
    if let days = one.date?.days, let others = two.date?.days {
      note(.datesEqual, days == others)
      note(.dayAgrees, days == others && days.length == 1)
      note(.datesOverlap, days.overlaps(others))
      note(.datesNear, !days.overlaps(others))
    }
    cells(first, second, note)
    words(first, second, note)
    rules(first, second, note)
    return result
  }

  private func cells(_ first: Dossier, _ second: Dossier, _ note: (SameTrait, Bool) -> Void) {
    let mention = second.first
    let isDefinite = mention.has(.definite)
    let places = matching.places(mention, first, isDefinite: isDefinite)
    note(.placesAgree, (places ?? 0) > 0)
    note(.placesDiffer, places == nil)
    let weapons = matching.weapons(mention, first)
    note(.weaponsAgree, (weapons ?? 0) >= 1)
    note(.weaponsDiffer, weapons == nil)
    if let killed = first.killed?.value, let other = second.killed?.value {
      note(.killedAgrees, killed == other && killed.minimum > 0)
      note(.killedDiffers, !killed.overlaps(other))
    }
    if let wounded = first.wounded?.value, let other = second.wounded?.value {
      note(.woundedAgrees, wounded == other && wounded.minimum > 0)
    }
    if let clock = first.clock, let other = second.clock { note(.clocksDiffer, clock != other) }
    note(.oneSeries, first.has(.series) != second.has(.series))
  }

  private func words(_ first: Dossier, _ second: Dossier, _ note: (SameTrait, Bool) -> Void) {
    let mention = second.first
    note(.secondDefinite, mention.has(.definite))
    note(.secondAnother, mention.has(.another))
    note(.secondAlso, mention.has(.also))
    note(.secondNoun, mention.has(.noun))
    note(.secondPluperfect, mention.has(.pluperfect))
    note(.secondRetold, mention.has(.retold))
    note(.secondHarm, mention.form == .harm || mention.form == .kill || mention.form == .wound)
    let form = first.first.form
    note(.firstHarm, form == .harm || form == .kill || form == .wound)
    note(.secondUnreal, second.standing == .unreal)
    note(.firstUnreal, first.standing == .unreal)
    note(.secondFaint, !second.isTold)
    note(.firstFaint, !first.isTold)
    note(.bothTold, first.isTold && second.isTold)
    note(.sameForm, form == mention.form)
    let distance = first.mentions.map { abs(mention.sentence - $0.sentence) }.min() ?? 0
    note(.sameSentence, distance == 0)
    note(.nextSentence, distance == 1)
    note(.near, distance > 1 && distance <= 4)
    note(.far, distance > 12)
    note(.sameParagraph, first.mentions.contains { $0.paragraph == mention.paragraph })
  }

  private func rules(_ first: Dossier, _ second: Dossier, _ note: (SameTrait, Bool) -> Void) {
    guard let fit = matching.fit(second.first, first) else {
      note(.rulesForbid, true)
      return
    }
    note(.rulesDoubt, fit.evidence < 2)
    note(.rulesAgree, fit.evidence >= 3)
    note(.rulesSure, fit.evidence >= 5)
  }
}
