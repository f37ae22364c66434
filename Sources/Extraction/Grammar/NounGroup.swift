import Incidents

/// A noun with what stands before it, and what its words mean.
struct NounGroup: Sendable {
  enum Determiner: Sendable { case none, definite, demonstrative, indefinite, possessive, negative }

  /// A weapon that the group names.
  struct WeaponMention: Sendable {
    let weapon: Weapon
    let role: WeaponRole
    let tokens: Range<Int>
  }

  /// A name in the group: its index in the dictionary and its words.
  struct NameMention: Sendable {
    let name: Int
    let tokens: Range<Int>
    /// Whether "-backed" or the like makes it a sponsor.
    var isSponsor = false
  }

  var tokens: Range<Int>
  /// The last noun.
  var head: Int
  var determiner: Determiner = .none
  var quantity: Quantity?
  var isPlural = false
  var isPronoun = false
  /// What the head noun is.
  var heads: HeadClass = []
  /// The words of the head noun.
  var headTokens: Range<Int>?
  var act: ActKind?
  var actTokens: Range<Int>?
  var actWeapon: Weapon?
  var weapons: [WeaponMention] = []
  var names: [NameMention] = []
  /// Time expressions inside the group ("Wednesday's attack").
  var times: [Int] = []
  /// The group before "'s".
  var possessor: Int?
  /// Whether a pronoun possesses it ("its attack").
  var pronounPossessor: Int?
  var cues: Cue = []
  /// Capitalised words that no dictionary knows.
  var unknownName: Range<Int>?
  /// Whether the last word is an adjective of a people or a number, the noun being left out.
  var isHeadless = false
  /// Whether a flag or an owner makes it a merchant ship.
  var isMerchant = false
  /// The group behind "of", where there is one.
  var ofGroup: Int?
  /// A group that says the same behind a comma or before a name.
  var apposition: Int?

  /// Whether people can be meant.
  var isPersons: Bool { !heads.isDisjoint(with: .persons) }
}
