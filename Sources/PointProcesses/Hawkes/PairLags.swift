import RealModule

/// The lags from every event of a provoker back from every event of a responder, computed once for
/// all evaluations of a likelihood.
struct PairLags: Sendable {
  /// `start[k] ..< start[k + 1]` are the lags of the responder's event k, shortest first.
  let start: [Int]
  /// Lags, days, all positive.
  let lag: [Double]
  /// Their logarithms.
  let logLag: [Double]
  /// How many acts the event of the provoker stands for.
  let weight: [Double]
  /// Time from each event of the provoker to the end of the span, days.
  let toEnd: [Double]
  /// How many acts each event of the provoker stands for.
  let acts: [Double]

  /// The number of lags from some times back to the events of all streams, up to a horizon.
  static func count(from times: [Double], to history: EventHistory, horizon: Double) -> Int {
    history.times.reduce(0) { sum, provocations in
      var (first, end, count) = (0, 0, 0)
      for time in times {
        while end < provocations.count, provocations[end] < time { end += 1 }
        while first < end, time - provocations[first] > horizon { first += 1 }
        count += end - first
      }
      return sum + count
    }
  }

  /// - Parameters:
  ///   - responses: Times of the responder, or others from which lags are taken.
  ///   - provocations: Times of the provoker.
  ///   - acts: How many acts each of them stands for.
  ///   - duration: The observed span.
  ///   - horizon: Lags beyond it are left out; no kernel of the model reaches that far.
  init(
    responses: [Double], provocations: [Double], acts: [Double], duration: Double, horizon: Double
  ) {
    var start = [0]
    var lag: [Double] = []
    var weight: [Double] = []
    var next = 0
    for time in responses {
      while next < provocations.count, provocations[next] < time { next += 1 }
      var index = next - 1
      while index >= 0, time - provocations[index] <= horizon {
        lag.append(time - provocations[index])
        weight.append(acts[index])
        index -= 1
      }
      start.append(lag.count)
    }
    self.start = start
    self.lag = lag
    self.weight = weight
    self.acts = acts
    logLag = lag.map { Double.log($0) }
    toEnd = provocations.map { duration - $0 }
  }

  /// For each event of the responder the sum of kernel densities over the provoker's earlier events,
  /// with derivatives in the location of a ratio.
  func excitations(
    _ kernel: PreparedKernel, reach: Double, _ ratio: LogRatio
  ) -> [KernelDerivatives] {
    lag.withUnsafeBufferPointer { lag in
      logLag.withUnsafeBufferPointer { logLag in
        weight.withUnsafeBufferPointer { weight in
          (0..<(start.count - 1)).map { event in
            kernel.sum(lag, logLag, weight, start[event]..<start[event + 1], reach: reach)
              .relocated(ratio)
          }
        }
      }
    }
  }
}
