/// A statistic compared with what the same statistic gives under a null hypothesis.
public struct SurrogateTest: Hashable, Sendable {
  /// The statistic of the data.
  public let observed: Double
  /// The median statistic of the surrogates; NaN without any. A mean would be that of the few
  /// surrogates in which a studentized statistic runs away.
  public let expected: Double
  /// The share of surrogates that reach the data, the data counted among them: (1 + #) / (1 + n)
  /// (Davison and Hinkley 1997, section 4.2.1). NaN when there is nothing to compare.
  public let pValue: Double
  /// The number of surrogates.
  public let surrogates: Int
  /// How many of them reach the data.
  public let reached: Int

  /// Compares; large statistics speak against the null.
  public init(observed: Double, surrogates: [Double]) {
    self.observed = observed
    self.surrogates = surrogates.count
    guard !surrogates.isEmpty, observed.isFinite else {
      expected = .nan
      pValue = .nan
      reached = 0
      return
    }
    let middle = surrogates.sorted()
    expected = 0.5 * (middle[(middle.count - 1) / 2] + middle[middle.count / 2])
    // Sums in another order differ by rounding alone; such ties count against the data.
    let slack = 1e-9 * max(1, observed.magnitude)
    reached = surrogates.count { $0 >= observed - slack }
    pValue = Double(1 + reached) / Double(1 + surrogates.count)
  }

  /// A test that cannot be carried out.
  public static let impossible = SurrogateTest(observed: .nan, surrogates: [])
}
