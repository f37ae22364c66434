import Incidents

/// Completes what a report told: sides, days and links that single sentences left open.
struct Conclusion {
  let document: Document
  let published: Day?
  let codes: SideCodes
  let sponsors: [Side: Side]
  let homes: [Side: [Side]]
  let memory: Memory
  let lexicon: Lexicon

  var dossiers: [Dossier]
  var claims: [ClaimDraft]

  init(_ narrative: Narrative) {
    document = narrative.document
    published = narrative.resolver.published
    codes = narrative.codes
    sponsors = narrative.sponsors
    homes = narrative.reader.lexicon.fighters.homes
    memory = narrative.memory
    lexicon = narrative.reader.lexicon
    dossiers = narrative.dossiers
    claims = narrative.claims
  }

  /// Runs all steps, in the order in which they need each other.
  mutating func run() {
    fillSides(byLand: false)
    linkRetaliations()
    fillSides(byLand: true)
    dropEmpty()
    judgeLinks()
    fillDates()
    mergeAgain()
    dropBatches()
    dropLate()
    fillPlaces()
  }

  /// The incidents told near another; a longer document tells too many to compare all with all.
  func near(_ index: Int) -> [Int] {
    let first = max(0, index - Narrative.reach)
    return (first..<min(dossiers.count, index + Narrative.reach)).filter { !dossiers[$0].isDropped }
  }

  var living: [Int] { dossiers.indices.filter { !dossiers[$0].isDropped } }

  /// Drops what names nobody, or only a direction without time and harm.
  private mutating func dropEmpty() {
    for index in dossiers.indices {
      let dossier = dossiers[index]
      let source = dossier.source?.side
      let target = dossier.target?.side
      let stated = [dossier.source, dossier.target].compactMap { $0 }.filter {
        $0.side != nil && $0.reason != .inferred
      }
      let isTold = !stated.isEmpty || dossier.killed != nil && dossier.place != nil
      if source == nil && target == nil || source != nil && source == target || !isTold {
        dossiers[index].isDropped = true
        continue
      }
      let isDated = dossier.dates?.reason == .stated || dossier.background != nil
      let hasHarm = dossier.killed != nil || dossier.wounded != nil
      if source == nil || target == nil, !isDated, !hasHarm { dossiers[index].isDropped = true }
      let isOnMen = dossier.target?.generic == .fighters && dossier.dates?.reason == .stated
      if target == nil, dossier.weapons.isEmpty, dossier.place == nil, !hasHarm, !isOnMen {
        dossiers[index].isDropped = true
      }
    }
  }

  /// "Two more attacks on Monday", told one by one in the sentences after: the batch goes.
  private mutating func dropBatches() {
    for index in living {
      let batch = dossiers[index]
      guard let count = batch.count?.value, count.minimum >= 2, count.isExact else { continue }
      var singles = 0
      for other in near(index) where other != index {
        let single = dossiers[other]
        guard single.count?.value ?? .one == .one, !single.has(.series),
          single.first.sentence >= batch.first.sentence,
          single.first.sentence - batch.first.sentence <= 12,
          single.target?.side == batch.target?.side,
          single.source?.side == batch.source?.side || single.source?.side == nil
            || batch.source?.side == nil,
          single.dates.map({ one in batch.dates.map { one.value.overlaps($0.value) } ?? true })
            ?? true
        else { continue }
        singles += 1
      }
      if singles >= 2 { dossiers[index].isDropped = true }
    }
  }

  /// What would lie after publication did not happen yet.
  private mutating func dropLate() {
    guard let published else { return }
    for index in living {
      if let earliest = dossiers[index].dates?.value.earliest, earliest > published + 1 {
        dossiers[index].isDropped = true
      }
    }
  }

  func related(_ one: Side?, _ two: Side?) -> Bool {
    guard let one, let two else { return false }
    return one == two || sponsors[one] == two || sponsors[two] == one
  }
}
