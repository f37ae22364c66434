import LinearAlgebra
import TimeSeries

extension FittedCountModel {
  /// A count autoregression; lags of provoking streams join the covariates.
  ///
  /// - Parameters:
  ///   - input: The stream and what explains it.
  ///   - equation: Lags and link.
  ///   - family: The law.
  ///   - estimator: What the coefficients are.
  ///   - settings: Draws, level, seed.
  /// - Returns: The analysis.
  /// - Throws: ``TimeSeriesError``.
  static func autoregression(
    _ input: CountModelInput, equation: CountAutoregression.Equation,
    family: CountRegression.Family, estimator: CountAutoregression.Estimator = .maximumLikelihood,
    settings: Settings
  ) throws -> FittedCountModel {
    let first = input.provokerNames.isEmpty ? 0 : input.lags
    guard input.counts.count > first + 2 else {
      throw TimeSeriesError.tooFewObservations(found: input.counts.count, needed: first + 3)
    }
    let counts = Array(input.counts[first...])
    var names = input.covariateNames
    var columns = input.covariates.map { Array($0[first...]) }
    var positions: [[Int]] = []
    let memory = 1 + equation.pastObservations.count + equation.pastMeans.count
    for (name, values) in zip(input.provokerNames, input.provokers) {
      var own: [Int] = []
      for lag in stride(from: 1, through: input.lags, by: 1) {
        own.append(memory + columns.count)
        names.append("L\(lag).\(name)")
        columns.append(input.lagged(values, lag, from: first))
      }
      positions.append(own)
    }
    let fit = try CountAutoregression(
      counts: counts, equation: equation,
      covariates: Matrix(
        rows: counts.count, columns: columns.count, elements: columns.flatMap { $0 }),
      family: family, estimator: estimator,
      calendar: input.calendar?.shrunk.rows(Array(first..<input.counts.count)))
    let terms = Array(fit.names.prefix(memory) + names) + (input.calendar?.names ?? [])
    // The next count has a law where all that acts in its period is known.
    let ahead = input.calendar.map { $0.row(input.data.label(ahead: 1)) } ?? []
    var rows = zip(terms, fit.coefficients.indices).map { term, index in
      Coefficient(
        equation: input.response, term: term, estimate: fit.coefficients[index],
        error: fit.standardErrors[index])
    }
    if family == .negativeBinomial {
      let last = fit.coefficients.count
      let alpha = 1 / fit.theta
      rows.append(
        Coefficient(
          equation: input.response, term: "alpha", estimate: alpha,
          error: fit.covariance.rows > last
            ? alpha * fit.covariance[last, last].squareRoot() : .nan))
    }
    var response: ResponseFunction?
    var maxima: [CausalityTest] = []
    let model = equation.link == .identity ? "ingarch" : "log-linear"
    if !positions.isEmpty, input.lags > 0 {
      let mean = counts.reduce(0, +) / Double(counts.count)
      let isLog = equation.link == .log
      let directed = DirectedResponse(
        input: input, model: model, own: [], provoked: positions, mean: mean
      ) { $0.map { isLog ? $0 * mean : $0 } }
      response = directed.function(
        coefficients: fit.coefficients, covariance: fit.covariance, settings: settings)
      maxima = directed.maxima(
        coefficients: fit.coefficients, covariance: fit.covariance, settings: settings)
    }
    return FittedCountModel(
      data: input.data, settings: settings, model: model,
      method: estimator == .maximumLikelihood ? .maximumLikelihood : .quasiScore,
      baseline: input.calendar.baseline("constant"),
      responders: [input.response], coefficients: rows, checks: [],
      maxima: maxima, logLikelihood: fit.logLikelihood, parameters: fit.parameterCount,
      observations: counts.count, response: response,
      laws: [fit.laws], observed: [counts.map { Int($0) }],
      next: [columns.isEmpty ? ahead.map { fit.next(calendar: $0) } : nil],
      warnings: fit.boundaries.map { boundary in
        .boundary(boundary, term: boundary.coefficient.map { terms[$0] })
      })
  }
}
