/// The closed classes to which a word belongs; the sections of `Grammar.txt`.
struct WordClass: OptionSet, Sendable {
  let rawValue: UInt32

  static let definite = WordClass(rawValue: 1 << 0)
  static let indefinite = WordClass(rawValue: 1 << 1)
  static let demonstrative = WordClass(rawValue: 1 << 2)
  static let possessive = WordClass(rawValue: 1 << 3)
  static let quantifier = WordClass(rawValue: 1 << 4)
  static let negativeDeterminer = WordClass(rawValue: 1 << 5)
  static let pronoun = WordClass(rawValue: 1 << 6)
  static let preposition = WordClass(rawValue: 1 << 7)
  static let subordinator = WordClass(rawValue: 1 << 8)
  static let relative = WordClass(rawValue: 1 << 9)
  static let conjunction = WordClass(rawValue: 1 << 10)
  static let be = WordClass(rawValue: 1 << 11)
  static let have = WordClass(rawValue: 1 << 12)
  static let `do` = WordClass(rawValue: 1 << 13)
  static let modal = WordClass(rawValue: 1 << 14)
  static let negation = WordClass(rawValue: 1 << 15)
  static let infinitive = WordClass(rawValue: 1 << 16)
  static let adverb = WordClass(rawValue: 1 << 17)
  static let title = WordClass(rawValue: 1 << 18)
  static let abbreviation = WordClass(rawValue: 1 << 19)
  static let month = WordClass(rawValue: 1 << 20)
  static let weekday = WordClass(rawValue: 1 << 21)
  static let timeUnit = WordClass(rawValue: 1 << 22)
  static let number = WordClass(rawValue: 1 << 23)
  static let ordinal = WordClass(rawValue: 1 << 24)
  static let singularInS = WordClass(rawValue: 1 << 25)
  static let direction = WordClass(rawValue: 1 << 26)
  static let placeNoun = WordClass(rawValue: 1 << 27)
  static let unrealModal = WordClass(rawValue: 1 << 28)
  static let adjective = WordClass(rawValue: 1 << 29)

  static let determiner: WordClass = [
    .definite, .indefinite, .demonstrative, .possessive, .negativeDeterminer,
  ]
  static let auxiliary: WordClass = [.be, .have, .do, .modal]

  /// The section names of `Grammar.txt`.
  static let sections: [String: WordClass] = [
    "definite": .definite, "indefinite": .indefinite, "demonstrative": .demonstrative,
    "possessive": .possessive, "quantifier": .quantifier,
    "negative-determiner": .negativeDeterminer, "pronoun": .pronoun,
    "preposition": .preposition, "subordinator": .subordinator, "relative": .relative,
    "conjunction": .conjunction, "be": .be, "have": .have, "do": .do, "modal": .modal,
    "unreal-modal": .unrealModal, "negation": .negation, "infinitive": .infinitive,
    "adverb": .adverb, "title": .title, "abbreviation": .abbreviation, "month": .month,
    "weekday": .weekday, "time-unit": .timeUnit, "number": .number, "ordinal": .ordinal,
    "singular-s": .singularInS, "adjective": .adjective,
  ]
}
