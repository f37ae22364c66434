/// A running total: so many acts of one side on another between two dates.
///
/// A claim is never an incident. It bounds how many incidents a span of time holds.
public struct Claim: Hashable, Sendable {
  /// What a claim counts.
  public enum Unit: String, CaseIterable, Hashable, Sendable {
    /// Attacks, each of which may use several munitions.
    case attacks
    /// Strikes, as attacks from the air are counted.
    case strikes
    /// Rockets that were fired.
    case rockets
    /// Drones that were launched.
    case drones
    /// Missiles that were fired.
    case missiles
    /// People killed.
    case killed
    /// People wounded.
    case wounded

    /// Whether the claim counts acts rather than munitions or people.
    public var countsActs: Bool { self == .attacks || self == .strikes }
  }

  /// The side that acted.
  public var source: Side
  /// The side that was acted upon.
  public var target: Side
  /// When the count begins.
  public var since: DayInterval
  /// The last day that the count covers.
  public var until: DayInterval
  /// The total; an open maximum means "at least".
  public var count: CountInterval
  /// What is counted.
  public var unit: Unit
  /// The acting side as the source names it.
  public var sourceName: String?
  /// What was acted upon as the source names it; totals of different scope differ here.
  public var targetName: String?
  /// When the total was stated, if known.
  public var stated: Day?
  /// Where it was read.
  public var provenance: Provenance

  /// A running total.
  public init(
    source: Side, target: Side, since: DayInterval, until: DayInterval, count: CountInterval,
    unit: Unit = .attacks, sourceName: String? = nil, targetName: String? = nil,
    stated: Day? = nil, provenance: Provenance
  ) {
    self.source = source
    self.target = target
    self.since = since
    self.until = until
    self.count = count
    self.unit = unit
    self.sourceName = sourceName
    self.targetName = targetName
    self.stated = stated
    self.provenance = provenance
  }

  /// Who acted on whom.
  public var dyad: Dyad { Dyad(source: source, target: target) }

  /// Why the span of a total cannot be used.
  enum SpanError: Error {
    /// An end has no date at all.
    case noDate
    /// It ends before it begins.
    case reversed
  }

  /// All days that the total covers.
  var span: Result<ClosedRange<Day>, SpanError> {
    guard let first = since.earliest ?? since.latest, let last = until.latest ?? until.earliest
    else { return .failure(.noDate) }
    return first <= last ? .success(first...last) : .failure(.reversed)
  }

  /// Why ``span`` cannot be used, or nil when it can.
  var spanError: SpanError? {
    guard case .failure(let error) = span else { return nil }
    return error
  }
}
