extension HawkesParameters {
  /// Expected events of a stream on each day of the history, split by origin, events a day.
  ///
  /// The integral of the intensity over the day, not its value at one time of it.
  public func dailyRates(
    of responder: Int, history: EventHistory, baseline: PiecewiseBaseline
  ) -> [IntensityByOrigin] {
    let days = Int(history.duration.rounded(.up))
    var background = [Double](repeating: 0, count: days)
    let starts = [0] + baseline.breaks
    let ends = baseline.breaks + [history.duration]
    for (piece, rate) in rates[responder].enumerated() {
      for day in Int(starts[piece])..<min(days, Int(ends[piece].rounded(.up))) {
        let overlap = min(ends[piece], Double(day + 1)) - max(starts[piece], Double(day))
        background[day] += rate * max(0, overlap)
      }
    }
    var excited = [[Double]](repeating: [], count: history.streamCount)
    for (provoker, times) in history.times.enumerated() {
      var sums = [Double](repeating: 0, count: days)
      let g = branching[responder, provoker]
      let kernel = LagKernel(lags[responder][provoker])
      if g != 0 {
        for (time, acts) in zip(times, history.weights[provoker]) {
          var before = 0.0
          var day = Int(time)
          while day < days, before < 1 - 1e-9 {
            let after = kernel.cumulative(min(Double(day + 1), history.duration) - time)
            sums[day] += g * acts * (after - before)
            before = after
            day += 1
          }
        }
      }
      excited[provoker] = sums
    }
    let nodes = lifts(
      of: responder, history: history, baseline: baseline,
      edges: (0..<days).map { Double($0) }, until: history.duration)
    for node in nodes {
      for (stream, lift) in node.byStream.enumerated() { excited[stream][Int(node.time)] += lift }
    }
    return (0..<days).map { day in
      IntensityByOrigin(baseline: background[day], excited: excited.map { $0[day] })
    }
  }
}
