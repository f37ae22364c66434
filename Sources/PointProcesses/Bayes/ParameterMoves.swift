import RealModule

extension HawkesChain {
  /// Proposes a new lag and shape for every pair, given the times.
  func moveKernels(tuning step: Double) {
    let d = streamCount
    for i in 0..<d {
      for j in 0..<d {
        let pair = i * d + j
        let width = scales.kernel[pair]
        let accepted =
          proposal(pair, logMean: width * random.normal(), logShape: 0.7 * width * random.normal())
          .map { replaceKernel(i, j, by: LagKernel($0), isFromPrior: false) } ?? false
        ProposalScales.tune(&scales.kernel[pair], accepted: accepted, step: step)
        // A weak strength leaves its lag to the prior, which a walk would take long to cross.
        if strength[pair] * Double(columns[j].count) < 0.2 * Double(columns[i].count) + 3 {
          let law = priors.drawLag(model, using: &random)
          _ = replaceKernel(i, j, by: LagKernel(law), isFromPrior: true)
        }
      }
    }
  }

  /// A lag distribution so far from the present one in the logarithms, if the model allows it.
  func proposal(_ pair: Int, logMean: Double, logShape: Double) -> LagDistribution? {
    let old = kernels[pair].law
    let mean = old.mean * Double.exp(logMean)
    let shape = model.estimatesShape ? old.shape * Double.exp(logShape) : old.shape
    guard model.lagRange.contains(mean),
      !model.estimatesShape || model.family.shapeRange.contains(shape)
    else { return nil }
    return LagDistribution(family: model.family, mean: mean, checkedShape: shape)
  }

  /// The prior's log density of a lag distribution in the logarithms of mean and shape.
  func logPrior(_ law: LagDistribution) -> Double {
    let lag = priors.logLag(Double.log(law.mean))
    guard model.estimatesShape else { return lag }
    return lag + priors.logShape(Double.log(law.shape), typical: model.family.typicalShape)
  }

  /// Replaces a kernel by the rule of Metropolis; the proposal is symmetric in the logarithms, or
  /// comes from the prior.
  private func replaceKernel(
    _ i: Int, _ j: Int, by next: LagKernel, isFromPrior: Bool
  ) -> Bool {
    let pair = i * streamCount + j
    let g = strength[pair]
    let column = columns[i]
    let newMass = responses(of: i, to: j, next)
    let after = after[i]
    excite(i, j, next, into: after)
    var ratios = RatioProduct()
    let sums = column.excitation[j]
    for event in 0..<column.count {
      let rate = column.rate[event]
      ratios.multiply(
        max(1e-300, (rate + g * (after[event] - sums[event])) / rate), times: column.weight[event])
    }
    let prior = isFromPrior ? 0 : logPrior(next.law) - logPrior(kernels[pair].law)
    let isStated = statements?.concerns(i, j) == true
    let said = statementGain(
      i, rate: { column.rate[$0] + g * (after[$0] - sums[$0]) },
      excitation: isStated ? { after[$0] } : nil, kernel: isStated ? next : nil)
    let gain = prior - g * (newMass - mass[pair]) + ratios.value() + said
    guard accepts(gain) else { return false }
    takeStatements(i)
    for event in 0..<column.count {
      column.rate[event] += g * (after[event] - sums[event])
      sums[event] = after[event]
    }
    kernels[pair] = next
    mass[pair] = newMass
    return true
  }

  /// Proposes new strengths, given the sums.
  func moveStrengths(tuning step: Double) {
    let d = streamCount
    for i in 0..<d {
      let column = columns[i]
      for j in 0..<d {
        let pair = i * d + j
        let old = strength[pair]
        let next = old * Double.exp(scales.strength[pair] * random.normal())
        let change = next - old
        let sums = column.excitation[j]
        var ratios = RatioProduct()
        for event in 0..<column.count {
          let rate = column.rate[event]
          ratios.multiply(
            max(1e-300, (rate + change * sums[event]) / rate), times: column.weight[event])
        }
        // The proposal is symmetric in log g, so g itself enters as a factor.
        let gain =
          priors.logStrength(next) - priors.logStrength(old) + Double.log(next / old)
          - change * mass[pair] + ratios.value()
          + statementGain(
            i, rate: { column.rate[$0] + change * sums[$0] },
            strength: statements?.concerns(i, j) == true ? next : nil)
        let accepted = accepts(gain)
        if accepted {
          takeStatements(i)
          strength[pair] = next
          for event in 0..<column.count { column.rate[event] += change * sums[event] }
        }
        ProposalScales.tune(&scales.strength[pair], accepted: accepted, step: step)
      }
    }
  }

  /// Moves given who answers whom, drawn for a while (``Genealogy``): clusters of events, and mean lags
  /// that take along the times that depend on them, of all pairs or of those that the plan moves in
  /// every sweep.
  func moveFamilies(round: Int, all: Bool, tuning step: Double) {
    genealogy.draw(from: self)
    var hasMoved = false
    if round < plan.clusters { hasMoved = genealogy.slideClusters(in: self) }
    if round < plan.lagsWithTimes {
      hasMoved = moveLagsWithTimes(all: all, tuning: step) || hasMoved
    }
    if hasMoved {
      genealogy.restore(to: self)
      refresh()
    }
  }

  private func moveLagsWithTimes(all: Bool, tuning step: Double) -> Bool {
    let d = streamCount
    var hasMoved = false
    for pair in 0..<(d * d) where all || jointPairs[pair] {
      let width = scales.joint[pair]
      let accepted =
        proposal(pair, logMean: width * random.normal(), logShape: 0)
        .map { stretch(pair, to: LagKernel($0)) } ?? false
      hasMoved = hasMoved || accepted
      ProposalScales.tune(&scales.joint[pair], accepted: accepted, step: step)
    }
    return hasMoved
  }

  private func stretch(_ pair: Int, to next: LagKernel) -> Bool {
    let table = tables[tables.position(of: next.law)]
    guard let ratio = genealogy.replace(pair, by: next, table: table, in: self, tables: tables)
    else { return false }
    var gain = ratio + logPrior(next.law) - logPrior(kernels[pair].law)
    // Responses inside the span to events that moved, and all those of the pair.
    for event in 0..<genealogy.count {
      let (old, new) = (genealogy.time[event], genealogy.proposed[event])
      let source = genealogy.stream[event]
      let label = genealogy.label[event]
      for responder in 0..<streamCount {
        let own = responder * streamCount + source
        guard own == pair || old != new else { continue }
        let law = own == pair ? next : kernels[own]
        guard duration - max(old, new) < max(law.reach, kernels[own].reach) else { continue }
        gain -=
          strength[own] * pull(responder, source, label: label, acts: 1)
          * (law.cumulative(duration - new) - kernels[own].cumulative(duration - old))
      }
    }
    gain += genealogy.statementGain(of: pair, by: next, in: self)
    guard accepts(gain) else { return false }
    statements?.take()
    genealogy.accept()
    kernels[pair] = next
    return true
  }
}
