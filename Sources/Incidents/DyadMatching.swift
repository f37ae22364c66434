/// Finds the streams of rows, and counts the names that belong to none.
struct DyadMatching {
  private let known: KnownNames
  private let asked: Set<Dyad>
  private var cache: [Side: Side?] = [:]
  private var nearest: [String: Side?] = [:]
  private(set) var rowsOfName: [String: Int] = [:]

  init(streams: [Dyad], sides: Sides?, suggested: Sides?) {
    known = KnownNames(streams: streams, sides: sides, suggested: suggested)
    asked = Set(streams)
  }

  /// The dyad of a row in the spelling of the streams, and why it belongs to none of them.
  mutating func match(_ dyad: Dyad) -> (dyad: Dyad, reason: RowRemark.Reason?) {
    let found = [side(dyad.source), side(dyad.target)]
    let spelled = Dyad(source: found[0] ?? dyad.source, target: found[1] ?? dyad.target)
    if asked.contains(spelled) { return (spelled, nil) }
    let names = [dyad.source, dyad.target]
    let unmatched = zip(names, found).filter { $1 == nil && $0 != .unknown }.map(\.0.code)
    if !unmatched.isEmpty {
      let distinct =
        unmatched.count == 2 && unmatched[0] == unmatched[1] ? [unmatched[0]] : unmatched
      for name in distinct { rowsOfName[name, default: 0] += 1 }
      return (
        spelled, .unmatched(distinct.map { UnmatchedName(name: $0, nearest: suggestion($0)) })
      )
    }
    if spelled.source == .unknown || spelled.target == .unknown { return (spelled, .unnamedSide) }
    if spelled.source == spelled.target { return (spelled, .selfTargeting(spelled.source)) }
    return (spelled, .otherStream(spelled))
  }

  /// The names that match no side, those of most rows first.
  var unmatchedNames: [UnmatchedName] {
    rowsOfName.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
      UnmatchedName(name: $0.key, nearest: nearest[$0.key] ?? nil)
    }
  }

  private mutating func side(_ side: Side) -> Side? {
    if let found = cache[side] { return found }
    let found = known.side(named: side.code)
    cache[side] = .some(found)
    return found
  }

  /// Suggestions compare a name with every known one, so they are made for the first 200 names.
  private mutating func suggestion(_ name: String) -> Side? {
    if let found = nearest[name] { return found }
    guard nearest.count < 200 else { return nil }
    let found = known.nearest(to: name)
    nearest[name] = .some(found)
    return found
  }
}
