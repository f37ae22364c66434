import Incidents
/// What a model has to say of data, whatever the model.
public struct Fit: Sendable {
  /// The data.
  public let data: ConflictData
  /// What all numbers of the fit share.
  public let context: FitContext
  /// Strengths and lags; nil where the analysis has none.
  public var response: ResponseFunction?
  /// The estimates.
  public var estimates: Estimates
  /// Responses by lag, with their intervals.
  public var curves: [ResponseCurve] = []
  /// Coefficients of equations.
  public var coefficients: [Coefficient] = []
  /// Parameters of a point process.
  public var parameters: [Parameter] = []
  /// Log-likelihood, number of parameters, criteria and the like.
  public var quantities: [Quantity] = []
  /// Tests of the model.
  public var checks: [ModelCheck] = []
  /// The evidence that streams answer each other; nil where it was not asked for or there is none.
  public var evidence: AnswerEvidence?
  /// Tests whether one stream answers another.
  public var causality: [CausalityTest] = []
  /// Mean scores of one-step forecasts within the sample.
  public var scores: [Score] = []
  /// Forecasts of the periods after the data.
  public var forecasts: [ForecastPoint] = []
  /// What the user must know of the numbers.
  public var warnings: [FitWarning] = []
  /// Checks that failed: the results stand, but should not be used without reading why.
  public var failures: [FailedCheck] = []
  /// What only this model has.
  public var details: (any FitDetails)?

  /// A fit without numbers yet.
  public init(
    data: ConflictData, context: FitContext, estimates: Estimates? = nil,
    response: ResponseFunction? = nil, details: (any FitDetails)? = nil
  ) {
    self.data = data
    self.context = context
    self.estimates = estimates ?? Estimates(streams: context.streams)
    self.response = response
    self.details = details
  }
}

/// What only one model has, beyond what every ``Fit`` says.
public protocol FitDetails: Sendable {}

/// What all numbers of one fit share.
public struct FitContext: Hashable, Sendable {
  /// How the model was fitted.
  public enum Method: String, Hashable, Sendable {
    /// Maximum likelihood.
    case maximumLikelihood = "mle"
    /// Maximum likelihood of several completed data sets, pooled.
    case imputed
    /// Draws of a posterior.
    case bayes
    /// Least squares.
    case leastSquares = "ols"
    /// The mode of a posterior.
    case posteriorMode = "map"
    /// The zero of a quasi score.
    case quasiScore = "quasi-score"
    /// Regressions horizon by horizon.
    case projection
    /// No model.
    case modelFree = "model-free"
  }

  /// The names of the streams.
  public let streams: [String]
  /// How the model was fitted.
  public let method: Method
  /// The model, such as `hawkes-gamma` or `var(7)`.
  public let model: String
  /// The baseline, in words.
  public let baseline: String
  /// The level of all intervals.
  public let level: Double
  /// Incidents of each stream; a mean where some are imputed.
  public let counts: [Double]
  /// The first observed day or row; empty where times have no calendar.
  public let windowStart: String
  /// The last observed day or row.
  public let windowEnd: String
  /// The number of days or rows.
  public let length: Double
  /// The seed of all random numbers.
  public let seed: UInt64
  /// What the data count.
  public let measure: Measure
  /// The unit of lags.
  public let time: Period

  /// The context of a fit to events.
  public init(
    events: AnalysisData, counts: [Double], method: Method, model: String, baseline: String,
    computation: Computation
  ) {
    streams = events.names
    self.method = method
    self.model = model
    self.baseline = baseline
    level = computation.level
    self.counts = counts
    windowStart = events.window.map { "\($0.start)" } ?? ""
    windowEnd = events.window.map { "\($0.end)" } ?? ""
    length = events.duration
    seed = computation.seed
    measure = .incidents
    time = .day
  }

  /// The context of a fit to counts.
  public init(
    counts data: CountData, method: Method, model: String, baseline: String,
    computation: Computation
  ) {
    streams = data.names
    self.method = method
    self.model = model
    self.baseline = baseline
    level = computation.level
    counts = data.totals
    windowStart = data.labels.first ?? ""
    windowEnd = data.labels.last ?? ""
    length = Double(data.labels.count)
    seed = computation.seed
    measure = data.measure
    time = data.time
  }
}
