import LinearAlgebra
import TimeSeries

/// What every model of counts does with its data before it fits.
extension Analysis {
  /// Counts a period; a series that never changes is an error.
  fileprivate func series(
    _ data: ConflictData, _ computation: Computation, mayBeConstant: String? = nil
  ) throws -> CountData {
    let counts = try data.counts(imputations: 1, seed: computation.seed)
    for (column, name) in counts.names.enumerated() where name != mayBeConstant {
      let values = counts.tables[0].column(column)
      guard values.contains(where: { $0 != values.first }) else {
        throw TimeSeriesError.constantSeries(column: column)
      }
    }
    return counts
  }
}

/// Every stream answers every other, with so many incidents spread over later periods by a law of
/// lags.
public struct DelayKernelAnalysis: Analysis {
  /// The model.
  public var kernel = DelayKernel.Options()
  /// Calendar periods with a factor on the baseline.
  public var dummies = CalendarTerms.automatic
  /// Draws that carry the uncertainty.
  public var draws = 1000
  /// Surrogates of the interval-jitter test; 0 leaves it out.
  public var surrogates = 499

  /// The usual options.
  public init() {}

  /// The model's name, as `fit` takes it.
  public var name: String { "counts" }

  /// Fits the model to data.
  public func fitted(_ data: ConflictData, _ computation: Computation) async throws -> Fit {
    let counts = try series(data, computation)
    return try await FittedCountModel.kernel(
      counts, options: kernel, calendar: dummies.columns(of: counts),
      settings: .init(draws: draws, surrogates: surrogates, computation)
    ).fit(data, computation)
  }
}

/// The part that models of one stream share: which stream, and what explains it.
public struct SingleStream: Hashable, Sendable {
  /// The stream to explain.
  public var response: String
  /// Streams whose lags act.
  public var provokers: [String]
  /// Their longest lag.
  public var lags: Int
  /// Regressors of the same period.
  public var covariates: [String]
  /// Calendar periods with a level of their own.
  public var dummies: CalendarTerms

  /// A stream and what explains it.
  public init(
    response: String, provokers: [String] = [], lags: Int = 14, covariates: [String] = [],
    dummies: CalendarTerms = .automatic
  ) {
    self.response = response
    self.provokers = provokers
    self.lags = lags
    self.covariates = covariates
    self.dummies = dummies
  }

  var columns: ColumnRequest {
    ColumnRequest(explained: [response] + provokers, covariates: covariates)
  }

  func input(
    _ counts: CountData, _ covariates: ConflictData.Covariates, ownLags: Int = 0
  ) throws -> CountModelInput {
    func column(_ name: String) throws(ConflictDataError) -> [Double] {
      guard let place = counts.names.firstIndex(of: name) else {
        throw .noStream(name, known: counts.names)
      }
      return counts.tables[0].column(place)
    }
    var input = CountModelInput(
      response: response, counts: try column(response), labels: counts.labels, time: counts.time)
    input.covariateNames = covariates.names
    input.covariates = covariates.columns
    input.calendar = try dummies.columns(of: counts, covariates: covariates.columns)
    input.provokerNames = provokers
    input.provokers = try provokers.map { try column($0) }
    input.lags = provokers.isEmpty ? 0 : lags
    input.ownLags = ownLags
    return input
  }
}

/// The logarithm of the mean of one stream, on covariates and on lags of others.
public struct CountRegressionAnalysis: Analysis {
  /// The stream and what explains it.
  public var stream: SingleStream
  /// Lags of the stream's own counts.
  public var ownLags = 0
  /// The law of the counts.
  public var family = CountRegression.Family.negativeBinomial
  /// Where zeros come from.
  public var zeros = CountRegression.Zeros.none
  /// How standard errors are estimated.
  public var covariance = CountCovariance.observed
  /// Draws that carry the uncertainty.
  public var draws = 1000

  /// A regression of one stream.
  public init(_ stream: SingleStream) { self.stream = stream }

  /// The model's name, as `fit` takes it.
  public var name: String { "counts" }

  /// The columns of a table that it takes.
  public var columns: ColumnRequest { stream.columns }

  /// Fits the model to data.
  public func fitted(_ data: ConflictData, _ computation: Computation) async throws -> Fit {
    let counts = try series(data, computation, mayBeConstant: stream.response)
    return try FittedCountModel.regression(
      stream.input(counts, data.covariates, ownLags: ownLags), family: family, zeros: zeros,
      covariance: covariance, settings: .init(draws: draws, surrogates: 0, computation)
    ).fit(data, computation)
  }
}

/// The mean of one stream on its past counts and means.
public struct CountAutoregressionAnalysis: Analysis {
  /// The stream and what explains it.
  public var stream: SingleStream
  /// Lags of counts and means, and the link.
  public var equation = CountAutoregression.Equation(pastObservations: [1], pastMeans: [1])
  /// The law of the counts.
  public var family = CountRegression.Family.poisson
  /// What the coefficients are.
  public var estimator = CountAutoregression.Estimator.maximumLikelihood
  /// Draws that carry the uncertainty.
  public var draws = 1000

  /// An autoregression of one stream.
  public init(_ stream: SingleStream) { self.stream = stream }

  /// The model's name, as `fit` takes it.
  public var name: String { "counts" }

  /// The columns of a table that it takes.
  public var columns: ColumnRequest { stream.columns }

  /// Fits the model to data.
  public func fitted(_ data: ConflictData, _ computation: Computation) async throws -> Fit {
    let counts = try series(data, computation)
    return try FittedCountModel.autoregression(
      stream.input(counts, data.covariates), equation: equation, family: family,
      estimator: estimator, settings: .init(draws: draws, surrogates: 0, computation)
    ).fit(data, computation)
  }
}

/// Each stream on its own last period, on that of the others and on a background.
public struct EndemicEpidemicAnalysis: Analysis {
  /// Periods of a season of the background; nil for none.
  public var season: Double?
  /// Calendar periods with a factor on the background.
  public var dummies = CalendarTerms.automatic
  /// The law of the counts.
  public var family = CountRegression.Family.negativeBinomial
  /// Draws that carry the uncertainty.
  public var draws = 1000

  /// The usual options.
  public init() {}

  /// The model's name, as `fit` takes it.
  public var name: String { "counts" }

  /// Whether the season repeats every seven periods.
  private var isWeekly: Bool {
    season.map { (7 / $0 - (7 / $0).rounded()).magnitude < 1e-9 && $0 <= 7 } ?? false
  }

  /// Fits the model to data.
  public func fitted(_ data: ConflictData, _ computation: Computation) async throws -> Fit {
    let counts = try series(data, computation)
    let calendar = try dummies.columns(of: counts, isWeekly: isWeekly)
    if let calendar, calendar.terms == .weekday, isWeekly {
      throw ConflictDataError.refused(
        "a season of \(season ?? 7) days repeats every week, as the days of the week do; use one of "
          + "them")
    }
    return try FittedCountModel.endemicEpidemic(
      counts, season: season, calendar: calendar, family: family,
      settings: .init(draws: draws, surrogates: 0, computation)
    ).fit(data, computation)
  }
}

/// Incidents of one stream that go on with a probability, and new ones.
public struct IntegerAutoregressionAnalysis: Analysis {
  /// The stream.
  public var response: String
  /// Calendar periods with a factor on the new incidents.
  public var dummies = CalendarTerms.automatic
  /// Draws that carry the uncertainty.
  public var draws = 1000

  /// A thinning model of one stream.
  public init(response: String) { self.response = response }

  /// The model's name, as `fit` takes it.
  public var name: String { "counts" }

  /// The columns of a table that it takes.
  public var columns: ColumnRequest { ColumnRequest(explained: [response]) }

  /// Fits the model to data.
  public func fitted(_ data: ConflictData, _ computation: Computation) async throws -> Fit {
    let counts = try series(data, computation)
    return try FittedCountModel.integerAutoregression(
      SingleStream(response: response, dummies: dummies).input(counts, data.covariates),
      settings: .init(draws: draws, surrogates: 0, computation)
    ).fit(data, computation)
  }
}
