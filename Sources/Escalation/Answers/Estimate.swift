import PointProcesses

/// One number with its interval and how far it can be trusted: a row of `estimates.csv`.
public struct Estimate: Hashable, Sendable {
  /// Where an interval comes from.
  public enum IntervalSource: String, Hashable, Sendable {
    /// A profile likelihood.
    case profile
    /// Bootstrap refits, or draws around the estimate.
    case bootstrap
    /// Draws of a posterior.
    case posterior
    /// The spread of bins above the jitter band.
    case jitter
    /// An exact law.
    case exact
    /// None: the value summarizes draws.
    case none
  }

  /// What is assumed of statements.
  public struct Assumption: Hashable, Sendable {
    /// The pretext ratio.
    public let pretext: Double
    /// How a pretext picks what it names; nil where that makes no difference.
    public let naming: Statements.Naming?

    /// An assumption.
    public init(pretext: Double, naming: Statements.Naming?) {
      self.pretext = pretext
      self.naming = naming
    }
  }

  /// What is estimated.
  public let estimand: Estimand
  /// The position of the stream that responds; nil where the quantity has none.
  public let responder: Int?
  /// The position of the stream that provokes; nil where the quantity has none.
  public let provoker: Int?
  /// The estimate; NaN where there is none.
  public let value: Double
  /// The lower end of the interval; NaN where there is none.
  public let lower: Double
  /// The upper end.
  public let upper: Double
  /// How far it can be trusted.
  public let verdict: Verdict
  /// Where the interval comes from.
  public let interval: IntervalSource
  /// What a posterior tells besides; nil for other methods.
  public let posterior: PosteriorNote?
  /// What is assumed of statements; nil where none are used.
  public let assumption: Assumption?

  /// An estimate.
  public init(
    _ estimand: Estimand, responder: Int? = nil, provoker: Int? = nil, value: Double,
    lower: Double = .nan, upper: Double = .nan, verdict: Verdict, interval: IntervalSource,
    posterior: PosteriorNote? = nil, assumption: Assumption? = nil
  ) {
    self.assumption = assumption
    self.estimand = estimand
    self.responder = responder
    self.provoker = provoker
    self.value = value
    self.lower = lower
    self.upper = upper
    self.verdict = verdict
    self.interval = interval
    self.posterior = posterior
  }

  /// The estimate with another verdict.
  func with(_ verdict: Verdict) -> Estimate {
    Estimate(
      estimand, responder: responder, provoker: provoker, value: value, lower: lower, upper: upper,
      verdict: verdict, interval: interval, posterior: posterior,
      assumption: assumption)
  }

  /// Whether it has an interval.
  public var hasInterval: Bool { !lower.isNaN && !upper.isNaN }
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
