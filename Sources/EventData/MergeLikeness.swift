import Incidents

/// An incident as merging compares it, with whole numbers for texts: two of one key are alike in all
/// that merging looks at.
struct MergeKey: Hashable {
  let source: Side
  let target: Side
  /// The days, as numbers; merging leaves out what has an open end.
  let days: ClosedRange<Int>
  let count: CountInterval
  /// Its name in the list of places.
  let place: Int?
  let weapon: Weapon
  let killed: CountInterval?

  init?(_ incident: Incident, _ places: PlaceNames) {
    guard let days = incident.dates.bounded else { return nil }
    source = incident.source
    target = incident.target
    self.days = days.lowerBound.number...days.upperBound.number
    count = incident.count
    place = incident.place.flatMap { places.number(of: $0) }
    weapon = incident.weapon
    killed = incident.killed
  }

  var length: Int { days.upperBound - days.lowerBound + 1 }
}

/// What speaks for two tellings being of one act.
struct MergeLikeness: Equatable {
  private(set) var value = 0
  private(set) var reasons: Reasons = []

  /// Why two tellings count as one act.
  struct Reasons: OptionSet, Hashable {
    let rawValue: UInt8

    static let sameDay = Reasons(rawValue: 1)
    static let overlappingDays = Reasons(rawValue: 2)
    static let samePlace = Reasons(rawValue: 4)
    static let sameWeapon = Reasons(rawValue: 8)
    static let sameKilled = Reasons(rawValue: 16)
    static let killedAgree = Reasons(rawValue: 32)

    private static let words: [(Reasons, String)] = [
      (.sameDay, "the same day"), (.overlappingDays, "overlapping days"),
      (.samePlace, "the same place"), (.sameWeapon, "the same weapon"),
      (.sameKilled, "the same number killed"), (.killedAgree, "numbers killed that agree"),
    ]

    /// In words.
    var words: [String] { Self.words.filter { contains($0.0) }.map(\.1) }
  }

  private mutating func add(_ value: Int, _ reason: Reasons = []) {
    self.value += value
    reasons.formUnion(reason)
  }

  /// Compares two tellings of whatever documents; nil when something forbids that they are one.
  init?(_ one: MergeKey, _ two: MergeKey, _ places: PlaceNames) {
    guard one.target == two.target,
      one.source == two.source || one.source == .unknown || two.source == .unknown,
      max(one.length, two.length) <= 31, one.days.overlaps(two.days),
      one.count.overlaps(two.count)
    else { return nil }
    let (shorter, longer) = (min(one.length, two.length), max(one.length, two.length))
    if longer == 1 {
      add(3, .sameDay)
    } else if longer <= 3 {
      add(2, .overlappingDays)
    } else if shorter <= 10 {
      add(1, .overlappingDays)
    }
    if let here = one.place, let there = two.place {
      if places.areSame(here, there) { add(2, .samePlace) } else { add(-2) }
    }
    if one.weapon != .unknown, two.weapon != .unknown {
      if one.weapon == two.weapon { add(1, .sameWeapon) } else { add(-1) }
    }
    if let dead = one.killed, let others = two.killed, dead.minimum + others.minimum > 0 {
      if dead == others {
        add(2, .sameKilled)
      } else if dead.overlaps(others) {
        add(1, .killedAgree)
      } else if max(dead.minimum, others.minimum) > 2 * max(1, min(dead.minimum, others.minimum)) {
        add(-1)
      }
    }
  }
}
