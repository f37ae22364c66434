import Estimation
import LinearAlgebra
import TimeSeries

/// A vector autoregression carried through to its answers: lag order, fits, causality, impulse
/// responses with bootstrap intervals, and the response function.
public struct FittedVectorAutoregression: FitDetails {
  /// The counts.
  public let data: CountData
  /// What was fitted.
  public let analysis: VectorAutoregressionAnalysis
  /// Seed, level and threads.
  public let computation: Computation
  /// Criteria of all orders, one selection a table; empty where the order was given.
  public let selections: [LagSelection]
  /// Calendar periods with a level of their own; nil without them.
  let calendar: CalendarColumns?
  /// The number of lags.
  public let lags: Int
  /// The fits, one a table.
  public let fits: [VectorAutoregression]
  /// The fits with their coefficients drawn to zero; empty where nothing is shrunk.
  public let shrunk: [ShrunkAutoregression]
  /// How the errors of coefficients are estimated, and why.
  public let variance: VarianceDecision
  /// What other numbers of lags find; nil where the number was given.
  public let orders: LagOrders?
  /// Names of the exogenous series.
  public let exogenousNames: [String]
  /// Interval-jitter tests of all directed pairs; empty where there are none.
  public let jitters: [PooledJitter]
  /// Impulse responses of the fits.
  public let impulses: [ImpulseResponse]
  /// Impulse responses of the bootstrap draws.
  public let impulseDraws: [ImpulseResponse]
  /// Strengths and lags with their uncertainty.
  public let response: ResponseFunction
  /// Asymptotic errors of the impulse responses, a table each; empty where the bootstrap's count.
  let asymptotic: [ImpulseResponseErrors]
  /// Bootstrap replicates that could not be fitted.
  public let lostReplicates: Int

  /// Fits a model.
  ///
  /// - Parameters:
  ///   - data: The counts.
  ///   - options: What to fit.
  ///   - calendar: What the seasons are, where they are days of the week.
  ///   - exogenous: Series that act but are not explained, periods by series.
  ///   - exogenousNames: Their names.
  ///   - computation: Seed, level, threads.
  /// - Throws: ``TimeSeriesError`` for data that cannot be fitted.
  init(
    _ data: CountData, analysis options: VectorAutoregressionAnalysis,
    calendar: CalendarColumns? = nil, exogenous: Matrix?, exogenousNames: [String],
    computation: Computation
  ) async throws {
    var selections: [LagSelection] = []
    let lags: Int
    switch options.order {
    case .fixed(let order):
      lags = order
    case .selected(let maximum, let criterion, let minimum):
      selections = try data.tables.map {
        try LagSelection(
          series: $0, exogenous: exogenous, exogenousLags: options.exogenousLags,
          maximum: maximum, trend: options.trend, seasons: options.seasons)
      }
      lags = FittedVectorAutoregression.meanOrder(selections, criterion, minimum: minimum)
    }
    let fits = try data.tables.map {
      try VectorAutoregression(
        series: $0, exogenous: exogenous, exogenousLags: options.exogenousLags, lags: lags,
        trend: options.trend, seasons: options.seasons)
    }
    let variance = VarianceDecision(
      fits, covariance: options.covariance, resampling: options.resampling)
    orders = try LagOrders(
      selections, order: options.order, fits: fits, covariance: variance.covariance)
    let shrunk =
      options.shrinkage == .none || lags == 0
      ? [] : try fits.map { try ShrunkAutoregression($0, by: options.shrinkage) }
    let impulses =
      shrunk.isEmpty
      ? try fits.map { try $0.impulseResponse(horizon: options.horizon) }
      : try shrunk.map {
        try ImpulseResponse(
          lagMatrices: $0.lagMatrices, covariance: $0.covariance, horizon: options.horizon)
      }
    let perTable = lags == 0 ? 0 : (options.replicates + fits.count - 1) / fits.count
    let bootstraps = try await parallelMap(
      count: fits.count, threads: computation.threads,
      progress: { done in computation.progress?(Stage("bootstrap", done: done, of: fits.count)) }
    ) { index in
      try ResidualBootstrap(
        of: fits[index], replicates: perTable, seed: computation.seed,
        resampling: variance.resampling, correctsBias: options.correctsBias,
        shrunk: shrunk.isEmpty ? nil : shrunk[index],
        firstReplicate: index * perTable)
    }
    var draws: [Responses] = []
    var impulseDraws: [ImpulseResponse] = []
    for (fit, bootstrap) in zip(fits, bootstraps) {
      for draw in bootstrap.draws {
        draws.append(fit.responses(lagMatrices: draw.lagMatrices))
        impulseDraws.append(
          try ImpulseResponse(
            lagMatrices: draw.lagMatrices, covariance: draw.covariance, horizon: options.horizon))
      }
    }
    let jitters = try await PooledJitter.all(
      fits: fits, windows: options.jitterWindows,
      replicates: lags == 0 ? 0 : options.surrogates, seed: computation.seed,
      threads: computation.threads)
    let effects = shrunk.isEmpty ? fits.map(\.lagMatrices) : shrunk.map(\.lagMatrices)
    self.data = data
    analysis = options
    self.calendar = calendar
    self.computation = computation
    self.selections = selections
    self.lags = lags
    self.variance = variance
    self.fits = fits
    self.shrunk = shrunk
    self.exogenousNames = exogenousNames
    self.jitters = jitters
    self.impulses = impulses
    self.impulseDraws = impulseDraws
    response = ResponseFunction(
      streams: data.names, model: "var(\(lags))", lagUnit: data.time.plural,
      fits: zip(fits, effects).map { $0.responses(lagMatrices: $1) }, draws: draws)
    lostReplicates = bootstraps.reduce(0) { $0 + $1.failures }
    asymptotic =
      options.hasAsymptoticIntervals && shrunk.isEmpty
      ? try fits.map { try ImpulseResponseErrors(of: $0, horizon: options.horizon) } : []
  }

  /// Criteria of an order, averaged over the tables.
  public func meanCriterion(_ criterion: LagSelection.Criterion, order: Int) -> Double {
    FittedVectorAutoregression.mean(selections, criterion, order: order)
  }

  /// The order that a criterion would choose among all, zero included.
  public func preferredOrder(by criterion: LagSelection.Criterion) -> Int? {
    guard !selections.isEmpty else { return nil }
    return FittedVectorAutoregression.meanOrder(selections, criterion, minimum: 0)
  }

  /// All coefficients pooled over the tables by Rubin's rules, an equation a row of the list; NaN
  /// errors where the shrinkage has none.
  ///
  /// - Throws: ``TimeSeriesError`` for a covariance that cannot be computed.
  public func coefficients() throws -> [[RubinPooling]] {
    let errors =
      shrunk.isEmpty
      ? try fits.map { try $0.standardErrors(variance.covariance) }
      : shrunk.map {
        $0.deviations
          ?? Matrix(rows: $0.coefficients.rows, columns: $0.coefficients.columns, repeating: .nan)
      }
    let values = shrunk.isEmpty ? fits.map(\.coefficients) : shrunk.map(\.coefficients)
    return (0..<fits[0].seriesCount).map { equation in
      fits[0].terms.indices.map { term in
        RubinPooling(
          estimates: values.map { $0[term, equation] },
          variances: errors.map { $0[term, equation] * $0[term, equation] },
          completeDegreesOfFreedom: Double(fits[0].degreesOfFreedom))
      }
    }
  }

  /// Whether some series cause others, pooled over the tables.
  ///
  /// - Throws: ``TimeSeriesError`` for a model without lags, ``LinearAlgebraError`` when the
  ///   restrictions cannot be told apart.
  public func causality(
    of caused: [Int], from causing: [Int], covariance kind: CoefficientCovariance = .classical
  ) throws -> PooledWald {
    let parts = try fits.map {
      try $0.causalCoefficients(of: caused, from: causing, covariance: kind)
    }
    return try PooledWald(
      estimates: parts.map(\.values), covariances: parts.map(\.covariance),
      completeDegreesOfFreedom: Double(fits[0].seriesCount * fits[0].degreesOfFreedom))
  }

  /// The largest statistic of one lag of a series in the equation of another, pooled over the tables.
  ///
  /// - Throws: ``TimeSeriesError`` where a lag has no standard error.
  func maximumOverLags(of caused: Int, from causing: Int) throws -> MaximumTest {
    let parts = try fits.map {
      try $0.causalCoefficients(of: [caused], from: [causing], covariance: variance.covariance)
    }
    let pooled = PooledCoefficients(parts)
    return try MaximumTest(pooled.values, covariance: pooled.covariance, seed: computation.seed)
  }

  private static func mean(
    _ selections: [LagSelection], _ criterion: LagSelection.Criterion, order: Int
  ) -> Double {
    selections.reduce(0) { $0 + $1.rows[order](criterion) } / Double(selections.count)
  }

  private static func meanOrder(
    _ selections: [LagSelection], _ criterion: LagSelection.Criterion, minimum: Int
  ) -> Int {
    let orders = selections[0].rows.map(\.order).filter { $0 >= minimum }
    return orders.min {
      mean(selections, criterion, order: $0) < mean(selections, criterion, order: $1)
    } ?? minimum
  }
}

extension VectorAutoregression {
  /// Lag matrices as strengths and lags: g is the sum of the effects over all lags.
  ///
  /// Effects within the same period belong to neither side without an order, and are left out. The
  /// share of i that j brought about is g times the ratio of their means.
  func responses(lagMatrices: [Matrix]) -> Responses {
    let count = seriesCount
    let means = (0..<count).map { column in
      series.column(column).reduce(0, +) / Double(series.rows)
    }
    var branching = Matrix(rows: count, columns: count)
    for matrix in lagMatrices { branching = branching + matrix }
    var shares = Matrix(rows: count, columns: count + 1)
    var rates: [Double] = []
    for i in 0..<count {
      var rest = means[i]
      for j in 0..<count {
        let part = branching[i, j] * means[j]
        shares[i, j] = means[i] != 0 ? part / means[i] : 0
        rest -= part
      }
      shares[i, count] = means[i] != 0 ? rest / means[i] : 1
      rates.append(rest)
    }
    return Responses(
      branching: branching,
      laws: (0..<count).map { i in
        (0..<count).map { j in
          .tabulated(TabulatedLags(effects: lagMatrices.map { $0[i, j] }))
        }
      }, baselineRates: rates, shares: shares)
  }
}
