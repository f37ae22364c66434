import Incidents
import Estimation
import LinearAlgebra
import RealModule
import TimeSeries

/// What a model of one stream of counts is given.
struct CountModelInput: Sendable {
  /// The stream to explain.
  var response: String
  /// Its counts.
  var counts: [Double]
  /// Names of the regressors of the same period.
  var covariateNames: [String] = []
  /// The regressors, a list a name.
  var covariates: [[Double]] = []
  /// Calendar periods with a level of their own; nil without them.
  var calendar: CalendarColumns?
  /// Names of the streams that provoke, whose lags act.
  var provokerNames: [String] = []
  /// Their counts.
  var provokers: [[Double]] = []
  /// Lags of the streams that provoke, from 1 on.
  var lags = 0
  /// Lags of the stream's own counts in a regression.
  var ownLags = 0
  /// Names of the periods.
  var labels: [String]
  /// What a period is.
  var time: Period

  /// A stream alone.
  init(response: String, counts: [Double], labels: [String], time: Period) {
    self.response = response
    self.counts = counts
    self.labels = labels
    self.time = time
  }

  /// All streams as counts, the response first.
  var data: CountData {
    CountData(
      names: [response] + provokerNames, labels: labels, columns: [counts] + provokers,
      time: time)
  }

  /// Columns of the lagged series, from a first period on.
  func lagged(_ values: [Double], _ lag: Int, from first: Int) -> [Double] {
    Array(values[(first - lag)..<(values.count - lag)])
  }
}

extension FittedCountModel {
  /// A regression with distributed lags.
  ///
  /// - Parameters:
  ///   - input: The stream and what explains it.
  ///   - family: The law.
  ///   - zeros: Where zeros come from.
  ///   - covariance: How standard errors are estimated.
  ///   - settings: Draws, level, seed.
  /// - Returns: The analysis; one more incident l periods ago multiplies the mean by exp(b), which
  ///   is a response of mean (exp(b) - 1).
  /// - Throws: ``TimeSeriesError``.
  static func regression(
    _ input: CountModelInput, family: CountRegression.Family, zeros: CountRegression.Zeros,
    covariance: CountCovariance = .observed, settings: Settings
  ) throws -> FittedCountModel {
    try CountRegression.check(input.counts)
    let first = max(input.ownLags, input.provokerNames.isEmpty ? 0 : input.lags)
    guard input.counts.count > first + 2 else {
      throw TimeSeriesError.tooFewObservations(found: input.counts.count, needed: first + 3)
    }
    var terms = ["const"]
    var columns = [[Double](repeating: 1, count: input.counts.count - first)]
    let covariates =
      zip(input.covariateNames, input.covariates).map { (name: $0, values: $1) }
      + (input.calendar.map { $0.isChosen ? $0.plain(leadingRows: first) : [] } ?? [])
    for (name, values) in covariates {
      terms.append(name)
      columns.append(Array(values[first...]))
    }
    for lag in stride(from: 1, through: input.ownLags, by: 1) {
      terms.append("L\(lag).\(input.response)")
      columns.append(input.lagged(input.counts, lag, from: first))
    }
    var positions: [[Int]] = []
    for (name, values) in zip(input.provokerNames, input.provokers) {
      var own: [Int] = []
      for lag in stride(from: 1, through: input.lags, by: 1) {
        own.append(terms.count)
        terms.append("L\(lag).\(name)")
        columns.append(input.lagged(values, lag, from: first))
      }
      positions.append(own)
    }
    let design = Matrix(
      rows: input.counts.count - first, columns: terms.count, elements: columns.flatMap { $0 })
    let counts = Array(input.counts[first...])
    // Calendar terms that nobody asked for are drawn to zero; those asked for are as in other tools.
    let calendar = input.calendar.flatMap { $0.isChosen ? nil : $0 }
    let shrunk = calendar?.shrunk.rows(Array(first..<input.counts.count))
    terms += calendar?.names ?? []
    let fit = try CountRegression(
      counts: counts, design: design, family: family, zeros: zeros, shrunk: shrunk)
    var warnings: [FitWarning] = []
    if let separation = fit.separation {
      warnings.append(
        .separated(stream: input.response, terms: separation.coefficients.map { terms[$0] }))
    } else {
      warnings += fit.boundaries.map { boundary in
        .boundary(boundary, term: boundary.coefficient.map { terms[$0] })
      }
    }
    // A parameter at the end of its range makes the second derivatives singular.
    let matrix = try? fit.covariance(covariance)
    let errors = matrix?.diagonal.map { $0.squareRoot() }
    if matrix == nil {
      warnings.append(.singularDerivatives)
    }
    func error(_ index: Int) -> Double {
      guard let errors, errors.indices.contains(index) else { return .nan }
      return errors[index]
    }
    var rows = terms.enumerated().map {
      Coefficient(
        equation: input.response, term: $1, estimate: fit.coefficients[$0], error: error($0))
    }
    for (index, value) in fit.zeroCoefficients.enumerated() {
      rows.append(
        Coefficient(
          equation: input.response, term: zeros == .inflated ? "zero.const" : "hurdle.const",
          estimate: value,
          error: fit.boundaries.isEmpty ? error(terms.count + index) : .nan))
    }
    if family == .negativeBinomial {
      rows.append(
        Coefficient(
          equation: input.response, term: "alpha", estimate: fit.dispersion,
          error: fit.thetaError / (fit.theta * fit.theta)))
    }
    let checks = try dispersionChecks(
      input, design: design, shrunk: shrunk, counts: counts, fit: fit)
    if family == .poisson, let test = checks.first(where: { $0.test == "overdispersion_nb2" }),
      test.pValue < 0.05
    {
      warnings.append(.overdispersed(p: test.pValue))
    }
    var response: ResponseFunction?
    var maxima: [CausalityTest] = []
    if !positions.isEmpty, input.lags > 0 {
      let mean = counts.reduce(0, +) / Double(counts.count)
      let own = (1..<(1 + max(1, input.ownLags))).map { $0 + covariates.count }
      let directed = DirectedResponse(
        input: input, model: "counts-regression", own: input.ownLags > 0 ? own : [],
        provoked: positions, mean: mean
      ) { $0.map { mean * Double.expMinusOne($0) } }
      let usable = fit.separation == nil ? matrix : nil
      response = directed.function(
        coefficients: fit.coefficients, covariance: usable, settings: settings)
      maxima = directed.maxima(
        coefficients: fit.coefficients, covariance: usable, settings: settings)
    }
    let laws = zip(fit.means, fit.probabilities.isEmpty ? fit.means : fit.probabilities).map {
      CountLaw(mean: max($0.0, 1e-12), theta: fit.theta)
    }
    return FittedCountModel(
      data: input.data, settings: settings,
      model: "counts-regression" + (zeros == .none ? "" : "-\(zeros.rawValue)"),
      method: .maximumLikelihood,
      baseline: input.calendar.baseline("constant"), responders: [input.response],
      coefficients: rows, checks: checks,
      maxima: maxima, logLikelihood: fit.logLikelihood, parameters: fit.parameterCount,
      observations: counts.count, response: response,
      laws: zeros == .none ? [laws] : [[]],
      observed: zeros == .none ? [counts.map { Int($0) }] : [[]],
      next: [nil], warnings: warnings, isUndetermined: fit.isUndetermined,
      isSeparated: fit.separation != nil)
  }

  private static func dispersionChecks(
    _ input: CountModelInput, design: Matrix, shrunk: ShrunkColumns?, counts: [Double],
    fit: CountRegression
  ) throws -> [ModelCheck] {
    let poisson =
      fit.family == .poisson && fit.zeros == .none
      ? fit : try CountRegression(counts: counts, design: design, shrunk: shrunk)
    var checks: [ModelCheck] = []
    func add(_ name: String, _ test: DispersionTest) {
      checks.append(
        ModelCheck(
          test: name, equation: input.response, statistic: test.statistic, degreesOfFreedom: nil,
          pValue: test.pValue))
    }
    add("overdispersion_nb1", poisson.overdispersionTest(squared: false))
    add("overdispersion_nb2", poisson.overdispersionTest(squared: true))
    add("zero_excess", poisson.zeroExcessTest())
    checks.append(
      ModelCheck(
        test: "pearson_dispersion", equation: input.response, statistic: fit.pearsonDispersion,
        degreesOfFreedom: nil, pValue: .nan))
    if fit.family == .negativeBinomial, fit.zeros == .none {
      add("likelihood_ratio_poisson", fit.likelihoodRatio(against: poisson))
    }
    return checks
  }
}

/// Coefficients of lags as a response function of one stream to others.
struct DirectedResponse {
  let input: CountModelInput
  let model: String
  /// Positions of the coefficients of the stream's own lags.
  let own: [Int]
  /// Positions of the coefficients of each provoking stream's lags.
  let provoked: [[Int]]
  /// The mean of the explained counts.
  let mean: Double
  /// From coefficients to responses per incident.
  let effect: ([Double]) -> [Double]

  func function(
    coefficients: [Double], covariance: Matrix?, settings: FittedCountModel.Settings
  ) -> ResponseFunction {
    let draws =
      (covariance.map {
        CoefficientDraws(around: coefficients, covariance: $0, settings: settings).values
      } ?? []).map { responses($0) }
    return ResponseFunction(
      streams: [input.response] + input.provokerNames, model: model,
      lagUnit: input.time.plural, fits: [responses(coefficients)], draws: draws)
  }

  /// The largest statistic of a single lag of each provoking stream; none without a covariance.
  func maxima(
    coefficients: [Double], covariance: Matrix?, settings: FittedCountModel.Settings
  ) -> [CausalityTest] {
    guard let covariance else { return [] }
    return provoked.enumerated().compactMap { place, positions in
      guard
        let test = try? MaximumTest(
          positions.map { coefficients[$0] },
          covariance: covariance.submatrix(rows: positions, columns: positions),
          seed: settings.seed)
      else { return nil }
      return CausalityTest(
        test, caused: 0, causing: place + 1, effect: effect([test.estimate])[0])
    }
  }

  private func responses(_ coefficients: [Double]) -> Responses {
    let count = 1 + provoked.count
    var branching = Matrix(rows: count, columns: count)
    var shares = Matrix(rows: count, columns: count + 1)
    var laws = [[LagLaw]](
      repeating: [LagLaw](repeating: .tabulated(TabulatedLags(effects: [0, 0])), count: count),
      count: count)
    var rest = 1.0
    for (j, positions) in ([own] + provoked).enumerated() where !positions.isEmpty {
      let effects = effect(positions.map { coefficients[$0] })
      branching[0, j] = effects.reduce(0, +)
      // A coefficient without an end leaves no number and no law of lags.
      guard branching[0, j].isFinite else {
        branching[0, j] = .nan
        continue
      }
      laws[0][j] = .tabulated(TabulatedLags(effects: effects))
      let values = j == 0 ? input.counts : input.provokers[j - 1]
      let level = values.reduce(0, +) / Double(values.count)
      shares[0, j] = mean > 0 ? branching[0, j] * level / mean : 0
      rest -= shares[0, j]
    }
    shares[0, count] = rest
    for i in 1..<max(count, 1) { shares[i, count] = 1 }
    return Responses(
      branching: branching, laws: laws,
      baselineRates: (0..<count).map { $0 == 0 ? rest * mean : 0 }, shares: shares)
  }
}
