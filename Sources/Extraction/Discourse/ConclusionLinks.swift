import Incidents

extension Conclusion {
  /// "The group retaliated": it answers the latest act of its opponent on it.
  mutating func linkRetaliations() {
    for index in living where dossiers[index].has(.retaliates) && dossiers[index].answers.isEmpty {
      let dossier = dossiers[index]
      guard let source = dossier.source?.side else { continue }
      let mention = dossier.mentions.first { $0.has(.retaliates) } ?? dossier.first
      var best: Int?
      for other in near(index) where other != index {
        let candidate = dossiers[other]
        guard comes(candidate, before: dossier, mention),
          isHurt(source, by: candidate, dossier),
          candidate.source?.side == dossier.target?.side || isOpen(dossier.target),
          candidate.source?.side != source
        else { continue }
        if let avenged = mention.avenged, candidate.killed?.value != avenged,
          let known = best, dossiers[known].killed?.value == avenged
        {
          continue
        }
        best = other
      }
      guard let best else { continue }
      dossiers[index].answers.append((best, mention.trigger, true))
      if isOpen(dossiers[index].target), let side = dossiers[best].source?.side {
        set(target: side, of: index, reason: .inferred)
      }
    }
  }

  /// Whether an act gave a side reason to answer: it hit the side, or ships and people for whom the
  /// side steps in against the very same opponent.
  private func isHurt(_ side: Side, by candidate: Dossier, _ answer: Dossier) -> Bool {
    guard let target = candidate.target?.side else { return false }
    if related(target, side) { return true }
    let isBystander = target == codes.shipping || target == codes.civilian
    return isBystander && candidate.source?.side != nil
      && candidate.source?.side == answer.target?.side
  }

  /// Whether nothing says yet whom an act hit, but that people were there.
  func isOpen(_ target: Party?) -> Bool {
    target?.side == nil || target?.side == codes.civilian && target?.reason == .inferred
  }

  /// Whether an act was before another: by their days, else in the order of telling.
  func comes(_ candidate: Dossier, before dossier: Dossier, _ mention: Mention) -> Bool {
    if let one = candidate.dates, let two = dossier.dates, one.reason == .stated,
      two.reason == .stated, let first = one.value.latest, let second = two.value.earliest,
      first != second
    {
      return first < second
    }
    return candidate.first.trigger.lowerBound < mention.trigger.lowerBound
  }

  /// Keeps the links whose ends run in opposite directions.
  mutating func judgeLinks() {
    for index in living {
      let dossier = dossiers[index]
      dossiers[index].answers = dossier.answers.filter { answer in
        let other = dossiers[answer.dossier]
        guard !other.isDropped else { return false }
        let forth = related(dossier.target?.side, other.source?.side)
        let back = related(dossier.source?.side, other.target?.side)
        let sameSource = dossier.source?.side == other.source?.side && dossier.source?.side != nil
        if sameSource { return false }
        return answer.isCertain ? forth || back : forth && back
      }
    }
  }
}
