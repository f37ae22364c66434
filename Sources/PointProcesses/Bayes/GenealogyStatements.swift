/// What is said, while events move by their genealogy.
///
/// Parents are drawn from rates alone, whatever is said. The joint density of times and parents is then
/// that of the genealogy times the factors of what is said at those times, which enter the acceptance
/// of each move.
extension Genealogy {
  /// The change of the log-likelihood of what is said when a cluster slides; `cluster` marks its members.
  func statementGain(sliding event: Int, by step: Double, in chain: HawkesChain) -> Double {
    guard let statements = chain.statements else { return 0 }
    let now = time[event]
    let (first, end) = (min(now, now + step), max(now, now + step) + spread(event))
    let reach = farthest(in: chain)
    // What comes after the event in question has not been carried yet.
    return gain(
      in: chain, statements, kernel: nil,
      affected: { $0 >= first && $0 <= end + reach },
      at: { other in
        let own = other > event ? self.time[other] + self.proposed[other] : self.time[other]
        return self.cluster[other] == event ? own + step : own
      })
  }

  /// The same when the lag law of a pair is replaced, with the times that follow in ``proposed``.
  func statementGain(of pair: Int, by next: LagKernel, in chain: HawkesChain) -> Double {
    guard let statements = chain.statements else { return 0 }
    return gain(
      in: chain, statements, kernel: (pair, next), affected: { _ in true },
      at: { self.proposed[$0] })
  }

  /// How long after its first event a cluster ends, days.
  private func spread(_ event: Int) -> Double {
    var latest = time[event]
    for member in event...last[event] where cluster[member] == event && member != event {
      latest = max(latest, time[member] + proposed[member])
    }
    return latest - time[event]
  }

  private func farthest(in chain: HawkesChain) -> Double {
    let i = chain.statements?.data.responder ?? 0
    let reaches = (0..<chain.streamCount).map { chain.kernels[i * chain.streamCount + $0].reach }
    return max(reaches.max() ?? 0, chain.statements?.memory ?? 0)
  }

  private func gain(
    in chain: HawkesChain, _ statements: StatementMarks, kernel: (pair: Int, next: LagKernel)?,
    affected: (Double) -> Bool, at moment: (Int) -> Double
  ) -> Double {
    statements.begin()
    let d = chain.streamCount
    let (i, j) = (statements.data.responder, statements.data.provoker)
    let pulls = (0..<d).map { chain.strength[i * d + $0] }
    let laws = (0..<d).map { s in
      kernel?.pair == i * d + s
        ? (kernel?.next ?? chain.kernels[i * d + s]) : chain.kernels[i * d + s]
    }
    var gain = 0.0
    for (place, own) in statements.labels.enumerated() {
      let act = places[i][chain.columns[i].position(of: own)]
      let now = moment(act)
      guard affected(now) else { continue }
      var rate = chain.baseline.rate(i, at: now)
      var excitation = 0.0
      var sums = StatementMarks.Sums()
      var recent: [(label: Int, time: Double, acts: Double)] = []
      for event in 0..<count where event != act {
        let lag = now - moment(event)
        let s = stream[event]
        guard lag > 0 else { continue }
        if s == j, statements.memory > 0, lag <= statements.memory {
          recent.append((label[event], now - lag, 1))
        }
        guard lag < laws[s].reach else { continue }
        let share = laws[s].density(lag) * chain.pull(i, s, label: label[event], acts: 1)
        rate += pulls[s] * share
        guard s == j else { continue }
        excitation += share
        statements.add(label[event], at: now - lag, acts: 1, before: now, laws[j], place, to: &sums)
      }
      if statements.memory > 0 {
        sums.pretext = statements.latestOrWorst(place, before: now, recent)
      }
      gain += statements.propose(
        place, rate: rate, strength: chain.strength[i * d + j], excitation: excitation, sums)
    }
    return gain
  }
}
