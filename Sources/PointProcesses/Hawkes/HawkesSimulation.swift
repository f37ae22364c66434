import LinearAlgebra
import Randomness

extension HawkesParameters {
  /// One history of the process, by its branching construction.
  ///
  /// Baseline events come as Poisson processes; each event then brings about a Poisson number of
  /// responses in every stream, at lags drawn from the kernels, and so on through the generations
  /// (Hawkes and Oakes 1974). There is nothing before the beginning of the span.
  ///
  /// - Parameters:
  ///   - baseline: The pieces that ``rates`` belong to.
  ///   - duration: The span, days.
  ///   - random: The stream of random numbers.
  ///   - limit: More events than this end the simulation.
  /// - Returns: The times of all streams.
  /// - Throws: ``PointProcessError/explosive(limit:)`` beyond the limit,
  ///   ``PointProcessError/unorderedBreaks(_:)``, ``PointProcessError/emptySpan(_:)``,
  ///   ``PointProcessError/spanTooLong(_:)``, ``PointProcessError/parameterOutOfRange(_:)`` when the
  ///   baseline has another number of pieces than the rates.
  public func simulate(
    baseline: PiecewiseBaseline = PiecewiseBaseline(), duration: Double,
    using random: inout RandomStream, limit: Int = 100_000
  ) throws(PointProcessError) -> EventHistory {
    try EventHistory.check(duration: duration)
    let lengths = try baseline.lengths(duration: duration)
    guard rates.allSatisfy({ $0.count == lengths.count }) else {
      throw .parameterOutOfRange(
        "The baseline has \(lengths.count) pieces, the rates have \(rates.map(\.count)). Give every "
          + "piece a rate.")
    }
    let starts = [0] + baseline.breaks
    var times = [[Double]](repeating: [], count: streamCount)
    var generation: [(stream: Int, time: Double)] = []
    for stream in 0..<streamCount {
      for (piece, length) in lengths.enumerated() {
        let mean = rates[stream][piece] * length
        // So many events cannot stay below the limit; do not even begin.
        guard mean <= 2 * Double(limit) + 1000 else { throw .explosive(limit: limit) }
        for _ in 0..<random.poisson(mean: mean) {
          generation.append((stream, starts[piece] + length * random.uniform()))
        }
      }
    }
    var total = 0
    while !generation.isEmpty {
      total += generation.count
      guard total <= limit else { throw .explosive(limit: limit) }
      var next: [(stream: Int, time: Double)] = []
      for event in generation {
        times[event.stream].append(event.time)
        for responder in 0..<streamCount {
          let mean = branching[responder, event.stream]
          guard mean > 0 else { continue }
          guard mean <= 2 * Double(limit) + 1000, next.count <= limit else {
            throw .explosive(limit: limit)
          }
          for _ in 0..<random.poisson(mean: mean) {
            let time = event.time + lags[responder][event.stream].draw(using: &random)
            if time <= duration { next.append((responder, time)) }
          }
        }
      }
      generation = next
    }
    return try EventHistory(times: times, duration: duration)
  }
}
