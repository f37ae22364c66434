/// How many moves of each kind a sweep of a chain has.
///
/// Every move leaves the posterior as it is on its own, so that these numbers decide how fast a
/// chain mixes, and nothing else.
public struct SweepPlan: Hashable, Sendable {
  /// Rounds over all events whose time is not known.
  public var times = 1
  /// Rounds in which unseen events come, go and trade places.
  public var unseen = 1
  /// Rounds in which acts of batches come, go and change their kind.
  public var batches = 1
  /// Rounds over the lags of all pairs, times held.
  public var kernels = 2
  /// Rounds over the strengths of all pairs.
  public var strengths = 2
  /// Rounds over the strengths that a level or another strength gives way to.
  public var ridges = 2
  /// Rounds over the baselines of all streams.
  public var baselines = 2
  /// Rounds over the lags of all pairs, times taken along; of pairs whose lags are not short against
  /// the dates in every fourth sweep only.
  public var lagsWithTimes = 1
  /// Rounds over all events with what descends from them; without short lags in every fourth sweep.
  public var clusters = 1

  /// The usual numbers.
  public init() {}

  /// The same without moves of what answers are described by.
  package var withoutAnswers: SweepPlan {
    var plan = self
    plan.kernels = 0
    plan.strengths = 0
    plan.ridges = 0
    plan.lagsWithTimes = 0
    plan.clusters = 0
    return plan
  }

  /// No move at all, to begin a plan of some with.
  package static var none: SweepPlan {
    var plan = SweepPlan()
    plan.times = 0
    plan.unseen = 0
    plan.batches = 0
    plan.kernels = 0
    plan.strengths = 0
    plan.ridges = 0
    plan.baselines = 0
    plan.lagsWithTimes = 0
    plan.clusters = 0
    return plan
  }
}
