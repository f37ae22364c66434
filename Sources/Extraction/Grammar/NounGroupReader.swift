import Incidents

/// Reads what the words of one noun group mean.
struct NounGroupReader {
  let lexicon: Lexicon
  let tokens: ArraySlice<Token>
  let annotation: Annotation
  let tags: [Tag]

  private var offset: Int { tokens.startIndex }

  func group(_ range: Range<Int>) -> NounGroup {
    var group = NounGroup(tokens: range, head: range.upperBound - 1)
    readDeterminer(&group)
    readQuantity(&group)
    readNames(&group)
    readTerms(&group)
    readCues(&group)
    readUnknownName(&group)
    readNumber(&group)
    if group.isMerchant, !group.isPersons { group.heads = [.merchant] }
    return group
  }

  private func readDeterminer(_ group: inout NounGroup) {
    let before = group.tokens.lowerBound - 1
    if before >= offset, tags[before - offset] == .negation {
      group.determiner = .negative  // "not a direct strike"
      return
    }
    for index in group.tokens.prefix(3) {
      let classes = lexicon.classes(of: tokens[index])
      guard tags[index - offset] == .determiner || annotation.quantityAt[index - offset] >= 0
      else { continue }
      if classes.contains(.negativeDeterminer) { group.determiner = .negative; return }
      if classes.contains(.demonstrative) { group.determiner = .demonstrative; return }
      if classes.contains(.possessive) {
        group.determiner = .possessive
        group.pronounPossessor = index
        return
      }
      if classes.contains(.definite) { group.determiner = .definite; return }
      if classes.contains(.indefinite) { group.determiner = .indefinite }
    }
  }

  private func readQuantity(_ group: inout NounGroup) {
    for index in group.tokens {
      let number = annotation.quantityAt[index - offset]
      // "Number 9": part of a name.
      let isNamed =
        index > group.tokens.lowerBound && tokens[index - 1].isCapital
        && tags[index - 1 - offset] == .noun && tokens[index].kind == .number
      if number >= 0, !isNamed {
        group.quantity = annotation.quantities[Int(number)]
        return
      }
    }
  }

  private func readNames(_ group: inout NounGroup) {
    var index = group.tokens.lowerBound
    while index < group.tokens.upperBound {
      let number = annotation.nameAt[index - offset]
      guard number >= 0 else {
        index += 1
        continue
      }
      let span = annotation.names[Int(number)]
      var mention = NounGroup.NameMention(name: span.index, tokens: span.tokens)
      let next = span.tokens.upperBound
      if next < group.tokens.upperBound, tokens[next].isHyphenated {
        // "Russian-made jets": whose they are is not said.
        if lexicon.is(tokens[next].word, .origin) {
          index = next
          continue
        }
        let verb = lexicon.verb(of: tokens[next])
        mention.isSponsor = verb?.classes.contains(.back) ?? false
        if lexicon.is(tokens[next].word, .registry) {
          mention.isSponsor = true  // "Panama-flagged", "British-owned": a ship's papers
          group.isMerchant = true
        }
      }
      // "pro-Iran", "anti-Houthi": for or against, never it; "U.S.-Iraqi" is both.
      if index > group.tokens.lowerBound, tokens[index].isHyphenated,
        annotation.nameAt[index - 1 - offset] < 0
      {
        mention.isSponsor = true
      }
      group.names.append(mention)
      index = next
    }
  }

  private func readTerms(_ group: inout NounGroup) {
    var index = group.tokens.lowerBound
    var lastTerm: (tokens: Range<Int>, term: Term)?
    while index < group.tokens.upperBound {
      let number = annotation.termAt[index - offset]
      guard number >= 0, tags[index - offset] != .determiner, tags[index - offset] != .number else {
        index += 1
        continue
      }
      let span = annotation.terms[Int(number)]
      let term = lexicon.terms.payloads[span.index]
      if let weapon = term.weapon, let role = term.weaponRole {
        group.weapons.append(.init(weapon: weapon, role: role, tokens: span.tokens))
      }
      if span.tokens.upperBound <= group.tokens.upperBound { lastTerm = (span.tokens, term) }
      index = span.tokens.upperBound
    }
    guard let (range, term) = lastTerm else { return }
    // What follows the term decides whether it is the head: names may, other nouns may not.
    let rest = range.upperBound..<group.tokens.upperBound
    let isHead = rest.allSatisfy { index in
      let tag = tags[index - offset]
      return tag == .name || tag == .quote || tag == .number
        || tag == .adjective && tokens[index].kind == .number
        || (tag == .noun && tokens[index].isCapital)
        || (tag == .noun && annotation.termAt[index - offset] >= 0)
    }
    guard isHead else { return }
    group.heads = term.heads
    group.headTokens = range
    group.head = range.upperBound - 1
    group.isPlural = term.isPlural
    if let act = term.act, rest.allSatisfy({ tags[$0 - offset] != .noun }) {
      group.act = act
      group.actTokens = range
      group.actWeapon = term.actWeapon
    }
  }

  private func readCues(_ group: inout NounGroup) {
    for cue in annotation.cues
    where cue.tokens.lowerBound >= group.tokens.lowerBound
      && cue.tokens.upperBound <= group.tokens.upperBound
    {
      // "more than a dozen": a hedge of the number, not another act.
      if cue.tokens.contains(where: { annotation.quantityAt[$0 - offset] >= 0 }),
        lexicon.cues.payloads[cue.index].isDisjoint(with: .repeated)
      {
        continue
      }
      group.cues.insert(lexicon.cues.payloads[cue.index])
    }
  }

  private func readUnknownName(_ group: inout NounGroup) {
    var start: Int?
    for index in group.tokens {
      let token = tokens[index]
      let isUnknown =
        token.isCapital && tags[index - offset] == .noun
        && annotation.termAt[index - offset] < 0
        && lexicon.classes(of: token).isDisjoint(with: [.title, .placeNoun])
      if isUnknown {
        if start == nil { start = index }
        group.unknownName = (start ?? index)..<(index + 1)
      } else if tokens[index].isHyphenated == false, group.unknownName != nil {
        break
      }
    }
    // The first word of a sentence is capital anyway.
    if let name = group.unknownName, name.count == 1, name.lowerBound == offset,
      group.tokens.count > 1
    {
      group.unknownName = nil
    }
  }

  private func readNumber(_ group: inout NounGroup) {
    let last = group.tokens.upperBound - 1
    let lastTag = tags[last - offset]
    if lastTag == .name {
      let kind = group.names.last.map { lexicon.names[$0.name].kind }
      if kind == .demonym { group.isHeadless = true }
      if kind == .people {
        group.isPlural =
          tokens[last].traits.contains(.endsWithS) && group.quantity?.count.maximum != 1
      }
    } else if lastTag == .number || lastTag == .adjective {
      group.isHeadless = group.headTokens == nil
    }
    if group.headTokens == nil, lastTag == .noun {
      let token = tokens[last]
      group.isPlural =
        token.traits.contains(.endsWithS)
        && !lexicon.classes(of: token).contains(.singularInS)
    }
    if let quantity = group.quantity, quantity.count.minimum > 1 { group.isPlural = true }
  }
}
