import Incidents

/// How many people or things, and the words that say so.
struct Tally: Sendable {
  var count: CountInterval
  var tokens: Range<Int>
}

/// A place as the text names it.
struct PlaceMention: Sendable {
  var tokens: Range<Int>
  /// The side that holds it, if any.
  var holder: Side?
  /// The base that its words are a spelling of.
  var base: String?
  /// How narrow it is: a land 1, a sea or region 2, a town 3, a base or village 4.
  var rank: Int
  /// Whether it heads the report or paragraph rather than stands in the act's words.
  var isOfLead = false
}

/// One telling of an act, as a single sentence gives it.
struct Draft: Sendable {
  struct Traits: OptionSet, Sendable {
    let rawValue: UInt32

    /// Tells of the act as done.
    static let real = Traits(rawValue: 1)
    /// A definite noun group: an act that was told before.
    static let definite = Traits(rawValue: 2)
    /// "another", "second", "separate": not the act last told.
    static let another = Traits(rawValue: 4)
    /// Several acts without a number.
    static let series = Traits(rawValue: 8)
    /// "retaliatory", "in response": answers some act.
    static let retaliates = Traits(rawValue: 16)
    /// "has targeted": some time up to now.
    static let perfect = Traits(rawValue: 32)
    /// An act only beside both sides.
    static let weak = Traits(rawValue: 64)
    /// Fighting of both sides.
    static let mutual = Traits(rawValue: 128)
    /// "earlier", "previous": before the act last told.
    static let earlier = Traits(rawValue: 256)
    /// Told by a noun.
    static let noun = Traits(rawValue: 512)
    /// The text says that nobody was hurt.
    static let noHarm = Traits(rawValue: 1024)
    /// A noun in the plural.
    static let plural = Traits(rawValue: 2048)
    /// Told by a verb of performing, attacking or the like: certainly an act.
    static let performed = Traits(rawValue: 4096)
    /// Brings down what flies.
    static let downing = Traits(rawValue: 8192)
    /// A harm verb alone tells it.
    static let harmOnly = Traits(rawValue: 16384)
    /// The source was named by somebody who blames or claims.
    static let attributed = Traits(rawValue: 32768)
    /// "also", "in addition": one more act.
    static let also = Traits(rawValue: 1 << 16)
    /// "the latest strike"
    static let latest = Traits(rawValue: 1 << 17)
    /// "had been struck"
    static let pluperfect = Traits(rawValue: 1 << 18)
    /// A series whose members are told one by one beside it.
    static let sum = Traits(rawValue: 1 << 19)
    /// "The militants were targeted": about somebody known, without anything new.
    static let retold = Traits(rawValue: 1 << 20)
    /// Another act of the sentence answers it.
    static let provoked = Traits(rawValue: 1 << 21)
    /// "In Damascus, the house was attacked": the sentence opens another scene.
    static let elsewhere = Traits(rawValue: 1 << 22)
  }

  /// What kind of word tells it.
  enum Form: Int, CaseIterable, Sendable {
    case attack, damage, launch, arrive, down, kill, wound, seize, clash, retaliate, other
    case attackNoun, volleyNoun, downingNoun, mutualNoun, weakNoun, harm
  }

  /// In which form its verb stands.
  enum Tense: Int, CaseIterable, Sendable {
    case noun, past, passive, perfect, pluperfect, present, gerund, infinitive, modal, negated
    case reduced
  }

  var sentence: Int
  var form = Form.other
  var tense = Tense.noun
  var trigger: Range<Int>
  var traits: Traits = []
  var sources: [Party] = []
  var targets: [Party] = []
  /// What the nouns in the two roles are, and whether they say that nobody knows whose.
  var sourceHeads: HeadClass = []
  var targetHeads: HeadClass = []
  var isNameless = false
  var weapons: [(weapon: Weapon, tokens: Range<Int>)] = []
  var impliedWeapon: (weapon: Weapon, tokens: Range<Int>)?
  var places: [PlaceMention] = []
  /// Time expressions, as indices of the sentence's annotation.
  var times: [Int] = []
  /// The acts for which it stands, where a number is stated.
  var count: Tally?
  var killed: Tally?
  var wounded: Tally?
  /// Drafts of the same sentence that this one answers.
  var answers: [Int] = []
  /// The dead or hurt for whom it takes revenge.
  var avenged: Tally?
  /// Clock times, for telling acts of one day apart.
  var clock: Int?
  var groups: [Int] = []
  var verbs: [Int] = []
  /// What was struck by name, when no dictionary knows it ("the cargo ship ...").
  var targetName: Range<Int>?
  /// The words of other drafts that tell the same act.
  var otherTriggers: [Range<Int>] = []
  /// The widest range of tokens that tells it.
  var extent: Range<Int>

  init(sentence: Int, trigger: Range<Int>) {
    self.sentence = sentence
    self.trigger = trigger
    extent = trigger
  }

  func has(_ trait: Traits) -> Bool { traits.contains(trait) }

  mutating func widen(_ range: Range<Int>) {
    extent =
      min(extent.lowerBound, range.lowerBound)..<max(extent.upperBound, range.upperBound)
  }

  /// Takes over what another draft of the same act tells.
  mutating func absorb(_ other: Draft) {
    otherTriggers += [other.trigger] + other.otherTriggers
    sources += other.sources
    sourceHeads.formUnion(other.sourceHeads)
    targetHeads.formUnion(other.targetHeads)
    isNameless = isNameless || other.isNameless
    targets += other.targets
    weapons += other.weapons
    impliedWeapon = impliedWeapon ?? other.impliedWeapon
    places += other.places
    times += other.times
    count = count ?? other.count
    killed = killed ?? other.killed
    wounded = wounded ?? other.wounded
    answers += other.answers
    avenged = avenged ?? other.avenged
    clock = clock ?? other.clock
    groups += other.groups
    verbs += other.verbs
    targetName = targetName ?? other.targetName
    widen(other.extent)
    let weak = has(.weak) && other.has(.weak)
    let definite = has(.definite) || (other.has(.definite) && other.has(.noun))
    // "fired at the airport, damaging a drone": what else was hit does not make it a downing.
    let others: Traits = has(.downing) ? [.weak, .definite] : [.weak, .definite, .downing]
    traits.formUnion(other.traits.subtracting(others))
    if has(.performed) { traits.remove(.mutual) }
    if weak { traits.insert(.weak) } else { traits.remove(.weak) }
    if definite { traits.insert(.definite) }
  }
}
