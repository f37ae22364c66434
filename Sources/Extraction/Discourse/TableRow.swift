import Incidents

/// What the columns of a table say of the acts in one of its rows.
struct TableRow: Sendable {
  var source: Party?
  var target: Party?
  var killed: Tally?
  var wounded: Tally?
}

extension Narrative {
  /// Reads the cells of a row below the heads that say who acted, whom it hit, and how many it hurt.
  func tableRow(_ paragraph: Int) -> TableRow? {
    guard let row = document.rows[paragraph], row.heads.count >= 3 else { return nil }
    var result = TableRow()
    for head in row.heads {
      guard let cell = row.cells.first(where: { $0.column == head.column }) else { continue }
      func has(_ role: WordRole) -> Bool {
        head.tokens.contains { reader.lexicon.is(document.tokens[$0].word, role) }
      }
      if has(.formSource) {
        result.source = result.source ?? party(in: cell)
      } else if has(.formTarget) {
        result.target = result.target ?? party(in: cell)
      } else if has(.formKilled) {
        result.killed = result.killed ?? number(in: cell)
      } else if has(.formWounded) {
        result.wounded = result.wounded ?? number(in: cell)
      }
    }
    return result
  }

  /// Gives an act what the columns of its row say.
  func fill(_ mention: inout Mention) {
    guard let row = tableRow(mention.paragraph) else { return }
    mention.source = row.source ?? mention.source
    mention.target = row.target ?? mention.target
    mention.sourceParties += [row.source].compactMap { $0 }
    mention.targetParties += [row.target].compactMap { $0 }
    mention.killed = row.killed ?? mention.killed
    mention.wounded = row.wounded ?? mention.wounded
  }

  private func party(in cell: Cell) -> Party? {
    guard let parse = parses.first(where: { $0.sentence.tokens == cell.tokens }) else { return nil }
    let sides = SideReader(
      lexicon: reader.lexicon, words: reader.functionWords, document: document, parse: parse,
      memory: memory, codes: codes)
    for group in parse.groups.indices {
      guard var party = sides.party(group), party.side != nil else { continue }
      // A land in the column of those who act or suffer stands for its state.
      party.isPlace = false
      party.reason = .stated
      party.rank = 7
      return party
    }
    return nil
  }

  private func number(in cell: Cell) -> Tally? {
    guard let first = cell.tokens.first, document.tokens[first].kind == .number else { return nil }
    return Tally(
      count: CountInterval(exactly: Int(document.tokens[first].value)), tokens: first..<(first + 1))
  }
}
