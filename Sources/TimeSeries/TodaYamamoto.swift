import LinearAlgebra

/// Causality where series may be integrated: a model with more lags than are tested (H. Y. Toda and
/// T. Yamamoto, J. Econometrics 66, 1995), fitted once for all tests.
public struct TodaYamamoto: Sendable {
  private let wider: VectorAutoregression
  private let lags: Int

  /// Fits the wider model.
  ///
  /// - Parameters:
  ///   - fit: The model whose lags are tested.
  ///   - extra: The largest order of integration that is thought possible, from 0 on.
  /// - Throws: ``TimeSeriesError`` for a model without lags or a series too short for more.
  public init(of fit: VectorAutoregression, extra: Int = 1) throws(TimeSeriesError) {
    guard fit.lags > 0 else {
      throw .optionOutOfRange("A causality test needs a model with lags.")
    }
    try Bounds.check(extra, 0...fit.observations, "The number of extra lags")
    wider = try VectorAutoregression(
      series: fit.series, exogenous: fit.exogenous, exogenousLags: fit.exogenousLags,
      lags: fit.lags + extra, trend: fit.trend, seasons: fit.seasons)
    lags = fit.lags
  }

  /// Wald's test that the lags of some series are zero in the equations of others.
  ///
  /// - Parameters:
  ///   - caused: The series whose equations are restricted.
  ///   - causing: The series whose lags are left out.
  /// - Returns: The test, referred to chi-square.
  /// - Throws: ``TimeSeriesError``.
  public func causality(
    of caused: [Int], from causing: [Int]
  ) throws(TimeSeriesError) -> TestResult {
    guard !caused.isEmpty, !causing.isEmpty else {
      throw .optionOutOfRange("A causality test needs causing and caused series.")
    }
    let rows = wider.lagRows.filter { index in
      guard case .lag(let lag, let source) = wider.terms[index] else { return false }
      return causing.contains(source) && lag <= lags
    }
    let gram = wider.inverseGram.submatrix(rows: rows, columns: rows)
    let errors = wider.covariance.submatrix(rows: caused, columns: caused)
    return try wider.wald(
      caused.flatMap { equation in rows.map { wider.coefficients[$0, equation] } },
      kronecker(errors, gram).symmetrized)
  }
}
