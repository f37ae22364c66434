import Incidents

/// How a surer act of the same days stands to another, by its sides.
enum ShadowKind: Int, CaseIterable { case twin, vague, reverse, other }

/// Where it is told, and what both have in common.
enum ShadowTrait: Int, CaseIterable {
  case anywhere, here, next, near, far, definite, killed, weapon, harm
}

/// Gathers the clues about acts of the same days that are surer than one.
struct ShadowReader {
  let scene: Scene

  func clues(
    _ dossier: Dossier, _ decision: Decision, surer: [(dossier: Dossier, decision: Decision)]
  ) -> [Clue] {
    var result: Set<Clue> = []
    for (other, former) in surer {
      guard areNear(decision, former) else { continue }
      let kind = kind(decision, former)
      func note(_ trait: ShadowTrait, _ holds: Bool) {
        if holds { result.insert(Clues.shadow(kind, trait)) }
      }
      let distance = abs(dossier.first.sentence - other.first.sentence)
      note(.anywhere, true)
      note(.here, distance == 0)
      note(.next, distance == 1)
      note(.near, distance > 1 && distance <= 4)
      note(.far, distance > 4)
      note(.definite, dossier.has(.definite))
      note(.weapon, dossier.chiefWeapon != nil && dossier.chiefWeapon == other.chiefWeapon)
      note(.harm, dossier.first.form == .harm || dossier.first.form == .kill)
      if let killed = dossier.killed?.value, killed.minimum > 0 {
        note(.killed, killed == other.killed?.value)
      }
    }
    return result.sorted()
  }

  private func areNear(_ one: Decision, _ two: Decision) -> Bool {
    guard let first = one.date?.days.bounded, let second = two.date?.days.bounded else {
      return true
    }
    return max(first.lowerBound, second.lowerBound) - min(first.upperBound, second.upperBound) <= 1
  }

  private func kind(_ one: Decision, _ two: Decision) -> ShadowKind {
    if one.source == two.source, one.target == two.target { return .twin }
    if one.source == two.target, one.target == two.source { return .reverse }
    let isUnknown = { (side: Int) in scene.kinds[side] == .unknown }
    let isOpen = { (side: Int) in isUnknown(side) || scene.kinds[side] == .civilian }
    let mayShare =
      (one.source == two.source || isUnknown(one.source) || isUnknown(two.source))
      && (one.target == two.target || isOpen(one.target) || isOpen(two.target))
    return mayShare ? .vague : .other
  }
}
