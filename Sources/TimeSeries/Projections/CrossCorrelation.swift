import Estimation
import Randomness
import RealModule

/// Correlations of a series with another before and after it, against a band of series whose days
/// were permuted within windows: what stands out of the band is no common trend.
public struct CrossCorrelation: Hashable, Sendable {
  /// One lag.
  public struct Point: Hashable, Sendable {
    /// Periods by which the responding series is later; negative where it is earlier.
    public let lag: Int
    /// The correlation.
    public let correlation: Double
    /// The mean correlation of the surrogates.
    public let expected: Double
    /// The band of the surrogates.
    public let lower: Double
    /// The upper end of the band.
    public let upper: Double
    /// The distance from the surrogates' mean in their standard deviations.
    public let score: Double
  }

  /// The lags, earliest first.
  public let points: [Point]
  /// The length of the windows.
  public let window: Int

  /// The positive lag that stands out of its band the most, to either side.
  public var peak: Point? {
    points.filter { $0.lag > 0 && $0.score.isFinite }
      .max { $0.score.magnitude < $1.score.magnitude }
  }

  /// Correlates.
  ///
  /// - Parameters:
  ///   - responder: The later series.
  ///   - provoker: The earlier series; its days are permuted.
  ///   - longest: Lags to both sides.
  ///   - window: Length of the windows.
  ///   - replicates: Surrogates.
  ///   - level: Of the band.
  ///   - seed: Of the random numbers.
  /// - Throws: ``TimeSeriesError`` for series that never change or are too short.
  public init(
    responder: [Double], provoker: [Double], longest: Int, window: Int = 21,
    replicates: Int = 499, level: Double = 0.95, seed: UInt64 = 1
  ) throws(TimeSeriesError) {
    guard longest >= 1, window >= 2, replicates >= 19 else {
      throw .optionOutOfRange("correlations need lags, windows of 2 or more, and 19 surrogates")
    }
    guard responder.count == provoker.count, responder.count > longest + 2 else {
      throw .tooFewObservations(found: responder.count, needed: longest + 3)
    }
    func standardized(_ values: [Double], _ column: Int) throws(TimeSeriesError) -> [Double] {
      let mean = values.reduce(0, +) / Double(values.count)
      let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      guard square > 0 else { throw .constantSeries(column: column) }
      let scale = 1 / square.squareRoot()
      return values.map { ($0 - mean) * scale }
    }
    let later = try standardized(responder, 0)
    let earlier = try standardized(provoker, 1)
    func correlations(_ values: [Double]) -> [Double] {
      ((-longest)...longest).map { lag in
        var sum = 0.0
        for t in max(0, lag)..<min(later.count, later.count + lag) {
          sum += later[t] * values[t - lag]
        }
        return sum
      }
    }
    let observed = correlations(earlier)
    var surrogates = [[Double]](repeating: [], count: observed.count)
    for replicate in 0..<replicates {
      var random = RandomStream(
        seed: seed, part: .init("correlation jitter"), replicate: replicate)
      let permuted = IntervalJitter.permuted(earlier, window: window, &random)
      for (index, value) in correlations(permuted).enumerated() {
        surrogates[index].append(value)
      }
    }
    self.window = window
    points = observed.indices.map { index in
      let sample = surrogates[index]
      let mean = sample.reduce(0, +) / Double(replicates)
      let variance =
        sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(replicates - 1)
      let band = SampleQuantiles(sample).interval(level: level)
      return Point(
        lag: index - longest, correlation: observed[index], expected: mean,
        lower: band?.lowerBound ?? .nan, upper: band?.upperBound ?? .nan,
        score: variance > 0 ? (observed[index] - mean) / variance.squareRoot() : .nan)
    }
  }
}
