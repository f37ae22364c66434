import PointProcesses

/// How the responses to one incident are spread over the days after it, whatever the model.
public enum LagLaw: Hashable, Sendable {
  /// A lag distribution with parameters.
  case kernel(LagDistribution)
  /// Effects at whole periods, as an autoregression has them.
  case tabulated(TabulatedLags)

  /// Whether the model allows only one lag, whatever the data say.
  public var isSingleLag: Bool {
    if case .tabulated(let table) = self { return table.effects.count == 1 }
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

/// Effects at lags of one, two, three ... periods, of either sign.
///
/// An effect at k periods is spread evenly from k - 1/2 to k + 1/2: events are counted by periods,
/// so more is not known. Shares are of the sum of the effects.
public struct TabulatedLags: Hashable, Sendable {
  /// The effect at lag k + 1, responses per incident.
  public let effects: [Double]
  /// Their sum.
  public let total: Double

  /// A law of effects at successive periods from the first one on.
  public init(effects: [Double]) {
    self.effects = effects
    total = effects.reduce(0, +)
  }

  /// The density at a lag.
  public func density(_ lag: Double) -> Double {
    let period = Int((lag + 0.5).rounded(.down))
    guard total != 0, effects.indices.contains(period - 1) else { return 0 }
    return effects[period - 1] / total
  }

  /// The share of the effects within a lag; beyond [0, 1] where effects have both signs.
  public func cumulative(_ lag: Double) -> Double {
    guard total != 0 else { return 0 }
    var sum = 0.0
    for (index, effect) in effects.enumerated() {
      let covered = lag - (Double(index) + 0.5)
      guard covered > 0 else { break }
      sum += effect * min(1, covered)
    }
    return sum / total
  }

  /// The first lag within which a share `p` of the effects has come; NaN when they sum to zero.
  public func quantile(_ p: Double) -> Double {
    guard total != 0 else { return .nan }
    var sum = 0.0
    for (index, effect) in effects.enumerated() {
      let share = effect / total
      if sum + share >= p {
        return Double(index) + 0.5 + (share > 0 ? (p - sum) / share : 0)
      }
      sum += share
    }
    return Double(effects.count) + 0.5
  }

  /// The mean lag; NaN when the effects sum to zero.
  public var mean: Double {
    guard total != 0 else { return .nan }
    return effects.enumerated().reduce(0) { $0 + Double($1.offset + 1) * $1.element } / total
  }

  /// The lag of the largest effect in the direction of their sum; NaN when they sum to zero.
  public var mode: Double {
    guard total != 0 else { return .nan }
    let largest = effects.indices.max { effects[$0] * total < effects[$1] * total }
    return largest.map { Double($0 + 1) } ?? .nan
  }
}
