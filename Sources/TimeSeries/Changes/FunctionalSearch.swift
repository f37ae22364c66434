import RealModule

/// The search for the cheapest segments that keeps, for every start, only the levels at which no
/// other start is cheaper.
///
/// Exact like ``PeltSearch`` and with the same costs, but the starts it keeps stay few however long
/// segments are (functional pruning: R. Maidstone, T. Hocking, G. Rigaill and P. Fearnhead,
/// Statistics and Computing 27, 2017). Segments may be of any length.
struct FunctionalSearch<Cost: LevelCost> {
  let cost: Cost

  /// The changes of the cheapest segmentation.
  func positions(penalty: Double) -> [Int] {
    let count = cost.count
    var best = [Double](repeating: -penalty, count: count + 1)
    var previous = [Int](repeating: 0, count: count + 1)
    let (lowest, highest) = cost.range
    var pieces = [Piece(start: 0, low: lowest, high: highest)]
    var next: [Piece] = []
    for end in stride(from: 1, through: count, by: 1) {
      var least = Double.infinity
      for piece in pieces {
        let value = cost.least(segment(piece.start, end, best), piece.low, piece.high)
        if value < least {
          least = value
          previous[end] = piece.start
        }
      }
      let level = least + penalty
      best[end] = level
      // A start keeps the levels at which it costs less than a new segment; that takes the rest.
      next.removeAll(keepingCapacity: true)
      var edge = lowest
      for piece in pieces {
        guard
          let (low, high) = cost.levels(
            segment(piece.start, end, best), below: level, piece.low, piece.high)
        else { continue }
        if low.x > edge.x { next.append(Piece(start: end, low: edge, high: low)) }
        next.append(Piece(start: piece.start, low: low, high: high))
        edge = high
      }
      if highest.x > edge.x { next.append(Piece(start: end, low: edge, high: highest)) }
      swap(&pieces, &next)
    }
    return ChangePoints.positions(before: previous)
  }

  @inline(__always)
  private func segment(_ start: Int, _ end: Int, _ best: [Double]) -> LevelSegment {
    let (sum, squares) = cost.sums(from: start, to: end)
    return LevelSegment(count: end - start, sum: sum, squares: squares, before: best[start])
  }

  /// Levels at which a start is the cheapest.
  private struct Piece {
    let start: Int
    let low: SegmentLevel
    let high: SegmentLevel
  }
}

/// The level of a segment: on the scale of the search, and as a mean.
struct SegmentLevel {
  let x: Double
  let mean: Double
}

/// A segment as its cost at a level needs it.
struct LevelSegment {
  let count: Int
  let sum: Double
  let squares: Double
  /// What the segments before it cost.
  let before: Double
}

/// A cost that falls and then rises with the level of a segment.
protocol LevelCost {
  /// Values in all.
  var count: Int { get }
  /// Levels that a segment can have.
  var range: (low: SegmentLevel, high: SegmentLevel) { get }
  /// Sums of values and of their squares.
  func sums(from start: Int, to end: Int) -> (sum: Double, squares: Double)
  /// The least cost between two levels.
  func least(_ segment: LevelSegment, _ low: SegmentLevel, _ high: SegmentLevel) -> Double
  /// The levels between two that cost less than `limit`; nil where none does.
  func levels(
    _ segment: LevelSegment, below limit: Double, _ low: SegmentLevel, _ high: SegmentLevel
  ) -> (SegmentLevel, SegmentLevel)?
}

/// Squared distance to the level.
struct SquaredLevelCost: LevelCost {
  let running: SegmentSums

  var count: Int { running.count }

  var range: (low: SegmentLevel, high: SegmentLevel) {
    var (low, high) = (Double.infinity, -Double.infinity)
    for (before, after) in zip(running.first, running.first.dropFirst()) {
      low = min(low, after - before)
      high = max(high, after - before)
    }
    // A margin, so that a level at the end of the range is inside.
    let margin = max(1e-9, 1e-3 * (high - low))
    return (
      SegmentLevel(x: low - margin, mean: low - margin),
      SegmentLevel(x: high + margin, mean: high + margin)
    )
  }

  func sums(from start: Int, to end: Int) -> (sum: Double, squares: Double) {
    (running.first[end] - running.first[start], running.second[end] - running.second[start])
  }

  func least(_ segment: LevelSegment, _ low: SegmentLevel, _ high: SegmentLevel) -> Double {
    let n = Double(segment.count)
    let mean = segment.sum / n
    let level = Double.minimum(Double.maximum(mean, low.x), high.x)
    let off = level - mean
    return segment.before + segment.squares - segment.sum * mean + n * off * off
  }

  func levels(
    _ segment: LevelSegment, below limit: Double, _ low: SegmentLevel, _ high: SegmentLevel
  ) -> (SegmentLevel, SegmentLevel)? {
    let n = Double(segment.count)
    let mean = segment.sum / n
    let room = limit - (segment.before + segment.squares - segment.sum * mean)
    guard room > 0 else { return nil }
    let reach = (room / n).squareRoot()
    let (from, to) = (Double.maximum(low.x, mean - reach), Double.minimum(high.x, mean + reach))
    guard from < to else { return nil }
    return (SegmentLevel(x: from, mean: from), SegmentLevel(x: to, mean: to))
  }
}

/// Twice Poisson's negative log-likelihood; levels are searched on the logarithm, where it is
/// convex.
struct PoissonLevelCost: LevelCost {
  /// Sums of the counts, whole and therefore exact.
  let running: [Double]
  private let logs: [Double]

  init(_ sums: SegmentSums) {
    running = sums.first.indices.map {
      (sums.first[$0] + Double($0) * sums.shift).rounded()
    }
    logs = running.indices.map { $0 == 0 ? 0 : Double.log(Double($0)) }
  }

  var count: Int { running.count - 1 }

  var range: (low: SegmentLevel, high: SegmentLevel) {
    let highest = zip(running, running.dropFirst()).reduce(1) { max($0, $1.1 - $1.0) }
    return (
      SegmentLevel(x: -.infinity, mean: 0),
      SegmentLevel(x: Double.log(highest) + 1e-3, mean: highest * Double.exp(1e-3))
    )
  }

  func sums(from start: Int, to end: Int) -> (sum: Double, squares: Double) {
    (running[end] - running[start], 0)
  }

  @inline(__always)
  private func value(_ segment: LevelSegment, _ level: SegmentLevel) -> Double {
    let own = segment.sum == 0 ? 0 : segment.sum * level.x
    return segment.before + 2 * (Double(segment.count) * level.mean - own)
  }

  /// Where the cost is least; nil at a level of zero.
  @inline(__always)
  private func best(_ segment: LevelSegment) -> Double? {
    guard segment.sum > 0 else { return nil }
    let whole = Int(segment.sum)
    let log = whole < logs.count ? logs[whole] : Double.log(segment.sum)
    return log - logs[segment.count]
  }

  func least(_ segment: LevelSegment, _ low: SegmentLevel, _ high: SegmentLevel) -> Double {
    guard let best = best(segment) else { return value(segment, low) }
    if best <= low.x { return value(segment, low) }
    if best >= high.x { return value(segment, high) }
    return segment.before + 2 * segment.sum * (1 - best)
  }

  func levels(
    _ segment: LevelSegment, below limit: Double, _ low: SegmentLevel, _ high: SegmentLevel
  ) -> (SegmentLevel, SegmentLevel)? {
    guard least(segment, low, high) < limit else { return nil }
    let from = value(segment, low) <= limit ? low : crossing(segment, limit, from: low, up: true)
    let to = value(segment, high) <= limit ? high : crossing(segment, limit, from: high, up: false)
    return from.x < to.x ? (from, to) : nil
  }

  /// The level at which the cost is `limit`, next to one that costs more: Newton's steps on a convex
  /// function stay on their side.
  private func crossing(
    _ segment: LevelSegment, _ limit: Double, from start: SegmentLevel, up: Bool
  ) -> SegmentLevel {
    let n = Double(segment.count)
    var x = start.x
    // From a level of zero: where the logarithm's part alone costs as much.
    if x == -.infinity { x = (segment.before - limit) / (2 * segment.sum) }
    for _ in 0..<60 {
      let mean = Double.exp(x)
      let excess = segment.before + 2 * (n * mean - segment.sum * x) - limit
      let slope = 2 * (n * mean - segment.sum)
      let step = -excess / slope
      guard step.isFinite, up ? step > 0 : step < 0 else { break }
      x += step
      if step.magnitude < 1e-13 * max(1, x.magnitude) { break }
    }
    return SegmentLevel(x: x, mean: Double.exp(x))
  }
}
