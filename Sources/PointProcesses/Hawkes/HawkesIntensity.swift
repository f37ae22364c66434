import RealModule

/// The rate of one stream split by where it comes from, events a day.
///
/// The parts add up to the rate. What deterrence takes away is negative; where it prevails, it takes
/// less than its linear effect, so that the rate stays above zero.
public struct IntensityByOrigin: Hashable, Sendable {
  /// The part that answers nothing.
  public let baseline: Double
  /// The part that each stream's earlier events excite.
  public let excited: [Double]

  /// The whole rate.
  public var total: Double { excited.reduce(baseline, +) }
}

extension HawkesParameters {
  /// The rate of a stream just before a time, split by origin.
  public func intensity(
    of responder: Int, at time: Double, history: EventHistory, baseline: PiecewiseBaseline
  ) -> IntensityByOrigin {
    let background = rates[responder][baseline.piece(at: time)]
    let effects = effects(on: responder, at: time, history: history)
    let lift = RateExpansion.lift(background, effects.reduce(0, +))
    guard lift > 0 else { return IntensityByOrigin(baseline: background, excited: effects) }
    return IntensityByOrigin(
      baseline: background,
      excited: zip(effects, HawkesParameters.shared(lift, among: effects)).map(+))
  }

  /// The expected number of acts of a stream up to a time, split by origin: the compensator.
  public func expectedCount(
    of responder: Int, until time: Double, history: EventHistory, baseline: PiecewiseBaseline
  ) -> IntensityByOrigin {
    let linear = linearCount(of: responder, until: time, history: history, baseline: baseline)
    var excited = linear.excited
    for node in lifts(of: responder, history: history, baseline: baseline, until: time) {
      for (stream, lift) in node.byStream.enumerated() { excited[stream] += lift }
    }
    return IntensityByOrigin(baseline: linear.baseline, excited: excited)
  }

  /// The integral of baseline and effects up to a time, which a rate without deterrence has.
  func linearCount(
    of responder: Int, until time: Double, history: EventHistory, baseline: PiecewiseBaseline
  ) -> IntensityByOrigin {
    let starts = [0] + baseline.breaks
    let ends = baseline.breaks + [history.duration]
    var background = 0.0
    for piece in starts.indices where starts[piece] < time {
      background += rates[responder][piece] * (min(time, ends[piece]) - starts[piece])
    }
    let excited = history.times.enumerated().map { provoker, times in
      let g = branching[responder, provoker]
      guard g != 0 else { return 0.0 }
      let kernel = lags[responder][provoker]
      return g
        * zip(times, history.weights[provoker]).reduce(0) { sum, event in
          event.0 < time ? sum + event.1 * kernel.cumulative(time - event.0) : sum
        }
    }
    return IntensityByOrigin(baseline: background, excited: excited)
  }
}
