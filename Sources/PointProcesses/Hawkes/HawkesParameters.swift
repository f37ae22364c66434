import LinearAlgebra

/// The numbers of a Hawkes process.
public struct HawkesParameters: Hashable, Sendable {
  /// Baseline rates, `rates[stream][piece]`, events a day.
  public var rates: [[Double]]
  /// The branching matrix g: expected responses of row i to one event of column j. Between two
  /// streams it may be negative: so many fewer, as long as that is little beside the baseline, which
  /// is then cut by a factor.
  public var branching: Matrix
  /// Lag distributions, `lags[i][j]` of i's responses to j.
  public var lags: [[LagDistribution]]

  /// Parameters of a process.
  ///
  /// - Throws: ``PointProcessError/parameterOutOfRange(_:)`` when a rate or a stream's own
  ///   strength is negative, a number is not finite, or the shapes do not agree.
  public init(
    rates: [[Double]], branching: Matrix, lags: [[LagDistribution]]
  ) throws(PointProcessError) {
    let count = rates.count
    guard branching.rows == count, branching.columns == count, lags.count == count,
      lags.allSatisfy({ $0.count == count })
    else {
      throw .parameterOutOfRange(
        "rates, branching matrix (\(branching.shape)) and lags differ in the number of streams")
    }
    guard rates.joined().allSatisfy({ $0 >= 0 && $0.isFinite }) else {
      throw .parameterOutOfRange("a baseline rate is negative or not finite")
    }
    guard branching.elements.allSatisfy(\.isFinite) else {
      throw .parameterOutOfRange("a branching ratio is not finite")
    }
    guard (0..<count).allSatisfy({ branching[$0, $0] >= 0 }) else {
      throw .parameterOutOfRange(
        "the branching ratio of a stream on itself is negative; only effects of one stream on "
          + "another may be")
    }
    self.rates = rates
    self.branching = branching
    self.lags = lags
  }

  /// The number of streams.
  public var streamCount: Int { rates.count }
}
