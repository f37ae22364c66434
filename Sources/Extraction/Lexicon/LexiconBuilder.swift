import Incidents

/// The dictionaries while they are being compiled.
struct LexiconBuilder: Sendable {
  var vocabulary = Vocabulary()
  var names = NameIndex()
  var terms = PhraseTrie<Term>()
  var cues = PhraseTrie<Cue>()
  var fighters: FighterTable
  var noise: NoiseTable
  let ordinary: OrdinaryWords
  var verbs: [Verb] = []
  /// The name that stands for any merchant ship.
  private(set) var shipName: Int?
  var entries: [Lexicon.Entry] = []

  /// Compiles the dictionaries for a set of sides.
  init(sides: Sides) throws(DictionaryError) {
    fighters = try FighterTable(Dictionaries.read(.fighters), sides: sides)
    noise = try NoiseTable(Dictionaries.read(.noise))
    ordinary = try OrdinaryWords(
      Dictionaries.read(.ordinary),
      and: [
        Dictionaries.read(.verbs), Dictionaries.read(.acts), Dictionaries.read(.heads),
        Dictionaries.read(.grammar),
      ])
    try addGrammar(Dictionaries.read(.grammar))
    try addWords(Dictionaries.read(.words))
    try addVerbs(Dictionaries.read(.verbs))
    try addTerms()
    try addCues(Dictionaries.read(.cues))
    let rules = try SpellingRules(Dictionaries.read(.spellings))
    try addPlaces(Dictionaries.read(.places))
    addNames(of: sides, rules: rules)
    shipName = names.index(titled: "M/V")
    fighters.resolve(&vocabulary)
    grow()
  }

  /// Makes room for words that were added to the vocabulary.
  mutating func grow() {
    while entries.count < vocabulary.count { entries.append(Lexicon.Entry()) }
  }

  /// Makes a word known.
  mutating func intern(_ text: String) -> Word {
    let word = vocabulary.intern(hash: Folding.hash(text.utf8))
    grow()
    return word
  }

  /// Makes a word known, of a class and with a value.
  @discardableResult
  mutating func intern(_ text: String, _ classes: WordClass, value: Int) -> Word {
    let word = intern(text)
    entries[Int(word.index)].classes.insert(classes)
    entries[Int(word.index)].value = Int32(clamping: value)
    return word
  }
}
