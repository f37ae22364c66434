import LinearAlgebra
import PointProcesses

extension HawkesFit {
  /// The fit as strengths and lags, its shares counted on the events of a history.
  ///
  /// The share of i that j brought about is the expected number of responses to j's events in the
  /// window over the expected number of i's events (the compensator), so that shares sum to one. What
  /// deterrence takes away is a negative share.
  func responses(history: EventHistory) -> Responses {
    let count = model.streamCount
    var shares = Matrix(rows: count, columns: count + 1)
    var rates: [Double] = []
    for i in 0..<count {
      let expected = parameters.expectedCount(
        of: i, until: history.duration, history: history, baseline: model.baseline)
      let total = expected.total
      for j in 0..<count { shares[i, j] = total > 0 ? expected.excited[j] / total : 0 }
      shares[i, count] = total > 0 ? expected.baseline / total : 1
      rates.append(expected.baseline / history.duration)
    }
    return Responses(
      branching: parameters.branching,
      laws: parameters.lags.map { $0.map { .kernel($0) } }, baselineRates: rates, shares: shares,
      hasFloor: true)
  }
}
