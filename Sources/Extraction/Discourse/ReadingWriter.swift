import Incidents

/// Writes completed dossiers and claims as incidents, claims and traces.
struct ReadingWriter {
  let document: Document
  let name: String
  let lexicon: Lexicon

  private(set) var incidents: [Incident] = []
  private(set) var claims: [Claim] = []
  private(set) var traces: [Trace] = []
  private(set) var accounts: [Account] = []
  /// The row of each dossier, by its number.
  private(set) var identifiers: [Int: String] = [:]

  let states: Set<Side>

  init(document: Document, name: String, lexicon: Lexicon, states: Set<Side>) {
    self.states = states
    self.document = document
    self.name = name
    self.lexicon = lexicon
  }

  mutating func write(_ conclusion: Conclusion) {
    let living = conclusion.dossiers.indices.sorted {
      conclusion.dossiers[$0].first.trigger.lowerBound
        < conclusion.dossiers[$1].first.trigger.lowerBound
    }
    for (position, index) in living.enumerated() { identifiers[index] = "i\(position + 1)" }
    for index in living {
      write(conclusion.dossiers[index], id: identifiers[index] ?? "i0", identifiers)
      account(for: conclusion.dossiers[index], id: identifiers[index] ?? "i0", identifiers)
    }
    for claim in conclusion.claims { write(claim, stated: conclusion.published) }
  }

  private mutating func trace(
    _ row: String, _ column: Trace.Column, _ tokens: Range<Int>, _ reason: Reason
  ) {
    guard let bytes = document.byteRange(tokens) else { return }
    traces.append(Trace(row: row, column: column, bytes: bytes, reason: reason))
  }

  // MARK: Incidents

  private mutating func write(_ dossier: Dossier, id: String, _ identifiers: [Int: String]) {
    let trigger = dossier.first.trigger
    let source = dossier.source
    let target = dossier.target
    trace(
      id, .source, source?.tokens ?? trigger,
      source?.side == nil ? .unstated : source?.reason ?? .unstated)
    trace(
      id, .target, target?.tokens ?? trigger,
      target?.side == nil ? .unstated : target?.reason ?? .unstated)
    let dates = dossier.dates ?? Read(value: .unknown, tokens: trigger, reason: .unstated)
    trace(id, .date, dates.tokens, dates.reason)
    let count = count(of: dossier)
    trace(id, .count, count.tokens, count.reason)
    let weapon = weapon(of: dossier)
    trace(id, .weapon, weapon.tokens, weapon.reason)
    trace(id, .place, dossier.place?.tokens ?? trigger, dossier.place == nil ? .unstated : .stated)
    trace(id, .killed, dossier.killed?.tokens ?? trigger, dossier.killed?.reason ?? .unstated)
    trace(id, .wounded, dossier.wounded?.tokens ?? trigger, dossier.wounded?.reason ?? .unstated)
    let answers = dossier.answers.filter { identifiers[$0.dossier] != nil }
    trace(
      id, .retaliationFor, answers.first?.tokens ?? trigger, answers.isEmpty ? .unstated : .stated)
    let sourceName = name(of: source)
    let targetName = name(of: target)
    trace(id, .sourceName, source?.tokens ?? trigger, sourceName == nil ? .unstated : .stated)
    trace(id, .targetName, target?.tokens ?? trigger, targetName == nil ? .unstated : .stated)
    incidents.append(
      Incident(
        id: id, source: source?.side ?? .unknown, target: target?.side ?? .unknown,
        dates: dates.value, count: count.value, weapon: weapon.value,
        place: dossier.place.map { document.text($0.tokens) }, killed: dossier.killed?.value,
        wounded: dossier.wounded?.value,
        answers: answers.compactMap { identifiers[$0.dossier] }, sourceName: sourceName,
        targetName: targetName, confidence: (dossier.probability * 100).rounded() / 100,
        provenance: provenance(of: dossier)))
  }

  private mutating func account(for dossier: Dossier, id: String, _ identifiers: [Int: String]) {
    let tellings = dossier.mentions.sorted { $0.trigger.lowerBound < $1.trigger.lowerBound }
      .compactMap { mention in
        document.byteRange(mention.extent).map {
          Account.Telling(bytes: $0, words: document.text(mention.extent), reason: mention.reason)
        }
      }
    accounts.append(
      Account(
        incident: id, tellings: tellings,
        doubts: dossier.grounds.map { .init(reason: $0.reason, cost: $0.cost) },
        distinctions: dossier.distinctions.compactMap { entry in
          guard let other = identifiers[entry.dossier], other != id else { return nil }
          return .init(other: other, reason: entry.reason)
        }))
  }

  private func name(of party: Party?) -> String? {
    guard let party, party.reason != .inferred, party.reason != .unstated else { return nil }
    return document.text(party.tokens)
  }

  private func provenance(of dossier: Dossier) -> Provenance {
    // The telling that says most, the first among equals.
    let best = dossier.mentions.max { one, two in
      (richness(one), -one.trigger.lowerBound) < (richness(two), -two.trigger.lowerBound)
    }
    let extent = best?.extent ?? dossier.first.extent
    return Provenance(
      document: name, bytes: document.byteRange(extent), evidence: document.text(extent))
  }

  private func richness(_ mention: Mention) -> Int {
    var value = 0
    if mention.source?.side != nil { value += 2 }
    if mention.target?.side != nil { value += 2 }
    if mention.dates?.reason == .stated { value += 2 }
    if !mention.weapons.isEmpty { value += 1 }
    return value
  }

  private func count(of dossier: Dossier) -> Read<CountInterval> {
    if let count = dossier.count { return count }
    let trigger = dossier.first.trigger
    if dossier.has(.series) {
      return Read(value: NumberReader.interval(2, nil), tokens: trigger, reason: .inferred)
    }
    let last = document.tokens[trigger.upperBound - 1].word
    if dossier.first.has(.plural), dossier.first.has(.noun), !lexicon.is(last, .strikeNoun) {
      return Read(value: NumberReader.interval(1, nil), tokens: trigger, reason: .inferred)
    }
    return Read(value: .one, tokens: trigger, reason: .inferred)
  }

  private func weapon(of dossier: Dossier) -> Read<Weapon> {
    let isState = dossier.source?.side.map(states.contains) ?? false
    let concrete = dossier.weapons.filter { $0.value != .airstrike && $0.value != .other }
    if let weapon = concrete.first(where: { $0.value != .ground }) ?? dossier.weapons.first {
      return weapon
    }
    if let implied = dossier.impliedWeapon, implied.value != .unknown {
      // A state that bombs does it from the air; a group does it with a bomb.
      if implied.value == .bomb, isState, dossier.first.has(.performed) {
        return Read(value: .airstrike, tokens: implied.tokens, reason: .inferred)
      }
      return implied
    }
    let trigger = dossier.first.trigger
    for mention in dossier.mentions where isState {
      for trigger in mention.triggers
      where trigger.contains(where: { lexicon.is(document.tokens[$0].word, .strikeWord) }) {
        return Read(value: .airstrike, tokens: trigger, reason: .inferred)
      }
    }
    for mention in dossier.mentions where !isState {
      for trigger in mention.triggers
      where trigger.contains(where: { lexicon.is(document.tokens[$0].word, .raidWord) }) {
        return Read(value: .ground, tokens: trigger, reason: .inferred)
      }
    }
    return Read(value: .unknown, tokens: trigger, reason: .unstated)
  }

  // MARK: Claims

  private mutating func write(_ claim: ClaimDraft, stated: Day?) {
    let source = claim.source?.side ?? .unknown
    let target = claim.target?.side ?? .unknown
    // A total of nobody known on nobody known says nothing.
    guard source != target else { return }
    let row = "c\(claims.count + 1)"
    trace(row, .source, claim.source?.tokens ?? claim.extent, claim.source?.reason ?? .unstated)
    trace(row, .target, claim.target?.tokens ?? claim.extent, claim.target?.reason ?? .unstated)
    trace(row, .since, claim.since?.tokens ?? claim.extent, claim.since?.reason ?? .unstated)
    trace(row, .until, claim.until?.tokens ?? claim.extent, claim.until?.reason ?? .unstated)
    trace(row, .count, claim.count.tokens, claim.count.reason)
    trace(row, .unit, claim.unit.tokens, claim.unit.reason)
    claims.append(
      Claim(
        source: source, target: target, since: claim.since?.value ?? .unknown,
        until: claim.until?.value ?? .unknown, count: claim.count.value, unit: claim.unit.value,
        sourceName: name(of: claim.source), targetName: name(of: claim.target), stated: stated,
        provenance: Provenance(
          document: name, bytes: document.byteRange(claim.extent),
          evidence: document.text(claim.extent))))
  }
}
