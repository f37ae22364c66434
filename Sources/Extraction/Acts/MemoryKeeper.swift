import Incidents

extension Memory {
  /// What a whole report speaks of, before it is read in order.
  init(parses: [Parse], lexicon: Lexicon) {
    var lands: [Side: Int] = [:]
    for parse in parses {
      for span in parse.annotation.names {
        let name = lexicon.names[span.index]
        guard let side = name.side else { continue }
        frequency[side, default: 0] += 1
        if [.state, .place, .capital, .demonym].contains(name.kind) {
          lands[side, default: 0] += 1
        }
      }
    }
    self.lands = lands.keys.sorted { (-(lands[$0] ?? 0), $0) < (-(lands[$1] ?? 0), $1) }
  }

  /// Takes in the mentions of a sentence that has been read.
  mutating func take(_ parse: Parse, sides: SideReader, sentence: Int) {
    for (index, group) in parse.groups.enumerated() {
      guard !group.isPronoun, group.act == nil, let party = sides.party(index),
        let side = party.side, party.rank >= 4
      else { continue }
      let subject = parse.verbs.contains { $0.subject == index && !$0.has(.relative) }
      note(
        Mention(
          side: side, kind: kind(of: group, party, sides), sentence: sentence, tokens: group.tokens),
        isSubject: subject && party.generic != .people)
    }
  }

  private func kind(
    of group: NounGroup, _ party: Party, _ sides: SideReader
  ) -> Party.Generic {
    if party.generic == .fighters { return .fighters }
    let kinds = group.names.filter { !$0.isSponsor }.map { sides.lexicon.names[$0.name].kind }
    if kinds.contains(.group) { return .fighters }
    if kinds.contains(.force) || group.heads.contains(.forces) { return .forces }
    return .unknown
  }
}
