/// Why an incident is what it is: its tellings, the clues that decided, and what it was not
/// taken for.
public struct Account: Hashable, Sendable {
  /// A place of the report that tells of the incident.
  public struct Telling: Hashable, Sendable {
    /// The bytes of the page.
    public let bytes: Range<Int>
    /// Its words.
    public let words: String
    /// Why it counts as this incident.
    public let reason: String
  }

  /// A clue that made the incident less, or more, sure.
  public struct Doubt: Hashable, Sendable {
    /// In words.
    public let reason: String
    /// What it takes from the logarithm of the odds; negative where it adds.
    public let cost: Double
  }

  /// An incident told before that it could have been.
  public struct Distinction: Hashable, Sendable {
    /// The other incident.
    public let other: String
    /// Why the two are not the same.
    public let reason: String
  }

  /// The incident, as in ``Trace/row``.
  public let incident: String
  /// All places that tell of it, in the order of the report.
  public let tellings: [Telling]
  /// The clues that counted most when it was decided on.
  public let doubts: [Doubt]
  /// Incidents that were told near it and kept apart.
  public let distinctions: [Distinction]
}
