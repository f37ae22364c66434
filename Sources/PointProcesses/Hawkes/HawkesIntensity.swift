import RealModule

/// The rate of one stream split by where it comes from, events a day.
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
    IntensityByOrigin(
      baseline: rates[responder][baseline.piece(at: time)],
      excited: history.times.enumerated().map { provoker, times in
        let g = branching[responder, provoker]
        guard g > 0 else { return 0 }
        let kernel = PreparedKernel(lags[responder][provoker])
        var sum = 0.0
        for (event, acts) in zip(times, history.weights[provoker]) {
          guard event < time else { break }
          let lag = time - event
          sum += acts * Double.exp(kernel.logDensity(lag, Double.log(lag)))
        }
        return g * sum
      })
  }

  /// The expected number of acts of a stream up to a time, split by origin: the compensator.
  public func expectedCount(
    of responder: Int, until time: Double, history: EventHistory, baseline: PiecewiseBaseline
  ) -> IntensityByOrigin {
    let starts = [0] + baseline.breaks
    let ends = baseline.breaks + [history.duration]
    var background = 0.0
    for piece in starts.indices where starts[piece] < time {
      background += rates[responder][piece] * (min(time, ends[piece]) - starts[piece])
    }
    return IntensityByOrigin(
      baseline: background,
      excited: history.times.enumerated().map { provoker, times in
        let g = branching[responder, provoker]
        guard g > 0 else { return 0 }
        let kernel = lags[responder][provoker]
        return g
          * zip(times, history.weights[provoker]).reduce(0) { sum, event in
            event.0 < time ? sum + event.1 * kernel.cumulative(time - event.0) : sum
          }
      })
  }
}
