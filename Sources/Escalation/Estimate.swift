/// One number with its interval, its unit and how far it can be trusted: a row of estimates.csv.
public struct Estimate: Hashable, Sendable {
  /// The quantity; the names are those of the table of estimands in the documentation.
  public let estimand: String
  /// The stream that responds; empty where the quantity is of all streams.
  public let responder: String
  /// The stream that provokes; empty where the quantity has none.
  public let provoker: String
  /// The unit.
  public let unit: String
  /// The estimate.
  public let value: Double
  /// The lower end of the interval; NaN where there is none.
  public let lower: Double
  /// The upper end.
  public let upper: Double
  /// How far it can be trusted.
  public var verdict: Verdict
  /// Where the interval comes from: `profile`, `bootstrap`, `posterior` or `draws`.
  public let interval: String
  /// What a posterior tells besides; nil for other methods.
  public var posterior: PosteriorNote?

  /// An estimate.
  public init(
    estimand: String, responder: String = "", provoker: String = "", unit: String,
    value: Double, lower: Double, upper: Double, verdict: Verdict, interval: String
  ) {
    self.estimand = estimand
    self.responder = responder
    self.provoker = provoker
    self.unit = unit
    self.value = value
    self.lower = lower
    self.upper = upper
    self.verdict = verdict
    self.interval = interval
  }
}

/// How far data moved a quantity from what was believed before, and how well its draws tell it.
public struct PosteriorNote: Hashable, Sendable {
  /// The lower end of the prior's interval of the same level; NaN where the prior has none.
  public let priorLower: Double
  /// Its upper end.
  public let priorUpper: Double
  /// By which share the posterior's interval is narrower than the prior's: 0 when the data say
  /// nothing, near 1 when they say all. Positive quantities are compared as logarithms.
  public let contraction: Double
  /// Rank-normalized split R-hat; NaN where the draws are not all finite.
  public let rHat: Double
  /// Effective draws for the centre.
  public let bulkSize: Double
  /// Effective draws for the ends.
  public let tailSize: Double
  /// The Monte Carlo standard error of the mean.
  public let error: Double
}

/// What all estimates of one fit share.
public struct EstimateContext: Hashable, Sendable {
  /// How the model was fitted: `mle`, `imputed`, `bayes`, `ols`.
  public let method: String
  /// The model.
  public let model: String
  /// The baseline, in words.
  public let baseline: String
  /// The level of all intervals.
  public let level: Double
  /// Incidents of each stream, by name; a mean where some are imputed.
  public let counts: [String: Double]
  /// The observed window; empty ends where times had none.
  public let windowStart: String
  /// The last observed day.
  public let windowEnd: String
  /// The seed of all random numbers.
  public let seed: UInt64

  /// What all estimates of one fit share.
  public init(
    method: String, model: String, baseline: String, level: Double, counts: [String: Double],
    windowStart: String, windowEnd: String, seed: UInt64
  ) {
    self.method = method
    self.model = model
    self.baseline = baseline
    self.level = level
    self.counts = counts
    self.windowStart = windowStart
    self.windowEnd = windowEnd
    self.seed = seed
  }
}
