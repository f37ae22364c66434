import Incidents

/// Decides whether a mention tells of an incident that is known already.
struct Matching {
  let document: Document
  let sponsors: [Side: Side]
  let codes: SideCodes
  let lexicon: Lexicon

  /// What speaks for a mention and a dossier telling the same.
  struct Fit {
    /// Agreement of cells.
    var evidence: Double
    /// Nearness in the text, at most 1.
    var recency: Double
  }

  /// How well a mention fits a dossier; nil when something forbids it.
  func fit(_ mention: Mention, _ dossier: Dossier) -> Fit? {
    guard let sides = sides(mention, dossier) else { return nil }
    guard let dates = dates(mention, dossier) else { return nil }
    guard let weapons = weapons(mention, dossier) else { return nil }
    let isDefinite = mention.has(.definite)
    guard let places = places(mention, dossier, isDefinite: isDefinite) else { return nil }
    if let first = mention.clock, let second = dossier.clock, first != second { return nil }
    if mention.has(.another), !isDefinite { return nil }
    if isOtherTarget(mention.targetName, dossier.targetName) { return nil }
    let isOfDay = dossier.dates?.reason == .stated && (dossier.dates?.value.length ?? 99) <= 2
    if isSeries(mention) != isSeries(dossier), !isDefinite, !isOfDay { return nil }
    if mention.has(.downing) != dossier.has(.downing), !isDefinite { return nil }
    if let first = mention.count?.count, let second = dossier.count?.value,
      !first.overlaps(second)
    {
      return nil
    }
    var harm = 0.0
    if let killed = mention.killed?.count, let known = dossier.killed?.value {
      harm += killed == known ? 2 : (killed.overlaps(known) || isDefinite ? 0 : -2)
    }
    let distance = mention.sentence - dossier.last.sentence
    let recency = max(0, 1 - Double(distance) * 0.1)
    return Fit(evidence: sides + dates + weapons + places + harm, recency: recency)
  }

  private func isSeries(_ mention: Mention) -> Bool {
    mention.has(.series) || (mention.count?.count.minimum ?? 1) > 1
  }

  private func isSeries(_ dossier: Dossier) -> Bool {
    dossier.has(.series) || (dossier.count?.value.minimum ?? 1) > 1
  }

  // MARK: Cells

  func sides(_ mention: Mention, _ dossier: Dossier) -> Double? {
    guard let source = same(mention.source, dossier.source, others: []) else { return nil }
    var target = same(mention.target, dossier.target, others: dossier.targets)
    // "The army said the strike had aimed at fighters": another view of whom it hit.
    if target == nil, mention.has(.definite), mention.source?.side == nil,
      mention.target?.side == codes.civilian || dossier.target?.side == codes.civilian
    {
      target = 0
    }
    guard let target else { return nil }
    // "the U.S. strike" cannot be the attack on the U.S.
    if let side = mention.source?.side, side == dossier.target?.side { return nil }
    if let side = mention.target?.side, side == dossier.source?.side { return nil }
    return source + target
  }

  private func same(_ first: Party?, _ second: Party?, others: [Side]) -> Double? {
    // "opened fire on observers": whoever they are, they are not the side told before.
    if let first, first.side == nil, first.generic == .unknown, second?.side != nil { return -1 }
    if let first, let second, isUnlike(first, second) || isUnlike(second, first) { return nil }
    guard let first, let second, let one = first.side, let two = second.side else { return 0 }
    if one == two { return 2 }
    if others.contains(one) { return 1.5 }
    // "depots linked to Iran" may be a militia's; Iran itself is not the militia.
    if sponsors[one] == two, second.reason == .sponsored { return 0.5 }
    if sponsors[two] == one, first.reason == .sponsored { return 0.5 }
    let isVague = { (party: Party) in
      party.isPlace || party.rank <= 2 || (party.generic == .people && party.reason == .inferred)
    }
    return isVague(first) || isVague(second) ? 0 : nil
  }

  /// "army jets" are not the rebels who acted before, nor are the soldiers hit the rebels.
  private func isUnlike(_ forces: Party, _ group: Party) -> Bool {
    guard forces.side == nil, forces.generic == .forces, let side = group.side else { return false }
    return !codes.states.contains(side) && side != codes.civilian && side != codes.shipping
      && group.reason != .inferred && group.reason != .recalled
  }

  func dates(_ mention: Mention, _ dossier: Dossier) -> Double? {
    guard let first = mention.dates?.value else { return 0 }
    guard let second = dossier.dates?.value ?? dossier.presumed else { return 0 }
    guard first.overlaps(second) else { return nil }
    if dossier.dates?.reason != .stated, mention.dates?.value.earliest != nil,
      let presumed = dossier.presumed, !first.overlaps(presumed)
    {
      return nil
    }
    // A day inside a month agrees, but proves little.
    let isNarrow =
      (first.length ?? 99) <= 10 && (second.length ?? 99) <= 10
      || first.length == second.length
    return isNarrow && mention.dates?.reason == .stated && dossier.dates?.reason == .stated ? 3 : 1
  }

  func weapons(_ mention: Mention, _ dossier: Dossier) -> Double? {
    let first = mention.weapons.map(\.value) + (mention.impliedWeapon.map { [$0.value] } ?? [])
    let second = dossier.weapons.map(\.value) + (dossier.impliedWeapon.map { [$0.value] } ?? [])
    if first.isEmpty || second.isEmpty { return 0 }
    if first.contains(where: second.contains) { return 1 }
    for one in first {
      for two in second where Self.related(one, two) { return 0.5 }
    }
    return nil
  }

  /// Weapons that two reporters may well call by each other's name.
  private static func related(_ first: Weapon, _ second: Weapon) -> Bool {
    let families: [Set<Weapon>] = [
      [.airstrike, .missile, .bomb, .drone, .gunship], [.rocket, .missile, .artillery, .mortar],
      [.bomb, .suicide, .ied], [.ground, .shooting], [.ground, .suicide], [.naval, .ground],
      [.shooting, .gunship, .artillery, .mortar], [.other, .airstrike, .missile, .naval, .unknown],
    ]
    return first == .unknown || second == .unknown
      || families.contains { $0.contains(first) && $0.contains(second) }
  }

  func places(_ mention: Mention, _ dossier: Dossier, isDefinite: Bool) -> Double? {
    let first = mention.places.filter { $0.rank >= 3 }
    let second = dossier.places.filter { $0.rank >= 3 }
    if mention.has(.elsewhere), second.isEmpty, !isDefinite, dossier.source?.side != nil {
      return nil
    }
    if first.isEmpty || second.isEmpty { return 0 }
    for one in first {
      for two in second where isSame(one, two) { return 2 }
    }
    // A town and the base beside it, or a village and its district, are no contradiction.
    let ranks = (first.map(\.rank).max() ?? 0, second.map(\.rank).max() ?? 0)
    if isDefinite || mention.has(.perfect) || ranks.0 != ranks.1 { return 0 }
    return nil
  }

  private func isSame(_ one: PlaceMention, _ two: PlaceMention) -> Bool {
    one.base != nil && one.base == two.base || overlaps(one.tokens, two.tokens)
  }

  /// Whether two names share a word of four letters or more.
  private func overlaps(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
    for one in first
    where document.tokens[one].end - document.tokens[one].start >= 4
      && document.tokens[one].isCapital
      && !lexicon.classes(of: document.tokens[one]).contains(.placeNoun)
    {
      let hash = Folding.hash(document.bytes[document.tokens[one].bytes])
      for two in second
      where Folding.hash(document.bytes[document.tokens[two].bytes]) == hash { return true }
    }
    return false
  }

  private func isOtherTarget(_ first: Range<Int>?, _ second: Range<Int>?) -> Bool {
    guard let first, let second else { return false }
    return !overlaps(first, second)
  }
}
