import Incidents

extension Conclusion {
  /// An act whose words name no place happened where the report comes from, or where the label of
  /// its paragraph says.
  mutating func fillPlaces() {
    var places: [Int: PlaceMention] = [:]
    for sentence in document.sentences where !sentence.isTitle {
      guard let lead = sentence.lead, sentence.entry == nil, let place = place(in: lead) else {
        continue
      }
      places[sentence.paragraph] = place
    }
    guard let first = places.keys.min() else { return }
    for index in dossiers.indices where dossiers[index].place == nil {
      dossiers[index].place = places[dossiers[index].first.paragraph] ?? places[first]
    }
  }

  /// The first place in a dateline or label.
  private func place(in lead: Range<Int>) -> PlaceMention? {
    for (name, tokens) in lexicon.names(in: document.tokens[lead]) {
      switch name.kind {
      case .place, .capital, .water, .region, .state:
        return PlaceMention(tokens: tokens, holder: name.side, base: nil, rank: 1, isOfLead: true)
      default: continue
      }
    }
    return nil
  }
}
