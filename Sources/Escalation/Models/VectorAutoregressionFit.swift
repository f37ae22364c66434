import Estimation
import LinearAlgebra
import TimeSeries

extension FittedVectorAutoregression {
  /// The fit with everything that every fit says.
  ///
  /// - Throws: ``LinearAlgebraError``, ``TimeSeriesError`` when a quantity cannot be computed.
  func fit(_ source: ConflictData) throws -> Fit {
    let estimates = try Estimands(of: response, level: computation.level).estimates()
    var fit = Fit(
      data: source,
      context: FitContext(
        counts: data, method: fits.count > 1 ? .imputed : .leastSquares, model: response.model,
        baseline: calendar.baseline(analysis.trend.rawValue), computation: computation),
      estimates: estimates, response: response, details: self)
    fit.curves = curves
    fit.coefficients = try coefficientRows()
    fit.quantities = try quantities
    fit.causality = try causalityTests()
    fit.checks = try modelChecks()
    if exogenousNames.isEmpty { fit.forecasts = try forecasts() }
    fit.warnings = warnings(estimates)
    let root = SampleQuantiles(try fits.map { try $0.companionModuli().first ?? 0 })(0.5)
    if root >= 1 { fit.failures.append(.unstable(root: root)) }
    return fit
  }

  /// Log-likelihood and criteria are means over completed tables.
  private var quantities: [Quantity] {
    get throws {
      let criteria = try fits.map { try $0.criteria() }
      func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
      return [
        Quantity("log_likelihood", mean(try fits.map { try $0.logLikelihood() })),
        Quantity("parameters", count: fits[0].terms.count * fits[0].seriesCount),
      ]
        + LagSelection.Criterion.allCases.map { criterion in
          Quantity(criterion.rawValue, mean(criteria.map { $0(criterion) }))
        } + [
          Quantity("lags", count: lags), Quantity("observations", count: fits[0].observations),
          Quantity("bootstrap_replicates", count: impulseDraws.count + lostReplicates),
          Quantity("bootstrap_lost", count: lostReplicates),
        ]
    }
  }

  /// The covariance of the errors with divisor T - terms; a mean over completed tables.
  public var residualCovariance: Matrix {
    let sum = fits.dropFirst().reduce(fits[0].covariance) { $0 + $1.covariance }
    return Matrix(
      rows: sum.rows, columns: sum.columns, elements: sum.elements.map { $0 / Double(fits.count) })
  }

  // MARK: Coefficients

  /// The name of a term: `const`, `trend`, `L1.invest`, `exog1`.
  private func name(_ term: VectorAutoregression.Term) -> String {
    switch term {
    case .constant: "const"
    case .trend: "trend"
    case .lag(let lag, let series): "L\(lag).\(data.names[series])"
    case .season(let season, _): seasonName(season)
    case .exogenous(let series, 0): exogenous(series)
    case .exogenous(let series, let lag): "L\(lag).\(exogenous(series))"
    }
  }

  /// The name of a season: `weekday_monday`, or `sd1` of the first of other seasons.
  private func seasonName(_ season: Int) -> String {
    guard let calendar, calendar.terms == .weekday, analysis.seasons == 7 else {
      return "sd\(season + 1)"
    }
    return calendar.name(calendar.keys[season])
  }

  private func exogenous(_ series: Int) -> String {
    exogenousNames.indices.contains(series) ? exogenousNames[series] : "exog\(series + 1)"
  }

  /// Coefficients with p values from Student's t.
  private func coefficientRows() throws -> [Coefficient] {
    let all = try coefficients()
    return data.names.indices.flatMap { equation in
      fits[0].terms.enumerated().map { row, term in
        let pooled = all[equation][row]
        return Coefficient(
          equation: data.names[equation], term: name(term), estimate: pooled.estimate,
          error: pooled.standardError,
          pValue: StudentT(degreesOfFreedom: pooled.degreesOfFreedom).twoSided(
            pooled.estimate / pooled.standardError))
      }
    }
  }

  /// The periods after the data, pooled over the tables.
  private func forecasts() throws -> [ForecastPoint] {
    let forecasts = try fits.map { try $0.forecast(horizon: analysis.horizon) }
    return (0..<analysis.horizon).flatMap { step in
      data.names.enumerated().map { column, stream in
        let pooled = RubinPooling(
          estimates: forecasts.map { $0.mean[step, column] },
          variances: forecasts.map { $0.deviation[step, column] * $0.deviation[step, column] })
        let half =
          StudentT(degreesOfFreedom: pooled.degreesOfFreedom).quantile(0.5 + computation.level / 2)
          * pooled.standardError
        return ForecastPoint(
          label: data.label(ahead: step + 1), stream: stream, mean: pooled.estimate,
          lower: pooled.estimate - half, upper: pooled.estimate + half)
      }
    }
  }

  // MARK: Warnings

  /// What a Gaussian model of sparse counts hides, and what the bootstrap says of itself.
  private func warnings(_ estimates: Estimates) -> [FitWarning] {
    var warnings = data.names.enumerated().compactMap { column, name -> FitWarning? in
      let values = data.tables.flatMap { $0.column(column) }
      guard values.allSatisfy({ $0 >= 0 }) else { return nil }
      if values.allSatisfy({ $0 == 0 || $0 == 1 }) { return .attackOrNone(stream: name) }
      let zeros = Double(values.count { $0 == 0 }) / Double(values.count)
      guard zeros > 0.3 else { return nil }
      let mean = values.reduce(0, +) / Double(values.count)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      return .sparseCounts(
        stream: name, zeros: zeros, dispersion: mean > 0 ? variance / mean : 0,
        hasFractions: !values.allSatisfy { $0 == $0.rounded() })
    }
    let missed = estimates.rows.count {
      $0.estimand == .responsesPerIncident && $0.lower < $0.upper
        && ($0.value == $0.lower || $0.value == $0.upper)
    }
    if missed > 0, !analysis.correctsBias { warnings.append(.biasedRefits(missed)) }
    if lostReplicates > 0 {
      warnings.append(.lostReplicates(lostReplicates, of: impulseDraws.count + lostReplicates))
    }
    return warnings
  }
}
