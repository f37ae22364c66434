import Estimation

/// The distribution of times that are known only as intervals, without a model: the nonparametric
/// maximum likelihood estimate of Turnbull (JRSS B 38, 1976).
///
/// All mass lies in the innermost intervals, those between a left end and the next right end with
/// no other end between; where inside, the data cannot tell.
public struct TurnbullEstimate: Hashable, Sendable {
  /// An innermost interval and its share.
  public struct Mass: Hashable, Sendable {
    /// The left end.
    public let lower: Double
    /// The right end; infinite where nothing bounds it.
    public let upper: Double
    /// The probability.
    public let probability: Double
  }

  /// The masses, by time; those of no probability are left out.
  public let masses: [Mass]

  /// The estimate from intervals; an empty list has no mass.
  ///
  /// - Parameter intervals: Left and right ends, in order; the right may be infinite.
  public init(intervals: [(lower: Double, upper: Double)]) {
    // At the same time a right end closes before a left end opens: intervals are open on the left,
    // except that an exact time is an interval of its own.
    var ends: [(time: Double, kind: Int)] = []
    for interval in intervals {
      let exact = interval.lower == interval.upper
      ends.append((interval.lower, exact ? -1 : 1))
      ends.append((interval.upper, 0))
    }
    ends.sort { ($0.time, $0.kind) < ($1.time, $1.kind) }
    var innermost: [(lower: Double, upper: Double)] = []
    for (left, right) in zip(ends, ends.dropFirst()) where left.kind != 0 && right.kind == 0 {
      innermost.append((left.time, right.time))
    }
    guard !innermost.isEmpty else {
      masses = []
      return
    }
    let members = intervals.map { interval in
      innermost.indices.filter {
        interval.lower <= innermost[$0].lower && innermost[$0].upper <= interval.upper
      }
    }
    var shares = [Double](repeating: 1 / Double(innermost.count), count: innermost.count)
    for _ in 0..<20_000 {
      var next = [Double](repeating: 0, count: shares.count)
      for member in members {
        let total = member.reduce(0) { $0 + shares[$1] }
        guard total > 0 else { continue }
        for cell in member { next[cell] += shares[cell] / total / Double(intervals.count) }
      }
      let change = zip(shares, next).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
      shares = next
      if change < 1e-10 { break }
    }
    masses = zip(innermost, shares).compactMap { interval, share in
      share > 1e-7
        ? Mass(lower: interval.lower, upper: interval.upper, probability: share) : nil
    }
  }

  /// The time by which a share has come, evenly spread inside innermost intervals; NaN without
  /// data, infinite where no interval bounds it.
  public func quantile(_ p: Double) -> Double {
    // Half of the pairs are half of them: shares carry the errors of their iteration, and the median
    // must not jump over a gap because of the last bits.
    let slack = 1e-6
    var sum = 0.0
    for mass in masses {
      if sum + mass.probability >= p - slack {
        guard mass.upper.isFinite else { return .infinity }
        let part = min(max((p - sum) / mass.probability, 0), 1)
        return mass.lower + part * (mass.upper - mass.lower)
      }
      sum += mass.probability
    }
    return masses.last?.upper ?? .nan
  }

  /// The probability of a time beyond the given one, at ends of innermost intervals.
  public func survival(after time: Double) -> Double {
    masses.reduce(0) { $0 + ($1.upper > time ? $1.probability : 0) }
  }
}
