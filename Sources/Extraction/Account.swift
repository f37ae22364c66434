/// Why an incident is what it is: its tellings, what lowers its confidence, and what it was not
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

  /// A reason why the incident is less, or more, sure.
  public struct Doubt: Hashable, Sendable {
    /// In words.
    public let reason: String
    /// What it takes from the confidence; negative where it adds.
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
  /// The confidence is 0.95 less their costs, within 0.05 and 1.
  public let doubts: [Doubt]
  /// Incidents that were told near it and kept apart.
  public let distinctions: [Distinction]
}
