import Incidents

extension Conclusion {
  /// Fills in the sides that the report leaves to its readers.
  mutating func fillSides(byLand: Bool) {
    let told = claimedPairs
    for _ in 0..<2 {
      let opponents = Opponents(dossiers, claims: told, homes: homes)
      for index in dossiers.indices { fillTarget(index, opponents, byLand: byLand) }
      for index in dossiers.indices { fillSource(index, opponents) }
      for index in claims.indices { fillClaim(index, opponents) }
    }
  }

  /// Completes acts that the rules did not take for incidents, from those that they did.
  mutating func consider(_ faint: [Dossier]) {
    let opponents = Opponents(dossiers, claims: claimedPairs, homes: homes)
    let told = dossiers.count
    dossiers += faint
    for index in told..<dossiers.count {
      fillTarget(index, opponents, byLand: true)
      fillSource(index, opponents)
    }
  }

  private var claimedPairs: [(source: Side, target: Side)] {
    claims.compactMap { claim in
      guard let source = claim.source?.side, let target = claim.target?.side else { return nil }
      return (source, target)
    }
  }

  /// Fills in whom an act hit; the land where it fell stands for its target only when no side does.
  private mutating func fillTarget(_ index: Int, _ opponents: Opponents, byLand: Bool) {
    let dossier = dossiers[index]
    let source = dossier.source?.side
    let target = dossier.target
    let isOpen = target?.side == nil
    let isPlace = target?.isPlace ?? false
    let isPeople = target?.generic == .people && target?.side == codes.civilian
    guard isOpen || isPlace || isPeople else { return }
    if isOpen, target?.generic == .fighters || target?.generic == .lair {
      // Militants without a name: the group that the side fights, or the report's only one.
      let enemies = source.map { opponents.of($0) } ?? []
      let isLair = target?.generic == .lair
      let own = enemies.first { !codes.states.contains($0) && $0 != codes.civilian }
      // A hideout is its land's fighters', or falls to the land; the men are the group's.
      let group =
        isLair ? fighters(ofLand: dossier) : own ?? onlyGroup(source) ?? fighters(ofLand: dossier)
      if let group, group != source {
        set(target: group, of: index, reason: .inferred)
        return
      }
      if target?.generic == .fighters { return }
    }
    let holder = isPlace ? target?.side : dossier.places.max { $0.rank < $1.rank }?.holder
    let anyHolder = holder ?? dossier.places.compactMap(\.holder).first ?? target?.land
    if let source {
      // A strike on a town hits the opponent who is at home there.
      if !isPeople || !isFighters(source), let land = anyHolder, land != source,
        let side = opponents.of(source, in: land)
      {
        set(target: side, of: index, reason: .inferred)
        return
      }
      if isPeople || target?.side == codes.civilian, let side = answered(index) {
        set(target: side, of: index, reason: .inferred)
        return
      }
      if isPeople, anyHolder == nil, !isFighters(source), let side = opponents.of(source).first {
        set(target: side, of: index, reason: .inferred)
        return
      }
      if isPeople {
        // Civilians of the land that a foreign side strikes count as that land.
        // Fighters who hit towns abroad hit the state; at home they hit its people.
        let isAbroad = target?.land.map { !(homes[source]?.contains($0) ?? true) } ?? false
        if byLand, let land = isAbroad ? target?.land : anyHolder, land != source,
          !isFighters(source) || isAbroad
        {
          set(target: land, of: index, reason: .inferred)
        }
        return
      }
      if isOpen, target?.generic == .facility || target?.generic == .forces,
        let side = opponents.likely(of: source)
      {
        set(target: side, of: index, reason: .inferred)
        return
      }
      if isOpen, target?.generic == .facility {
        if let land = anyHolder, let group = onlyGroup(source),
          homes[group]?.contains(land) ?? false
        {
          // Depots in the land of the only group that the report names.
          set(target: group, of: index, reason: .inferred)
          return
        }
        if let side = forces(before: dossier), side != source, anyHolder == nil {
          set(target: side, of: index, reason: .recalled)
          return
        }
      }
      if byLand, isOpen, let land = anyHolder, land != source,
        dossier.target?.generic != .forces || forces(before: dossier) == nil
      {
        set(target: land, of: index, reason: .inferred)
        return
      }
      if isOpen, let side = answered(index) ?? opponents.likely(of: source) {
        set(target: side, of: index, reason: .inferred)
      }
    } else if isOpen, dossier.target?.generic == .forces, let side = forces(before: dossier) {
      // Troops without a name: those of whom the report speaks.
      set(target: side, of: index, reason: .recalled)
    } else if byLand, isOpen, let land = anyHolder {
      set(target: land, of: index, reason: .inferred)
    } else if isOpen, dossier.target?.generic == .facility, let side = forces(before: dossier) {
      set(target: side, of: index, reason: .recalled)
    }
    if byLand, dossiers[index].target?.side == nil, dossiers[index].target?.generic == .forces,
      let land = homeland(dossier), land != source
    {
      set(target: land, of: index, reason: .recalled)
    }
  }

  /// Fills in who acted.
  private mutating func fillSource(_ index: Int, _ opponents: Opponents) {
    let dossier = dossiers[index]
    guard dossier.source?.side == nil, let target = dossier.target?.side else { return }
    // Whoever is answered by the target acted.
    let answering = near(index).map { dossiers[$0] }.first { other in
      other.answers.contains { $0.dossier == index } && other.target?.side != nil
        && other.target?.side != target
    }
    if let side = answering?.target?.side, side != codes.civilian {
      // A sponsor that is struck in answer pays for the group whose attacks the report tells.
      let group = opponents.of(target).first { sponsors[$0] == side }
      set(source: group ?? side, of: index)
      return
    }
    if dossier.source?.generic == .forces, let land = homeland(dossier), land != target {
      set(source: land, of: index, reason: .recalled)
      return
    }
    let candidates = opponents.of(target).filter { $0 != codes.civilian && $0 != codes.shipping }
    if dossier.source?.generic == .fighters || dossier.source == nil
      || dossier.source?.generic == .unknown
    {
      if let side = candidates.first(where: { isFighters($0) }) ?? candidates.first {
        set(source: side, of: index)
      } else if candidates.isEmpty, target != codes.civilian, let side = actingGroup(),
        side != target
      {
        set(source: side, of: index)
      }
    }
  }

  /// The only armed group that acts in the report.
  private func actingGroup() -> Side? {
    let groups = Set(
      dossiers.compactMap(\.source).filter { $0.reason != .inferred }.compactMap(\.side)
        .filter { isFighters($0) })
    return groups.count == 1 ? groups.first : nil
  }

  mutating func set(target side: Side, of index: Int, reason: Reason) {
    let tokens = dossiers[index].target?.tokens ?? dossiers[index].first.trigger
    dossiers[index].target = Party(side: side, reason: reason, tokens: tokens, rank: 3)
  }

  mutating func set(source side: Side, of index: Int, reason: Reason = .inferred) {
    let tokens = dossiers[index].source?.tokens ?? dossiers[index].first.trigger
    dossiers[index].source = Party(side: side, reason: reason, tokens: tokens, rank: 1)
  }

  /// Fills in the sides of a running total.
  private mutating func fillClaim(_ index: Int, _ opponents: Opponents) {
    if claims[index].source?.side == nil,
      claims[index].unit.value == .killed || claims[index].unit.value == .wounded,
      let pair = claims[index].pair
    {
      // Harm of the war that the sentences before tell of.
      claims[index].source = Party(
        side: pair.source, reason: .inferred, tokens: claims[index].extent, rank: 1)
      claims[index].target = Party(
        side: pair.target, reason: .inferred, tokens: claims[index].extent, rank: 1)
    }
    if claims[index].source?.side == nil, let target = claims[index].target?.side,
      let side = opponents.of(target).first(where: { isFighters($0) }) ?? opponents.of(target).first
    {
      claims[index].source = Party(
        side: side, reason: .inferred, tokens: claims[index].extent, rank: 1)
    }
    if claims[index].target?.side == nil || claims[index].target?.side == codes.civilian,
      let source = claims[index].source?.side,
      let side = opponents.of(source).first ?? sponsored(by: source, opponents)
    {
      claims[index].target = Party(
        side: side, reason: .inferred, tokens: claims[index].extent, rank: 1)
    }
  }

  /// Whom the sides that a sponsor stands behind fight.
  func sponsored(by sponsor: Side, _ opponents: Opponents) -> Side? {
    for side in sponsors.keys.sorted() where sponsors[side] == sponsor {
      if let other = opponents.of(side).first(where: { $0 != sponsor }) { return other }
    }
    return nil
  }
}
