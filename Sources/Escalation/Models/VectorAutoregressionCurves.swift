import Estimation
import LinearAlgebra
import TimeSeries

extension FittedVectorAutoregression {
  /// `direct` are the effects of the lags, `total` the impulse responses to one unit, `cumulative`
  /// their sums, `orthogonalized` those to one standard deviation in column order.
  var curves: [ResponseCurve] {
    pairs.flatMap { i, j in
      let direct = stride(from: 1, through: lags, by: 1).map { lag in
        ResponseCurve.Point(
          lag: Double(lag), value: response.mean { $0.direct(i, j, at: Double(lag)) },
          draws: response.draws.map { $0.direct(i, j, at: Double(lag)) }, level: computation.level)
      }
      return [
        ResponseCurve(kind: .direct, responder: i, provoker: j, points: direct),
        impulse(.total, .unit, i, j, errors: \.unit),
        impulse(.cumulative, .cumulative, i, j, errors: \.cumulative),
        impulse(.orthogonalized, .orthogonalized, i, j, errors: \.orthogonalized),
      ]
    }
  }

  /// `generalized` responses, to one standard deviation of a series when the others move as they
  /// usually do with it, and cumulated orthogonalized ones.
  public var otherCurves: [ResponseCurve] {
    pairs.flatMap { i, j in
      [
        impulse(.generalized, .generalized, i, j),
        impulse(
          .orthogonalizedCumulative, .orthogonalizedCumulative, i, j,
          errors: \.orthogonalizedCumulative),
      ]
    }
  }

  private var pairs: [(Int, Int)] {
    data.names.indices.flatMap { i in data.names.indices.map { (i, $0) } }
  }

  private func impulse(
    _ kind: ResponseCurve.Kind, _ part: ImpulseResponse.Kind, _ i: Int, _ j: Int,
    errors: ((ImpulseResponseErrors) -> [Matrix])? = nil
  ) -> ResponseCurve {
    let own = impulses.map { $0.path(part, i, j) }
    let draws = asymptotic.isEmpty ? impulseDraws.map { $0.path(part, i, j) } : []
    let points = own[0].indices.map { step -> ResponseCurve.Point in
      let value = own.reduce(0) { $0 + $1[step] } / Double(own.count)
      guard !asymptotic.isEmpty, let errors else {
        return .init(
          lag: Double(step), value: value, draws: draws.map { $0[step] },
          level: computation.level)
      }
      let pooled = RubinPooling(
        estimates: own.map { $0[step] },
        variances: asymptotic.map {
          let error = errors($0)[step][i, j]
          return error * error
        })
      let half = NormalFunctions.quantile(p: 0.5 + computation.level / 2) * pooled.standardError
      return .init(lag: Double(step), value: value, lower: value - half, upper: value + half)
    }
    return ResponseCurve(kind: kind, responder: i, provoker: j, points: points)
  }

  /// Which share of the forecast variance of series i each orthogonalized shock j brings, `[step]`;
  /// a mean over tables.
  public var varianceShares: [Matrix] {
    mean(impulses.map { ImpulseResponse.varianceShares($0.orthogonalized) })
  }

  /// Orthogonalized responses in every order of at most four series, since effects of the same
  /// period belong to whoever is put first; empty for more series.
  ///
  /// - Throws: ``LinearAlgebraError``.
  public func responsesInEveryOrder() throws -> [(order: [Int], responses: [Matrix])] {
    guard (2...4).contains(data.names.count) else { return [] }
    return try ImpulseResponse.orders(of: data.names.count).map { order in
      let all = try zip(impulses, fits).map { impulse, fit in
        try ImpulseResponse.orthogonalized(impulse.unit, covariance: fit.covariance, order: order)
      }
      return (order, mean(all))
    }
  }

  private func mean(_ all: [[Matrix]]) -> [Matrix] {
    all[0].indices.map { step in
      let sum = all.dropFirst().reduce(all[0][step]) { $0 + $1[step] }
      return Matrix(
        rows: sum.rows, columns: sum.columns, elements: sum.elements.map { $0 / Double(all.count) })
    }
  }
}
