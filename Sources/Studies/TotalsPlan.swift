import Incidents

/// How running totals are used.
public struct TotalsPlan: Hashable, Sendable {
  /// What to do with totals that contradict each other.
  public var rule: Ladder.Rule
  /// The scopes whose totals are taken together; nil takes the one with most totals.
  public var scopes: [String]?

  /// A way to use totals.
  public init(rule: Ladder.Rule = .latestStatement, scopes: [String]? = nil) {
    self.rule = rule
    self.scopes = scopes
  }
}
