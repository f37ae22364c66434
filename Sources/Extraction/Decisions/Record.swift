import Incidents

/// Who does what to whom in a report, as far as words say it and not completion.
struct Record: Sendable {
  private(set) var dyads: [Dyad: Int] = [:]
  private(set) var acting: [Side: Int] = [:]
  private(set) var suffering: [Side: Int] = [:]
  private(set) var top: Dyad?
  let claimed: Set<Dyad>

  init(_ dossiers: [Dossier], _ claims: [ClaimDraft]) {
    for dossier in dossiers where dossier.isTold {
      let source = Self.stated(dossier.source)
      let target = Self.stated(dossier.target)
      if let source { acting[source, default: 0] += 1 }
      if let target { suffering[target, default: 0] += 1 }
      if let source, let target, source != target {
        dyads[Dyad(source: source, target: target), default: 0] += 1
      }
    }
    top = dyads.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    claimed = Set(
      claims.compactMap { claim in
        guard let source = claim.source?.side, let target = claim.target?.side else { return nil }
        return Dyad(source: source, target: target)
      })
  }

  private static func stated(_ party: Party?) -> Side? {
    guard let party, party.reason != .inferred, party.reason != .unstated else { return nil }
    return party.side
  }

  /// What an act itself adds to the record, so that it does not vouch for itself.
  func count(_ dyad: Dyad, besides dossier: Dossier) -> Int {
    let own =
      dossier.isTold && Self.stated(dossier.source) == dyad.source
        && Self.stated(dossier.target) == dyad.target ? 1 : 0
    return (dyads[dyad] ?? 0) - own
  }

  func acts(of side: Side, besides dossier: Dossier) -> Int {
    (acting[side] ?? 0) - (dossier.isTold && Self.stated(dossier.source) == side ? 1 : 0)
  }

  func sufferings(of side: Side, besides dossier: Dossier) -> Int {
    (suffering[side] ?? 0) - (dossier.isTold && Self.stated(dossier.target) == side ? 1 : 0)
  }
}
