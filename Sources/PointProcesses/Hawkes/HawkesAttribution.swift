import RealModule

/// Where one event came from: the probability that it is spontaneous or answers each earlier event.
///
/// Source: the stochastic declustering of Zhuang, Ogata and Vere-Jones, JASA 97 (2002).
public struct EventAttribution: Hashable, Sendable {
  /// An earlier event and the probability that this one answers it.
  public struct Parent: Hashable, Sendable {
    /// The stream of the earlier event.
    public let stream: Int
    /// Its position in that stream.
    public let position: Int
    /// The probability.
    public let probability: Double
  }

  /// The probability that the event comes from the baseline.
  public let spontaneous: Double
  /// Possible parents, stream by stream, in order of time.
  public let parents: [Parent]

  /// The probability that the parent is an event of the given stream.
  public func share(of stream: Int) -> Double {
    parents.reduce(0) { $1.stream == stream ? $0 + $1.probability : $0 }
  }
}

extension HawkesParameters {
  /// Attributes every event of a stream; lags beyond a law's reach count as none. One that happened in
  /// spite of deterrence is divided among the baseline and the streams that excite: deterrence thins
  /// them alike.
  public func attribution(
    of responder: Int, history: EventHistory, baseline: PiecewiseBaseline
  ) -> [EventAttribution] {
    let kernels = lags[responder].map { PreparedKernel($0) }
    let reaches = lags[responder].map(\.law.reach)
    // Events rise, so that what is out of reach stays so.
    var first = lags[responder].map { _ in 0 }
    return history.times[responder].map { time in
      let background = rates[responder][baseline.piece(at: time)]
      var weights: [EventAttribution.Parent] = []
      var total = background
      for (provoker, times) in history.times.enumerated() {
        let g = branching[responder, provoker]
        guard g > 0 else { continue }
        while first[provoker] < times.count, times[first[provoker]] < time - reaches[provoker] {
          first[provoker] += 1
        }
        for position in first[provoker]..<times.count {
          let lag = time - times[position]
          guard lag > 0 else { break }
          let acts = history.weights[provoker][position]
          let weight = g * acts * Double.exp(kernels[provoker].logDensity(lag, Double.log(lag)))
          total += weight
          weights.append(.init(stream: provoker, position: position, probability: weight))
        }
      }
      guard total > 0 else { return EventAttribution(spontaneous: 1, parents: []) }
      return EventAttribution(
        spontaneous: background / total,
        parents: weights.map {
          .init(stream: $0.stream, position: $0.position, probability: $0.probability / total)
        })
    }
  }
}
