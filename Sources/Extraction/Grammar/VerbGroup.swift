import Incidents

/// A verb with its auxiliaries, and where its arguments stand.
struct VerbGroup: Sendable {
  struct Traits: OptionSet, Sendable {
    let rawValue: UInt16

    static let passive = Traits(rawValue: 1)
    static let modal = Traits(rawValue: 2)
    static let negated = Traits(rawValue: 4)
    static let infinitive = Traits(rawValue: 8)
    static let perfect = Traits(rawValue: 16)
    static let present = Traits(rawValue: 32)
    static let gerund = Traits(rawValue: 64)
    /// A participle that modifies the noun before it ("rockets fired at").
    static let reduced = Traits(rawValue: 128)
    static let copula = Traits(rawValue: 256)
    static let progressive = Traits(rawValue: 512)
    static let pastForm = Traits(rawValue: 1024)
    /// In a clause that a relative word opens.
    static let relative = Traits(rawValue: 2048)
    /// Has an auxiliary, so that it can be neither a participle nor reduced.
    static let finite = Traits(rawValue: 4096)
    /// A pronoun object stood between the verb and its particle.
    static let splitParticle = Traits(rawValue: 8192)
  }

  var tokens: Range<Int>
  /// The token of the main verb.
  var main: Int
  var classes: VerbClass
  var weapon: Weapon?
  var traits: Traits
  /// The index of its chunk.
  var chunk = 0
  /// Noun groups, as indices.
  var subject: Int?
  var object: Int?
  /// Further objects joined to the first by "and".
  var moreObjects: [Int] = []
  /// Noun groups behind prepositions, up to the end of the clause.
  var complements: [Complement] = []
  /// The verb that governs this one, when this one is an infinitive or a participle.
  var governor: Int?

  struct Complement: Sendable {
    let preposition: Word
    let group: Int
    let chunk: Int
  }

  func has(_ trait: Traits) -> Bool { traits.contains(trait) }
}

/// A piece of a sentence: a group, a time, or what stands between them.
struct Chunk: Sendable {
  enum Kind: Sendable, Equatable {
    case noun(Int)
    case verb(Int)
    case time(Int)
    case preposition(Word)
    case subordinator(Word)
    case relative(Word)
    case conjunction(Word)
    case comma
    case mark
    case adverb
  }

  let kind: Kind
  let tokens: Range<Int>

  var nounGroup: Int? {
    if case .noun(let index) = kind { return index }
    return nil
  }

  var verbGroup: Int? {
    if case .verb(let index) = kind { return index }
    return nil
  }
}
