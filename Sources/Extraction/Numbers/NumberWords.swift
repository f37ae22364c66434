/// The words of quantities (`Numbers.txt`), looked up once.
struct NumberWords: Sendable {
  let of, to, or, and, plus, dozen, old: Word
  let articles, half, more, between: WordSet
  private(set) var exactVague: WordSet = []
  private(set) var scales = WordTable<Int>()
  private(set) var vague = WordTable<Int>()
  private(set) var hedges: [(words: [Word], hedge: NumberReader.Hedge)] = []
  /// The words with which a quantity that is no figure may begin.
  private(set) var openers: WordSet

  init(_ text: DictionaryText, _ lexicon: inout LexiconBuilder) throws(DictionaryError) {
    of = lexicon.intern("of")
    to = lexicon.intern("to")
    or = lexicon.intern("or")
    and = lexicon.intern("and")
    plus = lexicon.intern("plus")
    dozen = lexicon.intern("dozen")
    old = lexicon.intern("old")
    articles = [lexicon.intern("a"), lexicon.intern("an")]
    half = [lexicon.intern("half")]
    more = [lexicon.intern("more")]
    between = [lexicon.intern("between")]
    openers = articles.union(half).union(between)
    for entry in text.entries { try add(entry, of: text, &lexicon) }
  }

  private mutating func add(
    _ entry: DictionaryText.Entry, of text: DictionaryText, _ lexicon: inout LexiconBuilder
  ) throws(DictionaryError) {
    if let hedge = NumberReader.Hedge(rawValue: entry.section) {
      let words = Phrase.words(of: entry.name, vocabulary: &lexicon.vocabulary)
      lexicon.grow()
      hedges.append((words, hedge))
      openers.formUnion(words.prefix(1))
      return
    }
    if entry.section == "exactly" {
      exactVague.insert(lexicon.intern(entry.name))
      return
    }
    guard let value = entry.attribute.flatMap({ Int($0) }), value >= 0 else {
      throw text.problem(.unknownAttribute(entry.attribute ?? ""), at: entry)
    }
    switch entry.section {
    case "figure": lexicon.intern(entry.name, .number, value: value)
    case "scale": scales[lexicon.intern(entry.name, .number, value: value)] = value
    case "crowd":
      let word = lexicon.intern(entry.name, .number, value: value)
      vague[word] = value
      openers.insert(word)
    case "vague":
      let word = lexicon.intern(entry.name)
      vague[word] = value
      openers.insert(word)
    default: throw text.problem(.unknownSection(entry.section), at: entry)
    }
  }
}
