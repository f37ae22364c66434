import Incidents

/// What speaks for or against two sides as source and target of an act.
enum PairTrait: Int, CaseIterable {
  /// Both are what the rules settled on.
  case settled
  case statedElsewhere, statedOften, reversedElsewhere, mostStated, reverseOfMostStated, claimed
  case claimedInReverse
  case sponsorOnClient, clientOnSponsor
  case groupOnItsState, stateOnItsGroup, foreignStateOnGroup, groupOnForeignState
  case asBefore, reverseOfBefore, asBeforeAgain, reverseInAnswer
  case inOrder, inReverseOrder
}

/// Gathers the clues about two sides of one act together.
struct PairReader {
  let scene: Scene
  let record: Record
  let dossier: Dossier
  let previous: Dossier?

  func clues(_ source: Int, _ target: Int) -> [Clue] {
    var result = [Clues.kinds(scene.kinds[source], scene.kinds[target])]
    func note(_ trait: PairTrait, _ holds: Bool) { if holds { result.append(Clues.pair(trait)) } }
    let from = scene.sides[source]
    let to = scene.sides[target]
    note(
      .settled,
      from == dossier.source?.side ?? .unknown && to == dossier.target?.side ?? .unknown)
    guard from != .unknown, to != .unknown else { return result }
    let dyad = Dyad(source: from, target: to)
    let back = Dyad(source: to, target: from)
    let forth = record.count(dyad, besides: dossier)
    note(.statedElsewhere, forth > 0)
    note(.statedOften, forth > 1)
    note(.reversedElsewhere, record.count(back, besides: dossier) > 0)
    note(.mostStated, record.top == dyad && forth > 0)
    note(.reverseOfMostStated, record.top == back)
    note(.claimed, record.claimed.contains(dyad))
    note(.claimedInReverse, record.claimed.contains(back))
    note(.sponsorOnClient, scene.sponsors[to] == from)
    note(.clientOnSponsor, scene.sponsors[from] == to)
    relations(source, target, note)
    if let previous {
      let isSame = previous.source?.side == from && previous.target?.side == to
      let isBack = previous.source?.side == to && previous.target?.side == from
      note(.asBefore, isSame)
      note(.reverseOfBefore, isBack)
      note(.asBeforeAgain, isSame && (dossier.has(.another) || dossier.has(.also)))
      note(.reverseInAnswer, isBack && dossier.has(.retaliates))
    }
    return result
  }

  private func relations(_ source: Int, _ target: Int, _ note: (PairTrait, Bool) -> Void) {
    let from = scene.sides[source]
    let to = scene.sides[target]
    let isGroupOnState = scene.kinds[source] == .group && scene.kinds[target] == .state
    let isStateOnGroup = scene.kinds[source] == .state && scene.kinds[target] == .group
    note(.groupOnItsState, isGroupOnState && scene.isAtHome(from, in: to))
    note(.groupOnForeignState, isGroupOnState && !scene.isAtHome(from, in: to))
    note(.stateOnItsGroup, isStateOnGroup && scene.isAtHome(to, in: from))
    note(.foreignStateOnGroup, isStateOnGroup && !scene.isAtHome(to, in: from))
    let here = dossier.first.sentence
    let first = scene.namings[source].first { $0.sentence == here }?.tokens.lowerBound
    let second = scene.namings[target].first { $0.sentence == here }?.tokens.lowerBound
    if let first, let second {
      note(.inOrder, first < second)
      note(.inReverseOrder, first > second)
    }
  }
}
