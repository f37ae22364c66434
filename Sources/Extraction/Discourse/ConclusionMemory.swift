import Incidents

/// What the whole report lends to an act that leaves a side out.
extension Conclusion {
  /// The group of which the report speaks most, when a state acts.
  func onlyGroup(_ source: Side?) -> Side? {
    memory.mentions.filter { $0.kind == .fighters && $0.side != source }.reduce(into: [Side: Int]())
    {
      $0[$1.side, default: 0] += 1
    }.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  /// The forces last named before an act was told.
  func forces(before dossier: Dossier) -> Side? {
    memory.mentions.last {
      $0.kind == .forces && $0.tokens.lowerBound <= dossier.first.extent.upperBound
    }?.side
  }

  /// The side whose act this one answers.
  func answered(_ index: Int) -> Side? {
    dossiers[index].answers.lazy.compactMap { dossiers[$0.dossier].source?.side }.first {
      $0 != dossiers[index].source?.side
    }
  }

  func isFighters(_ side: Side) -> Bool {
    !codes.states.contains(side) && side != codes.civilian && side != codes.shipping
      && side != .unknown
  }

  /// "the army", "military jets": the state where the act was, else the one that the report is about.
  func homeland(_ dossier: Dossier) -> Side? {
    dossier.places.compactMap(\.holder).first { codes.states.contains($0) }
      ?? memory.lands.first { codes.states.contains($0) }
  }

  /// "a militia depot near a town": the fighters at home in the land of that town.
  func fighters(ofLand dossier: Dossier) -> Side? {
    guard let land = dossier.places.compactMap(\.holder).first else { return nil }
    let side = lexicon.fighters.side(markedBy: land, lands: [land])
    // What a land sponsors abroad is not at home in it.
    return side.flatMap { sponsors[$0] == land ? nil : $0 }
  }
}
