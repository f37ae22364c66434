import Incidents

/// Whose fighters are that no name tells (`Fighters.txt`).
struct FighterTable: Sendable {
  private struct Rule: Sendable {
    let side: Side
    /// The side in whose land the report must take place, or nil for any.
    let land: Side?
  }

  private var bySide: [Side: [Rule]] = [:]
  private var byEpithet: [String: [Rule]] = [:]
  private var byWord: [Word: [Rule]] = [:]
  /// The lands where a side's fighters are at home.
  private(set) var homes: [Side: [Side]] = [:]

  init(_ text: DictionaryText, sides: Sides) {
    for entry in text.entries {
      // A side that the user's file merged away is spoken of by its new code.
      guard let side = sides.side(named: entry.name) else { continue }
      let land = entry.attribute.flatMap { sides.side(named: $0) }
      let rule = Rule(side: side, land: land)
      if let key = entry.section.first, key.isUppercase {
        guard let owner = sides.side(named: entry.section) else { continue }
        bySide[owner, default: []].append(rule)
        if let land { homes[side, default: []].append(land) }
        if owner != sides.sponsors[side] { homes[side, default: []].append(owner) }
      } else {
        byEpithet[entry.section, default: []].append(rule)
      }
    }
  }

  /// Makes the epithets words of the vocabulary.
  mutating func resolve(_ vocabulary: inout Vocabulary) {
    for (epithet, rules) in byEpithet {
      let words = Phrase.words(of: epithet, vocabulary: &vocabulary)
      // "pro-Iran" is two words; its last one is a name and is looked up by side.
      if words.count == 1 { byWord[words[0]] = rules }
    }
  }

  /// The side of fighters whom a side's name marks, told of near some lands (the nearest first).
  func side(markedBy owner: Side, lands: [Side]) -> Side? {
    first(bySide[owner], lands)
  }

  /// The side of fighters whom an epithet marks.
  func side(epithet: Word, lands: [Side]) -> Side? {
    first(byWord[epithet], lands)
  }

  /// The rule for the nearest land, else the one for any land.
  private func first(_ rules: [Rule]?, _ lands: [Side]) -> Side? {
    guard let rules else { return nil }
    for land in lands {
      if let rule = rules.first(where: { $0.land == land }) { return rule.side }
    }
    return rules.first { $0.land == nil }?.side
  }
}
