import Incidents

extension Chunker {
  func pronoun(_ index: Int) -> NounGroup {
    var group = NounGroup(tokens: index..<(index + 1), head: index)
    group.isPronoun = true
    if lexicon.classes(of: tokens[index]).contains(.negation) { group.determiner = .negative }
    return group
  }

  /// Reads a noun group from its first word to its last noun.
  mutating func nounGroup(from start: Int) -> Int {
    var index = start
    var hasNoun = false
    var times = possessiveTimes
    possessiveTimes = []
    while index < tokens.endIndex {
      let tag = tags[index - offset]
      switch tag {
      case .determiner:
        if index > start, !(isOpening(start..<index)) { return close(start..<index, times) }
        index += 1
      case .number:
        let quantity = annotation.quantities[Int(annotation.quantityAt[index - offset])]
        let behindNoun = hasNoun || (index > start && tags[index - 1 - offset] == .name)
        if behindNoun, !endsInUnknownName(index), !isDescribed(start..<index, by: quantity) {
          return close(start..<index, times)
        }
        index = quantity.tokens.upperBound
      case .adjective:
        if hasNoun, !tokens[index].isHyphenated, tags[index - 1 - offset] == .noun {
          return close(start..<index, times)
        }
        index += 1
      case .name:
        let span = annotation.names[Int(annotation.nameAt[index - offset])]
        if hasNoun, !joins(span, after: index - 1) { return close(start..<index, times) }
        index = span.tokens.upperBound
      case .noun:
        hasNoun = true
        index += 1
      case .adverb:
        guard !hasNoun, let next = self.tag(index + 1),
          next == .adjective || next == .number || (next == .determiner && index == start)
        else { return close(start..<index, times) }
        index += 1
      case .quote:
        guard index + 1 < tokens.endIndex, tags[index + 1 - offset].isNominal,
          tags[index + 1 - offset] != .determiner
        else { return close(start..<index, times) }
        index += 1
      case .time:
        // "the October 17 explosion", "the early January raid".
        let number = Int(annotation.timeAt[index - offset])
        let end = annotation.times[number].tokens.upperBound
        let isInside =
          index > start && !hasNoun && (self.tag(end) == .noun || self.tag(end) == .adjective)
          && tags[index - 1 - offset] != .name
        guard isInside else { return close(start..<index, times) }
        times.append(number)
        index = end
      case .possessive:
        return close(start..<index, times, possesses: true)
      case .conjunction:
        guard joinsModifiers(start..<index, hasNoun) else { return close(start..<index, times) }
        index += 1
      case .mark:
        guard let behind = behindAlias(index) else { return close(start..<index, times) }
        index = behind
      default:
        return close(start..<index, times)
      }
    }
    return close(start..<index, times)
  }

  /// "Houthi (AA) drones": where to go on when a bracketed acronym parts a name from its noun.
  private func behindAlias(_ index: Int) -> Int? {
    guard tokens[index].kind == .openParenthesis, tag(index - 1) == .name,
      index + 3 < tokens.endIndex,
      tokens[index + 1].traits.contains(.allCapitals), tokens[index + 2].kind == .closeParenthesis,
      tag(index + 3) == .noun || tag(index + 3) == .adjective
    else { return nil }
    return index + 3
  }

  /// Whether only words like "all" or "both" stand before a determiner.
  private func isOpening(_ range: Range<Int>) -> Bool {
    range.allSatisfy {
      tags[$0 - offset] == .adverb
        || lexicon.classes(of: tokens[$0]).contains(.quantifier)
    }
  }

  /// "the remaining three bases": a word before a number that only describes.
  private func isDescribed(_ range: Range<Int>, by quantity: Quantity) -> Bool {
    guard range.count == 2, tags[range.lowerBound - offset] == .determiner,
      tags[range.upperBound - 1 - offset] == .noun, !tokens[range.upperBound - 1].isCapital,
      annotation.termAt[range.upperBound - 1 - offset] < 0
    else { return false }
    let next = tag(quantity.tokens.upperBound)
    return next == .noun || next == .adjective
  }

  /// "Number 9": the figure belongs to the name.
  private func endsInUnknownName(_ index: Int) -> Bool {
    let previous = tokens[index - 1]
    return previous.isCapital && tags[index - 1 - offset] == .noun && tokens[index].kind == .number
  }

  /// Whether a name behind a noun names the same: "group Islamic Jihad", "General Soleimani".
  func joins(_ span: Annotation.Span, after index: Int) -> Bool {
    switch lexicon.names[span.index].kind {
    case .group, .person, .base, .vessel, .force, .place: return true
    case .state, .demonym, .capital, .people, .institution, .water, .region:
      return tags[index - offset] != .noun
    }
  }

  /// "rocket and drone attacks", "U.S. and coalition forces": the noun comes behind both.
  private func joinsModifiers(_ range: Range<Int>, _ hasNoun: Bool) -> Bool {
    guard let last = range.last else { return false }
    let first = last + 2
    guard first < tokens.endIndex else { return false }
    switch tags[last - offset] {
    case .adjective: if range.count < 1 { return false }
    case .name:
      let name = annotation.names[Int(annotation.nameAt[last - offset])]
      let kind = lexicon.names[name.index].kind
      // "U.S. and British aircraft", but not "Israel and Hamas fighters".
      if kind == .state, tags[first - offset] == .name {
        let next = annotation.names[Int(annotation.nameAt[first - offset])]
        if lexicon.names[next.index].kind != .demonym { return false }
      }
      guard kind == .demonym || kind == .state else { return false }
    case .noun:
      let term = annotation.termAt[last - offset]
      guard term >= 0 else { return false }
      let meaning = lexicon.terms.payloads[annotation.terms[Int(term)].index]
      guard meaning.weapon != nil, !meaning.isPlural, meaning.act == nil else { return false }
    default: return false
    }
    var end = first
    while let next = tag(end), next == .adjective || next == .noun || next == .name { end += 1 }
    return end - first >= 2 && tag(end - 1) == .noun && tag(first) != .number
  }

  /// Ends a noun group; one before "'s" waits for the noun that it owns.
  mutating func close(
    _ range: Range<Int>, _ times: [Int], possesses: Bool = false
  ) -> Int {
    guard !range.isEmpty else { return range.lowerBound + 1 }
    let reader = NounGroupReader(
      lexicon: lexicon, tokens: tokens, annotation: annotation, tags: tags)
    var group = reader.group(range)
    group.times = times
    group.possessor = possessor
    possessor = nil
    nounGroups.append(group)
    if possesses {
      possessor = nounGroups.count - 1
      let next = range.upperBound + 1
      if let following = tag(next), following.isNominal || following == .quote { return next }
      possessor = nil
      add(.noun(nounGroups.count - 1), range)
      return next
    }
    add(.noun(nounGroups.count - 1), range)
    return range.upperBound
  }
}
