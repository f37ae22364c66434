import Randomness

/// A history that the data allow, to begin a chain with.
package struct LatentStart: Sendable {
  /// A time for each known event.
  var times: [[Double]]
  /// Times of events that only counts know.
  var unseen: [[Double]]

  /// Finds a history that meets all counts: known events anywhere in their intervals, then one event
  /// more, one fewer, or one across an edge, whatever mends most.
  ///
  /// - Throws: ``PointProcessError/countsDisagree(_:)`` when none is found.
  package init(of data: LatentEvents, using random: inout RandomStream) throws(PointProcessError) {
    times = []
    unseen = []
    for s in 0..<data.streamCount {
      var search = StartSearch(data, s, using: &random)
      guard search.run(using: &random) else {
        throw .countsDisagree(search.worst)
      }
      times.append(search.known)
      unseen.append(search.unseen)
    }
  }
}

/// The search for a start of one stream.
private struct StartSearch {
  let counts: [LatentEvents.Count]
  let intervals: [LatentEvents.Interval]
  /// Spans between neighbouring edges of counts that some count covers.
  let cells: [(lower: Double, upper: Double)]
  /// Counts that hold each cell.
  let countsOfCell: [[Int]]
  /// Known events that can be in several cells, with those cells.
  let movable: [(label: Int, cells: [Int])]
  /// How many acts an unseen event stands for.
  let actsPerUnseen: Int
  var known: [Double]
  var unseen: [Double] = []
  /// Unseen events of each cell.
  var unseenOfCell: [Int]
  var held: [Int]

  init(_ data: LatentEvents, _ s: Int, using random: inout RandomStream) {
    let counts = data.counts.filter { $0.stream == s }
    let intervals = data.known[s]
    let edges = Set(counts.flatMap { [$0.start, $0.end] } + [0, data.duration]).sorted()
    let cells = zip(edges, edges.dropFirst()).map { (lower: $0, upper: $1) }
    countsOfCell = cells.map { cell in
      counts.indices.filter { counts[$0].start <= cell.lower && cell.upper <= counts[$0].end }
    }
    movable = intervals.indices.compactMap { label in
      let open = cells.indices.filter {
        intervals[label].lower < cells[$0].upper && cells[$0].lower < intervals[label].upper
      }
      return open.count > 1 ? (label, open) : nil
    }
    var known: [Double] = []
    for interval in intervals {
      known.append(
        interval.isExact ? interval.lower : random.uniform(interval.lower, interval.upper))
    }
    held = counts.map { count in
      zip(known, intervals).reduce(0) { count.holds($1.0) ? $0 + $1.1.acts : $0 }
    }
    actsPerUnseen = data.actsPerUnseen[s]
    unseenOfCell = cells.map { _ in 0 }
    self.counts = counts
    self.intervals = intervals
    self.cells = cells
    self.known = known
  }

  private func lack(_ index: Int, _ change: Int = 0) -> Int {
    let value = held[index] + change
    return max(0, counts[index].minimum - value) + max(0, value - counts[index].maximum)
  }

  /// The count that is met worst, in words.
  var worst: String {
    guard let index = counts.indices.max(by: { lack($0) < lack($1) }) else { return "" }
    let count = counts[index]
    return "\(count.minimum) to \(count.maximum) acts from day \(count.start) to \(count.end)"
  }

  private func gain(_ cell: Int, _ change: Int) -> Int {
    countsOfCell[cell].reduce(0) { $0 + lack($1, change) - lack($1) }
  }

  private mutating func note(_ cell: Int, _ change: Int) {
    for index in countsOfCell[cell] { held[index] += change }
  }

  private func cell(of time: Double) -> Int {
    cells.firstIndex { time >= $0.lower && time < $0.upper } ?? cells.count - 1
  }

  private enum Step {
    case add(Int)
    case drop(Int)
    case move(label: Int, to: Int)
  }

  mutating func run(using random: inout RandomStream) -> Bool {
    let wanted = counts.reduce(0.0) { $0 + Double($1.minimum / actsPerUnseen) }
    for _ in 0..<(5000 + Int(min(2 * wanted, 1e6))) {
      guard counts.indices.contains(where: { lack($0) > 0 }) else { return true }
      var best: [Step] = []
      var most = Int.max
      func consider(_ step: Step, _ gain: Int) {
        if gain < most {
          most = gain
          best = []
        }
        if gain == most { best.append(step) }
      }
      for cell in cells.indices where !countsOfCell[cell].isEmpty {
        consider(.add(cell), gain(cell, actsPerUnseen))
        if unseenOfCell[cell] > 0 { consider(.drop(cell), gain(cell, -actsPerUnseen)) }
      }
      for (label, open) in movable {
        let from = cell(of: known[label])
        let acts = intervals[label].acts
        for to in open where to != from {
          let shared = Set(countsOfCell[from]).intersection(countsOfCell[to])
          let left = countsOfCell[from].filter { !shared.contains($0) }
          let entered = countsOfCell[to].filter { !shared.contains($0) }
          consider(
            .move(label: label, to: to),
            left.reduce(0) { $0 + lack($1, -acts) - lack($1) }
              + entered.reduce(0) { $0 + lack($1, acts) - lack($1) })
        }
      }
      guard !best.isEmpty else { return false }
      switch best[random.integer(in: 0...(best.count - 1))] {
      case .add(let cell):
        unseen.append(random.uniform(cells[cell].lower, cells[cell].upper))
        note(cell, actsPerUnseen)
        unseenOfCell[cell] += 1
      case .drop(let cell):
        guard let index = unseen.firstIndex(where: { self.cell(of: $0) == cell }) else { continue }
        unseen.remove(at: index)
        note(cell, -actsPerUnseen)
        unseenOfCell[cell] -= 1
      case .move(let label, let to):
        note(cell(of: known[label]), -intervals[label].acts)
        known[label] = random.uniform(
          max(cells[to].lower, intervals[label].lower), min(cells[to].upper, intervals[label].upper)
        )
        note(to, intervals[label].acts)
      }
    }
    return counts.indices.allSatisfy { lack($0) == 0 }
  }
}
