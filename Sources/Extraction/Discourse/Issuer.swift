import Incidents

/// Finds who speaks in a communique: the side that "we" and "our forces" mean.
struct Issuer {
  let document: Document
  let reader: Reader

  /// The side that issued a text written in the first person, or nil for any other text.
  func side(of parses: [Parse]) -> Side? {
    guard speaksOfItself(parses) else { return nil }
    var state: Side?
    for parse in parses.prefix(4) {
      let lead = parse.sentence.lead.map { reader.lexicon.names(in: document.tokens[$0]) } ?? []
      let own = parse.annotation.names.map { reader.lexicon.names[$0.index] }
      for name in lead.map(\.name) + own {
        guard let side = name.side else { continue }
        switch name.kind {
        case .group, .force, .institution: return side
        case .state, .demonym, .capital, .people: state = state ?? side
        default: continue
        }
      }
    }
    return state
  }

  /// Whether "we" or "our" stands in running text outside quotation marks, which may reach over
  /// several sentences of a paragraph.
  private func speaksOfItself(_ parses: [Parse]) -> Bool {
    var depth = 0
    var paragraph = -1
    for parse in parses where !parse.sentence.isTitle {
      if parse.sentence.paragraph != paragraph { depth = 0 }
      paragraph = parse.sentence.paragraph
      let start = parse.sentence.lead?.lowerBound ?? parse.sentence.tokens.lowerBound
      for index in start..<parse.sentence.tokens.upperBound {
        switch document.tokens[index].kind {
        case .openQuote: depth += 1
        case .closeQuote: depth = max(0, depth - 1)
        case .quote: depth = depth > 0 ? 0 : 1
        default:
          if depth == 0, reader.functionWords.firstPersons.contains(document.tokens[index].word) {
            return true
          }
        }
      }
    }
    return false
  }
}
