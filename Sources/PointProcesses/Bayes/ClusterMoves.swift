import RealModule

extension Genealogy {
  /// Moves each event together with all that descends from it, so far as their intervals allow.
  ///
  /// A single event hardly leaves responses that follow it within hours. All of a cluster moves by one
  /// step, drawn evenly from those that keep every member inside its interval: after the step the same
  /// times can be reached, so the proposal is symmetric. Lags inside the cluster stay as they are; what
  /// tells is the origin of its first event, the baseline or the lag to its parent, and how many
  /// responses the end of the window cuts off.
  ///
  /// - Returns: Whether anything has moved.
  func slideClusters(in chain: HawkesChain) -> Bool {
    for event in 0..<count {
      let isFree = upper[event] > lower[event]
      back[event] = isFree ? lower[event] - time[event] : 0
      on[event] = isFree ? upper[event] - time[event] : 0
      last[event] = event
      cluster[event] = -1
      proposed[event] = 0
    }
    for event in stride(from: count - 1, through: 0, by: -1) where parent[event] >= 0 {
      let origin = parent[event]
      back[origin] = max(back[origin], back[event])
      on[origin] = min(on[origin], on[event])
      last[origin] = max(last[origin], last[event])
    }
    var hasMoved = false
    // `proposed` holds how far an event has been carried since the limits were found; what comes after
    // the event that is looked at has not taken it yet.
    for event in 0..<count {
      let carried = proposed[event]
      time[event] += carried
      let (from, to) = (back[event] - carried, on[event] - carried)
      guard to > from else { continue }
      let step = chain.random.uniform(from, to)
      guard time[event] + step >= lower[event], time[event] + step < upper[event],
        let gain = originGain(event, step, chain)
      else { continue }
      let atEnd = endGain(event, step, chain)
      guard chain.accepts(gain + atEnd + statementGain(sliding: event, by: step, in: chain))
      else { continue }
      chain.statements?.take()
      time[event] += step
      for member in event...last[event] where cluster[member] == event { proposed[member] += step }
      hasMoved = true
    }
    return hasMoved
  }

  /// What a step changes in the log density of an event's origin; nil where it cannot be.
  private func originGain(_ event: Int, _ step: Double, _ chain: HawkesChain) -> Double? {
    let (own, now) = (stream[event], time[event] + step)
    guard parent[event] >= 0 else {
      let new = chain.baseline.rate(own, at: now)
      let old = chain.baseline.rate(own, at: time[event])
      return new == old ? 0 : Double.log(new / old)
    }
    let origin = parent[event]
    let kernel = chain.kernels + (own * chain.streamCount + stream[origin])
    let lag = now - time[origin]
    guard lag > 0, lag < kernel.pointee.reach else { return nil }
    return kernel.pointee.logDensity(lag) - kernel.pointee.logDensity(time[event] - time[origin])
  }

  /// What a step of a cluster changes in the responses that are expected inside the window.
  private func endGain(_ event: Int, _ step: Double, _ chain: HawkesChain) -> Double {
    let d = chain.streamCount
    // Members behind the first have not been carried yet.
    let carried = proposed[event]
    var gain = 0.0
    cluster[event] = event
    for member in event...last[event] {
      guard member == event || (parent[member] >= event && cluster[parent[member]] == event) else {
        continue
      }
      cluster[member] = event
      let old = chain.duration - time[member] - (member == event ? 0 : carried)
      for responder in 0..<d {
        let own = responder * d + stream[member]
        let kernel = chain.kernels + own
        guard min(old, old - step) < kernel.pointee.reach else { continue }
        gain -=
          chain.strength[own]
          * chain.pull(responder, stream[member], label: label[member], acts: 1)
          * (kernel.pointee.cumulative(old - step) - kernel.pointee.cumulative(old))
      }
    }
    return gain
  }
}
