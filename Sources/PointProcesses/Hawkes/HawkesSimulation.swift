import LinearAlgebra
import Randomness

extension HawkesParameters {
  /// One history of the process, by its branching construction.
  ///
  /// Baseline events come as Poisson processes; each event then brings about a Poisson number of
  /// responses in every stream, at lags drawn from the kernels, and so on through the generations
  /// (Hawkes and Oakes 1974). There is nothing before the beginning of the span.
  ///
  /// Where some strength is negative, the events of this construction are taken in order of time, and
  /// each is kept with the probability that its rate has beside that without deterrence; one that is
  /// not kept brings about nothing (thinning: Lewis and Shedler 1979, Ogata 1981).
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
    if (0..<streamCount).contains(where: isDeterred) {
      return try thinned(
        generation, baseline: baseline, duration: duration, using: &random, limit: limit)
    }
    var total = 0
    while !generation.isEmpty {
      total += generation.count
      guard total <= limit else { throw .explosive(limit: limit) }
      var next: [(stream: Int, time: Double)] = []
      for event in generation {
        times[event.stream].append(event.time)
        next += try responses(to: event, before: duration, using: &random, limit: limit)
        guard next.count <= limit else { throw .explosive(limit: limit) }
      }
      generation = next
    }
    return try EventHistory(times: times, duration: duration)
  }

  /// What one event brings about directly in all streams up to the end of the span.
  private func responses(
    to event: (stream: Int, time: Double), before end: Double, using random: inout RandomStream,
    limit: Int
  ) throws(PointProcessError) -> [(stream: Int, time: Double)] {
    var responses: [(stream: Int, time: Double)] = []
    for responder in 0..<streamCount {
      let mean = branching[responder, event.stream]
      guard mean > 0 else { continue }
      guard mean <= 2 * Double(limit) + 1000 else { throw .explosive(limit: limit) }
      for _ in 0..<random.poisson(mean: mean) {
        let time = event.time + lags[responder][event.stream].draw(using: &random)
        if time <= end { responses.append((responder, time)) }
      }
    }
    return responses
  }

  /// A history whose events are those that deterrence leaves of the branching construction.
  private func thinned(
    _ spontaneous: [(stream: Int, time: Double)], baseline: PiecewiseBaseline, duration: Double,
    using random: inout RandomStream, limit: Int
  ) throws(PointProcessError) -> EventHistory {
    // The latest first, so that the next one is the last.
    var waiting = spontaneous.sorted { $0.time > $1.time }
    var history = try EventHistory(
      times: [[Double]](repeating: [], count: streamCount), duration: duration)
    while let event = waiting.popLast() {
      let background = rates[event.stream][baseline.piece(at: event.time)]
      let effects = effects(on: event.stream, at: event.time, history: history)
      let undeterred = effects.reduce(background) { $0 + max(0, $1) }
      let rate = RateExpansion.rate(background, effects.reduce(0, +))
      guard random.uniform() * undeterred <= rate else { continue }
      history.append(event.time, to: event.stream)
      for response in try responses(to: event, before: duration, using: &random, limit: limit) {
        var (low, high) = (0, waiting.count)
        while low < high {
          let middle = (low + high) / 2
          if waiting[middle].time > response.time { low = middle + 1 } else { high = middle }
        }
        waiting.insert(response, at: low)
      }
      guard history.eventCount + waiting.count <= limit else { throw .explosive(limit: limit) }
    }
    return history
  }
}
