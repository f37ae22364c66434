import Incidents

extension DraftBuilder {
  /// How many acts a telling stands for.
  func readCount(_ draft: Int) {
    for group in drafts[draft].groups {
      let noun = parse.groups[group]
      if let quantity = noun.quantity, !isMunitionCount(noun, quantity) {
        drafts[draft].count = Tally(count: quantity.count, tokens: quantity.tokens)
        if quantity.isVague { drafts[draft].traits.insert(.series) }
        return
      }
      if let outer = parse.groups.firstIndex(where: {
        $0.ofGroup == group && $0.heads.contains(.collective)
      }) {
        let collective = parse.groups[outer]
        if let quantity = collective.quantity, quantity.isVague {
          drafts[draft].count = Tally(count: quantity.count, tokens: collective.tokens)
        }
        if noun.isPlural, !isRound(collective) { drafts[draft].traits.insert(.series) }
        return
      }
      if noun.cues.contains(.repeated) { drafts[draft].traits.insert(.series) }
    }
    for verb in drafts[draft].verbs {
      let range = parse.verbs[verb].tokens
      let limit = min(range.upperBound + 1, parse.sentence.tokens.upperBound)
      let repeats = parse.annotation.cues.contains { cue in
        guard lexicon.cues.payloads[cue.index].contains(.repeated) else { return false }
        let isOfNoun = parse.groups.contains {
          $0.tokens.overlaps(cue.tokens) && $0.act == nil && cue.tokens.count == 1
        }
        // "has struck the base repeatedly": an adverb may stand behind the object.
        return !isOfNoun
          && (cue.tokens.overlaps(range)
            || cue.tokens.lowerBound >= range.upperBound && cue.tokens.lowerBound < limit + 14
              && (cue.tokens.count > 2 || isAdverb(cue.tokens)))
      }
      if repeats, range.count > 0 { drafts[draft].traits.insert(.series) }
    }
  }

  private func isAdverb(_ range: Range<Int>) -> Bool {
    !parse.groups.contains { $0.tokens.overlaps(range) }
  }

  /// "a new round of airstrikes", "a wave of drones" are one act.
  func isRound(_ noun: NounGroup) -> Bool {
    lexicon.is(document.tokens[noun.head].word, .round)
  }

  /// Whether a number counts munitions: "a 30-plus rocket attack", "two-missile strike".
  private func isMunitionCount(_ noun: NounGroup, _ quantity: Quantity) -> Bool {
    guard !noun.isPlural || quantity.count.minimum > 1 else { return false }
    let endsInPlural = document.tokens[noun.head].traits.contains(.endsWithS)
    return !endsInPlural
  }
}
