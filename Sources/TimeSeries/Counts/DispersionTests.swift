import Estimation
import LinearAlgebra
import RealModule

/// A one-sided test of a Poisson regression's variance.
public struct DispersionTest: Hashable, Sendable {
  /// The statistic: a standard normal, or the square of one where positive.
  public let statistic: Double
  /// The estimated excess.
  public let excess: Double
  /// The probability of so large a statistic when the variance is the mean.
  public let pValue: Double
}

extension CountRegression {
  /// Cameron and Trivedi's (1990) regression test of a Poisson fit.
  ///
  /// - Parameter squared: Whether the variance is thought to be mean + alpha mean^2, or
  ///   (1 + alpha) mean.
  /// - Returns: The test; its excess is alpha.
  public func overdispersionTest(squared: Bool) -> DispersionTest {
    // ((y - mu)^2 - y) / mu on mu, or on a constant; alpha over its standard error.
    // Periods whose mean is zero without error say nothing of the variance.
    let used = zip(counts, means).filter { $0.1 > 0 }
    let response = used.map { (($0 - $1) * ($0 - $1) - $0) / $1 }
    let regressor = squared ? used.map(\.1) : used.map { _ in 1.0 }
    let square = dot(regressor, regressor)
    let alpha = dot(response, regressor) / square
    let rest = zip(response, regressor).reduce(0.0) { sum, pair in
      let error = pair.0 - alpha * pair.1
      return sum + error * error
    }
    let deviation = (rest / Double(used.count - 1) / square).squareRoot()
    let z = alpha / deviation
    return DispersionTest(
      statistic: z, excess: alpha, pValue: NormalFunctions.survival(z))
  }

  /// Whether a negative binomial fits better than Poisson: twice the gain in log-likelihood, half of
  /// a chi-square with one degree of freedom, since the excess cannot be negative.
  ///
  /// - Parameter poisson: The Poisson fit of the same regressors.
  /// - Returns: The test; its excess is 1 / theta.
  public func likelihoodRatio(against poisson: CountRegression) -> DispersionTest {
    let statistic = max(0, 2 * (logLikelihood - poisson.logLikelihood))
    return DispersionTest(
      statistic: statistic, excess: dispersion,
      pValue: statistic > 0 ? 0.5 * ChiSquare(degreesOfFreedom: 1).survival(statistic) : 1)
  }

  /// Whether there are more zeros than the fitted law has: van den Broek's (1995) score test, for
  /// Poisson; its excess is the surplus of zeros over their expected number.
  public func zeroExcessTest() -> DispersionTest {
    let zero = means.map { mu in
      theta.isFinite ? Double.exp(-theta * Double.log(onePlus: mu / theta)) : Double.exp(-mu)
    }
    let surplus = zip(counts, zero).reduce(0.0) { $0 + ($1.0 == 0 ? 1 : 0) - $1.1 }
    let score = zip(counts, zero).reduce(0.0) { sum, pair in
      sum + ((pair.0 == 0 ? 1 : 0) - pair.1) / pair.1
    }
    // The information of the share of zeros less what the coefficients take of it.
    let own = zero.reduce(0) { $0 + (1 - $1) / $1 }
    let weights = workingWeights
    let design = determinedDesign
    var crossed = [Double](repeating: 0, count: design.columns)
    for column in 0..<design.columns {
      for row in 0..<design.rows { crossed[column] += design[row, column] * means[row] }
    }
    var gram = Matrix(rows: design.columns, columns: design.columns)
    for i in 0..<design.columns {
      for j in 0..<design.columns {
        for row in 0..<design.rows {
          gram[i, j] += weights[row] * design[row, i] * design[row, j]
        }
      }
    }
    if let shrunk {
      for place in (design.columns - shrunk.values.columns)..<design.columns {
        gram[place, place] += shrunk.precision
      }
    }
    let taken =
      (try? CholeskyFactorization(gram).solve(crossed)).map { dot($0, crossed) } ?? 0
    let z = own > taken ? score / (own - taken).squareRoot() : 0
    return DispersionTest(
      statistic: z, excess: surplus, pValue: NormalFunctions.survival(z))
  }
}
