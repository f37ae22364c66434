/// The distribution function of a lag law where it is asked for many times: read from a table where its
/// family has one (``GammaShares``, which names the error).
package struct LagShares {
  private let law: LagDistribution
  private let table: GammaShares?

  /// The distribution function of a law.
  package init(_ law: LagDistribution) {
    self.law = law
    table = law.family == .gamma ? GammaShares(mean: law.mean, shape: law.shape) : nil
  }

  /// The share of responses that come within a lag.
  @inline(__always)
  package func callAsFunction(_ lag: Double) -> Double {
    guard lag > 0 else { return 0 }
    return table?(lag) ?? law.cumulative(lag)
  }
}
