import Incidents

/// All dictionaries, compiled for reading. A class, so that handing it on costs nothing.
final class Lexicon: Sendable {
  let vocabulary: Vocabulary
  let names: NameIndex
  let terms: PhraseTrie<Term>
  let cues: PhraseTrie<Cue>
  let fighters: FighterTable
  let noise: NoiseTable
  let ordinary: OrdinaryWords
  let verbs: [Verb]
  /// The name that stands for any merchant ship.
  let shipName: Int?
  let entries: [Entry]

  /// What the dictionaries say about one word.
  struct Entry: Sendable {
    var classes: WordClass = []
    var roles: WordRole = []
    var verb: Int32 = -1
    var forms: VerbForm = []
    var beginsName = false
    var beginsTerm = false
    var beginsCue = false
    /// What a number word, month, weekday or unit of time counts.
    var value: Int32 = 0
  }

  /// The compiled dictionaries.
  init(_ builder: LexiconBuilder) {
    vocabulary = builder.vocabulary
    names = builder.names
    terms = builder.terms
    cues = builder.cues
    fighters = builder.fighters
    noise = builder.noise
    ordinary = builder.ordinary
    verbs = builder.verbs
    shipName = builder.shipName
    entries = builder.entries
  }

  subscript(word: Word) -> Entry { entries[Int(word.index)] }

  func classes(of token: Token) -> WordClass { entries[Int(token.word.index)].classes }

  func `is`(_ word: Word, _ role: WordRole) -> Bool {
    entries[Int(word.index)].roles.contains(role)
  }

  func verb(of token: Token) -> Verb? {
    let index = entries[Int(token.word.index)].verb
    return index < 0 ? nil : verbs[Int(index)]
  }
}
