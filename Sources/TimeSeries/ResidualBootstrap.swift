import LinearAlgebra
import Randomness

/// Refits of a vector autoregression to series rebuilt from its own residuals.
///
/// Centred residuals are drawn with replacement, whole periods at a time, and fed through the
/// fitted equations from the observed first periods on (Lütkepohl 2005, appendix D.3).
public struct ResidualBootstrap: Sendable {
  /// One refit.
  public struct Draw: Sendable {
    /// Effects of the lags, first lag first.
    public let lagMatrices: [Matrix]
    /// Covariance of the errors, divisor T - terms.
    public let covariance: Matrix
  }

  /// The refits, in the order of the replicates; those whose rebuilt series could not be fitted are
  /// left out.
  public let draws: [Draw]
  /// How many replicates could not be fitted.
  public let failures: Int

  /// Refits a model to rebuilt series.
  ///
  /// - Parameters:
  ///   - fit: The model.
  ///   - replicates: How many.
  ///   - seed: Of the random numbers.
  ///   - part: Their name; replicate numbers are counted within it.
  ///   - firstReplicate: The number of the first one.
  public init(
    of fit: VectorAutoregression, replicates: Int, seed: UInt64,
    part: RandomStream.Part = .init("residual bootstrap"), firstReplicate: Int = 0
  ) {
    var draws: [Draw] = []
    var failures = 0
    let k = fit.seriesCount
    let means = (0..<k).map { column in
      fit.residuals.column(column).reduce(0, +) / Double(fit.observations)
    }
    let first = fit.series.rows - fit.observations
    for replicate in 0..<replicates {
      var random = RandomStream(seed: seed, part: part, replicate: firstReplicate + replicate)
      var series = fit.series
      for period in first..<series.rows {
        let source = random.integer(in: 0...(fit.observations - 1))
        for equation in 0..<k {
          var value = fit.residuals[source, equation] - means[equation]
          for (row, term) in fit.terms.enumerated() {
            let coefficient = fit.coefficients[row, equation]
            switch term {
            case .constant: value += coefficient
            case .trend: value += coefficient * Double(period + 1)
            case .lag(let lag, let source): value += coefficient * series[period - lag, source]
            case .exogenous(let source): value += coefficient * fit.exogenous[period, source]
            }
          }
          series[period, equation] = value
        }
      }
      do {
        let refit = try VectorAutoregression(
          series: series, exogenous: fit.exogenous, lags: fit.lags, trend: fit.trend,
          firstPeriod: first)
        draws.append(Draw(lagMatrices: refit.lagMatrices, covariance: refit.covariance))
      } catch {
        failures += 1
      }
    }
    self.draws = draws
    self.failures = failures
  }
}
