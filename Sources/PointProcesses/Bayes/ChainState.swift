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
  /// The widths of proposals, where a chain had found them.
  var scales: ProposalScales?
  /// What statements add: the chance to be named, the logarithms of what severity multiplies by.
  package var statements: (rho: Double, logSeverity: Double, logNaming: Double)?

  /// A state made of its parts.
  package init(
    strengths: [Double], lags: [LagDistribution], baseline: LogBaseline, events: [[Event]]
  ) {
    self.init(
      strengths: strengths, lags: lags, baseline: baseline, events: events, scales: nil)
  }

  init(
    strengths: [Double], lags: [LagDistribution], baseline: LogBaseline, events: [[Event]],
    scales: ProposalScales?
  ) {
    self.scales = scales
    self.strengths = strengths
    self.lags = lags
    self.baseline = baseline
    self.events = events
  }
}

extension ChainState {
  /// The same with strengths of zero; the shortest of the lags, so that nothing is summed over them.
  var withoutAnswers: ChainState {
    var state = self
    state.strengths = strengths.map { _ in 0 }
    if let shortest = lags.min(by: { $0.mean < $1.mean }) {
      state.lags = lags.map { _ in shortest }
    }
    return state
  }
}

extension HawkesChain {
  /// Where the chain is.
  package var state: ChainState {
    var state = ChainState(
      strengths: (0..<(streamCount * streamCount)).map { strength[$0] },
      lags: (0..<(streamCount * streamCount)).map { kernels[$0].law }, baseline: baseline,
      events: columns.map { column in
        (0..<column.count).map { .init(time: column.time[$0], label: column.label[$0]) }
      }, scales: scales)
    state.statements = statements.map { ($0.rho, $0.logSeverity, $0.logNaming) }
    return state
  }

  /// Goes on from a state that the data allow.
  package func take(_ state: ChainState) {
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
    take(parametersOf: state)
  }

  /// Goes on from the parameters of a state; the events stay.
  func take(parametersOf state: ChainState) {
    for pair in 0..<(streamCount * streamCount) {
      strength[pair] = state.strengths[pair]
      kernels[pair] = LagKernel(state.lags[pair])
    }
    baseline.take(state.baseline)
    scales = state.scales ?? scales
    if let statements {
      if let said = state.statements {
        (statements.rho, statements.logSeverity, statements.logNaming) = said
      }
      weighPulls(statements)
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
