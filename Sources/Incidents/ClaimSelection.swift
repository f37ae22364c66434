/// Which running totals make the ladder of a dyad, and why the others do not.
///
/// Totals of different scope (all bases, those in one country, another centre's wider definition)
/// must not be subtracted from each other. The scope of a total is what it says was acted upon, its
/// ``Claim/targetName``.
public struct ClaimSelection: Hashable, Sendable {
  /// A total that is not used.
  public struct SetAside: Hashable, Sendable {
    /// Its position in the list that was given.
    public let index: Int
    /// Why, in words.
    public let reason: String
  }

  /// Positions of the totals that are used.
  public let used: [Int]
  /// Totals of the dyad that are not.
  public let setAside: [SetAside]
  /// The scopes that were taken together.
  public let scopes: [String]

  /// Selects totals of a dyad.
  ///
  /// - Parameters:
  ///   - claims: All totals.
  ///   - dyad: Who acts on whom.
  ///   - window: Only totals that begin in it are used; one that begins before it would count acts
  ///     of which nothing else is known.
  ///   - scopes: The scopes to take together; nil takes the one with most totals.
  public init(claims: [Claim], dyad: Dyad, window: ObservationWindow, scopes: [String]? = nil) {
    var candidates: [Int] = []
    var setAside: [SetAside] = []
    for (index, claim) in claims.enumerated() where claim.dyad == dyad {
      if !claim.unit.countsActs {
        setAside.append(.init(index: index, reason: "it counts \(claim.unit.rawValue), not acts"))
      } else if let error = claim.spanError {
        let reason =
          error == .reversed ? "its span ends before it begins" : "an end of its span has no date"
        setAside.append(.init(index: index, reason: reason))
      } else if let start = claim.since.latest ?? claim.since.earliest, start < window.start {
        setAside.append(.init(index: index, reason: "it begins before the window"))
      } else if let start = claim.since.earliest ?? claim.since.latest, start > window.end {
        setAside.append(.init(index: index, reason: "it begins after the window"))
      } else {
        candidates.append(index)
      }
    }
    if let scopes {
      self.scopes = scopes
    } else {
      var totals: [String: Int] = [:]
      for index in candidates { totals[claims[index].targetName ?? "", default: 0] += 1 }
      let largest = totals.max { ($0.value, $1.key) < ($1.value, $0.key) }
      self.scopes = largest.map { [$0.key] } ?? []
    }
    let wanted = Set(self.scopes.map(Sides.folded))
    used = candidates.filter { wanted.contains(Sides.folded(claims[$0].targetName ?? "")) }
    for index in candidates where !wanted.contains(Sides.folded(claims[index].targetName ?? "")) {
      let scope = claims[index].targetName.map { "'\($0)'" } ?? "none"
      setAside.append(.init(index: index, reason: "its scope is \(scope)"))
    }
    self.setAside = setAside.sorted { $0.index < $1.index }
  }
}
