/// What a set of running totals says about every span of days between them.
///
/// Let C(t) be the number of acts up to the end of day t. A claim bounds C(until) - C(since - 1),
/// and C never falls. These are difference constraints: all that they imply together is the
/// shortest-path closure of their graph (Dechter, Meiri and Pearl, "Temporal constraint networks",
/// 1991). Claims that begin at different dates, and lulls ("none since Thursday"), need no
/// treatment of their own.
///
/// A total that contradicts the others is either left out or widened until all agree, by a stated
/// ``Rule``; it is reported in ``contradictions`` in both cases.
public struct Ladder: Hashable, Sendable {
  /// What to do with totals that cannot all be true.
  public enum Rule: String, CaseIterable, Hashable, Sendable {
    /// Later statements are believed first; an earlier one that contradicts them is left out.
    case latestStatement = "latest-statement"
    /// Of two totals that contradict each other both are widened until they agree; what still
    /// contradicts all others together is left out as under ``latestStatement``.
    case widestBand = "widest-band"
  }

  /// A total that contradicts the others.
  public struct Contradiction: Hashable, Sendable {
    /// What was made of it.
    public enum Resolution: Hashable, Sendable {
      /// It was left out; the totals believed before it allow this many in the same span.
      case leftOut(allowed: CountInterval)
      /// It was widened to this band, which holds what it says and what the others say.
      case widened(to: CountInterval)
    }

    /// The position of the claim in the list that was given.
    public let index: Int
    /// The claim.
    public let claim: Claim
    /// What was made of it.
    public let resolution: Resolution
  }

  /// A span between two neighbouring dates of the totals.
  public struct Rung: Hashable, Sendable {
    /// The days of the span.
    public let days: ClosedRange<Day>
    /// How many acts fell into it.
    public let count: CountInterval
  }

  /// The rule that was applied.
  public let rule: Rule
  /// The spans between neighbouring dates, in order of time.
  public let rungs: [Rung]
  /// The totals that contradict others.
  public let contradictions: [Contradiction]
  /// How many claims were read.
  public let claimCount: Int

  /// The closed network: `bounds[to, from]` is the least upper bound of C(to) - C(from).
  private let closure: DifferenceBounds

  /// The ladder of a set of totals on one dyad, all of the same scope.
  ///
  /// - Parameters:
  ///   - claims: Totals that count acts. `since` counts from its earliest day and `until` to its
  ///     latest; totals without both are left out by ``usable(_:)``.
  ///   - rule: What to do when they contradict each other.
  public init(claims: [Claim], rule: Rule = .latestStatement) {
    self.rule = rule
    claimCount = claims.count
    let spans = claims.map(Ladder.span(of:))
    let boundaries = Set(spans.compactMap { $0 }.flatMap { [$0.lowerBound - 1, $0.upperBound] })
      .sorted()
    let position = Dictionary(uniqueKeysWithValues: boundaries.enumerated().map { ($1, $0) })
    var closure = DifferenceBounds(count: boundaries.count)
    var contradictions: [Contradiction] = []

    // Latest statement first: by the day of the statement, then the day covered, then the row.
    let order = claims.indices.sorted { left, right in
      let (a, b) = (claims[left], claims[right])
      let (aStated, bStated) = (a.stated ?? a.until.latest, b.stated ?? b.until.latest)
      if let aStated, let bStated, aStated != bStated { return aStated > bStated }
      if let aEnd = a.until.latest, let bEnd = b.until.latest, aEnd != bEnd { return aEnd > bEnd }
      return left > right
    }
    var bands = claims.map(\.count)
    if rule == .widestBand {
      bands = Ladder.widened(claims, spans)
      for index in claims.indices where bands[index] != claims[index].count {
        contradictions.append(
          Contradiction(
            index: index, claim: claims[index], resolution: .widened(to: bands[index])))
      }
    }
    for index in order {
      guard let span = spans[index], let from = position[span.lowerBound - 1],
        let to = position[span.upperBound]
      else { continue }
      let allowed = closure.interval(from: from, to: to)
      if bands[index].overlaps(allowed) {
        closure.add(bands[index], from: from, to: to)
      } else {
        contradictions.append(
          Contradiction(
            index: index, claim: claims[index], resolution: .leftOut(allowed: allowed)))
      }
    }
    self.contradictions = contradictions.sorted { $0.index < $1.index }
    self.closure = closure
    rungs = boundaries.indices.dropLast().map { step in
      Rung(
        days: (boundaries[step] + 1)...boundaries[step + 1],
        count: closure.interval(from: step, to: step + 1))
    }
  }

  /// The ladder with what is known of single acts added: a span holds at least as many acts as have
  /// their dates in it. Where the totals allow fewer, the totals stay as they are.
  ///
  /// - Parameter known: Dates of single acts and how many acts they stand for.
  /// - Returns: A ladder of the same rungs with narrower counts.
  public func tightened(byKnown known: [(dates: ClosedRange<Day>, count: Int)]) -> Ladder {
    guard let first = rungs.first else { return self }
    let boundaries = [first.days.lowerBound - 1] + rungs.map(\.days.upperBound)
    var closure = closure
    for width in 1...rungs.count {
      for from in 0...(rungs.count - width) {
        let to = from + width
        let inside = known.reduce(0) { sum, act in
          boundaries[from] < act.dates.lowerBound && act.dates.upperBound <= boundaries[to]
            ? sum + act.count : sum
        }
        let allowed = closure.interval(from: from, to: to)
        closure.raise(min(inside, allowed.maximum ?? inside), from: from, to: to)
      }
    }
    return Ladder(self, closure: closure)
  }

  private init(_ other: Ladder, closure: DifferenceBounds) {
    rule = other.rule
    contradictions = other.contradictions
    claimCount = other.claimCount
    self.closure = closure
    rungs = other.rungs.enumerated().map { step, rung in
      Rung(days: rung.days, count: closure.interval(from: step, to: step + 1))
    }
  }

  /// What the believed totals say of spans of neighbouring rungs, without what follows from spans
  /// inside them: every history that keeps these counts keeps all believed totals.
  public var spans: [Rung] {
    guard !rungs.isEmpty else { return [] }
    var spans: [Rung] = []
    for width in 1...rungs.count {
      for from in 0...(rungs.count - width) {
        let to = from + width
        let whole = closure.interval(from: from, to: to)
        var minimum = 0
        var maximum = Int.max
        for middle in (from + 1)..<max(from + 1, to) {
          let (left, right) = (
            closure.interval(from: from, to: middle), closure.interval(from: middle, to: to)
          )
          minimum = max(minimum, left.minimum + right.minimum)
          if let one = left.maximum, let other = right.maximum {
            maximum = min(maximum, one + other)
          }
        }
        if width == 1 || whole.minimum > minimum || whole.maximum ?? Int.max < maximum {
          spans.append(
            Rung(days: rungs[from].days.lowerBound...rungs[to - 1].days.upperBound, count: whole))
        }
      }
    }
    return spans
  }

  /// Whether a claim can bound a span of days: it counts acts and both its ends are dated.
  public static func usable(_ claim: Claim) -> Bool {
    claim.unit.countsActs && span(of: claim) != nil
  }

  /// One history that all believed totals allow: the number of acts on each rung.
  ///
  /// - Parameter choose: Picks a value of a range; called once a rung, in order of time. Where
  ///   nothing bounds a rung from above, the range is the lower bound alone.
  /// - Returns: A count for each of ``rungs``.
  public func history(choosing choose: (ClosedRange<Int>) -> Int) -> [Int] {
    guard !rungs.isEmpty else { return [] }
    var totals = [0]
    for step in 1...rungs.count {
      // Any assignment that respects the closure so far extends to all later dates
      // (decomposability of the minimal network), so no search is needed.
      var low = Int.min
      var high = Int.max
      for earlier in 0..<step {
        let bounds = closure.interval(from: earlier, to: step)
        low = max(low, totals[earlier] + bounds.minimum)
        if let maximum = bounds.maximum { high = min(high, totals[earlier] + maximum) }
      }
      totals.append(high == Int.max ? low : choose(low...high))
    }
    return zip(totals.dropFirst(), totals).map { $0 - $1 }
  }

  /// The claims' bands, widened pair by pair: a span inside another cannot hold more acts than it.
  private static func widened(
    _ claims: [Claim], _ spans: [ClosedRange<Day>?]
  ) -> [CountInterval] {
    var minima = claims.map(\.count.minimum)
    var maxima = claims.map(\.count.maximum)
    for (inner, innerSpan) in spans.enumerated() {
      guard let innerSpan else { continue }
      for (outer, outerSpan) in spans.enumerated() where outer != inner {
        guard let outerSpan, outerSpan.lowerBound <= innerSpan.lowerBound,
          innerSpan.upperBound <= outerSpan.upperBound,
          let most = claims[outer].count.maximum, claims[inner].count.minimum > most
        else { continue }
        minima[inner] = min(minima[inner], most)
        maxima[outer] = maxima[outer].map { max($0, claims[inner].count.minimum) }
      }
    }
    return zip(minima, maxima).map { minimum, maximum in
      guard let band = try? CountInterval(minimum: minimum, maximum: maximum) else {
        preconditionFailure("widening keeps the ends in order")
      }
      return band
    }
  }

  private static func span(of claim: Claim) -> ClosedRange<Day>? {
    guard case .success(let days) = claim.span else { return nil }
    return days
  }
}

/// Bounds on the differences of a non-decreasing integer sequence, always closed.
private struct DifferenceBounds: Hashable, Sendable {
  private static let open = Int.max / 4
  private let count: Int
  /// `upper[to * count + from]`: the least upper bound of C(to) - C(from).
  private var upper: [Int]

  init(count: Int) {
    self.count = count
    upper = [Int](repeating: DifferenceBounds.open, count: count * count)
    for from in 0..<count {
      // C(from) <= C(to) for from <= to, so C(from) - C(to) <= 0.
      for to in from..<count { upper[from * count + to] = 0 }
    }
  }

  func interval(from: Int, to: Int) -> CountInterval {
    let high = upper[to * count + from]
    let low = -upper[from * count + to]
    let maximum = high >= DifferenceBounds.open / 2 ? nil : high
    guard let interval = try? CountInterval(minimum: max(0, low), maximum: maximum) else {
      preconditionFailure("a closed network has no empty interval")
    }
    return interval
  }

  mutating func add(_ interval: CountInterval, from: Int, to: Int) {
    if let maximum = interval.maximum { tighten(to: to, from: from, bound: maximum) }
    tighten(to: from, from: to, bound: -interval.minimum)
  }

  mutating func raise(_ minimum: Int, from: Int, to: Int) {
    tighten(to: from, from: to, bound: -minimum)
  }

  /// Adds one edge to a closed matrix and closes it again in quadratic time.
  private mutating func tighten(to: Int, from: Int, bound: Int) {
    guard bound < upper[to * count + from] else { return }
    for a in 0..<count {
      let intoFrom = upper[from * count + a]
      guard intoFrom < DifferenceBounds.open / 2 else { continue }
      for b in 0..<count {
        let outOfTo = upper[b * count + to]
        guard outOfTo < DifferenceBounds.open / 2 else { continue }
        let through = intoFrom + bound + outOfTo
        if through < upper[b * count + a] { upper[b * count + a] = through }
      }
    }
  }
}
