import Incidents

/// What the rules of reading make of an act: an incident, or why not.
enum Standing: Int, CaseIterable, Sendable {
  case told
  /// Meant, denied, planned: not said to have happened.
  case unreal
  /// Its words are too weak for an act of its own.
  case slight
  /// Too little is told of it.
  case unopened
  /// Its words lack somebody who acts, or whom it hits.
  case spare
  /// It stands in a running total.
  case counted
  /// Harm without an act.
  case harm
}

/// An incident in the making: all its mentions, and the best value of each cell so far.
struct Dossier: Sendable {
  var mentions: [Mention]
  var source: Party?
  var target: Party?
  var targets: [Side]
  var weapons: [Read<Weapon>]
  var impliedWeapon: Read<Weapon>?
  var place: PlaceMention?
  var places: [PlaceMention]
  var dates: Read<DayInterval>?
  var count: Read<CountInterval>?
  var killed: Read<CountInterval>?
  var wounded: Read<CountInterval>?
  var traits: Draft.Traits
  var clock: Int?
  var targetName: Range<Int>?
  /// Other dossiers that it answers, as indices, with the words that say so.
  var answers: [(dossier: Int, tokens: Range<Int>, isCertain: Bool)] = []
  /// Dossiers told before that it was kept apart from, with the reason.
  var distinctions: [(dossier: Int, reason: String)] = []
  /// How the rules took it.
  var standing = Standing.told
  /// How probable it is that it is an incident with these sides and days, and what decided.
  var probability = 0.0
  var grounds: [(reason: String, cost: Double)] = []
  /// The week in which the news at the head of a report are taken to have happened.
  var presumed: DayInterval?

  init(_ mention: Mention) {
    mentions = [mention]
    source = mention.source
    target = mention.target
    targets = mention.targets
    weapons = mention.weapons
    impliedWeapon = mention.impliedWeapon
    places = mention.places
    dates = mention.dates
    traits = mention.traits
    clock = mention.clock
    targetName = mention.targetName
    killed = mention.killed.map { Read(value: $0.count, tokens: $0.tokens, reason: .stated) }
    wounded = mention.wounded.map { Read(value: $0.count, tokens: $0.tokens, reason: .stated) }
    count = mention.count.map { Read(value: $0.count, tokens: $0.tokens, reason: .stated) }
    choosePlace()
  }

  var isTold: Bool { standing == .told }

  func has(_ trait: Draft.Traits) -> Bool { traits.contains(trait) }

  /// Whether somebody was hurt.
  var hasHarm: Bool {
    (killed?.value.minimum ?? 0) > 0 || (wounded?.value.minimum ?? 0) > 0
  }

  var first: Mention { mentions[0] }
  var last: Mention { mentions[mentions.count - 1] }

  /// Adds another telling of the same act; the more particular value of each cell is kept.
  mutating func take(_ mention: Mention) {
    mentions.append(mention)
    source = Self.better(source, mention.source)
    target = Self.better(target, mention.target)
    for target in mention.targets where !targets.contains(target) { targets.append(target) }
    for weapon in mention.weapons where !weapons.contains(where: { $0.value == weapon.value }) {
      weapons.append(weapon)
    }
    impliedWeapon = impliedWeapon ?? mention.impliedWeapon
    // An act that is told thousands of times has its places by then.
    if places.count < Narrative.reach { places += mention.places }
    choosePlace()
    takeDates(mention.dates)
    if count == nil, !mention.has(.definite) {
      count = mention.count.map { Read(value: $0.count, tokens: $0.tokens, reason: .stated) }
    }
    takeHarm(killed: mention.killed, wounded: mention.wounded)
    traits.formUnion(mention.traits.intersection([.attributed, .retaliates, .noHarm, .performed]))
    if !mention.has(.perfect), mention.dates?.reason == .stated { traits.remove(.perfect) }
    clock = clock ?? mention.clock
    targetName = targetName ?? mention.targetName
  }

  mutating func takeDates(_ other: Read<DayInterval>?) {
    guard let other else { return }
    guard let known = dates else {
      dates = other
      return
    }
    if known.reason != .stated, other.reason == .stated {
      dates = other
    } else if other.reason == .stated, let both = known.value.intersection(other.value),
      both != known.value
    {
      dates = Read(value: both, tokens: other.tokens, reason: .stated)
    }
  }

  /// Takes a further toll: the higher one, or one that makes an open end exact.
  mutating func takeHarm(killed: Tally?, wounded: Tally?) {
    self.killed = Self.higher(self.killed, killed)
    self.wounded = Self.higher(self.wounded, wounded)
  }

  private static func higher(_ known: Read<CountInterval>?, _ new: Tally?) -> Read<CountInterval>? {
    guard let new else { return known }
    let other = Read(value: new.count, tokens: new.tokens, reason: .stated)
    guard let known else { return other }
    if new.count.minimum > known.value.minimum { return other }
    if new.count.minimum == known.value.minimum, known.value.maximum == nil,
      new.count.maximum != nil
    {
      return other
    }
    return known
  }

  private static func better(_ known: Party?, _ new: Party?) -> Party? {
    guard let new, new.side != nil else { return known ?? new }
    guard let known, known.side != nil else { return new }
    return new.rank > known.rank ? new : known
  }

  private mutating func choosePlace() {
    for candidate in places where candidate.rank > place?.rank ?? 0 { place = candidate }
  }
}
