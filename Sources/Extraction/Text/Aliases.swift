/// Names that one document defines for itself: "(KH)", "the Carney", the surname of a leader.
struct Aliases: Sendable {
  private var names: [Int: Int] = [:]

  /// Reads the definitions of a document and marks every later use.
  init(tokens: [Token], bytes: [UInt8], lexicon: Lexicon) {
    var defined: [UInt64: Int] = [:]
    var index = 0
    while index < tokens.count {
      let token = tokens[index]
      if token.isCapital, !token.word.isKnown, !defined.isEmpty,
        let name = defined[Folding.hash(bytes[token.bytes])]
      {
        names[index] = name
      }
      if token.kind == .word, lexicon[token.word].beginsName,
        let found = lexicon.names.longest(in: tokens[...], from: index)
      {
        define(found, tokens, bytes, lexicon, &defined)
        index = found.end
      } else if let ship = ship(at: index, tokens, lexicon), let name = lexicon.shipName {
        // "the cargo ship Unity Explorer"
        for at in ship where lexicon[tokens[at].word].classes.isEmpty {
          defined[Folding.hash(bytes[tokens[at].bytes])] = name
          names[at] = name
        }
        index = ship.upperBound
      } else {
        index += 1
      }
    }
  }

  /// The name at a token of the document, as an index of the dictionary.
  func name(at token: Int) -> Int? { names.isEmpty ? nil : names[token] }

  /// The name behind "tanker", "cargo ship" and the like.
  private func ship(
    at index: Int, _ tokens: [Token], _ lexicon: Lexicon
  ) -> Range<Int>? {
    guard tokens[index].kind == .word, lexicon[tokens[index].word].beginsTerm,
      let found = lexicon.terms.longest(in: tokens[...], from: index, accepts: { _, _ in true }),
      lexicon.terms.payloads[found.payload].heads.contains(.merchant)
    else { return nil }
    var end = found.end
    while end < tokens.count, end < found.end + 3, tokens[end].kind == .word, tokens[end].isCapital,
      end > found.end || !lexicon[tokens[end].word].beginsName
    {
      end += 1
    }
    return end > found.end ? found.end..<end : nil
  }

  private func define(
    _ found: (name: Int, end: Int), _ tokens: [Token], _ bytes: [UInt8], _ lexicon: Lexicon,
    _ defined: inout [UInt64: Int]
  ) {
    let end = found.end
    guard end < tokens.count else { return }
    // "Kataib Hezbollah (KH)"
    if tokens[end].kind == .openParenthesis, end + 2 < tokens.count,
      tokens[end + 2].kind == .closeParenthesis, tokens[end + 1].traits.contains(.allCapitals),
      (2...6).contains(tokens[end + 1].end - tokens[end + 1].start)
    {
      defined[Folding.hash(bytes[tokens[end + 1].bytes])] = found.name
      return
    }
    // "USS Carney"
    let kind = lexicon.names[found.name].kind
    if kind == .vessel, tokens[end].isCapital, !tokens[end].word.isKnown {
      defined[Folding.hash(bytes[tokens[end].bytes])] = found.name
      return
    }
    guard kind == .group || kind == .demonym || kind == .state else { return }
    // "Jaish al-Adl commander Ismail Shahbakhsh"
    var at = end
    var leads = false
    while at < tokens.count, at < end + 4, tokens[at].kind == .word, tokens[at].word.isKnown,
      lexicon[tokens[at].word].beginsTerm || lexicon.classes(of: tokens[at]).contains(.title)
    {
      leads =
        lexicon.terms.payload(of: [tokens[at].word])?.heads.contains(.leader) ?? false
        || lexicon.classes(of: tokens[at]).contains(.title) || leads
      at += 1
    }
    guard leads, at < tokens.count, tokens[at].isCapital, !tokens[at].word.isKnown else { return }
    var last = at
    while last + 1 < tokens.count, last < at + 3, tokens[last + 1].isCapital,
      !tokens[last + 1].word.isKnown
    {
      last += 1
    }
    defined[Folding.hash(bytes[tokens[last].bytes])] = found.name
  }
}
