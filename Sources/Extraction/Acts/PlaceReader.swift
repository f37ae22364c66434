import Incidents

/// Finds the places that noun groups name.
struct PlaceReader {
  let lexicon: Lexicon
  let words: FunctionWords
  let document: Document
  let parse: Parse

  /// The place that a noun group names, if it names one.
  func place(_ group: Int, afterPreposition: Bool) -> PlaceMention? {
    let noun = parse.groups[group]
    var best: PlaceMention?
    if let part = partOfPlace(noun) { return part }
    for mention in noun.names where !mention.isSponsor {
      let name = lexicon.names[mention.name]
      // "the tanker Marlin Luanda": a ship's name is no place.
      if noun.heads.contains(.merchant), mention.tokens.upperBound == noun.tokens.upperBound {
        continue
      }
      let rank: Int
      switch name.kind {
      case .base: rank = 4
      case .place, .capital: rank = 3
      case .water, .region: rank = 2
      case .state: rank = noun.headTokens == nil || !afterPreposition ? 1 : 0
      default: continue
      }
      // "Iraqi base", "Iran's forces": the name belongs to the noun, it is no place.
      if name.kind == .state, noun.headTokens != nil { continue }
      if rank == 0 || rank <= best?.rank ?? 0 { continue }
      best = PlaceMention(
        tokens: widened(mention.tokens, in: noun), holder: name.side,
        base: name.kind == .base ? name.title : nil, rank: rank)
    }
    if let best { return best }
    // "the province of Kunar", "the area of a village".
    if afterPreposition, isPlaceNoun(noun) || noun.heads.contains(.facility),
      let other = noun.ofGroup,
      let inner = place(other, afterPreposition: true)
    {
      return inner
    }
    guard afterPreposition, let unknown = noun.unknownName,
      !unknown.contains(where: { lexicon.is(document.tokens[$0].word, .zone) }),
      noun.heads.isDisjoint(with: .persons), noun.names.isEmpty,
      unknown.upperBound == noun.tokens.upperBound || isPlaceNoun(noun)
    else { return nil }
    return PlaceMention(tokens: widened(unknown, in: noun), holder: nil, rank: 4)
  }

  /// "the capital's southern suburbs", "Gaza's coast".
  private func partOfPlace(_ noun: NounGroup) -> PlaceMention? {
    guard let possessor = noun.possessor, isPlaceNoun(noun), noun.names.isEmpty,
      noun.unknownName == nil, var whole = place(possessor, afterPreposition: true),
      whole.rank >= 3
    else { return nil }
    whole.tokens = whole.tokens.lowerBound..<noun.tokens.upperBound
    return whole
  }

  private func isPlaceNoun(_ noun: NounGroup) -> Bool {
    lexicon.classes(of: document.tokens[noun.head]).contains(.placeNoun)
  }

  /// "northern Iraq", "Deir ez-Zor province": a direction before and a noun of place behind.
  private func widened(_ range: Range<Int>, in noun: NounGroup) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while low > noun.tokens.lowerBound,
      lexicon.classes(of: document.tokens[low - 1]).contains(.direction)
    {
      low -= 1
    }
    while high < noun.tokens.upperBound,
      lexicon.classes(of: document.tokens[high]).contains(.placeNoun)
    {
      high += 1
    }
    return low..<high
  }

  /// The places behind a chunk: "on a base near Erbil in northern Iraq".
  func places(behind chunk: Int) -> [PlaceMention] {
    var result: [PlaceMention] = []
    for complement in parse.complements(behind: chunk, words: words) {
      // What stands behind another act is that act's place.
      if parse.groups[complement.group].act != nil { break }
      guard words.places.contains(complement.preposition) || complement.preposition == words.of
      else { continue }
      if let place = place(complement.group, afterPreposition: true) { result.append(place) }
    }
    return result
  }
}
