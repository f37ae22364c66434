import RealModule

/// How rough a trend that both sides share may be: its logarithm wanders as an Ornstein-Uhlenbeck
/// process about a mean.
public struct TrendPrior: Hashable, Sendable {
  /// The variance of the logarithm.
  public let variance: Double
  /// Days after which the correlation has fallen to 1/e.
  public let days: Double

  /// The default: doublings and halvings within about three weeks.
  public static let rough = TrendPrior(checkedVariance: 0.5, days: 20)

  /// A trend's roughness.
  ///
  /// - Throws: ``PointProcessError/parameterOutOfRange(_:)`` unless both are positive and finite.
  public init(variance: Double, days: Double) throws(PointProcessError) {
    guard variance > 0, variance.isFinite, days > 0, days.isFinite else {
      throw .parameterOutOfRange(
        "The trend has a variance of \(variance) and \(days) days. Use positive, finite numbers.")
    }
    self.init(checkedVariance: variance, days: days)
  }

  private init(checkedVariance: Double, days: Double) {
    variance = checkedVariance
    self.days = days
  }

  /// Adds the logarithm's gradient to a vector.
  func addGradient(at path: [Double], step: Double, to gradient: inout [Double]) {
    guard let first = path.first else { return }
    let (persistence, precision) = coefficients(step)
    gradient[0] -= first / variance
    for d in 0..<(path.count - 1) {
      let innovation = (path[d + 1] - persistence * path[d]) * precision
      gradient[d + 1] -= innovation
      gradient[d] += persistence * innovation
    }
  }

  /// Moves a path by one Newton step of at most 1 towards the mode, given counts and what the path
  /// expects of them.
  ///
  /// - Returns: The largest part of the whole step.
  @discardableResult
  func improve(
    _ path: inout [Double], counts: [Double], expected: [Double], step: Double
  ) -> Double {
    var gradient = zip(counts, expected).map { $0 - $1 }
    addGradient(at: path, step: step, to: &gradient)
    let move = precision(step: step, information: expected).solve(gradient)
    let largest = move.reduce(0) { max($0, $1.magnitude) }
    let length = largest > 1 ? 1 / largest : 1
    for d in path.indices { path[d] += length * move[d] }
    return largest
  }

  /// The prior's precision with some information added on the diagonal.
  func precision(step: Double, information: [Double]) -> TridiagonalPrecision {
    let (persistence, precision) = coefficients(step)
    var diagonal = information
    diagonal[0] += 1 / variance
    for d in 0..<(diagonal.count - 1) {
      diagonal[d + 1] += precision
      diagonal[d] += precision * persistence * persistence
    }
    return TridiagonalPrecision(diagonal: diagonal, neighbour: precision * persistence)
  }

  private func coefficients(_ step: Double) -> (persistence: Double, precision: Double) {
    let persistence = Double.exp(-step / days)
    return (persistence, 1 / (variance * (1 - persistence * persistence)))
  }
}
