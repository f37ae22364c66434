/// How many moves of each kind a sweep of a chain has.
///
/// Every move leaves the posterior as it is on its own, so that these numbers decide how fast a
/// chain mixes, and nothing else.
package struct SweepPlan: Hashable, Sendable {
  /// Rounds over all events whose time is not known.
  package var times = 1
  /// Rounds in which unseen events come, go and trade places.
  package var unseen = 1
  /// Rounds in which acts of batches come, go and change their kind.
  package var batches = 1
  /// Rounds over the lags of all pairs, times held.
  package var kernels = 2
  /// Rounds over the strengths of all pairs.
  package var strengths = 2
  /// Rounds over the baselines of all streams.
  package var baselines = 2
  /// Rounds over the lags of all pairs, times taken along.
  package var lagsWithTimes = 1

  /// The usual numbers.
  package init() {}

  /// No move at all, to begin a plan of some with.
  package static var none: SweepPlan {
    var plan = SweepPlan()
    plan.times = 0
    plan.unseen = 0
    plan.batches = 0
    plan.kernels = 0
    plan.strengths = 0
    plan.baselines = 0
    plan.lagsWithTimes = 0
    return plan
  }
}
