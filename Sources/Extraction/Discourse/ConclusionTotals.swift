import Incidents

extension Conclusion {
  /// Gives running totals the sides that they leave open from the acts that were decided on: a
  /// report counts what its own sides do to each other.
  mutating func fillTotals() {
    var acts: [Dyad: Int] = [:]
    for dossier in dossiers {
      guard let source = dossier.source?.side, let target = dossier.target?.side else { continue }
      acts[Dyad(source: source, target: target), default: 0] += dossier.mentions.count
    }
    let dyads = acts.keys.sorted { (-(acts[$0] ?? 0), $0) < (-(acts[$1] ?? 0), $1) }
    for index in claims.indices { fillTotal(index, dyads) }
  }

  /// `dyads` are those of the acts, the most frequent first.
  private mutating func fillTotal(_ index: Int, _ dyads: [Dyad]) {
    let claim = claims[index]
    let source = claim.source?.side.flatMap { $0 == .unknown ? nil : $0 }
    let target = claim.target?.side.flatMap { $0 == .unknown ? nil : $0 }
    func party(_ side: Side) -> Party {
      Party(side: side, reason: .inferred, tokens: claim.extent, rank: 1)
    }
    if source == nil, let target, target != codes.civilian,
      let dyad = dyads.first(where: { $0.target == target && $0.source != .unknown })
    {
      claims[index].source = party(dyad.source)
    }
    guard let source else { return }
    let own = dyads.filter { $0.source == source && $0.target != .unknown }
    // Those on whom strikes are counted are whom the strikes of the report hit.
    let isVague =
      target == codes.civilian && claim.unit.value.countsActs
      && claim.target?.reason == .inferred && !own.contains { $0.target == codes.civilian }
    if target == nil || isVague, let dyad = own.first { claims[index].target = party(dyad.target) }
  }
}
