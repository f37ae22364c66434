import Incidents

/// Who acts or is acted upon, as one noun group says it.
struct Party: Sendable {
  /// The side, or nil when the words alone do not say.
  var side: Side?
  var reason: Reason
  /// The words that name it.
  var tokens: Range<Int>
  /// What the words name when they name no side.
  var generic: Generic?
  /// Whether the words are a place, in whose stead its holder acts or suffers.
  var isPlace = false
  /// The land that the words name for people and towns ("Ukrainian cities").
  var land: Side?
  /// How particular the words are; the more particular of two mentions is kept.
  var rank: Int

  /// What a noun group without a name speaks of.
  enum Generic: Sendable {
    case fighters, forces, people, facility, weapon, unknown
    /// A place that fighters use: "a militia depot".
    case lair
  }
}

/// In one word, why a cell holds what it holds.
public enum Reason: String, CaseIterable, Hashable, Sendable {
  /// The words say so.
  case stated
  /// A place stands for the side that it hosts or that holds it.
  case hosted
  /// A sponsor or a people tells whose the fighters are.
  case sponsored
  /// A pronoun or a general noun stands for something told before.
  case recalled
  /// Officials blame or a group claims; the report does not say so itself.
  case attributed
  /// Taken over from an act told beside it.
  case inherited
  /// Follows from the rest of the report.
  case inferred
  /// The report does not say.
  case unstated
}
