import RealModule

/// How many pairs of events of two streams lie at short lags.
public enum PairExcess {
  /// Pairs in which the responder's event follows the provoker's, weighted by exp(-lag / scale).
  ///
  /// - Parameters:
  ///   - responder: Times of the responding stream, in order.
  ///   - provoker: Times of the provoking stream, in order.
  ///   - scale: Days after which a pair counts 1/e.
  ///   - reach: Pairs farther apart do not count, days.
  /// - Returns: The sum of the weights.
  public static func weighted(
    responder: [Double], provoker: [Double], scale: Double = 2, reach: Double = 6
  ) -> Double {
    var sum = 0.0
    visit(responder: responder, provoker: provoker, lags: 0...reach) { lag in
      if lag > 0 { sum += Double.exp(-lag / scale) }
    }
    return sum
  }

  /// The number of pairs whose lag (responder less provoker) lies in a closed range.
  public static func count(
    responder: [Double], provoker: [Double], lags: ClosedRange<Double>
  ) -> Int {
    var count = 0
    visit(responder: responder, provoker: provoker, lags: lags) { _ in count += 1 }
    return count
  }

  /// Pairs that follow over pairs that precede within a reach; nil when none precedes.
  ///
  /// Simultaneous events are in neither.
  public static func leadLagRatio(
    responder: [Double], provoker: [Double], reach: Double
  ) -> Double? {
    let tiny = Double.leastNonzeroMagnitude
    let after = count(responder: responder, provoker: provoker, lags: tiny...max(tiny, reach))
    let before = count(responder: responder, provoker: provoker, lags: min(-tiny, -reach) ... -tiny)
    return before > 0 ? Double(after) / Double(before) : nil
  }

  /// Calls a body with the lag of each pair in a range; streams are in order, so that only pairs of
  /// the range are met.
  static func visit(
    responder: [Double], provoker: [Double], lags: ClosedRange<Double>, _ body: (Double) -> Void
  ) {
    var first = 0
    for time in responder {
      while first < provoker.count, time - provoker[first] > lags.upperBound { first += 1 }
      var index = first
      while index < provoker.count, time - provoker[index] >= lags.lowerBound {
        body(time - provoker[index])
        index += 1
      }
    }
  }
}
