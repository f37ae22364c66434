import RealModule

/// Moves of the events that only counts know: they come, go, and trade places across the edges of
/// counts.
///
/// An unseen event that stands for w acts is weighed as w acts anywhere in the covered spans would
/// be: with a flat rate the number of acts has the law of Poisson, whatever w.
extension HawkesChain {
  /// Tries to add or remove an unseen event, to carry one elsewhere, and to let a pair of events
  /// cross an edge in opposite directions.
  func moveUnseen() {
    for s in 0..<streamCount where unseenLength[s] > 0 {
      for _ in 0..<unseenTries[s] {
        if random.uniform() < 0.5 { bear(s) } else { bury(s) }
        carry(s)
        trade(s)
      }
    }
  }

  /// A time anywhere in the spans that counts cover.
  private func anywhere(_ s: Int) -> Double {
    var rest = random.uniform() * unseenLength[s]
    for span in unseenSpans[s] {
      let length = span.upper - span.lower
      if rest < length { return span.lower + rest }
      rest -= length
    }
    return unseenSpans[s][0].lower
  }

  /// Whether a stream may have unseen events at a time.
  func isCovered(_ time: Double, _ s: Int) -> Bool {
    unseenSpans[s].contains { time >= $0.lower && time < $0.upper }
  }

  private func isUnseen(_ position: Int, _ s: Int) -> Bool { columns[s].label[position] < 0 }

  /// A random unseen event of a stream.
  private func anyUnseen(_ s: Int) -> Int? {
    let column = columns[s]
    guard unseenCount[s] > 0 else { return nil }
    var rest = random.integer(in: 0...(unseenCount[s] - 1))
    for position in 0..<column.count where isUnseen(position, s) {
      if rest == 0 { return position }
      rest -= 1
    }
    return nil
  }

  /// Birth: the proposal is even over the covered spans, its reverse even over the unseen events.
  private func bear(_ s: Int) {
    let time = anywhere(s)
    let acts = data.actsPerUnseen[s]
    guard columns[s].hasRoom, allows(s, without: nil, with: time, acts: acts) else { return }
    let ratio = HawkesChain.logVolume(
      of: acts, besides: acts * unseenCount[s], length: unseenLength[s])
    let (position, gain) = insert(time, label: -1, s, weight: Double(acts))
    if !accepts(gain + ratio) { remove(position, s) }
  }

  /// The logarithm of the volume that some more acts bring, unordered, beside those of their kind:
  /// length^acts n! / (n + acts)!.
  static func logVolume(of acts: Int, besides present: Int, length: Double) -> Double {
    if acts == 1 { return Double.log(length / Double(present + 1)) }
    return Double(acts) * Double.log(length) + Double.logGamma(Double(present + 1))
      - Double.logGamma(Double(present + acts + 1))
  }

  private func bury(_ s: Int) {
    let acts = data.actsPerUnseen[s]
    guard let position = anyUnseen(s),
      allows(s, without: columns[s].time[position], with: nil, acts: acts)
    else { return }
    let ratio = HawkesChain.logVolume(
      of: acts, besides: acts * (unseenCount[s] - 1), length: unseenLength[s])
    let time = columns[s].time[position]
    let gain = remove(position, s)
    if !accepts(gain - ratio) { insert(time, label: -1, s, weight: Double(acts)) }
  }

  /// Carries an unseen event to any other place that the counts allow.
  private func carry(_ s: Int) {
    guard let position = anyUnseen(s) else { return }
    move(position, of: s, to: anywhere(s))
  }

  /// Two events of a stream trade cells: one that is known as an interval crosses an edge, and an
  /// unseen one takes the place that it leaves.
  private func trade(_ s: Int) {
    guard !crossing[s].isEmpty, unseenCount[s] > 0, data.isOfSingleActs else { return }
    let label = crossing[s][random.integer(in: 0...(crossing[s].count - 1))]
    let column = columns[s]
    let first = column.position(of: label)
    let old = column.time[first]
    let next = random.uniform(column.lower[first], column.upper[first])
    let cell = cell(of: next, s)
    let home = self.cell(of: old, s)
    // No unseen event may take a place that no count covers.
    guard cell != home, isCovered(old, s) else { return }
    // An unseen event of the cell that is entered goes to the cell that is left.
    let candidates = (0..<column.count).filter {
      isUnseen($0, s) && column.time[$0] >= cell.lower && column.time[$0] < cell.upper
    }
    guard !candidates.isEmpty else { return }
    let other = candidates[random.integer(in: 0...(candidates.count - 1))]
    let otherOld = column.time[other]
    let otherNext = random.uniform(home.lower, home.upper)
    let back = (0..<column.count).count {
      isUnseen($0, s) && column.time[$0] >= home.lower && column.time[$0] < home.upper
    }
    let ratio =
      Double.log(Double(candidates.count) / Double(back + 1))
      + Double.log((home.upper - home.lower) / (cell.upper - cell.lower))
    let (low, high) = (column.lower[first], column.upper[first])
    var gain = remove(other, s)
    gain += remove(column.position(of: label), s)
    let a = insert(next, label: label, s, lower: low, upper: high)
    let b = insert(otherNext, label: -1, s)
    gain += a.gain + b.gain
    if accepts(gain + ratio) { return }
    for (time, isKnown) in [(otherNext, false), (next, true)] {
      let position = (0..<column.count).first {
        column.time[$0] == time && (column.label[$0] >= 0) == isKnown
      }
      if let position { remove(position, s) }
    }
    insert(old, label: label, s, lower: low, upper: high)
    insert(otherOld, label: -1, s)
  }

  /// Adds an event.
  ///
  /// - Returns: Its position and the change of the log-likelihood.
  @discardableResult
  func insert(
    _ time: Double, label: Int, _ s: Int, weight: Double = 1, lower: Double? = nil,
    upper: Double? = nil
  ) -> (position: Int, gain: Double) {
    let d = streamCount
    let column = columns[s]
    let base = baseline.rate(s, at: time)
    var rate = base
    for j in 0..<d {
      own[j] = sum(s, over: j, before: time, except: -1)
      rate += strength[s * d + j] * own[j]
    }
    var gain = weight * Double.log(rate) + follow(time, s, acts: weight, label: label)
    let position = column.insert(
      time: time, lower: lower ?? time, upper: upper ?? time, weight: weight, label: label)
    for j in 0..<d { column.excitation[j][position] = own[j] }
    column.base[position] = base
    column.rate[position] = rate
    if label < 0 { unseenCount[s] += 1 }
    count(time, s, by: Int(weight))
    if let statements {
      if s == statements.data.provoker {
        column.pull[position] = weight * statements.factor(label)
      }
      if let place = statements.place(s, label) { statements.restore(place) }
      gain += reweighStatements(after: time, s, label: label, acts: weight)
    }
    return (position, gain)
  }

  /// Takes an event out.
  ///
  /// - Returns: The change of the log-likelihood.
  @discardableResult
  func remove(_ position: Int, _ s: Int) -> Double {
    let column = columns[s]
    let time = column.time[position]
    let rate = column.rate[position]
    let weight = column.weight[position]
    let label = column.label[position]
    if label < 0 { unseenCount[s] -= 1 }
    column.remove(at: position)
    count(time, s, by: -Int(weight))
    var gain = follow(time, s, acts: -weight, label: label) - weight * Double.log(rate)
    if let statements {
      if let place = statements.place(s, label) { gain += statements.withdraw(place) }
      gain += reweighStatements(after: time, s, label: label, acts: -weight)
    }
    return gain
  }

  /// Adds what an event does to later ones; a negative number of acts takes it away.
  ///
  /// - Returns: The change of their log-likelihood.
  private func follow(_ time: Double, _ s: Int, acts: Double, label: Int) -> Double {
    let d = streamCount
    var ratios = RatioProduct()
    var gain = 0.0
    for i in 0..<d {
      let kernel = kernels[i * d + s]
      let g = strength[i * d + s]
      let pulled = pull(i, s, label: label, acts: acts)
      let target = columns[i]
      let (from, to) = neighbours(target, time, time + kernel.reach)
      kernel.values(target.time + from, to - from, after: time, into: after[i])
      let sums = target.excitation[s]
      for index in 0..<(to - from) {
        let change = pulled * after[i][index]
        let old = target.rate[from + index]
        let new = max(target.base[from + index], old + g * change)
        ratios.multiply(new / old, times: target.weight[from + index])
        sums[from + index] = max(0, sums[from + index] + change)
        target.rate[from + index] = new
      }
      let within = kernel.cumulative(duration - time)
      gain -= pulled * g * within
      mass[i * d + s] += pulled * within
    }
    return gain + ratios.value()
  }
}
