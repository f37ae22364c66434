import RealModule

/// Sums of exponentially fading weights of one stream's events at the events of another, in time
/// that is linear in the number of events.
enum ExponentialSums {
  /// For each event the sum of exp(-(t - s) / scale) over strictly earlier events s.
  static func past(at events: [Double], of sources: [Double], scale: Double) -> [Double] {
    var result = [Double](repeating: 0, count: events.count)
    var next = 0
    var sum = 0.0
    var last = 0.0
    for (index, time) in events.enumerated() {
      while next < sources.count, sources[next] < time {
        sum = sum * Double.exp((last - sources[next]) / scale) + 1
        last = sources[next]
        next += 1
      }
      if next > 0 { result[index] = sum * Double.exp((last - time) / scale) }
    }
    return result
  }

  /// For each event the sum of exp(-(s - t) / scale) over strictly later events s.
  static func future(at events: [Double], of sources: [Double], scale: Double) -> [Double] {
    let past = past(
      at: events.reversed().map { -$0 }, of: sources.reversed().map { -$0 }, scale: scale)
    return past.reversed()
  }

  /// The integral of the past sum over the span.
  static func pastIntegral(of sources: [Double], scale: Double, duration: Double) -> Double {
    sources.reduce(0) { $0 + scale * (1 - Double.exp(($1 - duration) / scale)) }
  }

  /// The integral of the future sum over the span.
  static func futureIntegral(of sources: [Double], scale: Double) -> Double {
    sources.reduce(0) { $0 + scale * (1 - Double.exp(-$1 / scale)) }
  }
}
