import Incidents

/// What a common noun (or noun phrase) can mean: an act, a weapon, the head of a noun group.
struct Term: Sendable {
  var act: ActKind?
  var actWeapon: Weapon?
  var weapon: Weapon?
  var weaponRole: WeaponRole?
  var heads: HeadClass = []
  var isPlural = false
}

/// The sections of `Acts.txt`.
enum ActKind: String, Sendable {
  /// An act by itself.
  case attack
  /// A quantity of munitions; an act once it has a target.
  case volley
  /// The bringing down of something that flies.
  case downing
  /// An act of both sides on each other.
  case mutual
  /// An act only beside both sides or a performing verb.
  case weak
  /// Harm to people: part of an act, never an act.
  case casualty
}

/// The attributes of `Weapons.txt`.
enum WeaponRole: String, Sendable {
  /// Is sent against the target.
  case munition
  /// Sends munitions and acts for its side.
  case platform
  /// A way in which people act.
  case method
}

/// What kind of thing the head of a noun group is; the sections of `Heads.txt`.
struct HeadClass: OptionSet, Sendable {
  let rawValue: UInt16

  static let fighters = HeadClass(rawValue: 1)
  static let group = HeadClass(rawValue: 2)
  static let forces = HeadClass(rawValue: 4)
  static let government = HeadClass(rawValue: 8)
  static let leader = HeadClass(rawValue: 16)
  static let people = HeadClass(rawValue: 32)
  static let facility = HeadClass(rawValue: 64)
  static let civil = HeadClass(rawValue: 128)
  static let merchant = HeadClass(rawValue: 256)
  static let warship = HeadClass(rawValue: 512)
  static let collective = HeadClass(rawValue: 1024)

  /// People, whatever they do: what can be killed or wounded.
  static let persons: HeadClass = [.fighters, .forces, .leader, .people]

  /// The section names of `Heads.txt`.
  static let sections: [String: HeadClass] = [
    "fighters": .fighters, "group": .group, "forces": .forces, "government": .government,
    "leader": .leader, "people": .people, "facility": .facility, "civil": .civil,
    "merchant": .merchant, "warship": .warship, "collective": .collective,
  ]
}

/// The sections of `Cues.txt`.
struct Cue: OptionSet, Sendable {
  let rawValue: UInt32

  static let unrealAdjective = Cue(rawValue: 1 << 0)
  static let unrealNoun = Cue(rawValue: 1 << 1)
  static let unrealPhrase = Cue(rawValue: 1 << 2)
  static let exercise = Cue(rawValue: 1 << 3)
  static let metaphor = Cue(rawValue: 1 << 4)
  static let repeated = Cue(rawValue: 1 << 5)
  static let another = Cue(rawValue: 1 << 6)
  static let earlier = Cue(rawValue: 1 << 7)
  static let answer = Cue(rawValue: 1 << 8)
  static let after = Cue(rawValue: 1 << 9)
  static let answeredBy = Cue(rawValue: 1 << 10)
  static let retaliatory = Cue(rawValue: 1 << 11)
  static let noHarm = Cue(rawValue: 1 << 12)
  static let responsible = Cue(rawValue: 1 << 13)
  static let responsibleAfter = Cue(rawValue: 1 << 14)
  static let countOf = Cue(rawValue: 1 << 15)
  static let latest = Cue(rawValue: 1 << 16)

  /// The section names of `Cues.txt`.
  static let sections: [String: Cue] = [
    "unreal-adjective": .unrealAdjective, "unreal-noun": .unrealNoun,
    "unreal-phrase": .unrealPhrase, "exercise": .exercise, "metaphor": .metaphor,
    "repeated": .repeated, "another": .another, "earlier": .earlier, "answer": .answer,
    "after": .after, "answered-by": .answeredBy, "retaliatory": .retaliatory,
    "no-harm": .noHarm, "responsible": .responsible, "responsible-after": .responsibleAfter,
    "count-of": .countOf, "latest": .latest,
  ]
}
