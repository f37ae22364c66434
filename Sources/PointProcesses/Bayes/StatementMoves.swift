import RealModule

/// How the moves of a chain carry the factors of statements along, and the moves of what statements add.
extension HawkesChain {
  /// The weights of the events of j in the eyes of i.
  @inline(__always)
  func pulls(_ i: Int, _ j: Int) -> UnsafeMutablePointer<Double> {
    statements?.concerns(i, j) == true ? columns[j].pull : columns[j].weight
  }

  /// How many acts of an event of s count in the eyes of i.
  @inline(__always)
  func pull(_ i: Int, _ s: Int, label: Int, acts: Double) -> Double {
    guard let statements, statements.concerns(i, s) else { return acts }
    return acts * statements.factor(label)
  }

  /// The sums of one act at a time.
  func statementSums(
    _ place: Int, before now: Double, _ kernel: LagKernel
  ) -> StatementMarks.Sums {
    guard let statements else { return .init() }
    let source = columns[statements.data.provoker]
    var sums = StatementMarks.Sums()
    let end = source.firstPosition(notBefore: now)
    for position in source.firstPosition(notBefore: now - kernel.reach)..<end {
      statements.add(
        source.label[position], at: source.time[position], acts: source.weight[position],
        before: now, kernel, place, to: &sums)
    }
    if statements.memory > 0 { sums.pretext = pretext(place, before: now) }
    return sums
  }

  /// The chance that a pretext at a time, picking the latest or worst attack, names what an act names.
  ///
  /// - Parameters:
  ///   - place: The act.
  ///   - now: Its time.
  ///   - moved: The position of an attack that is looked at elsewhere; -1 for none.
  ///   - next: Where that is.
  /// - Returns: The chance.
  private func pretext(
    _ place: Int, before now: Double, moved: Int = -1, to next: Double = 0
  ) -> Double {
    guard let statements else { return 0 }
    let source = columns[statements.data.provoker]
    var recent: [(label: Int, time: Double, acts: Double)] = []
    let end = source.firstPosition(notBefore: now)
    for position in source.firstPosition(notBefore: now - statements.memory)..<end
    where position != moved {
      recent.append((source.label[position], source.time[position], source.weight[position]))
    }
    if moved >= 0, next < now {
      recent.append((source.label[moved], next, source.weight[moved]))
    }
    return statements.latestOrWorst(place, before: now, recent)
  }

  /// The change of the log-likelihood of what is said when the rates of stream i change.
  ///
  /// - Parameters:
  ///   - i: The stream.
  ///   - rate: The new rate of the event at a position.
  ///   - excitation: The new sum over the attacks there.
  ///   - next: The new strength of answers.
  ///   - kernel: A new lag law, with which sums are computed anew.
  /// - Returns: The change of the log-likelihood.
  @inline(__always)
  func statementGain(
    _ i: Int, rate: (Int) -> Double, excitation: ((Int) -> Double)? = nil,
    strength next: Double? = nil, kernel: LagKernel? = nil
  ) -> Double {
    guard let statements, statements.data.responder == i else { return 0 }
    statements.begin()
    let column = columns[i]
    let provoker = statements.data.provoker
    let g = next ?? strength[i * streamCount + provoker]
    var gain = 0.0
    for (place, label) in statements.labels.enumerated() {
      let position = column.position(of: label)
      gain += statements.propose(
        place, rate: rate(position), strength: g,
        excitation: excitation?(position) ?? column.excitation[provoker][position],
        kernel.map { statementSums(place, before: column.time[position], $0) }
          ?? statements.sums[place])
    }
    return gain
  }

  /// Takes the factors last proposed for stream i.
  @inline(__always)
  func takeStatements(_ i: Int) {
    guard let statements, statements.data.responder == i else { return }
    statements.take()
  }

  /// Computes all factors anew.
  func refreshStatements() {
    guard let statements else { return }
    let i = statements.data.responder
    let kernel = kernels[i * streamCount + statements.data.provoker]
    statements.restoreAll()
    _ = statementGain(i, rate: { columns[i].rate[$0] }, kernel: kernel)
    statements.take()
  }

  /// The change of the log-likelihood of what is said when one event moves; rates and sums of the move
  /// are in scratch, as ``change(_:of:to:)`` leaves them.
  func statementGain(moving position: Int, of s: Int, to next: Double, rate: Double) -> Double {
    guard let statements else { return 0 }
    let (i, j) = (statements.data.responder, statements.data.provoker)
    statements.begin()
    let column = columns[i]
    let pair = i * streamCount + j
    let kernel = kernels[pair]
    let g = strength[pair]
    let moved = columns[s]
    let (old, label) = (moved.time[position], moved.label[position])
    let acts = moved.weight[position]
    let pulled = pull(i, s, label: label, acts: acts)
    let factor = strength[i * streamCount + s] * pulled
    let affected = ranges[i]
    let reach = max(kernels[i * streamCount + s].reach, s == j ? statements.memory : 0)
    var gain = 0.0
    for (place, own) in statements.labels.enumerated() {
      let here = column.position(of: own)
      if s == i, here == position {
        gain += statements.propose(
          place, rate: rate, strength: g, excitation: self.own[j],
          statementSums(place, before: next, kernel))
        continue
      }
      let now = column.time[here]
      guard now > min(old, next), now < max(old, next) + reach else { continue }
      let change =
        here >= affected.from && here < affected.to ? after[i][here - affected.from] : 0
      guard s == j else {
        if change != 0 {
          gain += statements.propose(
            place, rate: column.rate[here] + factor * change, strength: g,
            excitation: column.excitation[j][here], statements.sums[place])
        }
        continue
      }
      var sums = statements.sums[place]
      statements.move(label, from: old, to: next, acts: acts, before: now, kernel, place, in: &sums)
      if statements.memory > 0, now - max(old, next) <= statements.memory {
        sums.pretext = pretext(place, before: now, moved: position, to: next)
      }
      gain += statements.propose(
        place, rate: column.rate[here] + factor * change, strength: g,
        excitation: column.excitation[j][here] + pulled * change, sums)
    }
    return gain
  }

  /// Computes the factors of acts anew that an event of s touches, after it came or went.
  ///
  /// - Parameters:
  ///   - time: Where it is.
  ///   - s: Its stream.
  ///   - label: Its label.
  ///   - acts: How many acts came; a negative number of acts went.
  /// - Returns: The change of the log-likelihood.
  func reweighStatements(after time: Double, _ s: Int, label: Int, acts: Double) -> Double {
    guard let statements else { return 0 }
    let (i, j) = (statements.data.responder, statements.data.provoker)
    statements.begin()
    let column = columns[i]
    let pair = i * streamCount + j
    let reach = max(kernels[i * streamCount + s].reach, s == j ? statements.memory : 0)
    let own = statements.place(s, label)
    var gain = 0.0
    for (place, other) in statements.labels.enumerated() {
      let here = column.position(of: other)
      let now = column.time[here]
      guard now >= time, now < time + reach else { continue }
      var sums = statements.sums[place]
      if place == own {
        sums = statementSums(place, before: now, kernels[pair])
      } else if s == j {
        statements.add(
          label, at: time, acts: acts, before: now, kernels[pair], place, to: &sums)
        if statements.memory > 0 { sums.pretext = pretext(place, before: now) }
      }
      gain += statements.propose(
        place, rate: column.rate[here], strength: strength[pair],
        excitation: column.excitation[j][here], sums)
    }
    statements.take()
    return gain
  }

  // MARK: What statements add

  /// Moves the chance to be named, and what severity multiplies by.
  func moveStatements(tuning step: Double) {
    guard let statements else { return }
    let i = statements.data.responder
    for _ in 0..<3 {
      let old = statements.rho
      let logit = Double.log(old / (1 - old)) + statements.scales.rho * random.normal()
      let next = 1 / (1 + Double.exp(-logit))
      guard next > 1e-12, next < 1 - 1e-12 else { continue }
      statements.rho = next
      let gain = statementGain(i, rate: { columns[i].rate[$0] })
      // Even on (0, 1), as a density of the logit.
      let prior = Double.log(next * (1 - next) / (old * (1 - old)))
      let accepted = accepts(gain + prior)
      if accepted { statements.take() } else { statements.rho = old }
      ProposalScales.tune(&statements.scales.rho, accepted: accepted, step: step)
    }
    if statements.data.severityIsNamed {
      let old = statements.logNaming
      let next = old + statements.scales.naming * random.normal()
      statements.logNaming = next
      let kernel = kernels[i * streamCount + statements.data.provoker]
      let gain = statementGain(i, rate: { columns[i].rate[$0] }, kernel: kernel)
      let accepted = accepts(gain + logSeverityPrior(next) - logSeverityPrior(old))
      if accepted { statements.take() } else { statements.logNaming = old }
      ProposalScales.tune(&statements.scales.naming, accepted: accepted, step: step)
    }
    if statements.data.severityActs {
      for _ in 0..<2 { moveSeverity(statements, tuning: step) }
    }
  }

  private func logSeverityPrior(_ value: Double) -> Double {
    let z = value / Statements.severityDeviation
    return -0.5 * z * z
  }

  private func moveSeverity(_ statements: StatementMarks, tuning step: Double) {
    let (i, j) = (statements.data.responder, statements.data.provoker)
    let pair = i * streamCount + j
    let g = strength[pair]
    let old = statements.logSeverity
    let next = old + statements.scales.severity * random.normal()
    statements.logSeverity = next
    weighPulls(statements)
    let column = columns[i]
    let after = after[i]
    excite(i, j, kernels[pair], into: after)
    let newMass = responses(of: i, to: j, kernels[pair])
    let sums = column.excitation[j]
    var ratios = RatioProduct()
    for event in 0..<column.count {
      let rate = column.rate[event]
      ratios.multiply(
        max(1e-300, (rate + g * (after[event] - sums[event])) / rate), times: column.weight[event])
    }
    let said = statementGain(
      i, rate: { column.rate[$0] + g * (after[$0] - sums[$0]) }, excitation: { after[$0] },
      kernel: kernels[pair])
    let gain =
      logSeverityPrior(next) - logSeverityPrior(old) - g * (newMass - mass[pair]) + ratios.value()
      + said
    let accepted = accepts(gain)
    if accepted {
      for event in 0..<column.count {
        column.rate[event] += g * (after[event] - sums[event])
        sums[event] = after[event]
      }
      mass[pair] = newMass
      statements.take()
    } else {
      statements.logSeverity = old
      weighPulls(statements)
    }
    ProposalScales.tune(&statements.scales.severity, accepted: accepted, step: step)
  }

  /// Gives the attacks the weights of their class.
  func weighPulls(_ statements: StatementMarks) {
    let column = columns[statements.data.provoker]
    for position in 0..<column.count {
      column.pull[position] = column.weight[position] * statements.factor(column.label[position])
    }
  }
}
