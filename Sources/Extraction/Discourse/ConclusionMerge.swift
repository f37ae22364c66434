import Incidents

extension Conclusion {
  /// Merges incidents that completion has made alike.
  mutating func mergeAgain() {
    let matching = Matching(
      document: document, sponsors: sponsors, codes: codes, lexicon: lexicon)
    for second in living {
      for first in near(second) where first < second {
        guard canMerge(first, second, matching) else { continue }
        absorb(second, into: first)
        break
      }
    }
  }

  private func canMerge(_ first: Int, _ second: Int, _ matching: Matching) -> Bool {
    let one = dossiers[first]
    let two = dossiers[second]
    guard !one.isDropped, !two.isDropped, one.source?.side == two.source?.side,
      one.target?.side == two.target?.side, one.has(.series) == two.has(.series),
      !two.first.has(.another), !one.answers.contains(where: { $0.dossier == second }),
      !two.answers.contains(where: { $0.dossier == first }),
      let days = one.dates?.value, let others = two.dates?.value, days.overlaps(others),
      days.earliest != nil, others.earliest != nil,
      (days.length ?? 99) <= 3 || (others.length ?? 99) <= 3 || one.has(.series)
    else { return false }
    guard one.has(.retaliates) == two.has(.retaliates), !two.first.has(.also) else { return false }
    let isStated = one.dates?.reason == .stated && two.dates?.reason == .stated
    var probe = two.first
    probe.source = two.source
    probe.target = two.target
    probe.weapons = two.weapons
    probe.impliedWeapon = two.impliedWeapon
    probe.places = two.places
    probe.dates = two.dates
    probe.killed = two.killed.map { Tally(count: $0.value, tokens: $0.tokens) }
    guard let fit = matching.fit(probe, one) else { return false }
    // Days that were only taken over prove nothing; weapon or place must agree as well.
    return isStated || fit.evidence >= 6
  }

  mutating func absorb(_ second: Int, into first: Int) {
    for mention in dossiers[second].mentions {
      var mention = mention
      mention.reason = "the same after missing sides and dates were filled in"
      dossiers[first].take(mention)
    }
    dossiers[first].takeDates(dossiers[second].dates)
    if let killed = dossiers[second].killed {
      dossiers[first].takeHarm(
        killed: Tally(count: killed.value, tokens: killed.tokens), wounded: nil)
    }
    if let wounded = dossiers[second].wounded {
      dossiers[first].takeHarm(
        killed: nil, wounded: Tally(count: wounded.value, tokens: wounded.tokens))
    }
    for answer in dossiers[second].answers
    where answer.dossier != first
      && !dossiers[first].answers.contains(where: { $0.dossier == answer.dossier })
    {
      dossiers[first].answers.append(answer)
    }
    dossiers[second].isDropped = true
    dossiers[second].standing = .merged
    for index in dossiers.indices {
      for position in dossiers[index].answers.indices
      where dossiers[index].answers[position].dossier == second {
        dossiers[index].answers[position].dossier = first
      }
    }
  }
}
