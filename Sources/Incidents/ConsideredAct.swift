/// An act that reading considered, whether or not it became an incident: what it may be, and how
/// probable each reading of it is.
public struct ConsideredAct: Hashable, Sendable {
  /// What became of it.
  public enum Outcome: String, CaseIterable, Hashable, Sendable {
    /// An incident of its own.
    case incident
    /// Another telling of an incident.
    case retold
    /// Too improbable for an incident.
    case improbable
    /// A part of a running total.
    case counted
    /// Denied, planned, or not said to have happened.
    case unreal
  }

  /// A reading that it may have.
  public struct Option<Value: Hashable & Sendable>: Hashable, Sendable {
    /// The reading.
    public let value: Value
    /// How probable it is, from 0 to 1.
    public let probability: Double

    /// A reading with its probability.
    public init(_ value: Value, probability: Double) {
      self.value = value
      self.probability = probability
    }
  }

  /// A trait of the act that counted when it was decided on.
  public struct Ground: Hashable, Sendable {
    /// In words.
    public let words: String
    /// What it adds to the logarithm of the odds of an incident; negative where it speaks against.
    public let logOdds: Double

    /// A trait with what it counts.
    public init(_ words: String, logOdds: Double) {
      self.words = words
      self.logOdds = logOdds
    }
  }

  /// The document.
  public let document: String
  /// The incident that it is, or tells again; nil where there is none.
  public var row: String?
  /// What became of it.
  public var outcome: Outcome
  /// The bytes of the page that tell it, in their order; not empty.
  public let tellings: [Range<Int>]
  /// The words of the first of them.
  public let evidence: String
  /// How probable it is that it is an incident of the most probable sides and days.
  public let probability: Double
  /// The pairs of sides that it may have if it is an incident, the most probable first.
  public let sides: [Option<Dyad>]
  /// The days that it may have if it is an incident, the most probable first.
  public let days: [Option<DayInterval>]
  /// The other incidents of the report with which it may be one act.
  public let same: [Option<String>]
  /// The traits that counted most.
  public let grounds: [Ground]

  /// An act that was considered.
  public init(
    document: String, row: String?, outcome: Outcome, tellings: [Range<Int>], evidence: String,
    probability: Double, sides: [Option<Dyad>], days: [Option<DayInterval>],
    same: [Option<String>] = [], grounds: [Ground] = []
  ) {
    self.document = document
    self.row = row
    self.outcome = outcome
    self.tellings = tellings
    self.evidence = evidence
    self.probability = probability
    self.sides = sides
    self.days = days
    self.same = same
    self.grounds = grounds
  }

  /// How many of the wrong rows in reports with labels told no act at all; the others had wrong sides
  /// or days (60 of an expected 140 among 452 rows of 339 development reports).
  private static let shareOfNoAct = 0.4

  /// How probable it is that it is no incident at all.
  public var noIncident: Double { Self.shareOfNoAct * (1 - probability) }
}
