import Estimation

/// The standard deviation of a series around levels that may change, from its first differences.
///
/// A change of level enters one difference only, where it enters every deviation from the mean of
/// the whole series. Half the square of a difference has the variance of the noise for its mean (J.
/// von Neumann, Ann. Math. Stat. 12, 1941).
public struct NoiseScale: Hashable, Sendable {
  /// Where the value comes from.
  public enum Method: String, CaseIterable, Hashable, Sendable {
    /// The median absolute deviation of the differences, times 1.4826 / sqrt 2, which is the
    /// standard deviation of normal noise (P. Fryzlewicz, Ann. Stat. 42, 2014).
    case medianDifference = "median of differences"
    /// The root of half the mean square of the differences: more than half of them are equal, so
    /// that their median absolute deviation is 0.
    case meanSquareDifference = "mean square of differences"
    /// The series never changes; the value is 1.
    case constant = "constant series"
    /// Given by the caller.
    case given
  }

  /// The standard deviation, in the unit of the series; positive.
  public let value: Double
  /// Where it comes from.
  public let method: Method

  /// The scale of a series.
  ///
  /// - Parameter values: The series; finite.
  public init(of values: [Double]) {
    let differences = zip(values, values.dropFirst()).map { $1 - $0 }
    let count = Double(max(1, differences.count))
    let largest = differences.reduce(0) { max($0, $1.magnitude) }
    guard largest > 0 else {
      self.init(value: 1, method: .constant)
      return
    }
    // Divided by the largest, so that no square is too large or too small.
    let square = differences.reduce(0) { $0 + ($1 / largest) * ($1 / largest) } / count
    let root = largest * (square / 2).squareRoot()
    let middle = SampleQuantiles(differences)(0.5)
    let deviation = SampleQuantiles(differences.map { ($0 - middle).magnitude })(0.5)
    let robust = 1.4826022185056018 * deviation / 2.0.squareRoot()
    // Differences that are equal but for rounding are equal.
    if robust > 1e-9 * root {
      self.init(value: robust, method: .medianDifference)
    } else {
      self.init(value: root, method: .meanSquareDifference)
    }
  }

  /// A scale that is known.
  ///
  /// - Parameter value: The standard deviation of the noise.
  /// - Throws: ``TimeSeriesError/optionOutOfRange(_:)`` unless it is positive and finite.
  public init(given value: Double) throws(TimeSeriesError) {
    guard value > 0, value.isFinite else {
      throw .optionOutOfRange("The scale of the noise is \(value). It must be positive.")
    }
    self.init(value: value, method: .given)
  }

  private init(value: Double, method: Method) {
    self.value = value
    self.method = method
  }
}
