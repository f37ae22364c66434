import Estimation
import RealModule

extension ChangePoints {
  /// A cost and a penalty that suit a series, with what they were chosen by.
  ///
  /// A penalty holds for independent values of the law behind its cost. Counts that answer
  /// themselves wander further: the largest gain of a change grows with the ratio of the long-run
  /// variance to the variance that the cost takes for granted, and so does the penalty here. The
  /// long-run variance is that of an autoregression with geometric weights, around levels that may
  /// themselves change: counts whose level moves look much like counts with a long memory, so up to
  /// three changes are admitted where they explain the series better than memory does.
  public struct Choice: Hashable, Sendable {
    /// What a segment costs.
    public let cost: Cost
    /// Whether the series are counts: whole numbers from 0 on.
    public let isCount: Bool
    /// The variance of counts over their mean, around the levels; NaN for other series.
    public let dispersion: Double
    /// The share of the values that answers earlier ones: the upper end of its likely range, 0.9 at
    /// most.
    public let ownAnswers: Double
    /// The mean lag of those answers, periods.
    public let memory: Double
    /// Changes of level that were allowed for.
    public let levels: Int
    /// The long-run variance over the variance that the cost takes for granted, 1 at least.
    public let inflation: Double
    /// The penalty for independent values, 2 log n.
    public let basePenalty: Double

    /// The penalty of a change.
    public var penalty: Double { basePenalty * inflation }

    /// Chooses for a series.
    ///
    /// Means for series that are no counts; negative binomial counts where their variance exceeds
    /// the mean by more than chance at 5 %, else Poisson.
    ///
    /// - Parameters:
    ///   - values: The series.
    ///   - minimumLength: Least values of a segment.
    /// - Throws: ``TimeSeriesError`` for values that are not finite, or too few.
    public init(for values: [Double], minimumLength: Int = 7) throws(TimeSeriesError) {
      let count = values.count
      for (row, value) in values.enumerated() where !value.isFinite {
        throw .notFinite(row: row, column: 0)
      }
      guard count >= 8 else { throw .tooFewObservations(found: count, needed: 8) }
      try Bounds.check(minimumLength, 1...max(1, count / 2), "The least length of a segment")
      let isCount = values.allSatisfy {
        $0 >= 0 && $0 == $0.rounded() && $0 < CountCheck.limit
      }
      let least = max(minimumLength, (count + 19) / 20)
      let memory = OwnAnswers.best(of: values, least: least)
      var dispersion = Double.nan
      var cost = Cost.mean
      var variance = 0.0
      if isCount {
        let squares = zip(values, memory.levels).reduce(0.0) { sum, pair in
          pair.1 > 0 ? sum + (pair.0 - pair.1) * (pair.0 - pair.1) / pair.1 : sum
        }
        dispersion = squares / Double(count - memory.changes - 1)
        let chance = 1 + 1.6448536269514722 * (2 / Double(count)).squareRoot()
        cost = dispersion > chance ? .negativeBinomial : .poisson
        let size = cost == .negativeBinomial ? try ChangePoints.commonSize(values) : .infinity
        variance =
          memory.levels.reduce(0) { $0 + $1 + $1 * $1 / size } / Double(count)
      } else {
        let scale = NoiseScale(of: values).value
        variance = scale * scale
      }
      self.cost = cost
      self.isCount = isCount
      self.dispersion = dispersion
      ownAnswers = memory.share
      self.memory = memory.meanLag
      levels = memory.changes
      inflation = variance > 0 ? max(1, memory.longRunVariance / variance) : 1
      basePenalty = 2 * Double.log(Double(count))
    }
  }

  /// Finds the changes of a series with the cost and the penalty that suit it.
  ///
  /// - Parameters:
  ///   - values: The series.
  ///   - minimumLength: Least values of a segment.
  /// - Throws: ``TimeSeriesError`` for values that are not finite, or too few.
  public init(
    choosingFor values: [Double], minimumLength: Int = 7
  ) throws(TimeSeriesError) {
    let choice = try Choice(for: values, minimumLength: minimumLength)
    try self.init(
      values, cost: choice.cost, penalty: .fixed(choice.penalty), minimumLength: minimumLength)
    self.choice = choice
  }
}

/// How much of a series answers its own past, around levels that may change.
struct OwnAnswers {
  /// Changes of level.
  let changes: Int
  /// The level of every period.
  let levels: [Double]
  /// The share that answers earlier values: the upper end of its likely range.
  let share: Double
  /// The mean lag of the answers, periods.
  let meanLag: Double
  /// The variance of sums of many values, over their number.
  let longRunVariance: Double
  /// What is left of the squares at the best fit.
  private let squares: Double

  /// The weights of lags k = 1, 2, ... are in proportion to decay^k.
  private static let decays = [0, 0.3, 0.5, 0.65, 0.75, 0.82]
  /// What a change of level must gain against memory, in twice the log-likelihood: with 15 changes
  /// are found in up to 8 % of stationary series of 200 periods with a long memory, with 12 in up to
  /// 15 %; Benchmarks/results/changepoint-alarms.csv has this value's.
  private static let admission = 16.0

  /// The fit with up to three changes of level that explains the series best.
  static func best(of values: [Double], least: Int) -> OwnAnswers {
    var bounds = [0, values.count]
    var best = OwnAnswers(values, bounds: bounds)
    func criterion(_ fit: OwnAnswers) -> Double {
      Double(values.count) * Double.log(max(fit.squares, .leastNormalMagnitude))
        + admission * Double(fit.changes)
    }
    for _ in 0..<3 {
      guard best.squares > 0, let split = split(values, bounds, least: least) else { break }
      bounds = (bounds + [split]).sorted()
      let next = OwnAnswers(values, bounds: bounds)
      if criterion(next) < criterion(best) { best = next }
    }
    return best
  }

  /// The place that takes off the most squares; nil where no part is long enough.
  private static func split(_ values: [Double], _ bounds: [Int], least: Int) -> Int? {
    let sums = SegmentSums(values)
    func gain(_ start: Int, _ place: Int, _ end: Int) -> Double {
      let (left, right) = (sums.mean(start, place), sums.mean(place, end))
      let (n, m) = (Double(place - start), Double(end - place))
      return (left - right) * (left - right) * n * m / (n + m)
    }
    var best: (gain: Double, place: Int)?
    for (start, end) in zip(bounds, bounds.dropFirst()) where end - start >= 2 * least {
      for place in (start + least)...(end - least) {
        let value = gain(start, place, end)
        if value > best?.gain ?? 0 { best = (value, place) }
      }
    }
    return best?.place
  }

  /// Least squares of deviations from the levels on geometric averages of those before, for every
  /// decay; the share is the largest within one unit of twice the log-likelihood of the best.
  private init(_ values: [Double], bounds: [Int]) {
    let count = values.count
    var levels: [Double] = []
    levels.reserveCapacity(count)
    for (start, end) in zip(bounds, bounds.dropFirst()) {
      let mean = values[start..<end].reduce(0, +) / Double(end - start)
      levels += [Double](repeating: mean, count: end - start)
    }
    let deviations = zip(values, levels).map { $0 - $1 }
    var fits: [(squares: Double, slope: Double, length: Double, decay: Double)] = []
    for decay in OwnAnswers.decays {
      var (average, length, product, square) = (0.0, 0.0, 0.0, 0.0)
      for (period, deviation) in deviations.enumerated() {
        if period > 0 {
          length += average * average
          product += average * deviation
          square += deviation * deviation
        }
        average = decay * average + (1 - decay) * deviation
      }
      let slope = length > 0 ? product / length : 0
      fits.append((max(0, square - slope * product), slope, length, decay))
    }
    let lowest = fits.reduce(Double.infinity) { min($0, $1.squares) }
    let bound = lowest * Double.exp(1 / Double(count))
    var (share, decay) = (0.0, 0.0)
    for fit in fits where fit.squares <= bound && fit.length > 0 {
      let upper = fit.slope + ((bound - fit.squares) / fit.length).squareRoot()
      if upper > share { (share, decay) = (min(upper, 0.9), fit.decay) }
    }
    let free = Double(max(1, count - bounds.count + 1))
    changes = bounds.count - 2
    self.levels = levels
    self.share = share
    meanLag = 1 / (1 - decay)
    longRunVariance = bound / free / ((1 - share) * (1 - share))
    squares = lowest
  }
}
