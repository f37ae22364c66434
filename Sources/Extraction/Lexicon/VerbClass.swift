import Incidents

/// How a verb uses its subject and object; the sections of `Verbs.txt`.
struct VerbClass: OptionSet, Sendable {
  let rawValue: UInt32

  static let attack = VerbClass(rawValue: 1 << 0)
  static let launch = VerbClass(rawValue: 1 << 1)
  static let arrive = VerbClass(rawValue: 1 << 2)
  static let down = VerbClass(rawValue: 1 << 3)
  static let kill = VerbClass(rawValue: 1 << 4)
  static let die = VerbClass(rawValue: 1 << 5)
  static let wound = VerbClass(rawValue: 1 << 6)
  static let seize = VerbClass(rawValue: 1 << 7)
  static let clash = VerbClass(rawValue: 1 << 8)
  static let retaliate = VerbClass(rawValue: 1 << 9)
  static let perform = VerbClass(rawValue: 1 << 10)
  static let suffer = VerbClass(rawValue: 1 << 11)
  static let occur = VerbClass(rawValue: 1 << 12)
  static let cause = VerbClass(rawValue: 1 << 13)
  static let say = VerbClass(rawValue: 1 << 14)
  static let blame = VerbClass(rawValue: 1 << 15)
  static let believe = VerbClass(rawValue: 1 << 16)
  static let unreal = VerbClass(rawValue: 1 << 17)
  static let host = VerbClass(rawValue: 1 << 18)
  static let use = VerbClass(rawValue: 1 << 19)
  static let back = VerbClass(rawValue: 1 << 20)
  static let other = VerbClass(rawValue: 1 << 21)
  static let damage = VerbClass(rawValue: 1 << 22)

  /// Verbs that tell an act by themselves.
  static let acts: VerbClass = [
    .attack, .damage, .launch, .arrive, .down, .kill, .wound, .seize, .clash, .retaliate,
  ]
  /// Verbs that tell harm to people.
  static let harm: VerbClass = [.kill, .die, .wound]

  /// The section names of `Verbs.txt`.
  static let sections: [String: VerbClass] = [
    "attack": .attack, "damage": .damage, "launch": .launch, "arrive": .arrive, "down": .down,
    "kill": .kill,
    "die": .die, "wound": .wound, "seize": .seize, "clash": .clash, "retaliate": .retaliate,
    "perform": .perform, "suffer": .suffer, "occur": .occur, "cause": .cause, "say": .say,
    "blame": .blame, "believe": .believe, "unreal": .unreal, "host": .host, "use": .use,
    "back": .back, "other": .other,
  ]
}

/// Which forms of a verb a word can be.
struct VerbForm: OptionSet, Sendable {
  let rawValue: UInt8

  static let base = VerbForm(rawValue: 1)
  static let third = VerbForm(rawValue: 2)
  static let past = VerbForm(rawValue: 4)
  static let gerund = VerbForm(rawValue: 8)
}

/// A verb of the dictionary, with what its particles make of it.
struct Verb: Sendable {
  var classes: VerbClass
  var weapon: Weapon?
  var phrasal: [Phrasal] = []

  struct Phrasal: Sendable {
    let particle: Word
    var classes: VerbClass
    var weapon: Weapon?
  }
}
