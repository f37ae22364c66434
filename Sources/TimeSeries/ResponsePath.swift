extension ImpulseResponse {
  /// A kind of response.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// To a unit of one series alone.
    case unit
    /// The sum of those up to each period.
    case cumulative
    /// To one standard deviation of orthogonalized errors.
    case orthogonalized
    /// The sum of those up to each period.
    case orthogonalizedCumulative = "orthogonalized_cumulative"
    /// To one standard deviation of one error, the others as they usually move with it.
    case generalized
  }

  /// The responses of one series to one shock, period by period from 0 on: as much work as periods
  /// (times the number of series for generalized ones), where the matrices of all pairs take the
  /// square or the cube of it.
  ///
  /// - Parameters:
  ///   - kind: Which responses.
  ///   - i: The responding series.
  ///   - j: The shocked series.
  /// - Returns: One value a period.
  public func path(_ kind: Kind, _ i: Int, _ j: Int) -> [Double] {
    switch kind {
    case .unit: return unit.map { $0[i, j] }
    case .orthogonalized: return orthogonalized.map { $0[i, j] }
    case .cumulative: return ImpulseResponse.sums(unit.map { $0[i, j] })
    case .orthogonalizedCumulative:
      return ImpulseResponse.sums(orthogonalized.map { $0[i, j] })
    case .generalized:
      guard let factor = orthogonalized.first else { return [] }
      // The factor is triangular: the error of j loads on the first j + 1 shocks.
      let square = (0...j).reduce(0.0) { $0 + factor[j, $1] * factor[j, $1] }
      let weights = (0...j).map { factor[j, $0] / square.squareRoot() }
      return orthogonalized.map { theta in
        var sum = 0.0
        for (shock, weight) in weights.enumerated() { sum += theta[i, shock] * weight }
        return sum
      }
    }
  }

  private static func sums(_ values: [Double]) -> [Double] {
    var sum = 0.0
    return values.map {
      sum += $0
      return sum
    }
  }
}
