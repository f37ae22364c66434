import RealModule

/// Points at which the law of a series changes: the exact minimum of segment costs plus a penalty
/// for every change, by functional pruning where segments have one level and any length
/// (``FunctionalSearch``), else by PELT (R. Killick, P. Fearnhead and I. A. Eckley, J. Am. Stat.
/// Assoc. 107, 2012).
public struct ChangePoints: Hashable, Sendable {
  /// What a segment costs: twice its least negative log-likelihood, up to a constant.
  public enum Cost: String, CaseIterable, Hashable, Sendable {
    /// Normal values of one variance, with a mean of their own: squared errors over the variance
    /// of the noise (``NoiseScale``).
    case mean
    /// Normal values with a mean and a variance of their own.
    case meanAndVariance = "mean-variance"
    /// Counts with a rate of their own.
    case poisson
    /// Counts with a mean of their own and one common overdispersion, given.
    case negativeBinomial = "negative-binomial"
    /// Waiting times with a rate of their own.
    case exponential
  }

  /// The penalty for every change.
  public enum Penalty: Hashable, Sendable {
    /// Schwarz: parameters a change brings, times log n.
    case bic
    /// Modified Schwarz (Zhang and Siegmund 2007), without its term for segment lengths.
    case modifiedBIC
    /// A given number.
    case fixed(Double)
  }

  /// The number of values before each change, ascending.
  public let positions: [Int]
  /// The cost of all segments without penalties.
  public let cost: Double
  /// The penalty of one change.
  public let penalty: Double
  /// The scale of the noise, in which the cost ``Cost/mean`` measures errors; nil for other costs.
  public let scale: NoiseScale?
  /// The size common to all segments of negative binomial counts; nil for other costs.
  public let theta: Double?
  /// How cost and penalty were chosen, where they were (``init(choosingFor:minimumLength:)``).
  public internal(set) var choice: Choice?
  /// The mean of each segment.
  public let means: [Double]
  /// The variance of each segment, divisor n.
  public let variances: [Double]

  /// Finds the changes of a series.
  ///
  /// - Parameters:
  ///   - values: The series.
  ///   - cost: What a segment costs.
  ///   - penalty: What a change costs.
  ///   - theta: The common size of negative binomial counts; nil takes ``commonSize(_:)``.
  ///   - scale: The standard deviation of the noise for the cost ``Cost/mean``; nil takes it from
  ///     first differences, so that changes do not count as noise.
  ///   - minimumLength: Least values of a segment; at least 2 where a variance is estimated.
  /// - Throws: ``TimeSeriesError`` for values that the cost cannot take, or a segment without
  ///   variance.
  public init(
    _ values: [Double], cost: Cost, penalty: Penalty = .modifiedBIC, theta: Double? = nil,
    scale: Double? = nil, minimumLength: Int = 1
  ) throws(TimeSeriesError) {
    try ChangePoints.check(values, cost: cost)
    let least = max(minimumLength, cost == .meanAndVariance ? 2 : 1)
    guard least <= values.count / 2 else {
      throw .optionOutOfRange(
        "\(values.count) periods do not hold two segments of \(least) periods. Use shorter segments."
      )
    }
    let size = try cost == .negativeBinomial ? ChangePoints.size(theta, of: values) : .infinity
    var noise: NoiseScale?
    if cost == .mean {
      noise = try scale.map { given throws(TimeSeriesError) in try NoiseScale(given: given) }
      noise = noise ?? NoiseScale(of: values)
    }
    let unit = noise?.value ?? 1
    let sums = SegmentSums(cost == .mean ? values.map { $0 / unit } : values)
    if cost == .meanAndVariance, let start = sums.firstWithoutVariance(length: least) {
      throw .segmentWithoutVariance(first: start, last: start + least - 1)
    }
    let perChange = cost == .meanAndVariance ? 3.0 : 2.0
    let price: Double
    switch penalty {
    case .bic: price = perChange * Double.log(Double(values.count))
    case .modifiedBIC: price = (perChange + 1) * Double.log(Double(values.count))
    case .fixed(let value): price = value
    }
    guard price >= 0, price.isFinite else {
      throw .optionOutOfRange("The penalty of a change is \(price). It must be 0 or more.")
    }
    self.penalty = price
    self.scale = noise
    self.theta = cost == .negativeBinomial ? size : nil
    let search = PeltSearch(sums: sums, cost: cost, theta: size, least: least)
    // Where segments may be short and have one level, fewer starts need to be kept.
    switch (cost, least) {
    case (.mean, 1):
      positions = FunctionalSearch(cost: SquaredLevelCost(running: sums)).positions(penalty: price)
    case (.poisson, 1):
      positions = FunctionalSearch(cost: PoissonLevelCost(sums)).positions(penalty: price)
    default: positions = search.positions(penalty: price)
    }
    let ends = positions + [values.count]
    let starts = [0] + positions
    self.cost = zip(starts, ends).reduce(0) { $0 + search.value(from: $1.0, to: $1.1) }
    means = zip(starts, ends).map { unit * sums.mean($0, $1) }
    variances = zip(starts, ends).map { unit * unit * sums.variance($0, $1) }
  }

  /// A size common to all segments: that of a negative binomial with the mean of the days around, so
  /// that changes of the mean do not count as overdispersion.
  ///
  /// - Throws: ``TimeSeriesError`` for values that are no counts.
  public static func commonSize(_ values: [Double]) throws(TimeSeriesError) -> Double {
    try CountCheck.counts(values)
    // Successive differences: their half square is the variance, whatever the slow mean.
    var excess = 0.0
    var squares = 0.0
    for (now, next) in zip(values, values.dropFirst()) {
      let mean = (now + next) / 2
      excess += (now - next) * (now - next) / 2 - mean
      squares += now * next
    }
    return excess > 0 && squares > 0 ? min(squares / excess, 1e6) : 1e6
  }

  /// The changes in order, from the start of the last segment for every number of values.
  static func positions(before previous: [Int]) -> [Int] {
    var result: [Int] = []
    var position = previous.last ?? 0
    while position > 0 {
      result.append(position)
      position = previous[position]
    }
    return result.reversed()
  }

  private static func size(
    _ given: Double?, of values: [Double]
  ) throws(TimeSeriesError) -> Double {
    guard let given else { return try commonSize(values) }
    guard given > 0, given.isFinite else {
      throw .optionOutOfRange(
        "The size of the negative binomial counts is \(given). It must be positive.")
    }
    return given
  }

  private static func check(_ values: [Double], cost: Cost) throws(TimeSeriesError) {
    for (row, value) in values.enumerated() {
      guard value.isFinite else { throw .notFinite(row: row, column: 0) }
      switch cost {
      case .mean, .meanAndVariance: break
      case .poisson, .negativeBinomial:
        try CountCheck.number(value, row: row, column: 0)
      case .exponential:
        guard value > 0 else {
          throw .optionOutOfRange(
            "Waiting time \(row + 1) is \(value). It must be positive. This cost is for times between "
              + "incidents, not for counts.")
        }
      }
    }
  }
}

/// Running sums of a series and of its squares, so that any segment's moments are two differences.
struct SegmentSums {
  let count: Int
  private(set) var first: [Double]
  private(set) var second: [Double]
  private let origin: Double

  init(_ values: [Double]) {
    count = values.count
    // Sums of deviations from the mean lose fewer digits than sums of the values.
    origin = values.reduce(0, +) / Double(max(1, values.count))
    first = [0]
    second = [0]
    first.reserveCapacity(values.count + 1)
    second.reserveCapacity(values.count + 1)
    for (index, value) in values.enumerated() {
      let deviation = value - origin
      first.append(first[index] + deviation)
      second.append(second[index] + deviation * deviation)
    }
  }

  var shift: Double { origin }

  func mean(_ start: Int, _ end: Int) -> Double {
    let mean = origin + (first[end] - first[start]) / Double(end - start)
    // A sum of counts that is zero but for rounding is zero.
    return mean.magnitude < 1e-12 * max(1, origin.magnitude) ? 0 : mean
  }

  func variance(_ start: Int, _ end: Int) -> Double {
    let n = Double(end - start)
    let sum = first[end] - first[start]
    return max(0, (second[end] - second[start] - sum * sum / n) / n)
  }

  /// Where values stay the same for a segment's least length, so that its likelihood is infinite.
  func firstWithoutVariance(length: Int) -> Int? {
    let scale = variance(0, count)
    return (0...max(0, count - length)).first { start in
      start + length <= count && variance(start, start + length) <= 1e-12 * scale
    }
  }
}
