import RealModule

/// The one-sample Kolmogorov-Smirnov test against the uniform distribution.
public struct KolmogorovSmirnov: Hashable, Sendable {
  /// The largest distance between the empirical and the uniform distribution function.
  public let statistic: Double
  /// The number of values.
  public let count: Int
  /// The probability of a distance at least as large when the values are uniform.
  public let pValue: Double

  /// Tests values for uniformity on the unit interval.
  ///
  /// - Returns: A p value of 1 where there are no values.
  public init(uniform values: [Double]) {
    let sorted = values.sorted()
    let n = Double(sorted.count)
    var largest = 0.0
    for (index, value) in sorted.enumerated() {
      largest = max(largest, value - Double(index) / n, Double(index + 1) / n - value)
    }
    count = sorted.count
    statistic = largest
    // Stephens' correction brings the limit law to samples of any size (JRSS B 32, 1970).
    let root = n.squareRoot()
    pValue =
      sorted.isEmpty ? 1 : KolmogorovSmirnov.survival((root + 0.12 + 0.11 / root) * largest)
  }

  /// P(K > x) of Kolmogorov's limit law.
  public static func survival(_ x: Double) -> Double {
    guard x > 0.04 else { return 1 }
    if x < 1 {
      // The theta-function form converges fast for small x.
      var sum = 0.0
      for k in stride(from: 1.0, through: 15, by: 2) {
        sum += Double.exp(-k * k * Double.pi * Double.pi / (8 * x * x))
      }
      return 1 - (2 * Double.pi).squareRoot() / x * sum
    }
    var sum = 0.0
    for k in stride(from: 1.0, through: 20, by: 1) {
      let term = Double.exp(-2 * k * k * x * x)
      sum += Int(k) % 2 == 1 ? term : -term
      if term < 1e-18 { break }
    }
    return min(1, 2 * sum)
  }
}
