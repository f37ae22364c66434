import Incidents

/// What a reader remembers of the report so far.
struct Memory: Sendable {
  /// A mention of a side, for "the group", "they" and the like.
  struct Mention: Sendable {
    let side: Side
    let kind: Party.Generic
    let sentence: Int
    let tokens: Range<Int>
  }

  /// Every place where a side is named.
  private(set) var namings: [SideNaming] = []
  /// The lands of which the report speaks, the most frequent first.
  var lands: [Side] = []
  /// The side that "we" means, in a text that a side issued itself.
  var issuer: Side?
  /// The side that such a text calls the enemy.
  var enemy: Side?
  /// Sides by the number of their mentions in the whole report.
  var frequency: [Side: Int] = [:]
  /// Sides that fighters of the report belong to.
  private(set) var mentions: [Mention] = []
  private(set) var lastSubject: Mention?

  /// What a sentence adds.
  struct Notes {
    var namings: [SideNaming] = []
    var mentions: [(mention: Mention, isSubject: Bool)] = []
  }

  mutating func take(_ notes: Notes) {
    namings += notes.namings
    for (mention, isSubject) in notes.mentions {
      mentions.append(mention)
      if isSubject { lastSubject = mention }
    }
  }

  /// The other side that a report names most often.
  func opponent(of side: Side) -> Side? {
    frequency.keys.filter { $0 != side }
      .min { (-(frequency[$0] ?? 0), $0) < (-(frequency[$1] ?? 0), $1) }
  }

  /// The latest mention of fighters or a group.
  func lastFighters(before sentence: Int) -> Mention? {
    mentions.last { $0.kind == .fighters }
  }
}
