import RealModule

extension HawkesChain {
  /// Moves the baselines of all streams, given the times and the excitation.
  func moveBaselines(tuning step: Double) {
    for i in 0..<streamCount {
      moveLevel(i, tuning: step)
      if baseline.innovationCount > 0 {
        slice(i, \.innovations)
        moveDeviation(i, tuning: step)
      }
      if !baseline.effects[i].isEmpty { slice(i, \.effects) }
    }
  }

  /// Proposes a new level.
  private func moveLevel(_ i: Int, tuning step: Double) {
    let column = columns[i]
    let shift = scales.level[i] * random.normal()
    let growth = Double.expMinusOne(shift)
    let offset = baseline.level[i] - baseline.priorLevel[i]
    let (z, next) = (offset / priors.rateDeviation, (offset + shift) / priors.rateDeviation)
    var ratios = RatioProduct()
    for event in 0..<column.count {
      let rate = column.rate[event]
      ratios.multiply(
        max(1e-300, (rate + growth * column.base[event]) / rate), times: column.weight[event])
    }
    let gain =
      0.5 * (z * z - next * next) - growth * baseline.expected(i) + ratios.value()
      + statementGain(i, rate: { column.rate[$0] + growth * column.base[$0] })
    let accepted = accepts(gain)
    if accepted {
      takeStatements(i)
      shiftLevel(i, by: shift)
    }
    ProposalScales.tune(&scales.level[i], accepted: accepted, step: step)
  }

  /// Takes a new level.
  func shiftLevel(_ i: Int, by shift: Double) {
    baseline.level[i] += shift
    baseline.refresh(i)
    rebase(i)
  }

  /// The log of the likelihood ratio of new baseline rates of a stream.
  private func gain(_ i: Int, _ rates: [Double]) -> Double {
    let column = columns[i]
    var ratios = RatioProduct()
    for event in 0..<column.count {
      let rate = column.rate[event]
      let base = rates[min(baseline.cellCount - 1, Int(column.time[event]))]
      ratios.multiply(
        max(1e-300, (rate + base - column.base[event]) / rate), times: column.weight[event])
    }
    let said = statementGain(
      i,
      rate: { event in
        let base = rates[min(baseline.cellCount - 1, Int(column.time[event]))]
        return column.rate[event] + base - column.base[event]
      })
    return ratios.value() - baseline.expected(rates) + baseline.expected(i) + said
  }

  /// Brings the events' rates in line with the baseline.
  private func rebase(_ i: Int) {
    let column = columns[i]
    for event in 0..<column.count {
      let base = baseline.rate(i, at: column.time[event])
      column.rate[event] += base - column.base[event]
      column.base[event] = base
    }
  }

  /// An elliptical slice through Gaussian parameters of a stream (Murray, Adams and MacKay 2010):
  /// always ends somewhere else, and needs no tuning.
  private func slice(_ i: Int, _ block: WritableKeyPath<LogBaseline, [[Double]]>) {
    let old = baseline[keyPath: block][i]
    let scale = block == \LogBaseline.effects ? priors.effectDeviation : 1
    let other = old.map { _ in scale * random.normal() }
    let floor = Double.log(random.uniform())
    var angle = 2 * Double.pi * random.uniform()
    var (low, high) = (angle - 2 * Double.pi, angle)
    // The bracket shrinks to the present values, which are always good enough.
    for _ in 0..<60 {
      let (c, s) = (Double.cos(angle), Double.sin(angle))
      let proposed = zip(old, other).map { c * $0 + s * $1 }
      var next = (baseline.innovations[i], baseline.effects[i])
      if block == \LogBaseline.effects { next.1 = proposed } else { next.0 = proposed }
      let rates = baseline.rates(baseline.level[i], next.0, baseline.deviation[i], next.1)
      if gain(i, rates) > floor {
        takeStatements(i)
        baseline.take(
          i, innovations: next.0, deviation: baseline.deviation[i], effects: next.1, rates: rates)
        rebase(i)
        return
      }
      if angle < 0 { low = angle } else { high = angle }
      angle = low + (high - low) * random.uniform()
    }
  }

  /// Proposes a new deviation of a path, once with the innovations held, once with the path held.
  private func moveDeviation(_ i: Int, tuning step: Double) {
    func logPrior(_ value: Double) -> Double {
      let z = value / priors.stepScale
      return -0.5 * z * z + Double.log(value)
    }
    let old = baseline.deviation[i]
    var next = old * Double.exp(scales.deviation[i] * random.normal())
    let rates = baseline.rates(
      baseline.level[i], baseline.innovations[i], next, baseline.effects[i])
    let accepted = accepts(gain(i, rates) + logPrior(next) - logPrior(old))
    if accepted {
      takeStatements(i)
      baseline.take(
        i, innovations: baseline.innovations[i], deviation: next, effects: baseline.effects[i],
        rates: rates)
      rebase(i)
    }
    ProposalScales.tune(&scales.deviation[i], accepted: accepted, step: step)

    // The path stays, its innovations rescale: only their prior tells.
    let now = baseline.deviation[i]
    next = now * Double.exp(0.5 * random.normal())
    let squares = baseline.innovations[i].reduce(0) { $0 + $1 * $1 }
    let ratio = now / next
    let count = Double(baseline.innovationCount)
    let gain =
      logPrior(next) - logPrior(now) + 0.5 * squares * (1 - ratio * ratio)
      + count * Double.log(ratio)
    guard accepts(gain) else { return }
    baseline.take(
      i, innovations: baseline.innovations[i].map { $0 * ratio }, deviation: next,
      effects: baseline.effects[i], rates: baseline.rates[i])
  }
}
