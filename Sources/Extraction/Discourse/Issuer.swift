import Incidents

/// Finds who speaks in a communique: the side that "we" and "our forces" mean.
struct Issuer {
  let document: Document
  let reader: Reader

  /// The side that issued a text written in the first person, or nil for any other text.
  func side(of parses: [Parse]) -> Side? {
    guard parses.contains(where: speaksOfItself) else { return nil }
    var state: Side?
    for parse in parses.prefix(4) {
      let lead =
        parse.sentence.lead ?? parse.sentence.tokens.lowerBound..<parse.sentence.tokens.lowerBound
      for name in names(in: lead) + parse.annotation.names.map(\.index) {
        let name = reader.lexicon.names[name]
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

  private func names(in range: Range<Int>) -> [Int] {
    var result: [Int] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if let found = reader.lexicon.names.longest(in: document.tokens[range], from: index) {
        result.append(found.name)
        index = found.end
      } else {
        index += 1
      }
    }
    return result
  }

  /// Whether "we" or "our" stands in a sentence outside quotation marks.
  private func speaksOfItself(_ parse: Parse) -> Bool {
    guard !parse.sentence.isTitle else { return false }
    var depth = 0
    for index in parse.sentence.tokens {
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
    return false
  }
}
