/// Where a chain is: enough for another chain of the same streams to go on from there.
package struct ChainState: Sendable {
  /// A time that an event has now.
  package struct Event: Hashable, Sendable {
    /// Days.
    package let time: Double
    /// As in ``EventColumn/label``.
    package let label: Int

    /// An event at a time.
    package init(time: Double, label: Int) {
      self.time = time
      self.label = label
    }
  }

  /// Strengths, row by row: responder, then provoker.
  package var strengths: [Double]
  /// Lags, row by row.
  package var lags: [LagDistribution]
  /// The baselines of all streams.
  package var baseline: LogBaseline
  /// The events of each stream in order of time.
  package var events: [[Event]]

  /// A state made of its parts.
  package init(
    strengths: [Double], lags: [LagDistribution], baseline: LogBaseline, events: [[Event]]
  ) {
    self.strengths = strengths
    self.lags = lags
    self.baseline = baseline
    self.events = events
  }
}

extension HawkesChain {
  /// Where the chain is.
  package var state: ChainState {
    ChainState(
      strengths: strength, lags: kernels.map(\.law), baseline: baseline,
      events: columns.map { column in
        (0..<column.count).map { .init(time: column.time[$0], label: column.label[$0]) }
      })
  }

  /// Goes on from a state that the data allow.
  package func take(_ state: ChainState) {
    strength = state.strengths
    kernels = state.lags.map { LagKernel($0) }
    baseline.take(state.baseline)
    for s in 0..<streamCount {
      let column = columns[s]
      while column.count > 0 {
        count(column.time[column.count - 1], s, by: -Int(column.weight[column.count - 1]))
        column.remove(at: column.count - 1)
      }
      unseenCount[s] = 0
      for number in batches[s].indices { batchCount[s][number] = 0 }
      for event in state.events[s] { place(event, s) }
    }
    refresh()
  }

  /// Adds an event of a state; the sums are left to be computed anew.
  func place(_ event: ChainState.Event, _ s: Int) {
    let known = data.known[s]
    let (time, label) = (event.time, event.label)
    let acts: Int
    if label < 0 {
      unseenCount[s] += 1
      acts = data.actsPerUnseen[s]
      columns[s].insert(time: time, lower: time, upper: time, weight: Double(acts), label: -1)
    } else if label < known.count {
      acts = known[label].acts
      columns[s].insert(
        time: time, lower: known[label].lower, upper: known[label].upper, weight: Double(acts),
        label: label)
    } else {
      let number = label - known.count
      let batch = batches[s][number]
      batchCount[s][number] += 1
      acts = batch.actsPerEvent
      columns[s].insert(
        time: time, lower: batch.lower, upper: batch.upper, weight: Double(acts), label: label)
    }
    count(time, s, by: acts)
  }
}
