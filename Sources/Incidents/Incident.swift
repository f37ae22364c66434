/// One directed act of violence, or a batch of like acts, as far as it is known.
public struct Incident: Hashable, Sendable {
  /// A name that is unique within the document; begins with a letter.
  public var id: String
  /// The side that acted.
  public var source: Side
  /// The side that was acted upon.
  public var target: Side
  /// The days on which it can have happened.
  public var dates: DayInterval
  /// How many separate acts this entry stands for.
  public var count: CountInterval
  /// What it was carried out with.
  public var weapon: Weapon
  /// The most specific place named, if any.
  public var place: String?
  /// People killed on all sides, if stated.
  public var killed: CountInterval?
  /// People wounded on all sides, if stated.
  public var wounded: CountInterval?
  /// Identifiers of the incidents that it is said to answer.
  public var answers: [String]
  /// The acting side as the source names it.
  public var sourceName: String?
  /// The side acted upon as the source names it.
  public var targetName: String?
  /// How sure the coding is, from 0 to 1; nil for hand-coded rows.
  public var confidence: Double?
  /// Where it was read.
  public var provenance: Provenance

  /// An incident; what is not given is unknown or not stated.
  public init(
    id: String, source: Side, target: Side, dates: DayInterval, count: CountInterval = .one,
    weapon: Weapon = .unknown, place: String? = nil, killed: CountInterval? = nil,
    wounded: CountInterval? = nil, answers: [String] = [], sourceName: String? = nil,
    targetName: String? = nil, confidence: Double? = nil, provenance: Provenance
  ) {
    self.id = id
    self.source = source
    self.target = target
    self.dates = dates
    self.count = count
    self.weapon = weapon
    self.place = place
    self.killed = killed
    self.wounded = wounded
    self.answers = answers
    self.sourceName = sourceName
    self.targetName = targetName
    self.confidence = confidence
    self.provenance = provenance
  }

  /// Who acted on whom.
  public var dyad: Dyad { Dyad(source: source, target: target) }
}
