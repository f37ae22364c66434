import Estimation
import LinearAlgebra
import Randomness

/// Whether any of several coefficients differs from zero, by the largest of their statistics: an
/// answer at one lag that a fall at the next hides from their sum.
///
/// The law of the largest |z| under no effect is that of normal numbers with the correlation of the
/// coefficients, by simulation (T. Hothorn, F. Bretz and P. Westfall, Biometrical Journal 50, 2008).
public struct MaximumTest: Hashable, Sendable {
  /// The largest |z|.
  public let statistic: Double
  /// The share of simulated maxima, the data's among them, that are as large.
  public let pValue: Double
  /// Which coefficient it is, counted from 0.
  public let index: Int
  /// Its estimate.
  public let estimate: Double
  /// Its standard error.
  public let error: Double
  /// How many coefficients there are.
  public let count: Int

  /// Simulated maxima of so many coefficients: 9999, fewer of more than a hundred.
  public static func simulations(of count: Int) -> Int {
    max(199, min(9999, 100_000_000 / max(1, count * count)))
  }

  /// Tests coefficients.
  ///
  /// - Parameters:
  ///   - coefficients: One or more.
  ///   - covariance: Theirs; all variances positive.
  ///   - simulations: How often the maximum is simulated; nil takes ``simulations(of:)``.
  ///   - seed: Of the random numbers.
  /// - Throws: ``TimeSeriesError/singularResiduals`` where a variance is not positive,
  ///   ``TimeSeriesError/optionOutOfRange(_:)`` for a number of simulations out of range.
  public init(
    _ coefficients: [Double], covariance: Matrix, simulations: Int? = nil,
    seed: UInt64
  ) throws(TimeSeriesError) {
    let simulations = simulations ?? MaximumTest.simulations(of: coefficients.count)
    try Bounds.check(simulations, 1...Bounds.replicates, "The number of simulations")
    let count = coefficients.count
    guard count > 0, covariance.rows == count, covariance.columns == count,
      (0..<count).allSatisfy({ covariance[$0, $0] > 0 && covariance[$0, $0].isFinite }),
      coefficients.allSatisfy(\.isFinite)
    else { throw .singularResiduals }
    let errors = covariance.diagonal.map { $0.squareRoot() }
    let scores = zip(coefficients, errors).map { ($0 / $1).magnitude }
    let place = scores.indices.max { scores[$0] < scores[$1] } ?? 0
    index = place
    statistic = scores[place]
    estimate = coefficients[place]
    error = errors[place]
    self.count = count
    var correlation = covariance
    for i in 0..<count {
      for j in 0..<count { correlation[i, j] /= errors[i] * errors[j] }
    }
    do {
      let eigen = try SymmetricEigen(correlation.symmetrized)
      // The symmetric root, since the sign of an eigenvector is arbitrary.
      var scaled = eigen.vectors
      for column in 0..<count {
        let root = max(0, eigen.values[column]).squareRoot()
        for row in 0..<count { scaled[row, column] *= root }
      }
      let root = try scaled.times(eigen.vectors, transposing: .right)
      var random = RandomStream(seed: seed, part: .init("maximum over lags"))
      var asLarge = 1
      for _ in 0..<simulations {
        let normals = (0..<count).map { _ in random.normal() }
        if try root.times(normals).contains(where: { $0.magnitude >= scores[place] }) {
          asLarge += 1
        }
      }
      pValue = Double(asLarge) / Double(simulations + 1)
    } catch {
      throw TimeSeriesError(error)
    }
  }
}
