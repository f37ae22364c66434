import LinearAlgebra
import Randomness

/// Normal draws around coefficients with their covariance.
struct CoefficientDraws {
  /// The draws; none where the covariance has no factor.
  let values: [[Double]]

  /// Draws coefficients.
  ///
  /// - Parameters:
  ///   - coefficients: The centre.
  ///   - covariance: Of at least as many parameters; coefficients without a finite variance keep
  ///     their value.
  ///   - settings: How many, and the seed.
  init(
    around coefficients: [Double], covariance: Matrix, settings: FittedCountModel.Settings
  ) {
    let kept = coefficients.indices.filter {
      $0 < covariance.rows && covariance[$0, $0].isFinite && covariance[$0, $0] > 0
    }
    let part = covariance.submatrix(rows: kept, columns: kept).symmetrized
    guard covariance.rows >= coefficients.count, !kept.isEmpty,
      let factor = try? CholeskyFactorization(part).factor
    else {
      values = []
      return
    }
    values = (0..<settings.draws).map { replicate in
      var random = RandomStream(
        seed: settings.seed, part: .init("coefficient draws"), replicate: replicate)
      let normals = kept.map { _ in random.normal() }
      var draw = coefficients
      for (row, index) in kept.enumerated() {
        for column in 0...row { draw[index] += factor[row, column] * normals[column] }
      }
      return draw
    }
  }
}
