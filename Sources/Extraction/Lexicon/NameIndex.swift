import Incidents

/// The names of sides and places, found by their words.
struct NameIndex: Sendable {
  /// What a name stands for.
  struct Name: Sendable {
    /// The side, or nil for a place that no side holds.
    var side: Side?
    var kind: Kind
    /// The name as the dictionary writes it.
    var title: String
    var tenure: DayInterval
    /// The capitals that each word must show in the text.
    fileprivate var capitals: [Token.Traits]
    /// Whether the name was made by a spelling rule.
    fileprivate var isVariant: Bool
  }

  enum Kind: Sendable {
    case state, demonym, capital, place, force, institution, group, person, base, vessel, people
    case water, region

    init(_ kind: Sides.Kind) {
      switch kind {
      case .state: self = .state
      case .demonym: self = .demonym
      case .capital: self = .capital
      case .place: self = .place
      case .force: self = .force
      case .institution: self = .institution
      case .group: self = .group
      case .person: self = .person
      case .base: self = .base
      case .vessel: self = .vessel
      case .people: self = .people
      }
    }
  }

  private var trie = PhraseTrie<Name>()

  /// Adds a name in all its spellings.
  mutating func add(
    _ spelling: String, side: Side?, kind: Kind, title: String, tenure: DayInterval = .unknown,
    rules: SpellingRules?, vocabulary: inout Vocabulary
  ) {
    let tokens = Phrase.tokens(of: spelling)
    var paths: [[[UInt8]]] = [[]]
    for token in tokens {
      var alternatives = [token.folded]
      if let rules, paths.count < 12 { alternatives += rules.variants(of: token.folded) }
      paths = paths.flatMap { path in alternatives.map { path + [$0] } }
    }
    let capitals = tokens.map(\.capitals)
    for (index, path) in paths.enumerated() {
      let name = Name(
        side: side, kind: kind, title: title, tenure: tenure, capitals: capitals,
        isVariant: index > 0)
      let words = path.map { vocabulary.intern(hash: Folding.hash($0)) }
      trie.add(words, name) { known in
        guard known.isVariant || index == 0 else { return }
        // The same words with fewer capitals are the same name ("Al Asad", "al-Asad").
        var merged = name
        if known.side == side {
          merged.capitals = zip(known.capitals, capitals).map { $0.intersection($1) }
        }
        known = merged
      }
    }
  }

  /// The longest name that begins at a token.
  func longest(in tokens: ArraySlice<Token>, from start: Int) -> (name: Int, end: Int)? {
    let match = trie.longest(in: tokens, from: start) { payload, range in
      let capitals = trie.payloads[payload].capitals
      var position = 0
      for index in range where tokens[index].kind != .possessive {
        guard tokens[index].traits.isSuperset(of: capitals[position]) else { return false }
        position += 1
      }
      return true
    }
    return match.map { ($0.payload, $0.end) }
  }

  /// The first name with a title.
  func index(titled title: String) -> Int? { trie.payloads.firstIndex { $0.title == title } }

  subscript(index: Int) -> Name { trie.payloads[index] }
}

/// The words of a dictionary phrase.
enum Phrase {
  /// Arabic articles as names write them, with a capital or without.
  private static let articles: Set<[UInt8]> = Set(
    ["al", "el", "ad", "as", "ar", "az", "ez", "at", "an", "ash", "ul", "bin", "of", "the"].map {
      Array($0.utf8)
    })

  static func tokens(of text: String) -> [(folded: [UInt8], capitals: Token.Traits)] {
    let bytes = Array(text.utf8)
    let tokens = Tokenizer.tokens(
      of: bytes, in: 0..<bytes.count, vocabulary: Vocabulary(empty: ()),
      abbreviations: { _ in false })
    return tokens.filter { $0.kind == .word || $0.kind == .number }.map { token in
      var folded: [UInt8] = []
      Folding.append(bytes[token.bytes], to: &folded)
      // "al-Asad" and "Al-Asad", "Deir ez-Zor" and "Deir Ez-Zor".
      let isArticle = tokens.count > 1 && articles.contains(folded)
      return (folded, isArticle ? [] : token.traits.intersection([.capital, .acronym]))
    }
  }

  static func words(of text: String, vocabulary: inout Vocabulary) -> [Word] {
    tokens(of: text).map { vocabulary.intern(hash: Folding.hash($0.folded)) }
  }
}
