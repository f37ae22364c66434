import Incidents

/// A place of the report where a side is named, whatever it does there.
struct SideNaming: Sendable {
  /// How the words stand in their sentence.
  enum Relation: Int, CaseIterable, Sendable {
    case subject, victim, speaker, object, by, aim, from, of, with, inside, owner, title, other
  }

  let side: Side
  let sentence: Int
  let paragraph: Int
  let tokens: Range<Int>
  let relation: Relation
  /// Whether the words are a place that the side holds.
  let isPlace: Bool
  /// How particular the words are, as of a party.
  let rank: Int
}
