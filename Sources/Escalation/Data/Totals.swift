import Incidents

/// How running totals are used.
public struct TotalsRule: Hashable, Sendable {
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

/// What became of the running totals of one stream.
public struct StreamTotals: Sendable {
  /// One total and what became of it.
  public struct Decision: Sendable {
    /// The total.
    public let claim: Claim
    /// Whether it bounds the number of incidents.
    public let isUsed: Bool
    /// Why it is not used, or was changed; nil where it is used as it stands.
    public let reason: String?
  }

  /// The stream.
  public let dyad: Dyad
  /// The scopes that were taken together.
  public let scopes: [String]
  /// Every total of the stream.
  public let decisions: [Decision]
  /// How many contradicted others.
  public let contradictions: Int
  /// How many were set aside before.
  public let setAside: Int
  /// What the totals say of each span; nil where no total is used.
  public let ladder: Ladder?

  /// The totals of one stream.
  ///
  /// - Parameters:
  ///   - claims: All totals.
  ///   - dyad: The stream.
  ///   - window: The observed days.
  ///   - rule: How totals are used.
  ///   - known: Dates and numbers of the stream's known incidents, which a ladder cannot undercut.
  init(
    _ claims: [Claim], dyad: Dyad, window: ObservationWindow, rule: TotalsRule,
    known: [(dates: ClosedRange<Day>, count: Int)]
  ) {
    let selection = ClaimSelection(claims: claims, dyad: dyad, window: window, scopes: rule.scopes)
    let used = selection.used.map { claims[$0] }
    let ladder = Ladder(claims: used, rule: rule.rule)
    var resolutions: [Int: Ladder.Contradiction.Resolution] = [:]
    for contradiction in ladder.contradictions {
      resolutions[contradiction.index] = contradiction.resolution
    }
    decisions =
      used.enumerated().map { position, claim in
        switch resolutions[position] {
        case .none: Decision(claim: claim, isUsed: true, reason: nil)
        case .leftOut(let allowed):
          Decision(
            claim: claim, isUsed: false,
            reason: "contradicts later statements, which allow \(allowed) in its span")
        case .widened(let band):
          Decision(claim: claim, isUsed: true, reason: "contradicts others; widened to \(band)")
        }
      }
      + selection.setAside.map {
        Decision(claim: claims[$0.index], isUsed: false, reason: $0.reason)
      }
    self.dyad = dyad
    scopes = selection.scopes
    contradictions = ladder.contradictions.count
    setAside = selection.setAside.count
    self.ladder = ladder.rungs.isEmpty ? nil : ladder.tightened(byKnown: known)
    rungs = ladder.rungs
  }

  /// What the totals alone say of each span, before the known incidents tighten it.
  public let rungs: [Ladder.Rung]
}
