import Estimation
import LinearAlgebra

/// Whether residuals are still correlated over time (Lütkepohl 2005, section 4.4.3).
public struct Portmanteau: Hashable, Sendable {
  /// The statistic.
  public let statistic: Double
  /// Its degrees of freedom.
  public let degreesOfFreedom: Int

  /// The probability of so large a statistic when the residuals are white noise.
  public var pValue: Double {
    ChiSquare(degreesOfFreedom: Double(degreesOfFreedom)).survival(statistic)
  }
}

extension VectorAutoregression {
  /// The portmanteau test on residual correlations up to a lag.
  ///
  /// - Parameters:
  ///   - horizon: Lags of the residuals; more than the model's lags.
  ///   - adjusted: The small-sample form.
  /// - Returns: The statistic and its degrees of freedom.
  /// - Throws: ``TimeSeriesError/optionOutOfRange(_:)`` when the horizon is too short or too long,
  ///   ``TimeSeriesError/singularResiduals`` when an equation fits exactly.
  public func portmanteau(horizon: Int, adjusted: Bool) throws(TimeSeriesError) -> Portmanteau {
    try Bounds.check(
      horizon, (lags + 1)...max(lags + 1, observations - 1),
      "The longest lag of residual correlations")
    guard horizon < observations else {
      throw .tooFewObservations(found: observations, needed: horizon + 1)
    }
    let t = observations
    do {
      let factor = try CholeskyFactorization(likelihoodCovariance)
      var sum = 0.0
      for lag in 1...horizon {
        let later = residuals.submatrix(rows: Array(lag..<t), columns: Array(0..<seriesCount))
        let earlier = residuals.submatrix(
          rows: Array(0..<(t - lag)), columns: Array(0..<seriesCount))
        let covariance = (1 / Double(t)) * (try later.times(earlier, transposing: .left))
        // trace(C' S^-1 C S^-1)
        let left = try factor.solve(covariance)
        let right = try factor.solve(covariance.transposed)
        let trace = try right.times(left).diagonal.reduce(0, +)
        sum += adjusted ? trace / Double(t - lag) : trace
      }
      let scale = adjusted ? Double(t) * Double(t) : Double(t)
      return Portmanteau(
        statistic: scale * sum, degreesOfFreedom: seriesCount * seriesCount * (horizon - lags))
    } catch {
      throw TimeSeriesError(error)
    }
  }
}
