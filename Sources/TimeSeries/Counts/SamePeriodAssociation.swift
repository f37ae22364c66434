import Estimation
import LinearAlgebra

/// Whether what a model leaves of two series goes together within the same period, beyond what it
/// does with nearby periods: a trend or a season that the model does not know moves all of them.
///
/// The association has no direction: the first may answer the second, the second the first, or both
/// something else.
public struct SamePeriodAssociation: Hashable, Sendable {
  /// The covariance of the same period less that with nearby periods.
  public let covariance: Double
  /// Its standard error.
  public let error: Double
  /// The variance of what is left of the first series.
  public let firstVariance: Double
  /// The variance of what is left of the second.
  public let secondVariance: Double

  /// Periods to each side that the same period is compared with.
  public static let reach = 10

  /// Compares what a model leaves of two series.
  ///
  /// - Parameters:
  ///   - first: Counts less their means, a period each.
  ///   - second: The same of another series.
  /// - Throws: ``TimeSeriesError/tooFewObservations(found:needed:)`` below 4 periods or for series
  ///   of different length, ``TimeSeriesError/singularResiduals`` where nothing is left of one.
  public init(_ first: [Double], _ second: [Double]) throws(TimeSeriesError) {
    let count = min(first.count, second.count)
    guard count >= 4, first.count == second.count else {
      throw .tooFewObservations(found: count, needed: max(4, max(first.count, second.count)))
    }
    func centred(_ values: [Double]) -> [Double] {
      let mean = values.reduce(0, +) / Double(count)
      return values.map { $0 - mean }
    }
    /// Each period less the mean of those around it.
    func local(_ values: [Double]) -> [Double] {
      var sums = [0.0]
      for value in values { sums.append(sums[sums.count - 1] + value) }
      return values.indices.map { t in
        let low = max(0, t - SamePeriodAssociation.reach)
        let high = min(count, t + SamePeriodAssociation.reach + 1)
        return values[t] - (sums[high] - sums[low] - values[t]) / Double(high - low - 1)
      }
    }
    let (a, b) = (centred(first), centred(second))
    let (nearA, nearB) = (local(a), local(b))
    let products = (0..<count).map { 0.5 * (a[$0] * nearB[$0] + b[$0] * nearA[$0]) }
    let mean = products.reduce(0, +) / Double(count)
    let spread = products.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)
    covariance = mean
    error = (spread / Double(count)).squareRoot()
    firstVariance = dot(a, a) / Double(count)
    secondVariance = dot(b, b) / Double(count)
    guard firstVariance > 0, secondVariance > 0, error > 0 else { throw .singularResiduals }
  }

  /// The covariance over its standard error.
  public var statistic: Double { covariance / error }

  /// The probability of so large a statistic, to either side, where nothing goes together.
  public var pValue: Double { 2 * NormalFunctions.survival(statistic.magnitude) }

  /// The correlation within the same period.
  public var correlation: Double {
    covariance / (firstVariance * secondVariance).squareRoot()
  }
}
