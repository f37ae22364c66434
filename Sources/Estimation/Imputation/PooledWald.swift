import LinearAlgebra
import RealModule

/// A test of several coefficients at once, pooled over completed data sets.
///
/// Source: Li, Raghunathan and Rubin, JASA 86 (1991), their D1: the relative increase of variance
/// through the missing data is taken to be the same for all coefficients.
public struct PooledWald: Hashable, Sendable {
  /// The F statistic.
  public let statistic: Double
  /// Degrees of freedom of the numerator: the number of coefficients.
  public let numerator: Double
  /// Degrees of freedom of the denominator.
  public let denominator: Double

  /// Tests whether all coefficients are zero.
  ///
  /// - Parameters:
  ///   - estimates: The coefficients in each completed data set.
  ///   - covariances: Their covariance in each.
  ///   - completeDegreesOfFreedom: Those of the denominator were the data complete.
  /// - Throws: ``LinearAlgebraError/notPositiveDefinite(pivot:)`` when the covariance is singular.
  public init(
    estimates: [[Double]], covariances: [Matrix], completeDegreesOfFreedom: Double
  ) throws(LinearAlgebraError) {
    let count = Double(estimates.count)
    let size = estimates[0].count
    let mean = (0..<size).map { index in estimates.reduce(0) { $0 + $1[index] } / count }
    var within = Matrix(rows: size, columns: size)
    for covariance in covariances { within = within + covariance }
    within = (1 / count) * within
    let factor = try CholeskyFactorization(within.symmetrized)
    let wald = dot(mean, try factor.solve(mean)) / Double(size)
    numerator = Double(size)
    guard estimates.count > 1 else {
      statistic = wald
      denominator = completeDegreesOfFreedom
      return
    }
    // trace(B W^-1) without forming B.
    var trace = 0.0
    for estimate in estimates {
      let gap = zip(estimate, mean).map(-)
      trace += dot(gap, try factor.solve(gap)) / (count - 1)
    }
    let increase = (1 + 1 / count) * trace / Double(size)
    statistic = wald / (1 + increase)
    let t = Double(size) * (count - 1)
    if increase == 0 {
      denominator = completeDegreesOfFreedom
    } else if t > 4 {
      let root = 1 + (1 - 2 / t) / increase
      denominator = min(completeDegreesOfFreedom, 4 + (t - 4) * root * root)
    } else {
      let root = 1 + 1 / increase
      denominator = min(
        completeDegreesOfFreedom, 0.5 * (count - 1) * Double(size + 1) * root * root)
    }
  }

  /// The probability of so large a statistic when all coefficients are zero.
  public var pValue: Double {
    FisherF(numerator: numerator, denominator: denominator).survival(statistic)
  }
}
