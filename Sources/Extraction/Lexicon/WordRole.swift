/// The short lists to which a word belongs; the sections of `Words.txt`.
struct WordRole: OptionSet, Sendable {
  let rawValue: UInt64

  static let presentAuxiliary = WordRole(rawValue: 1 << 0)
  static let retaliation = WordRole(rawValue: 1 << 1)
  static let `return` = WordRole(rawValue: 1 << 2)
  static let calledVictim = WordRole(rawValue: 1 << 3)
  static let achieving = WordRole(rawValue: 1 << 4)
  static let objectiveAct = WordRole(rawValue: 1 << 5)
  static let possessedAct = WordRole(rawValue: 1 << 6)
  static let round = WordRole(rawValue: 1 << 7)
  static let death = WordRole(rawValue: 1 << 8)
  static let injury = WordRole(rawValue: 1 << 9)
  static let receiving = WordRole(rawValue: 1 << 10)
  static let occasion = WordRole(rawValue: 1 << 11)
  static let strikeNoun = WordRole(rawValue: 1 << 12)
  static let strikeWord = WordRole(rawValue: 1 << 13)
  static let raidWord = WordRole(rawValue: 1 << 14)
  static let total = WordRole(rawValue: 1 << 15)
  static let standing = WordRole(rawValue: 1 << 16)
  static let whole = WordRole(rawValue: 1 << 17)
  static let dateLabel = WordRole(rawValue: 1 << 18)
  static let timePreposition = WordRole(rawValue: 1 << 19)
  static let claiming = WordRole(rawValue: 1 << 20)
  static let guess = WordRole(rawValue: 1 << 21)
  static let spot = WordRole(rawValue: 1 << 22)
  static let plainShip = WordRole(rawValue: 1 << 23)
  static let registry = WordRole(rawValue: 1 << 24)
  static let anyNumber = WordRole(rawValue: 1 << 25)
  static let denying = WordRole(rawValue: 1 << 26)
  static let pluralNoun = WordRole(rawValue: 1 << 27)
  static let killingNoun = WordRole(rawValue: 1 << 28)
  static let formSource = WordRole(rawValue: 1 << 29)
  static let formTarget = WordRole(rawValue: 1 << 30)
  static let formEvent = WordRole(rawValue: 1 << 31)
  static let participle = WordRole(rawValue: 1 << 32)
  static let boarding = WordRole(rawValue: 1 << 33)
  static let arms = WordRole(rawValue: 1 << 34)
  static let origin = WordRole(rawValue: 1 << 35)
  static let losing = WordRole(rawValue: 1 << 36)
  static let life = WordRole(rawValue: 1 << 37)
  static let zone = WordRole(rawValue: 1 << 38)
  static let nameless = WordRole(rawValue: 1 << 39)
  static let formKilled = WordRole(rawValue: 1 << 40)
  static let formWounded = WordRole(rawValue: 1 << 41)

  /// The section names of `Words.txt`.
  static let sections: [String: WordRole] = [
    "present-auxiliary": .presentAuxiliary, "retaliation": .retaliation, "return": .return,
    "called-victim": .calledVictim, "achieving": .achieving, "objective-act": .objectiveAct,
    "possessed-act": .possessedAct, "round": .round, "death": .death, "injury": .injury,
    "receiving": .receiving, "occasion": .occasion, "strike-noun": .strikeNoun,
    "strike-word": .strikeWord, "raid-word": .raidWord, "total": .total, "standing": .standing,
    "whole": .whole, "date-label": .dateLabel, "time-preposition": .timePreposition,
    "claiming": .claiming, "guess": .guess, "spot": .spot, "plain-ship": .plainShip,
    "registry": .registry, "any-number": .anyNumber, "denying": .denying,
    "plural-noun": .pluralNoun, "killing-noun": .killingNoun,
    "form-source": .formSource, "form-target": .formTarget, "form-event": .formEvent,
    "form-killed": .formKilled, "form-wounded": .formWounded,
    "participle": .participle, "boarding": .boarding, "arms": .arms, "origin": .origin,
    "losing": .losing,
    "life": .life, "zone": .zone,
    "nameless": .nameless,
  ]
}
