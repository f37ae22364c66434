/// Nodes and weights that integrate the rate of a signed process over a span.
///
/// Rates jump and bend at events and breaks only, so every stretch between two of them is divided
/// into panels, each twice as long as the one before it, which begin with the shortest lag; a panel
/// has three Gauss-Legendre nodes. Only ``RateExpansion/lift(_:_:)`` is integrated on the grid: the
/// linear part of the compensator has a closed form.
struct CompensatorGrid: Sendable {
  /// Times within the span, in rising order.
  let nodes: [Double]
  /// Days that each node stands for.
  let weights: [Double]

  /// - Parameters:
  ///   - history: The events.
  ///   - edges: Further times at which a panel ends: breaks of the baseline, ends of days.
  ///   - finest: The length of the first panel after an event, days.
  ///   - end: The end of the span that is integrated over.
  init(_ history: EventHistory, edges: [Double], finest: Double, until end: Double) {
    let inner = (history.times.joined() + edges).filter { $0 > 0 && $0 < end }.sorted()
    var nodes: [Double] = []
    var weights: [Double] = []
    var start = 0.0
    for stop in inner + [end] where stop > start {
      var (from, length) = (start, finest)
      while from < stop {
        // The last panel takes in a remainder that is short beside it.
        let to = from + 1.25 * length < stop ? from + length : stop
        for (place, weight) in CompensatorGrid.rule {
          nodes.append(0.5 * (from + to) + place * 0.5 * (to - from))
          weights.append(weight * 0.5 * (to - from))
        }
        (from, length) = (to, 2 * length)
      }
      start = stop
    }
    self.nodes = nodes
    self.weights = weights
  }

  /// The Gauss-Legendre rule of three nodes on [-1, 1]; Abramowitz and Stegun, table 25.4.
  private static let rule: [(Double, Double)] = [
    (-0.774_596_669_241_483_4, 5.0 / 9), (0, 8.0 / 9), (0.774_596_669_241_483_4, 5.0 / 9),
  ]
}
