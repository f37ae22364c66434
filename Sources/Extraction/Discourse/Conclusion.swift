import Incidents

/// Completes what a report told: sides that single sentences left open.
struct Conclusion {
  let document: Document
  let parses: [Parse]
  let resolver: TimeResolver
  let codes: SideCodes
  let sponsors: [Side: Side]
  let homes: [Side: [Side]]
  let memory: Memory
  let lexicon: Lexicon

  var dossiers: [Dossier]
  var claims: [ClaimDraft]

  init(_ narrative: Narrative) {
    document = narrative.document
    parses = narrative.parses
    resolver = narrative.resolver
    codes = narrative.codes
    sponsors = narrative.sponsors
    homes = narrative.reader.lexicon.fighters.homes
    memory = narrative.memory
    lexicon = narrative.reader.lexicon
    dossiers = narrative.dossiers
    claims = narrative.claims
    fillSides(byLand: false)
    fillSides(byLand: true)
    consider(narrative.faint)
    fillPlaces()
  }

  var published: Day? { resolver.published }

  /// The incidents told near another; a longer document tells too many to compare all with all.
  func near(_ index: Int) -> [Int] {
    let first = max(0, index - Narrative.reach)
    return Array(first..<min(dossiers.count, index + Narrative.reach))
  }
}
