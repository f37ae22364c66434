import RealModule

/// How responses are spread over the periods after an incident: weights of lag l in proportion to
/// l^(shape - 1) exp(-l shape / scale), l = 1, ..., longest; a gamma law on whole periods.
public struct LagWeights: Hashable, Sendable {
  /// The shape; 1 is geometric, above 1 the peak lies later than the first period.
  public let shape: Double
  /// The scale: about the mean lag, periods.
  public let scale: Double
  /// The weights, lag 1 first; they sum to 1.
  public let weights: [Double]

  /// Weights.
  ///
  /// - Precondition: Shape, scale and longest lag are positive.
  public init(shape: Double, scale: Double, longest: Int) {
    precondition(shape > 0 && scale > 0 && longest > 0, "a positive shape, scale and lag")
    self.shape = shape
    self.scale = scale
    let rate = shape / scale
    let logs = (1...longest).map { (shape - 1) * Double.log(Double($0)) - rate * Double($0) }
    let largest = logs.max() ?? 0
    let parts = logs.map { Double.exp($0 - largest) }
    let sum = parts.reduce(0, +)
    weights = parts.map { $0 / sum }
  }

  /// The mean lag.
  public var mean: Double {
    weights.enumerated().reduce(0) { $0 + Double($1.offset + 1) * $1.element }
  }

  /// The lag with the largest weight.
  public var mode: Int {
    (weights.indices.max { weights[$0] < weights[$1] } ?? 0) + 1
  }

  /// The weights with their first and second derivatives in log shape and log scale: value, shape,
  /// scale, shape twice, both, scale twice.
  func derivatives() -> [[Double]] {
    // log w = a log l - c l - log Z with a = shape - 1, c = shape / scale: an exponential family,
    // whose derivatives are deviations from means and covariances.
    let rate = shape / scale
    var meanLog = 0.0
    var meanLag = 0.0
    for (index, weight) in weights.enumerated() {
      meanLog += weight * Double.log(Double(index + 1))
      meanLag += weight * Double(index + 1)
    }
    var variances = (log: 0.0, both: 0.0, lag: 0.0)
    for (index, weight) in weights.enumerated() {
      let a = Double.log(Double(index + 1)) - meanLog
      let b = Double(index + 1) - meanLag
      variances.log += weight * a * a
      variances.both += weight * a * b
      variances.lag += weight * b * b
    }
    var result = [[Double]](repeating: [], count: 6)
    for (index, weight) in weights.enumerated() {
      let a = Double.log(Double(index + 1)) - meanLog
      let b = Double(index + 1) - meanLag
      // In a and c; then by the chain rule in log shape (da = shape, dc = c) and log scale (dc = -c).
      let first = (shape * a - rate * b, rate * b)
      let covariance = (
        shape * shape * variances.log - 2 * shape * rate * variances.both
          + rate * rate * variances.lag,
        shape * rate * variances.both - rate * rate * variances.lag, rate * rate * variances.lag
      )
      result[0].append(weight)
      result[1].append(weight * first.0)
      result[2].append(weight * first.1)
      result[3].append(
        weight * (first.0 * first.0 - covariance.0 + shape * a - rate * b))
      result[4].append(weight * (first.0 * first.1 - covariance.1 + rate * b))
      result[5].append(weight * (first.1 * first.1 - covariance.2 - rate * b))
    }
    return result
  }
}
