import Estimation
import Incidents
import Randomness

/// The lags of answers that reports themselves state, without any model of the streams.
public struct StatedLags: Sendable {
  /// The side that answers.
  public let responder: Side
  /// The side that is answered.
  public let provoker: Side
  /// The pairs.
  public let pairs: [StatedPair]
  /// The distribution of their lags.
  public let distribution: TurnbullEstimate
  /// Median and mean, each with a bootstrap interval over pairs.
  public let estimates: [Estimate]

  /// Fewer pairs than this give no interval worth printing.
  public static let fewest = 5

  /// The lags of one direction.
  ///
  /// - Parameters:
  ///   - pairs: Stated pairs; those of other sides are left out.
  ///   - dyad: The stream that answers: its source answers its target.
  ///   - streams: The positions of the stream that answers and of the one that is answered.
  ///   - level: Of the intervals.
  ///   - replicates: Bootstrap draws of pairs.
  ///   - seed: Of the random numbers.
  public init(
    pairs: [StatedPair], dyad: Dyad, streams: (responder: Int, provoker: Int), level: Double,
    replicates: Int,
    seed: UInt64
  ) {
    let own = pairs.filter { $0.responder == dyad.source && $0.provoker == dyad.target }
    responder = dyad.source
    provoker = dyad.target
    self.pairs = own
    let intervals = own.map { (lower: $0.shortest, upper: $0.longest) }
    let distribution = TurnbullEstimate(intervals: intervals)
    self.distribution = distribution
    guard !own.isEmpty else {
      estimates = []
      return
    }
    var random = RandomStream(seed: seed, part: .init("stated lags \(dyad)"))
    var medians: [Double] = []
    var means: [Double] = []
    for _ in 0..<replicates {
      let drawn = intervals.indices.map { _ in
        intervals[random.integer(in: 0...(intervals.count - 1))]
      }
      medians.append(TurnbullEstimate(intervals: drawn).quantile(0.5))
      means.append(CensoredGamma(intervals: drawn)?.mean ?? .nan)
    }
    func row(_ estimand: Estimand, _ value: Double, _ draws: [Double]) -> Estimate {
      let interval = SampleQuantiles(draws).interval(level: level)
      return Estimate(
        estimand, responder: streams.responder, provoker: streams.provoker, value: value,
        lower: interval?.lowerBound ?? .nan, upper: interval?.upperBound ?? .nan,
        verdict: Verdict(
          interval.map { ($0.lowerBound, $0.upperBound) }, range: .positive,
          obstacles: own.count >= StatedLags.fewest && value.isFinite
            ? [] : [.fewPairs(own.count)]),
        interval: .bootstrap)
    }
    estimates = [
      row(.statedLag, distribution.quantile(0.5), medians),
      row(.statedLagMean, CensoredGamma(intervals: intervals)?.mean ?? .nan, means),
    ]
  }
}
