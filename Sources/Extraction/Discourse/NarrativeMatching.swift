import Incidents

extension Narrative {
  /// Whether two drafts of one sentence may tell the same incident: a noun that sums up, or a definite one.
  private func canShare(_ draft: Draft, _ candidate: Int, _ acts: SentenceActs) -> Bool {
    guard draft.answers.isEmpty, draft.has(.definite) || !draft.has(.noun) else { return false }
    for (index, other) in acts.drafts.enumerated() where dossierOfDraft[index] == candidate {
      if other.answers.contains(where: {
        dossierOfDraft.indices.contains($0) && acts.drafts[$0].trigger == draft.trigger
      }) {
        return false
      }
      if other.has(.performed), draft.has(.performed),
        other.sources.contains(where: { one in
          draft.targets.contains { $0.side != nil && $0.side == one.side }
        })
      {
        return false
      }
    }
    return true
  }

  /// The dossier of the act that a mention tells again.
  func known(
    _ mention: Mention, _ draft: Draft, _ acts: SentenceActs, _ matching: Matching
  ) -> Int? {
    var best: (index: Int, score: Double)?
    for candidate in dossiers.indices.suffix(Narrative.reach) {
      let dossier = dossiers[candidate]
      guard !dossierOfDraft.contains(candidate) || canShare(draft, candidate, acts),
        let fit = matching.fit(mention, dossier),
        fit.evidence >= (isTakenUp(mention, candidate) ? 0 : need(mention, dossier))
      else { continue }
      var score = fit.evidence + fit.recency
      if mention.has(.latest), let latest = dossier.dates?.value.latest, latest == latestDay {
        score += 2
      }
      if score > best?.score ?? -1 { best = (candidate, score) }
    }
    return best?.index
  }

  /// Why the incidents told last are other ones.
  func distinctions(
    _ mention: Mention, _ draft: Draft, _ acts: SentenceActs, _ matching: Matching
  ) -> [(dossier: Int, reason: String)] {
    dossiers.indices.suffix(3).map { candidate in
      if dossierOfDraft.contains(candidate), !canShare(draft, candidate, acts) {
        return (candidate, "one sentence reports both")
      }
      return (candidate, matching.difference(mention, dossiers[candidate]))
    }
  }

  /// "two provinces had been struck": the past perfect tells again what was told.
  func isRetold(_ mention: Mention) -> Bool {
    (mention.has(.pluperfect) || mention.has(.retold)) && mention.source?.side == nil
  }

  /// "The strike had aimed at fighters": the act that the sentence before told, by its noun.
  func isTakenUp(_ mention: Mention, _ candidate: Int) -> Bool {
    guard candidate == current, mention.has(.definite), mention.has(.noun),
      mention.traits.isDisjoint(with: [.another, .earlier, .plural, .provoked, .elsewhere]),
      mention.source?.side == nil
        || mention.source?.reason == .attributed && dossiers[candidate].source?.side == nil,
      mention.dates?.reason != .stated, !mention.places.contains(where: { $0.rank >= 3 })
    else { return false }
    return (0...2).contains(mention.sentence - dossiers[candidate].last.sentence)
  }

  /// Whether a target says little about which act is meant: nobody, people, or just a place.
  func isVague(_ target: Party?) -> Bool {
    guard let target, target.side != nil else { return true }
    return target.reason == .recalled || target.isPlace
      || (target.generic == .people && target.reason == .inferred)
  }

  /// Whether nothing in a bare mention speaks of other weapons.
  func agrees(_ mention: Mention, _ dossier: Dossier) -> Bool {
    let known = dossier.weapons.map(\.value)
    return mention.weapons.isEmpty || known.isEmpty
      || mention.weapons.contains { known.contains($0.value) }
  }

  var latestDay: Day? { dossiers.compactMap { $0.dates?.value.latest }.max() }

  /// How much must agree for a mention to be the same act.
  func need(_ mention: Mention, _ dossier: Dossier) -> Double {
    let isDated = mention.dates?.reason == .stated
    let isBare =
      (mention.source?.side == nil
        || mention.source.map {
          $0.reason == .recalled && $0.rank <= 2
            || $0.reason == .attributed && dossier.source?.side == nil
        } ?? true)
      && isVague(mention.target)
      && (!mention.places.contains { $0.rank >= 3 } || !dossier.places.contains { $0.rank >= 3 })
    if mention.has(.definite) || isRetold(mention) {
      if isBare, !isDated { return 0 }
      if mention.has(.retold), !isDated, !mention.places.contains(where: { $0.rank >= 3 }) {
        return 2
      }
      let opensSide =
        mention.target?.side != nil && dossier.target?.side == nil
        || mention.source?.side != nil && dossier.source?.side == nil
      let isNoun = mention.has(.definite) && mention.traits.isDisjoint(with: .performed)
      // "said that it had carried out the attack": only the actor is new.
      if !isNoun, !isDated, mention.target == nil, dossier.source?.side == nil,
        mention.places.isEmpty,
        mention.has(.noun), mention.sentence - dossier.last.sentence <= 3
      {
        return 0
      }
      if mention.has(.latest), mention.sentence - dossier.last.sentence <= 3 { return 0 }
      if isBare { return 1 }
      return opensSide && isNoun ? 2.5 : 1.5
    }
    if mention.has(.retaliates) {
      // "and retaliated": the act that was just told, by the same side.
      let isElided = mention.target == nil && mention.weapons.isEmpty && !isDated
      return isElided && mention.source?.side == dossier.source?.side
        && mention.sentence - dossier.last.sentence <= 1 ? 0 : 4
    }
    if isBare, !isDated, agrees(mention, dossier), mention.sentence - dossier.last.sentence <= 1,
      !mention.has(.also)
    {
      return 0
    }
    if mention.has(.also) { return 99 }
    // "in answer to attacks on bases": the run of attacks that was told of.
    if !isDated, mention.has(.provoked), mention.has(.plural), dossier.has(.series) { return 1.5 }
    guard isDated else { return 2.5 }
    if dossier.dates?.reason == .stated { return 3.5 }
    // A date told later gives the day of the act that opened the report, of no other.
    return dossier.presumed == nil ? 99 : 2
  }

  /// Whether a mention tells of an act between sides at all.
  func isWorthTelling(_ mention: Mention) -> Bool {
    if mention.has(.sum) { return false }
    if mention.has(.downing), !isAircraftLoss(mention) { return false }
    if mention.has(.weak), !mention.has(.definite), !mention.has(.provoked),
      mention.source?.side == nil || mention.target?.side == nil
    {
      return false
    }
    if mention.has(.mutual), mention.source?.side == nil || mention.target?.side == nil {
      // "killed in a gunbattle with militants": the dead say that it was one, and of whom.
      return mention.killed != nil && (mention.source?.side != nil || mention.target?.side != nil)
    }
    return true
  }

  /// Bringing down an aircraft is an act; bringing down what was fired is part of the other's act.
  private func isAircraftLoss(_ mention: Mention) -> Bool {
    mention.target?.side != nil && mention.target?.generic != .weapon
      && !mention.weapons.contains { [.missile, .rocket, .mortar, .artillery].contains($0.value) }
  }

  /// Whether a mention that fits no incident may be one of its own.
  func mayOpen(_ mention: Mention) -> Bool {
    let hasSource = mention.source?.side != nil
    let hasTarget = mention.target?.side != nil
    let hasHarm = mention.killed != nil || (mention.wounded?.count.minimum ?? 0) > 0
    let isDated = mention.dates?.reason == .stated
    if mention.has(.provoked), hasSource || hasTarget || !mention.places.isEmpty { return true }
    if mention.has(.weak) { return hasSource && hasTarget }
    if mention.has(.definite), mention.has(.noun), !mention.has(.performed) {
      // "the invasion": of old, unless the report opens with it or says when, or how.
      return (isDated || hasHarm) && (hasSource || hasTarget || !mention.places.isEmpty)
        || isDated && hasHarm
        || hasSource && hasTarget && (isLead(mention.sentence) || !mention.weapons.isEmpty)
    }
    if mention.has(.perfect), !isDated, !hasHarm {
      return hasSource && (hasTarget || !mention.weapons.isEmpty)
        && mention.target?.generic != .facility
    }
    if mention.has(.noun), mention.has(.plural), !mention.has(.performed), !isDated, !hasHarm {
      // "attacks": in general, unless both sides are named.
      return hasSource && hasTarget
    }
    return hasSource || hasTarget || hasHarm
      || (!mention.weapons.isEmpty && !mention.places.isEmpty)
  }
}
