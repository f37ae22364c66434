/// Gives the words of a text set in capitals the case that they have in print: names keep their
/// capital, all else is small. Only the traits of tokens change; the bytes stay.
struct Recaser {
  let lexicon: Lexicon
  let bytes: [UInt8]

  /// Whether a range of the page is set in capitals, figures and marks aside.
  func isCapitals(_ range: Range<Int>) -> Bool {
    var upper = 0
    var lower = 0
    for byte in bytes[range] {
      if ByteClass.isUpper(byte) { upper += 1 }
      if ByteClass.isLower(byte) { lower += 1 }
    }
    return upper >= 20 && lower * 10 <= upper
  }

  /// The tokens of a text in capitals as they would be printed.
  func recased(_ tokens: [Token]) -> [Token] {
    var result = tokens
    var index = 0
    while index < tokens.count {
      let token = tokens[index]
      guard token.kind == .word else {
        index += 1
        continue
      }
      if lexicon[token.word].beginsName,
        let name = lexicon.names.longest(in: tokens[...], from: index),
        name.end > index + 1 || !isCommon(index, tokens)
      {
        index = name.end
        continue
      }
      result[index].traits = traits(index, tokens)
      index += 1
    }
    return result
  }

  private func traits(_ index: Int, _ tokens: [Token]) -> Token.Traits {
    let token = tokens[index]
    let classes = lexicon.classes(of: token)
    let small = token.traits.subtracting([.capital, .acronym, .allCapitals])
    if !classes.isDisjoint(with: [.month, .weekday]) {
      let isDate = index > 0 && tokens[index - 1].kind == .number
      let isName = isDate || classes.contains(.weekday) || opensDate(index, tokens)
      return isName ? small.union(.capital) : small
    }
    if isInBrackets(index, tokens) { return token.traits }
    if isCommon(index, tokens) { return small }
    return small.union(.capital)
  }

  /// "IN MAY", "MAY 1989": a month, where the word could be a verb.
  private func opensDate(_ index: Int, _ tokens: [Token]) -> Bool {
    if index + 1 < tokens.count, tokens[index + 1].kind == .number { return true }
    return index == 0
      || lexicon.classes(of: tokens[index]).isDisjoint(with: .modal)
        && lexicon.verb(of: tokens[index]) == nil
      || lexicon.classes(of: tokens[index - 1]).contains(.preposition)
  }

  /// "NATIONAL FRONT [NF]": the short form of a name.
  private func isInBrackets(_ index: Int, _ tokens: [Token]) -> Bool {
    guard index > 0, index + 1 < tokens.count, !tokens[index].word.isKnown else { return false }
    let (before, after) = (tokens[index - 1].kind, tokens[index + 1].kind)
    return before == .openParenthesis && after == .closeParenthesis
      || before == .openQuote && after == .closeQuote
  }

  /// Whether a word is no name by itself.
  private func isCommon(_ index: Int, _ tokens: [Token]) -> Bool {
    let token = tokens[index]
    if token.traits.contains(.pointed) { return false }
    let entry = lexicon[token.word]
    // "TOLD US" and "THE US NAVY".
    if entry.classes.contains(.pronoun), entry.beginsName, index + 1 < tokens.count,
      lexicon[tokens[index + 1].word].beginsTerm
    {
      return false
    }
    if !entry.classes.subtracting([.abbreviation]).isEmpty || entry.beginsTerm { return true }
    if entry.verb >= 0 || entry.value != 0 || token.end - token.start == 1 { return true }
    return lexicon.ordinary.contains(bytes[token.bytes])
  }
}
