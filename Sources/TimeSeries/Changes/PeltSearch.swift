import RealModule

/// The search for the cheapest segments: dynamic programming that forgets starts which can never be
/// best again. With costs that no split makes larger it is exact, for any least length of segments.
struct PeltSearch {
  let sums: SegmentSums
  let cost: ChangePoints.Cost
  let theta: Double
  let least: Int

  /// The cost of the values from `start` to before `end`.
  func value(from start: Int, to end: Int) -> Double {
    let n = Double(end - start)
    let sum = sums.first[end] - sums.first[start]
    switch cost {
    case .mean:
      return sums.second[end] - sums.second[start] - sum * sum / n
    case .meanAndVariance:
      return n * (Double.log(2 * Double.pi * sums.variance(start, end)) + 1)
    case .poisson:
      let total = sum + n * sums.shift
      return total <= 1e-9 ? 0 : 2 * total * (Double.log(n) - Double.log(total))
    case .negativeBinomial:
      let total = max(0, sum + n * sums.shift)
      let mean = total / n
      let own = total <= 1e-9 ? 0 : total * Double.log(mean / (mean + theta))
      return -2 * (own - n * theta * Double.log(onePlus: mean / theta))
    case .exponential:
      let total = sum + n * sums.shift
      return 2 * n * (Double.log(total / n) + 1)
    }
  }

  /// The changes of the cheapest segmentation.
  func positions(penalty: Double) -> [Int] {
    let count = sums.count
    var best = [Double](repeating: .infinity, count: count + 1)
    var previous = [Int](repeating: 0, count: count + 1)
    best[0] = -penalty
    var starts = [Int](repeating: 0, count: count + 1)
    var totals = [Double](repeating: 0, count: count + 1)
    // Where a start is found to be dearer than a change at some end, that change needs a segment of
    // the least length before it helps; until then the start stays.
    var leaves = [Int](repeating: .max, count: count + 1)
    var live = 0
    let isPoisson = cost == .poisson
    let logs: [Double] =
      isPoisson ? (0...count).map { $0 == 0 ? 0 : Double.log(Double($0)) } : []
    // Running sums of the counts themselves are exact; whole totals find their logarithms in a table.
    var exact = [0.0]
    if isPoisson {
      for index in 1...count {
        exact.append((sums.first[index] + Double(index) * sums.shift).rounded())
      }
    }
    let largest = isPoisson ? Int(exact[count]) : 0
    let table: [Double] =
      isPoisson && largest <= 4_000_000
      ? (0...max(1, largest)).map { $0 == 0 ? 0 : Double.log(Double($0)) } : []
    starts.withUnsafeMutableBufferPointer { starts in
      totals.withUnsafeMutableBufferPointer { totals in
        for end in stride(from: least, through: count, by: 1) {
          // The start that has just become far enough away joins the others.
          let entering = end - least
          if entering == 0 || entering >= least {
            starts[live] = entering
            leaves[live] = .max
            live += 1
          }
          var lowest = Double.infinity
          var from = 0
          if !table.isEmpty {
            for index in 0..<live {
              let start = starts[index]
              let total = exact[end] - exact[start]
              let value =
                best[start] + 2 * total * (logs[end - start] - table[Int(total)])
              totals[index] = value
              if value < lowest {
                lowest = value
                from = start
              }
            }
          } else {
            for index in 0..<live {
              let start = starts[index]
              let value = best[start] + value(from: start, to: end)
              totals[index] = value
              if value < lowest {
                lowest = value
                from = start
              }
            }
          }
          best[end] = lowest + penalty
          previous[end] = from
          // A start that costs more even without the penalty is not best again.
          var kept = 0
          for index in 0..<live {
            let leave =
              totals[index] > best[end] ? min(leaves[index], end + least) : leaves[index]
            guard end + 1 < leave else { continue }
            starts[kept] = starts[index]
            leaves[kept] = leave
            kept += 1
          }
          live = kept
        }
      }
    }
    return ChangePoints.positions(before: previous)
  }
}
