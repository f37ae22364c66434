import RealModule

extension HawkesParameters {
  /// Whether some stream deters one stream.
  func isDeterred(_ responder: Int) -> Bool {
    (0..<streamCount).contains { branching[responder, $0] < 0 }
  }

  /// The effects of each stream's earlier events on the rate of a stream at a time, before the rate is
  /// kept above zero.
  func effects(on responder: Int, at time: Double, history: EventHistory) -> [Double] {
    history.times.enumerated().map { provoker, times in
      let g = branching[responder, provoker]
      guard g != 0 else { return 0 }
      let kernel = PreparedKernel(lags[responder][provoker])
      var sum = 0.0
      for (event, acts) in zip(times, history.weights[provoker]) {
        guard event < time else { break }
        let lag = time - event
        sum += acts * Double.exp(kernel.logDensity(lag, Double.log(lag)))
      }
      return g * sum
    }
  }

  /// The part of ``RateExpansion/lift(_:_:)`` that belongs to each stream at the nodes of a grid, times
  /// the weight of the node: streams share it as they share the deterrence.
  ///
  /// - Returns: For each node one number a stream; no node where nothing deters the responder.
  func lifts(
    of responder: Int, history: EventHistory, baseline: PiecewiseBaseline, edges: [Double] = [],
    until end: Double
  ) -> [(time: Double, byStream: [Double])] {
    guard isDeterred(responder) else { return [] }
    let shortest = lags[responder].map(\.mean).min() ?? 1
    let grid = CompensatorGrid(
      history, edges: baseline.breaks + edges, finest: min(0.05, 0.5 * shortest), until: end)
    return zip(grid.nodes, grid.weights).map { time, weight in
      let effects = effects(on: responder, at: time, history: history)
      return (
        time,
        HawkesParameters.shared(
          weight
            * RateExpansion.lift(
              rates[responder][baseline.piece(at: time)], effects.reduce(0, +)), among: effects)
      )
    }
  }

  /// A lift divided among the streams that deter, in proportion.
  static func shared(_ lift: Double, among effects: [Double]) -> [Double] {
    let deterrence = effects.reduce(0) { $0 + min(0, $1) }
    return effects.map { $0 < 0 ? lift * ($0 / deterrence) : 0 }
  }
}
