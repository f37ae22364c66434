/// Quantiles of a sample by linear interpolation between order statistics (type 7 of Hyndman and
/// Fan, The American Statistician 50, 1996).
public struct SampleQuantiles: Hashable, Sendable {
  private let sorted: [Double]

  /// The quantiles of a sample; infinities are allowed, NaN is left out.
  public init(_ sample: [Double]) {
    sorted = sample.filter { !$0.isNaN }.sorted()
  }

  /// The number of values.
  public var count: Int { sorted.count }

  /// The value below which a share `p` of the sample lies; NaN for an empty sample.
  public func callAsFunction(_ p: Double) -> Double {
    guard let last = sorted.last else { return .nan }
    let position = min(max(p, 0), 1) * Double(sorted.count - 1)
    let index = Int(position)
    guard index + 1 < sorted.count else { return last }
    let fraction = position - Double(index)
    let (low, high) = (sorted[index], sorted[index + 1])
    // A weight of zero must not meet an infinity.
    if fraction == 0 || low == high { return low }
    return low + fraction * (high - low)
  }

  /// The equal-tailed interval that holds the given share of the sample.
  public func interval(level: Double) -> ClosedRange<Double>? {
    guard !sorted.isEmpty else { return nil }
    let tail = (1 - level) / 2
    return self(tail)...self(1 - tail)
  }
}
