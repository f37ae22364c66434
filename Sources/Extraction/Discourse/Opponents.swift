import Incidents

/// Who acts on whom in a report, for filling in sides that a sentence leaves out.
struct Opponents {
  private var acts: [Side: [Side: Int]] = [:]
  /// Whose towns a side struck, for reports that name no better target.
  private var holders: [Side: Side] = [:]
  private let homes: [Side: [Side]]

  init(_ dossiers: [Dossier], claims: [(source: Side, target: Side)], homes: [Side: [Side]]) {
    self.homes = homes
    for dossier in dossiers where dossier.isTold {
      guard let source = dossier.source?.side, let target = dossier.target?.side,
        source != target, let party = dossier.target, party.generic != .people,
        // Sides that were filled in prove nothing.
        party.reason != .inferred, dossier.source?.reason != .inferred
      else { continue }
      if party.isPlace {
        holders[source, default: target] = target
        continue
      }
      // The act that is told most often is what the report is about.
      add(source, target, weight: 1 + dossier.mentions.count)
    }
    for claim in claims where claim.source != claim.target {
      add(claim.source, claim.target, weight: 2)
    }
  }

  private mutating func add(_ source: Side, _ target: Side, weight: Int) {
    acts[source, default: [:]][target, default: 0] += weight
    acts[target, default: [:]][source, default: 0] += weight - 1
  }

  /// The sides that fight a side, the most frequent first.
  func of(_ side: Side) -> [Side] {
    let known = acts[side] ?? [:]
    return known.keys.sorted { (-(known[$0] ?? 0), $0) < (-(known[$1] ?? 0), $1) }
  }

  /// The side that another fights: by its acts, else by the towns that it struck.
  func likely(of side: Side) -> Side? { of(side).first ?? holders[side] }

  /// The opponent of a side that is at home in a land.
  func of(_ side: Side, in land: Side) -> Side? {
    of(side).first { $0 == land || homes[$0]?.contains(land) ?? false }
  }
}
