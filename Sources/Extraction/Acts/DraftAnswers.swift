import Incidents

extension DraftBuilder {
  /// Links acts of the sentence where it says that one answers the other.
  func readAnswers() {
    for cue in parse.annotation.cues {
      let meaning = lexicon.cues.payloads[cue.index]
      if meaning.contains(.answer) {
        if !avenge(cue.tokens) { link(cue.tokens, isCertain: true) }
      } else if meaning.contains(.answeredBy) {
        guard let first = draft(before: cue.tokens.lowerBound),
          let second = draft(behind: cue.tokens.upperBound), first != second
        else { continue }
        drafts[second].answers.append(first)
      } else if meaning.contains(.after) {
        link(cue.tokens, isCertain: false)
      } else if meaning.contains(.retaliatory), cue.tokens.count > 1 {
        markRetaliation(cue.tokens)
      }
    }
  }

  /// "were struck in retaliation", "in response it struck": the act beside the words.
  private func markRetaliation(_ cue: Range<Int>) {
    let first = parse.sentence.tokens.lowerBound
    let isFronted = cue.lowerBound <= first + 6 && draft(before: cue.lowerBound) == nil
    let act = isFronted ? draft(behind: cue.upperBound) : draft(before: cue.lowerBound)
    guard let act, drafts[act].has(.performed), !drafts[act].has(.series),
      drafts[act].answers.isEmpty
    else { return }
    drafts[act].traits.insert(.retaliates)
  }

  /// "bombed the camp in retaliation for the deaths of two soldiers": an act told elsewhere killed them.
  private func avenge(_ cue: Range<Int>) -> Bool {
    guard
      let group = parse.groups.indices.first(where: {
        parse.groups[$0].tokens.lowerBound >= cue.upperBound
      }),
      parse.groups[group].tokens.lowerBound <= cue.upperBound + 1,
      parse.groups[group].act == .casualty,
      draft(ofGroup: group) == nil, let act = draft(before: cue.lowerBound),
      drafts[act].has(.performed)
    else { return false }
    drafts[act].traits.insert(.retaliates)
    drafts[act].avenged = parse.groups[group].ofGroup.flatMap { harm.tally([$0]) }
    return true
  }

  /// "attacks on troops, among them the strike of Sunday": the member has the series' sides.
  func readMembers() {
    for index in parse.sentence.tokens.dropLast() {
      let word = document.tokens[index].word
      guard word == words.including || (word == words.among && isWhole(index + 1)),
        let whole = draft(before: index), let part = draft(behind: index + 1), whole != part,
        drafts[part].trigger.lowerBound - index <= 8, drafts[whole].has(.plural)
      else { continue }
      drafts[part].sources += drafts[whole].sources
      drafts[part].targets += drafts[whole].targets
      if drafts[whole].times.isEmpty { drafts[whole].traits.insert(.sum) }
    }
  }

  private func isWhole(_ index: Int) -> Bool {
    index < parse.sentence.tokens.upperBound && lexicon.is(document.tokens[index].word, .whole)
  }

  private func link(_ cue: Range<Int>, isCertain: Bool) {
    let provoked = draft(behind: cue.upperBound)
    if let act = draft(before: cue.lowerBound) {
      if let provoked, provoked != act {
        drafts[act].answers.append(provoked)
      }
      return
    }
    guard isCertain, let provoked else { return }
    // "In retaliation for the attacks, the army bombed": the act follows.
    let main = drafts.indices.first {
      alive[$0] && $0 != provoked
        && drafts[$0].trigger.lowerBound > drafts[provoked].trigger.upperBound
        && drafts[$0].has(.performed)
    }
    if let main { drafts[main].answers.append(provoked) }
  }

  private func draft(before token: Int) -> Int? {
    drafts.indices.filter {
      alive[$0] && drafts[$0].trigger.upperBound <= token + 1
        && drafts[$0].trigger.lowerBound < token
    }
    .max { drafts[$0].trigger.lowerBound < drafts[$1].trigger.lowerBound }
  }

  private func draft(behind token: Int) -> Int? {
    drafts.indices.filter { alive[$0] && drafts[$0].trigger.lowerBound >= token - 1 }
      .min { drafts[$0].trigger.lowerBound < drafts[$1].trigger.lowerBound }
  }
}
