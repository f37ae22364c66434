import Foundation
import LinearAlgebra
import Randomness
import RealModule
import Testing
import TimeSeries

@Suite struct ChangePointTests {
  static func column(_ file: String) throws -> [Double] {
    try ReferenceTable.columns(
      ReferenceTable.folder.appendingPathComponent(file)
    ).column(0)
  }

  @Test func theNileAndTheMines() throws {
    let reference = try ReferenceTable(
      ReferenceTable.folder.appendingPathComponent("changepoints.R.json"))
    let nile = try Self.column("nile.csv")
    let mean = nile.reduce(0, +) / Double(nile.count)
    let deviation =
      (nile.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(nile.count - 1)).squareRoot()
    // The reference measures errors in the deviation of the whole series.
    let found = try ChangePoints(nile, cost: .mean, scale: deviation)
    let expected = reference["nile"]["pelt_mean_standardised_MBIC"]
    #expect(found.positions == [28])
    #expect(abs(found.penalty - expected.number("penalty_value")) < 1e-10)
    for (value, other) in zip(found.means, expected["params"].list("mean")) {
      #expect(abs((value - mean) / deviation - other) < 1e-10)
    }
    #expect(try ChangePoints(nile, cost: .mean).positions == [28])
    // Two equal years in a row are no segment; longer segments find the same break.
    #expect(throws: TimeSeriesError.self) { try ChangePoints(nile, cost: .meanAndVariance) }
    #expect(
      try ChangePoints(nile, cost: .meanAndVariance, minimumLength: 5).positions == [28])
    // Segments of 15 years at least: squared errors with no break and with one, and what they make
    // of the largest F of a break.
    let breaks = reference["nile"]["strucchange_breakpoints"]
    let none = try ChangePoints(
      nile, cost: .mean, penalty: .fixed(1e9), scale: 1, minimumLength: 15)
    let one = try ChangePoints(nile, cost: .mean, penalty: .fixed(1e5), scale: 1, minimumLength: 15)
    let squares = breaks.list("rss_breaks0to5")
    #expect(relativeError(none.cost, squares[0]) < 1e-10 && none.positions.isEmpty)
    #expect(relativeError(one.cost, squares[1]) < 1e-10 && one.positions == [28])
    let f = (none.cost - one.cost) / (one.cost / 98)
    #expect(relativeError(f, reference["nile"]["supF"].number("stat")) < 1e-8)
    let mines = try Self.column("coal_disasters_annual.csv")
    let single = try ChangePoints(mines, cost: .poisson, penalty: .fixed(20))
    #expect(single.positions == [41])
    for (value, other) in zip(single.means, reference["coal"].list("rates")) {
      #expect(relativeError(value, other) < 1e-10)
    }
    for (key, penalty) in [
      ("pelt_poisson_SIC", ChangePoints.Penalty.bic), ("pelt_poisson_pen5", .fixed(5)),
    ] {
      let changes = try ChangePoints(mines, cost: .poisson, penalty: penalty)
      let model = reference["coal"][key]
      #expect(changes.positions.map(Double.init) == model.list("cpts"), "\(key)")
      #expect(abs(changes.penalty - model.number("penalty_value")) < 1e-6 || key.hasSuffix("SIC"))
      for (value, other) in zip(changes.means, model["params"].list("lambda")) {
        #expect(abs(value - other) < 1e-10)
      }
    }
  }

  @Test(arguments: ChangePoints.Cost.allCases, 0..<20)
  func theSearchIsExact(cost: ChangePoints.Cost, replicate: Int) throws {
    var random = RandomStream(seed: 5, part: .init("change test"), replicate: replicate)
    // Half of the series have stretches of nothing but zeros.
    let scale = replicate % 2 == 0 ? 1 : 0.05
    let values = (0..<60).map { t in
      let mean = scale * (t < 20 ? 2.0 : t < 45 ? 7 : 3)
      switch cost {
      case .mean, .meanAndVariance: return mean + random.normal()
      case .exponential: return random.exponential(mean: mean)
      default: return Double(random.poisson(mean: mean))
      }
    }
    let penalty = replicate < 10 ? 6 : 1.5
    let theta = 5.0
    let least = cost == .meanAndVariance || cost == .exponential ? 3 : 1
    let found = try ChangePoints(
      values, cost: cost, penalty: .fixed(penalty), theta: theta, scale: 1, minimumLength: least)
    // All segmentations, by plain dynamic programming over a cost written apart.
    func segment(_ part: ArraySlice<Double>) -> Double {
      let n = Double(part.count)
      let sum = part.reduce(0, +)
      let mean = sum / n
      let squares = part.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      switch cost {
      case .mean: return squares
      case .meanAndVariance: return n * (Double.log(2 * Double.pi * squares / n) + 1)
      case .poisson: return sum == 0 ? 0 : -2 * sum * Double.log(mean)
      case .exponential: return 2 * (n * Double.log(mean) + n)
      case .negativeBinomial:
        let own = sum == 0 ? 0 : sum * Double.log(mean / (mean + theta))
        return -2 * (own + n * theta * Double.log(theta / (mean + theta)))
      }
    }
    var best = [-penalty]
    for end in 1...60 {
      var lowest = Double.infinity
      for start in 0..<end where end - start >= least && best[start].isFinite {
        lowest = min(lowest, best[start] + segment(values[start..<end]) + penalty)
      }
      best.append(lowest)
    }
    let total = found.cost + penalty * Double(found.positions.count)
    #expect(abs(total - best[60]) < 1e-8 * max(1, abs(best[60])))
  }

  /// The cheapest segmentation by plain dynamic programming over squared errors, written apart.
  private func cheapest(
    _ values: [Double], unit: Double, penalty: Double
  ) -> (total: Double, positions: [Int]) {
    var best = [-penalty]
    var starts: [Int] = []
    for end in 1...values.count {
      // From the last value backwards, the mean and the squares around it grow by one value each.
      var (mean, squares, lowest, from) = (0.0, 0.0, Double.infinity, 0)
      for start in (0..<end).reversed() {
        let step = values[start] / unit - mean
        mean += step / Double(end - start)
        squares += step * (values[start] / unit - mean)
        let total = best[start] + squares + penalty
        if total < lowest { (lowest, from) = (total, start) }
      }
      best.append(lowest)
      starts.append(from)
    }
    var positions: [Int] = []
    var place = values.count
    while place > 0 {
      place = starts[place - 1]
      if place > 0 { positions.insert(place, at: 0) }
    }
    return (best[values.count], positions)
  }

  /// A small change beside a large one: measured in the deviation of the whole series, 100 values
  /// around 0 and 100 around 2 look alike beside 100 around 20.
  @Test func aLargeChangeHidesNoSmallOne() throws {
    for replicate in 0..<10 {
      var random = RandomStream(seed: 9, part: .init("hidden change"), replicate: replicate)
      let levels = [0.0, 2, 20]
      let values = (0..<300).map { levels[$0 / 100] + random.normal() }
      let found = try ChangePoints(values, cost: .mean)
      let scale = try #require(found.scale)
      #expect(scale.method == .medianDifference && abs(scale.value - 1) < 0.25)
      #expect(found.positions.count == 2)
      let best = cheapest(values, unit: scale.value, penalty: found.penalty)
      #expect(found.positions == best.positions)
      let total = found.cost + 2 * found.penalty
      #expect(abs(total - best.total) < 1e-9 * abs(best.total))
      // Shift and unit change neither places nor cost.
      let moved = try ChangePoints(values.map { 1e-6 * ($0 + 1e4) }, cost: .mean)
      #expect(moved.positions == found.positions)
      #expect(abs(moved.cost - found.cost) < 1e-6 * found.cost)
    }
  }

  /// Many changes of many sizes: the total is that of the exact search for the stated penalty.
  @Test func manyChangesAreOptimal() throws {
    var random = RandomStream(seed: 10, part: .init("many changes"))
    var level = 0.0
    let values = (0..<3000).map { t in
      if t % 100 == 0 { level += 2 * random.normal() }
      return level + random.normal()
    }
    let found = try ChangePoints(values, cost: .mean)
    let unit = try #require(found.scale).value
    let best = cheapest(values, unit: unit, penalty: found.penalty)
    let total = found.cost + found.penalty * Double(found.positions.count)
    #expect(abs(total - best.total) < 1e-9 * best.total)
    #expect(found.positions.count >= 20)
  }

  @Test func extremeLengthsAreRefused() {
    let values = (0..<20).map { Double($0 % 3) }
    for length in [11, Int.max] {
      #expect(throws: TimeSeriesError.self) {
        try ChangePoints(values, cost: .mean, minimumLength: length)
      }
    }
  }

  @Test(arguments: [ChangePoints.Cost.mean, .poisson])
  func seriesThatStayTheSameHaveNoChange(cost: ChangePoints.Cost) throws {
    for level in [0.0, 4] {
      let values = [Double](repeating: level, count: 50)
      #expect(try ChangePoints(values, cost: cost).positions.isEmpty)
    }
  }

  @Test func anActIsTold() throws {
    var random = RandomStream(seed: 7, part: .init("interruption test"))
    let values = (0..<400).map { Double(random.poisson(mean: $0 < 200 ? 3 : 6)) }
    let found = try InterruptedSeries(values, position: 200, width: 60, isCount: true)
    #expect(found.change.level > 2 * found.change.levelError)
    #expect(found.change.levelInterval(0.95).contains(Double.log(2)))
    #expect(found.placeboShare < 0.3 && found.placebos.count >= 4)
    let linear = try InterruptedSeries(values, position: 200, width: 60, isCount: false)
    #expect(linear.change.levelInterval(0.99).contains(3))
    #expect(throws: TimeSeriesError.self) {
      try InterruptedSeries(values, position: 20, width: 40, isCount: true)
    }
    // Without an event on one side no ratio has an end; numbers are compared.
    let quiet = (0..<400).map { $0 < 200 ? 0 : values[$0] }
    let first = try InterruptedSeries(quiet, position: 200, width: 60, isCount: true)
    #expect(!first.isCount && first.change.levelInterval(0.99).contains(6))
  }
}

@Suite struct InterruptionCoverTests {
  /// A cover of .95 shows at least .915 in 400 series with probability .999.
  @Test(arguments: [12, 40], [true, false])
  func intervalsCoverALevelThatDidNotMove(width: Int, isCount: Bool) throws {
    var covered = 0
    for replicate in 0..<400 {
      var random = RandomStream(seed: 8, part: .init("interruption cover"), replicate: replicate)
      let values = (0..<(2 * width)).map { _ in Double(random.poisson(mean: 4)) }
      let found = try InterruptedSeries(values, position: width, width: width, isCount: isCount)
      if found.change.levelInterval(0.95).contains(0) { covered += 1 }
    }
    #expect(covered >= 366)
  }
}
