import Incidents

/// What speaks for or against one act answering another.
enum AnswerTrait: Int, CaseIterable {
  case always
  case rulesSay, rulesGuess
  case reversed, sourceWasHit, targetHadActed, sameSource, sameTarget
  case retaliates, provoked
  case dayBefore, sameDay, weekBefore, monthBefore, longBefore, later, undated
  case toldBefore, toldAfter, justBefore, sameSentence, nextSentence, far
  case retaliatesReversed, sameSentenceReversed, justBeforeReversed
  case cueHere, cueHereReversed
}

/// Gathers the clues about an act answering another.
struct AnswerReader {
  let scene: Scene
  let cues: [Bool]

  func clues(
    _ dossier: Dossier, _ decision: Decision, to other: Dossier, _ former: Decision,
    isLink: Bool?, isNeighbour: Bool
  ) -> [Clue] {
    var result: [Clue] = [Clues.answer(AnswerTrait.always)]
    func note(_ trait: AnswerTrait, _ holds: Bool) {
      if holds { result.append(Clues.answer(trait)) }
    }
    note(.rulesSay, isLink == true)
    note(.rulesGuess, isLink == false)
    let isKnown = scene.kinds[decision.source] != .unknown && scene.kinds[former.source] != .unknown
    let isReversed =
      decision.source == former.target && decision.target == former.source && isKnown
    note(.reversed, isReversed)
    note(.sourceWasHit, decision.source == former.target)
    note(.targetHadActed, decision.target == former.source)
    note(.sameSource, decision.source == former.source)
    note(.sameTarget, decision.target == former.target)
    note(.retaliates, dossier.has(.retaliates))
    note(.provoked, other.mentions.contains { $0.has(.provoked) })
    days(decision, former, note)
    let here = dossier.mentions.map(\.sentence)
    let there = other.mentions.map(\.sentence)
    let distance = here.flatMap { one in there.map { abs(one - $0) } }.min() ?? 0
    note(.toldBefore, other.first.trigger.lowerBound < dossier.first.trigger.lowerBound)
    note(.toldAfter, other.first.trigger.lowerBound > dossier.first.trigger.lowerBound)
    note(.justBefore, isNeighbour)
    note(.sameSentence, distance == 0)
    note(.nextSentence, distance == 1)
    note(.far, distance > 5)
    note(.retaliatesReversed, dossier.has(.retaliates) && isReversed)
    note(.sameSentenceReversed, distance == 0 && isReversed)
    note(.justBeforeReversed, isNeighbour && isReversed)
    let hasCue = here.contains { cues[$0] }
    note(.cueHere, hasCue)
    note(.cueHereReversed, hasCue && isReversed)
    return result
  }

  private func days(
    _ decision: Decision, _ former: Decision, _ note: (AnswerTrait, Bool) -> Void
  ) {
    guard let first = former.date?.days.latest, let second = decision.date?.days.latest else {
      note(.undated, true)
      return
    }
    switch second - first {
    case ..<0: note(.later, true)
    case 0: note(.sameDay, true)
    case 1: note(.dayBefore, true)
    case ...7: note(.weekBefore, true)
    case ...40: note(.monthBefore, true)
    default: note(.longBefore, true)
    }
  }
}
