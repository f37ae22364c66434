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
    let standard = nile.map { ($0 - mean) / deviation }
    let found = try ChangePoints(standard, cost: .mean)
    let expected = reference["nile"]["pelt_mean_standardised_MBIC"]
    #expect(found.positions == [28])
    #expect(abs(found.penalty - expected.number("penalty_value")) < 1e-10)
    for (value, other) in zip(found.means, expected["params"].list("mean")) {
      #expect(abs(value - other) < 1e-10)
    }
    // Two equal years in a row are no segment; longer segments find the same break.
    #expect(throws: TimeSeriesError.self) { try ChangePoints(nile, cost: .meanAndVariance) }
    #expect(
      try ChangePoints(nile, cost: .meanAndVariance, minimumLength: 5).positions == [28])
    // Segments of 15 years at least: squared errors with no break and with one, and what they make
    // of the largest F of a break.
    let breaks = reference["nile"]["strucchange_breakpoints"]
    let none = try ChangePoints(nile, cost: .mean, penalty: .fixed(1e9), minimumLength: 15)
    let one = try ChangePoints(nile, cost: .mean, penalty: .fixed(1e5), minimumLength: 15)
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
      values, cost: cost, penalty: .fixed(penalty), theta: theta, minimumLength: least)
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
