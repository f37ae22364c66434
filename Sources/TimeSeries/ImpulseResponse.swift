import LinearAlgebra

/// What one extra unit of each series now means for all series later.
///
/// `responses[h][i, j]` is the response of series i, h periods after a unit (or, orthogonalized, a
/// standard-deviation) shock to series j. Source: Lütkepohl (2005), sections 2.1.2 and 2.3.2.
public struct ImpulseResponse: Hashable, Sendable {
  /// Responses to a unit of one series alone: the moving-average matrices.
  public let unit: [Matrix]
  /// Responses to one standard deviation of orthogonalized errors, in the order of the series:
  /// a series may act on those behind it within the period, not on those before it.
  public let orthogonalized: [Matrix]

  /// The responses of a model.
  ///
  /// - Parameters:
  ///   - lagMatrices: Effects of the lags, first lag first.
  ///   - covariance: Of the errors.
  ///   - horizon: Periods after the shock.
  /// - Throws: ``TimeSeriesError/singularResiduals`` when the covariance has no Cholesky factor,
  ///   ``TimeSeriesError/optionOutOfRange(_:)`` for a horizon out of range.
  public init(
    lagMatrices: [Matrix], covariance: Matrix, horizon: Int
  ) throws(TimeSeriesError) {
    let k = covariance.rows
    let size = k * k
    try Bounds.horizon(horizon, series: k)
    // Plain loops: matrices are as small as the number of series, and bootstraps come here often.
    var path = [Double](repeating: 0, count: size * (horizon + 1))
    for index in 0..<k { path[index * k + index] = 1 }
    let effects = lagMatrices.map(\.elements)
    path.withUnsafeMutableBufferPointer { path in
      for step in stride(from: 1, through: horizon, by: 1) {
        for lag in 0..<min(effects.count, step) {
          let earlier = (step - lag - 1) * size
          effects[lag].withUnsafeBufferPointer { effect in
            for column in 0..<k {
              for inner in 0..<k {
                let factor = path[earlier + column * k + inner]
                let target = step * size + column * k
                for row in 0..<k { path[target + row] += effect[inner * k + row] * factor }
              }
            }
          }
        }
      }
    }
    do {
      let factor = try CholeskyFactorization(covariance).factor
      var unit: [Matrix] = []
      var orthogonalized: [Matrix] = []
      for step in stride(from: 0, through: horizon, by: 1) {
        let response = Array(path[(step * size)..<((step + 1) * size)])
        var turned = Matrix(rows: k, columns: k)
        for column in 0..<k {
          for inner in column..<k {
            for row in 0..<k {
              turned[row, column] += response[inner * k + row] * factor[inner, column]
            }
          }
        }
        unit.append(Matrix(rows: k, columns: k, elements: response))
        orthogonalized.append(turned)
      }
      self.unit = unit
      self.orthogonalized = orthogonalized
    } catch {
      throw TimeSeriesError(error)
    }
  }

  /// Sums of the responses up to each period.
  public static func cumulative(_ responses: [Matrix]) -> [Matrix] {
    var sums: [Matrix] = []
    for response in responses { sums.append(sums.last.map { $0 + response } ?? response) }
    return sums
  }
}

extension VectorAutoregression {
  /// The responses of the fitted model, from the covariance with divisor T - terms.
  ///
  /// - Throws: ``TimeSeriesError/singularResiduals``.
  public func impulseResponse(horizon: Int) throws(TimeSeriesError) -> ImpulseResponse {
    try ImpulseResponse(lagMatrices: lagMatrices, covariance: covariance, horizon: horizon)
  }
}
