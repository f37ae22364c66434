import Randomness

/// The bootstrap of independent units (Efron, The Annals of Statistics 7, 1979): units are drawn with
/// replacement, and the statistic is computed anew from each draw.
public enum Bootstrap {
  /// The percentile interval of a statistic.
  ///
  /// - Parameters:
  ///   - count: How many units there are, above zero.
  ///   - level: The share of draws that the interval holds, between 0 and 1.
  ///   - replicates: How many draws.
  ///   - seed: The seed of the draws.
  ///   - part: What the draws are for.
  ///   - statistic: The statistic of units, given by their numbers.
  /// - Returns: The interval; nil when there are no units, or no draw has a value.
  public static func interval(
    of count: Int, level: Double = 0.95, replicates: Int = 2000, seed: UInt64,
    part: RandomStream.Part, statistic: ([Int]) -> Double
  ) -> ClosedRange<Double>? {
    guard count > 0 else { return nil }
    let values = (0..<replicates).map { replicate in
      var stream = RandomStream(seed: seed, part: part, replicate: replicate)
      return statistic((0..<count).map { _ in stream.place(of: count) })
    }
    return SampleQuantiles(values).interval(level: level)
  }
}
