import RealModule

/// Who answers whom in a chain, drawn for a while so that a lag can move together with the times
/// that depend on it.
///
/// Given parents, the likelihood is a product over the branches of a tree: immigrants count with the
/// baseline, every other event with the lag to its parent. When a lag is proposed, each event whose
/// time is an interval keeps its rank among the lags that are open to it, so that the times stretch
/// with the lag (a non-centred parametrization; Papaspiliopoulos, Roberts and Sköld, Statistical
/// Science 22, 2007). Between such moves the parents are forgotten again.
final class Genealogy {
  private(set) var count = 0
  /// Events of all streams in order of time; parents come before their children.
  let time: UnsafeMutablePointer<Double>
  let stream: UnsafeMutablePointer<Int>
  /// As in ``EventColumn/label``.
  let label: UnsafeMutablePointer<Int>
  /// The interval in which an event may move without a count of the data changing.
  let lower: UnsafeMutablePointer<Double>
  let upper: UnsafeMutablePointer<Double>
  /// The position of the parent, or -1 for an event of the baseline.
  let parent: UnsafeMutablePointer<Int>
  /// The times that follow from the lag last proposed.
  let proposed: UnsafeMutablePointer<Double>
  /// How far an event and its descendants may move back and on.
  let back: UnsafeMutablePointer<Double>
  let on: UnsafeMutablePointer<Double>
  /// The last of an event's descendants, or the event itself, and of whose cluster it was found last.
  let last: UnsafeMutablePointer<Int>
  let cluster: UnsafeMutablePointer<Int>
  /// For each event of a stream, by its position there, its position here.
  let places: [UnsafeMutablePointer<Int>]
  /// The next event of each stream while they are merged.
  private let next: UnsafeMutablePointer<Int>

  init(capacities: [Int]) {
    let capacity = max(1, capacities.reduce(0, +))
    func column() -> UnsafeMutablePointer<Double> {
      let pointer = UnsafeMutablePointer<Double>.allocate(capacity: capacity)
      pointer.initialize(repeating: 0, count: capacity)
      return pointer
    }
    func positions(_ capacity: Int) -> UnsafeMutablePointer<Int> {
      let pointer = UnsafeMutablePointer<Int>.allocate(capacity: max(1, capacity))
      pointer.initialize(repeating: 0, count: max(1, capacity))
      return pointer
    }
    time = column()
    proposed = column()
    lower = column()
    upper = column()
    back = column()
    on = column()
    last = positions(capacity)
    cluster = positions(capacity)
    stream = positions(capacity)
    label = positions(capacity)
    parent = positions(capacity)
    places = capacities.map(positions)
    next = positions(capacities.count)
  }

  deinit {
    for pointer in [time, proposed, lower, upper, back, on] { pointer.deallocate() }
    for pointer in [stream, label, parent, next, last, cluster] + places { pointer.deallocate() }
  }

  /// Takes the events of a chain and draws a parent for each.
  ///
  /// - Parameters:
  ///   - chain: The chain.
  ///   - heeded: Whether parents follow what is said, as they are reported, or rates alone, as moves
  ///     take them: what is said then enters their acceptance as a factor.
  func draw(from chain: HawkesChain, heeding heeded: Bool = false) {
    let d = chain.streamCount
    for s in 0..<d { next[s] = 0 }
    count = 0
    while true {
      var earliest = -1
      var best = Double.infinity
      for s in 0..<d where next[s] < chain.columns[s].count {
        let now = chain.columns[s].time[next[s]]
        if now < best {
          best = now
          earliest = s
        }
      }
      guard earliest >= 0 else { break }
      let column = chain.columns[earliest]
      let position = next[earliest]
      time[count] = best
      stream[count] = earliest
      label[count] = column.label[position]
      let range = chain.range(of: position, earliest)
      (lower[count], upper[count]) = (range.lower, range.upper)
      if range.upper > range.lower, column.label[position] >= 0 {
        let cell = chain.cell(of: best, earliest)
        lower[count] = max(range.lower, cell.lower)
        upper[count] = min(range.upper, cell.upper)
      }
      places[earliest][position] = count
      if heeded, let place = chain.statements?.place(earliest, column.label[position]) {
        parent[count] =
          chain.statedOrigin(of: position, place).map { places[$0.stream][$0.position] } ?? -1
      } else {
        parent[count] = drawParent(of: position, earliest, chain)
      }
      next[earliest] += 1
      count += 1
    }
  }

  /// For each event of each stream the stream and position of its parent, or nil.
  func parents(of counts: [Int]) -> [[(stream: Int, position: Int)?]] {
    var positions = [(stream: Int, position: Int)](repeating: (0, 0), count: count)
    for (s, count) in counts.enumerated() {
      for position in 0..<count { positions[places[s][position]] = (s, position) }
    }
    return counts.enumerated().map { s, count in
      (0..<count).map { position in
        let origin = parent[places[s][position]]
        return origin < 0 ? nil : positions[origin]
      }
    }
  }

  private func drawParent(of position: Int, _ i: Int, _ chain: HawkesChain) -> Int {
    let column = chain.columns[i]
    var rest = chain.random.uniform() * column.rate[position] - column.base[position]
    guard rest > 0 else { return -1 }
    let d = chain.streamCount
    let now = column.time[position]
    for j in 0..<d {
      let g = chain.strength[i * d + j]
      let share = g * column.excitation[j][position]
      if rest > share {
        rest -= share
        continue
      }
      let source = chain.columns[j]
      let weights = chain.pulls(i, j)
      let kernel = chain.kernels[i * d + j]
      var index = source.firstPosition(notBefore: now) - 1
      var likeliest = -1
      while index >= 0, now - source.time[index] < kernel.reach {
        let part = g * weights[index] * kernel.density(now - source.time[index])
        if part > 0 { likeliest = index }
        rest -= part
        if rest <= 0 { break }
        index -= 1
      }
      // Rounding may leave a crumb of the sum behind; the last event with a share takes it.
      return likeliest >= 0 ? places[j][likeliest] : -1
    }
    return -1
  }

  /// The log of the ratio of the densities when the lag law of one pair is replaced, with the times
  /// that follow from it in ``proposed``; nil when no such history exists.
  func replace(
    _ pair: Int, by next: LagKernel, table nextTable: LagTable, in chain: HawkesChain,
    tables: LagTables
  ) -> Double? {
    let d = chain.streamCount
    var sum = 0.0
    for event in 0..<count {
      proposed[event] = time[event]
      let origin = parent[event]
      guard origin >= 0 else { continue }
      let own = stream[event] * d + stream[origin]
      let before = chain.kernels[own]
      let isChanged = own == pair
      let (old, new) = (time[origin], proposed[origin])
      guard isChanged || new != old else { continue }
      let after = isChanged ? next : before
      let lag = time[event] - old
      if upper[event] <= lower[event] {
        let newLag = time[event] - new
        guard newLag > 0, newLag < after.reach else { return nil }
        sum += after.logDensity(newLag) - before.logDensity(lag)
        continue
      }
      let oldTable = tables[tables.position(of: before.law)]
      let newTable = isChanged ? nextTable : oldTable
      let (a, b) = (before.law.mean, after.law.mean)
      // Beyond the table's end many lags share a rank, so that the map has no inverse.
      guard lag < LagTable.largest * a else { return nil }
      let (from, to) = (max(0, lower[event] - old), min(upper[event] - old, before.reach))
      let (newFrom, newTo) = (max(0, lower[event] - new), min(upper[event] - new, after.reach))
      guard newTo > newFrom else { return nil }
      let here = oldTable.value(lag, mean: a)
      let floor = from > 0 ? oldTable.value(from, mean: a).cumulative : 0
      let width = oldTable.value(to, mean: a).cumulative - floor
      let newFloor = newFrom > 0 ? newTable.value(newFrom, mean: b).cumulative : 0
      let newWidth = newTable.value(newTo, mean: b).cumulative - newFloor
      guard width > 0, newWidth > 0 else { return nil }
      let rank = (here.cumulative - floor) / width
      let newLag = newTable.lag(newFloor + rank * newWidth, mean: b)
      let there = newTable.value(newLag, mean: b)
      let now = new + newLag
      guard newLag > 0, newLag < after.reach, now >= lower[event], now < upper[event],
        here.density > 0, there.density > 0
      else { return nil }
      proposed[event] = now
      sum +=
        after.logDensity(newLag) - before.logDensity(lag)
        + Double.log(newWidth / there.density * here.density / width)
    }
    return sum
  }

  /// Takes the proposed times as they are.
  func accept() {
    for event in 0..<count { time[event] = proposed[event] }
  }

  /// Puts the times back into the columns of a chain.
  func restore(to chain: HawkesChain) {
    for s in 0..<chain.streamCount {
      let column = chain.columns[s]
      for position in 0..<column.count { column.time[position] = time[places[s][position]] }
      column.sort()
    }
  }
}
