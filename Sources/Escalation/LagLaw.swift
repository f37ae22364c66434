import PointProcesses

/// How the responses to one incident are spread over the days after it, whatever the model.
public enum LagLaw: Hashable, Sendable {
  /// A lag distribution with parameters.
  case kernel(LagDistribution)
  /// Effects at whole periods, as an autoregression has them.
  case tabulated(TabulatedLags)

  /// Whether the model allows only one lag, whatever the data say.
  public var isSingleLag: Bool {
    if case .tabulated(let table) = self {
      return table.effects.count == 1 && table.samePeriod == 0
    }
    return false
  }

  /// The density at a lag, per day.
  public func density(_ lag: Double) -> Double {
    switch self {
    case .kernel(let kernel): kernel.density(lag)
    case .tabulated(let table): table.density(lag)
    }
  }

  /// The share of the responses that come within a lag.
  public func cumulative(_ lag: Double) -> Double {
    switch self {
    case .kernel(let kernel): kernel.cumulative(lag)
    case .tabulated(let table): table.cumulative(lag)
    }
  }

  /// The shares of the responses that come within each of many lags, to 1e-6 (to 3e-5 where less than
  /// a thousandth has come).
  func shares(within lags: [Double]) -> [Double] {
    switch self {
    case .kernel(let kernel):
      let shares = LagShares(kernel)
      return lags.map { shares($0) }
    case .tabulated(let table): return lags.map(table.cumulative)
    }
  }

  /// The lag within which a share `p` of the responses come, days; NaN where there is none.
  public func quantile(_ p: Double) -> Double {
    switch self {
    case .kernel(let kernel): kernel.quantile(p)
    case .tabulated(let table): table.quantile(p)
    }
  }

  /// The mean lag, days; NaN where there is none.
  public var mean: Double {
    switch self {
    case .kernel(let kernel): kernel.mean
    case .tabulated(let table): table.mean
    }
  }

  /// The lag at which responses are most frequent, days; NaN where there is none.
  public var mode: Double {
    switch self {
    case .kernel(let kernel): kernel.mode
    case .tabulated(let table): table.mode
    }
  }
}

/// Effects at lags of one, two, three ... periods, of either sign, and within the same period.
///
/// An effect at k periods is spread evenly from k - 1/2 to k + 1/2: events are counted by periods,
/// so more is not known. Answers within a period also cross into the next one, the more of them the
/// slower they are: where fewer come in the next period than in the same, both are spread evenly up
/// to twice the share that crosses, so that mean lag and share agree; else those of the same period
/// are spread over its first half. Shares are of the sum of the effects.
public struct TabulatedLags: Hashable, Sendable {
  /// The effect at lag k + 1, responses per incident.
  public let effects: [Double]
  /// The effect within the same period, 0 or more.
  public let samePeriod: Double
  /// Their sum.
  public let total: Double

  /// The least span of answers within the same period: about a quarter of an hour of a day.
  private static let leastSpan = 0.01

  /// A law of effects at successive periods from the first one on.
  public init(effects: [Double], samePeriod: Double = 0) {
    self.effects = effects
    self.samePeriod = max(0, samePeriod)
    total = effects.reduce(max(0, samePeriod), +)
  }

  /// The effect at a whole number of periods; 0 is the same period.
  public func effect(at period: Int) -> Double {
    period == 0 ? samePeriod : effects.indices.contains(period - 1) ? effects[period - 1] : 0
  }

  /// Effects with the span over which each is spread, in their order.
  private var pieces: [(from: Double, to: Double, effect: Double)] {
    let usual = effects.enumerated().map { index, effect in
      (from: Double(index) + 0.5, to: Double(index) + 1.5, effect: effect)
    }
    guard samePeriod > 0 else { return usual }
    let next = effects.first ?? 0
    guard next >= 0, next < samePeriod else { return [(0, 0.5, samePeriod)] + usual }
    let span = max(TabulatedLags.leastSpan, 2 * next / (samePeriod + next))
    return [(0, span, samePeriod + next)] + usual.dropFirst()
  }

  /// The density at a lag.
  public func density(_ lag: Double) -> Double {
    guard total != 0, lag >= 0 else { return 0 }
    return pieces.reduce(0) { sum, piece in
      lag >= piece.from && lag < piece.to
        ? sum + piece.effect / total / (piece.to - piece.from) : sum
    }
  }

  /// The share of the effects within a lag; beyond [0, 1] where effects have both signs.
  public func cumulative(_ lag: Double) -> Double {
    guard total != 0 else { return 0 }
    var sum = 0.0
    for piece in pieces {
      let covered = (lag - piece.from) / (piece.to - piece.from)
      guard covered > 0 else { break }
      sum += piece.effect * min(1, covered)
    }
    return sum / total
  }

  /// The first lag within which a share `p` of the effects has come; NaN when they sum to zero.
  public func quantile(_ p: Double) -> Double {
    guard total != 0 else { return .nan }
    var sum = 0.0
    for piece in pieces {
      let share = piece.effect / total
      if sum + share >= p {
        return piece.from + (share > 0 ? (p - sum) / share * (piece.to - piece.from) : 0)
      }
      sum += share
    }
    return Double(effects.count) + 0.5
  }

  /// The mean lag; NaN when the effects sum to zero. Days apart are the mean of the time between,
  /// whatever its law, since an incident may come at any time of its period.
  public var mean: Double {
    guard total != 0 else { return .nan }
    return effects.enumerated().reduce(0) { $0 + Double($1.offset + 1) * $1.element } / total
  }

  /// The lag of the largest effect in the direction of their sum, 0 for the same period; NaN when
  /// they sum to zero.
  public var mode: Double {
    guard total != 0 else { return .nan }
    let largest = effects.indices.max { effects[$0] * total < effects[$1] * total }
    guard let largest else { return samePeriod > 0 ? 0 : .nan }
    return samePeriod > 0 && samePeriod > effects[largest] ? 0 : Double(largest + 1)
  }
}
