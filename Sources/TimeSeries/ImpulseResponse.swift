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
  /// - Throws: ``TimeSeriesError/singularResiduals`` when the covariance has no Cholesky factor.
  public init(
    lagMatrices: [Matrix], covariance: Matrix, horizon: Int
  ) throws(TimeSeriesError) {
    let k = covariance.rows
    var unit = [Matrix.identity(k)]
    do {
      for step in stride(from: 1, through: horizon, by: 1) {
        var response = Matrix(rows: k, columns: k)
        for (lag, matrix) in lagMatrices.enumerated() where lag < step {
          response = response + (try matrix.times(unit[step - lag - 1]))
        }
        unit.append(response)
      }
      let factor = try CholeskyFactorization(covariance).factor
      var orthogonalized: [Matrix] = []
      for response in unit { orthogonalized.append(try response.times(factor)) }
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
