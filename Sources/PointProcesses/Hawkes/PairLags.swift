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
  /// Time from each event of the provoker to the end of the span, days.
  let toEnd: [Double]

  /// - Parameters:
  ///   - responses: Times of the responder.
  ///   - provocations: Times of the provoker.
  ///   - duration: The observed span.
  ///   - horizon: Lags beyond it are left out; no kernel of the model reaches that far.
  init(responses: [Double], provocations: [Double], duration: Double, horizon: Double) {
    var start = [0]
    var lag: [Double] = []
    var next = 0
    for time in responses {
      while next < provocations.count, provocations[next] < time { next += 1 }
      var index = next - 1
      while index >= 0, time - provocations[index] <= horizon {
        lag.append(time - provocations[index])
        index -= 1
      }
      start.append(lag.count)
    }
    self.start = start
    self.lag = lag
    logLag = lag.map { Double.log($0) }
    toEnd = provocations.map { duration - $0 }
  }
}
