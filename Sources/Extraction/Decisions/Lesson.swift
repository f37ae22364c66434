import Incidents

/// A report with the acts that a reader found in it.
public struct Lesson: Sendable {
  /// An act as it should be read.
  public struct Act: Sendable {
    /// The name by which other acts speak of it.
    public let id: String
    /// The sides that may stand as its source; several where readers may differ.
    public let sources: [Side]
    /// The sides that may stand as its target.
    public let targets: [Side]
    /// Its days; nil where the report does not say.
    public let dates: DayInterval?
    /// Words of the report that tell it.
    public let evidence: String
    /// The bytes of these words, where somebody has pointed at them.
    public let bytes: Range<Int>?
    /// How many were killed, where that is known.
    public let killed: CountInterval?
    /// Whether leaving it out is a mistake.
    public let isRequired: Bool
    /// The acts that it answers.
    public let answers: [String]

    /// An act as it should be read.
    public init(
      id: String, sources: [Side], targets: [Side], dates: DayInterval?, evidence: String,
      bytes: Range<Int>? = nil, killed: CountInterval? = nil, isRequired: Bool = true,
      answers: [String] = []
    ) {
      self.id = id
      self.sources = sources
      self.targets = targets
      self.dates = dates
      self.evidence = evidence
      self.bytes = bytes
      self.killed = killed
      self.isRequired = isRequired
      self.answers = answers
    }

    /// Whether a row with these sides and days tells this act.
    func matches(source: Side, target: Side, dates days: DayInterval?) -> Bool {
      sources.contains(source) && targets.contains(target) && agreement(of: days) != nil
    }

    /// How well days agree with those of the act, from 0 to 1; nil when they do not: they lie more
    /// than a day apart, or are more than a month wider.
    func agreement(of days: DayInterval?) -> Double? {
      guard let dates, let range = dates.bounded else { return 0.5 }
      guard let other = days?.bounded else { return nil }
      let gap = max(
        0, max(range.lowerBound, other.lowerBound) - min(range.upperBound, other.upperBound))
      let width = (other.upperBound - other.lowerBound) - (range.upperBound - range.lowerBound)
      guard gap <= 1, width <= 31 else { return nil }
      let first = max(range.lowerBound, other.lowerBound)
      let last = min(range.upperBound, other.upperBound)
      let shared = last - first + 1
      let all =
        max(range.upperBound, other.upperBound) - min(range.lowerBound, other.lowerBound) + 1
      return Double(max(0, shared)) / Double(all)
    }
  }

  /// The report.
  public let report: Report
  /// Its acts.
  public let acts: [Act]

  /// A report with its acts.
  public init(report: Report, acts: [Act]) {
    self.report = report
    self.acts = acts
  }
}
