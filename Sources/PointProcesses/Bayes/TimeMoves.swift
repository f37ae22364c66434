import RealModule

extension HawkesChain {
  /// Proposes a new time for every known event that is not exact, and as many times for a random one
  /// of the other events as there are of them.
  ///
  /// Each update is a reversible move of one event: a known one is found by its label, any other is
  /// drawn evenly. A scan over places in the order of time would not leave the posterior as it is: an
  /// event that jumps from one place to another could only be brought back by the update of the other
  /// place.
  func moveTimes() {
    for s in 0..<streamCount {
      let column = columns[s]
      for label in movable[s] { redraw(column.position(of: label), of: s) }
      let others = column.count - data.known[s].count
      for _ in 0..<others { redraw(anyFree(s), of: s) }
    }
  }

  /// A random one of the events of a stream that are not known one by one; there must be one.
  private func anyFree(_ s: Int) -> Int {
    let column = columns[s]
    while true {
      let position = random.place(of: column.count)
      if column.isFree(position) { return position }
    }
  }

  /// Proposes a new time for an event: anywhere it may be, or near its present time.
  private func redraw(_ position: Int, of s: Int) {
    let (lower, upper) = range(of: position, s)
    let width = upper - lower
    guard width > 0 else { return }
    var next: Double
    if random.uniform() < 0.5 {
      next = lower + width * random.uniform()
    } else {
      // A local step, reflected at the ends of the interval.
      next = columns[s].time[position] + 0.25 * min(width, 4) * random.normal()
      while next < lower || next > upper {
        if next < lower { next = 2 * lower - next }
        if next > upper { next = 2 * upper - next }
      }
    }
    move(position, of: s, to: next)
  }

  /// The interval in which an event may be: its own, or, for an event that only counts know, the
  /// span around it within which no count changes.
  func range(of position: Int, _ s: Int) -> (lower: Double, upper: Double) {
    let column = columns[s]
    guard column.label[position] < 0 else {
      return (column.lower[position], column.upper[position])
    }
    return cell(of: column.time[position], s)
  }

  /// Moves an event by the rule of Metropolis for a symmetric proposal.
  func move(_ position: Int, of s: Int, to next: Double) {
    let old = columns[s].time[position]
    guard next >= 0, next < duration, next != old,
      allows(s, without: old, with: next, acts: Int(columns[s].weight[position])),
      let change = change(position, of: s, to: next), accepts(change.gain)
    else { return }
    commit(change, position, of: s, to: next)
  }

  /// What moving an event would change.
  struct TimeChange {
    /// The change of the log-likelihood.
    let gain: Double
    let base: Double
    let rate: Double
  }

  /// The events of a stream that feel a move, and what the move adds to the responses inside the span
  /// per unit of strength.
  struct Affected {
    var from: Int
    var to: Int
    var mass: Double
  }

  /// The log of the likelihood ratio of moving an event, with its parts in scratch; nil where the
  /// likelihood would be zero.
  func change(_ position: Int, of s: Int, to next: Double) -> TimeChange? {
    let column = columns[s]
    let old = column.time[position]
    let d = streamCount
    let base = baseline.rate(s, at: next)
    var rate = base
    for j in 0..<d {
      own[j] = sum(s, over: j, before: next, except: j == s ? position : -1)
      rate += strength[s * d + j] * own[j]
    }
    guard rate > 0 else { return nil }
    var ratios = RatioProduct()
    let acts = column.weight[position]
    ratios.multiply(rate / column.rate[position], times: acts)
    var gain = 0.0
    for i in 0..<d {
      let kernel = kernels + (i * d + s)
      let g = strength[i * d + s] * pull(i, s, label: column.label[position], acts: acts)
      let reach = kernel.pointee.reach
      let target = columns[i]
      let (from, to) = neighbours(target, min(old, next), max(old, next) + reach)
      let (before, after) = (before[i], after[i])
      kernel.pointee.values(target.time + from, to - from, after: old, into: before)
      kernel.pointee.values(target.time + from, to - from, after: next, into: after)
      if i == s, position >= from, position < to {
        before[position - from] = 0
        after[position - from] = 0
      }
      let (rates, weights) = (target.rate + from, target.weight + from)
      for index in 0..<(to - from) {
        after[index] -= before[index]
        let now = rates[index]
        ratios.multiply(max(1e-300, (now + g * after[index]) / now), times: weights[index])
      }
      var mass = 0.0
      if max(old, next) + reach > duration {
        mass =
          kernel.pointee.cumulative(duration - next) - kernel.pointee.cumulative(duration - old)
        gain -= g * mass
      }
      ranges[i] = Affected(from: from, to: to, mass: mass)
    }
    let said = statementGain(moving: position, of: s, to: next, rate: rate)
    return TimeChange(gain: gain + ratios.value() + said, base: base, rate: rate)
  }

  /// Carries out a move whose parts are in scratch.
  func commit(_ change: TimeChange, _ position: Int, of s: Int, to next: Double) {
    let column = columns[s]
    let old = column.time[position]
    let acts = column.weight[position]
    let d = streamCount
    statements?.take()
    for i in 0..<d {
      let pulled = pull(i, s, label: column.label[position], acts: acts)
      let g = strength[i * d + s] * pulled
      let target = columns[i]
      let affected = ranges[i]
      let (sums, rates) = (target.excitation[s] + affected.from, target.rate + affected.from)
      let difference = after[i]
      for index in 0..<(affected.to - affected.from) {
        sums[index] += pulled * difference[index]
        rates[index] += g * difference[index]
      }
      mass[i * d + s] += pulled * affected.mass
    }
    count(old, s, by: -Int(acts))
    count(next, s, by: Int(acts))
    for j in 0..<d { column.excitation[j][position] = own[j] }
    column.base[position] = change.base
    column.rate[position] = change.rate
    _ = column.retime(position, to: next)
  }

  /// Positions of a stream after a time and before another.
  func neighbours(_ column: EventColumn, _ first: Double, _ last: Double) -> (from: Int, to: Int) {
    var from = column.firstPosition(notBefore: first)
    while from < column.count, column.time[from] <= first { from += 1 }
    return (from, max(from, column.firstPosition(notBefore: last)))
  }

  /// The sum of a stream's kernel over the events of another before a time, one of them left out.
  func sum(_ i: Int, over j: Int, before now: Double, except skipped: Int) -> Double {
    let kernel = kernels + (i * streamCount + j)
    let source = columns[j]
    let (times, weights) = (source.time, pulls(i, j))
    let end = source.firstPosition(notBefore: now)
    let from = min(end, source.firstPosition(notBefore: now - kernel.pointee.reach))
    guard skipped >= from, skipped < end else {
      return kernel.pointee.sum(times + from, weights + from, end - from, before: now)
    }
    let next = skipped + 1
    return kernel.pointee.sum(times + from, weights + from, skipped - from, before: now)
      + kernel.pointee.sum(times + next, weights + next, end - next, before: now)
  }
}
