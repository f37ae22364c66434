import Estimation
import RealModule

/// Correlations of a series with another before and after it, against a band of series whose days
/// were permuted within windows: what stands out of the band is no common trend.
///
/// The mean, variance and skewness of the correlations over all permutations and all phases of the
/// windows are computed, not drawn (``JitterMoments``); quantiles of the band follow from them by
/// the expansion of E. A. Cornish and R. A. Fisher (Revue de l'Institut International de Statistique
/// 5, 1938).
public struct CrossCorrelation: Hashable, Sendable {
  /// One lag.
  public struct Point: Hashable, Sendable {
    /// Periods by which the responding series is later; negative where it is earlier.
    public let lag: Int
    /// The correlation.
    public let correlation: Double
    /// The mean correlation of the permuted series.
    public let expected: Double
    /// The band of the permuted series.
    public let lower: Double
    /// The upper end of the band.
    public let upper: Double
    /// The distance from the permuted series' mean in their standard deviations; NaN where
    /// permuting changes nothing.
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

  /// Correlates; takes as much work as periods times lags.
  ///
  /// - Parameters:
  ///   - responder: The later series.
  ///   - provoker: The earlier series; its days are permuted.
  ///   - longest: Lags to both sides.
  ///   - window: Length of the windows.
  ///   - level: Of the band.
  /// - Throws: ``TimeSeriesError`` for series that never change or are too short.
  public init(
    responder: [Double], provoker: [Double], longest: Int, window: Int = 21, level: Double = 0.95
  ) throws(TimeSeriesError) {
    let count = responder.count
    try Bounds.check(longest, 1...max(1, count), "The longest lag of correlations")
    try Bounds.check(window, 2...1_000_000_000, "The length of the windows")
    guard level > 0, level < 1 else {
      throw .optionOutOfRange("The level of the band is \(level). It must be between 0 and 1.")
    }
    guard provoker.count == count, count > longest + 2 else {
      throw .tooFewObservations(found: min(count, provoker.count), needed: longest + 3)
    }
    let later = try CrossCorrelation.standardized(responder, column: 0)
    let earlier = try CrossCorrelation.standardized(provoker, column: 1)
    let moments = JitterMoments(responder: later, provoker: earlier, window: window)
    let z = NormalFunctions.quantile(p: 0.5 + level / 2)
    self.window = window
    points = ((-longest)...longest).map { lag in
      var correlation = 0.0
      for t in max(0, lag)..<min(count, count + lag) { correlation += later[t] * earlier[t - lag] }
      let (mean, variance, third) = moments.at(lag: lag)
      // Where permuting changes nothing only rounding is left of the variance.
      guard variance > 1e-14 else {
        return Point(
          lag: lag, correlation: correlation, expected: mean, lower: mean, upper: mean, score: .nan)
      }
      let deviation = variance.squareRoot()
      let bend = third / (variance * deviation) / 6 * (z * z - 1)
      // The expansion turns back on itself where the skewness is large; the ends do not cross.
      let (below, above) = (min(0, -z + bend), max(0, z + bend))
      return Point(
        lag: lag, correlation: correlation, expected: mean, lower: mean + below * deviation,
        upper: mean + above * deviation, score: (correlation - mean) / deviation)
    }
  }

  /// Deviations from the mean, of length 1.
  private static func standardized(
    _ values: [Double], column: Int
  ) throws(TimeSeriesError) -> [Double] {
    if let row = values.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(row: row, column: column)
    }
    let mean = values.reduce(0, +) / Double(values.count)
    let largest = values.reduce(0) { max($0, ($1 - mean).magnitude) }
    guard largest > 0 else { throw .constantSeries(column: column) }
    let square = values.reduce(0) { $0 + ($1 - mean) / largest * (($1 - mean) / largest) }
    let scale = 1 / (largest * square.squareRoot())
    return values.map { ($0 - mean) * scale }
  }
}
