import Estimation
import LinearAlgebra

/// Coefficients pooled over completed tables by Rubin's rules, with their whole covariance.
struct PooledCoefficients {
  /// Means over tables.
  let values: [Double]
  /// Within tables, and between them inflated for their finite number.
  let covariance: Matrix

  /// Pools coefficients with their covariances.
  ///
  /// - Precondition: At least one table; all of the same coefficients.
  init(_ parts: [(values: [Double], covariance: Matrix)]) {
    let count = Double(parts.count)
    let size = parts[0].values.count
    let mean = (0..<size).map { index in parts.reduce(0) { $0 + $1.values[index] } / count }
    values = mean
    var total = parts.dropFirst().reduce(parts[0].covariance) { $0 + $1.covariance }
    total = (1 / count) * total
    if parts.count > 1 {
      let inflation = (1 + 1 / count) / (count - 1)
      for part in parts {
        let gaps = zip(part.values, mean).map(-)
        for i in 0..<size {
          for j in 0..<size { total[i, j] += inflation * gaps[i] * gaps[j] }
        }
      }
    }
    covariance = total
  }

  /// The sum of all coefficients with its standard error.
  var sum: (value: Double, error: Double) {
    (values.reduce(0, +), max(0, covariance.elements.reduce(0, +)).squareRoot())
  }
}
