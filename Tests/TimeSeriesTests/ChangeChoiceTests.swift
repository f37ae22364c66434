import Randomness
import Testing
import TimeSeries

/// The choice of cost and penalty; Benchmarks/results/changepoint-alarms.csv has more designs.
@Suite struct ChangeChoiceTests {
  /// Counts that answer themselves, with geometric lags, and a level that may change half-way.
  private func counts(
    _ periods: Int, replicate: Int, mean: Double = 1, size: Double = .infinity,
    branching: Double = 0, lag: Double = 1, factor: Double = 1
  ) -> [Double] {
    var random = RandomStream(seed: 6, part: .init("change choice"), replicate: replicate)
    let decay = 1 - 1 / lag
    var average = mean
    var values: [Double] = []
    for t in 0..<(periods + 100) {
      let level = t < 100 + periods / 2 ? mean : factor * mean
      let rate = (1 - branching) * level + branching * average
      values.append(Double(CountLaw(mean: rate, theta: size).draw(&random)))
      average = decay * average + (1 - decay) * values[t]
    }
    return Array(values.dropFirst(100))
  }

  /// Poisson counts, spread ones, and ones that answer themselves.
  @Test(arguments: [(1.0, Double.infinity, 0.0), (4, 0.4, 0), (1, .infinity, 0.6)])
  func stationarySeriesRaiseFewAlarms(mean: Double, size: Double, branching: Double) throws {
    var alarms = 0
    var usual = 0
    for replicate in 0..<100 {
      let values = counts(
        365, replicate: replicate, mean: mean, size: size, branching: branching)
      if try !ChangePoints(choosingFor: values).positions.isEmpty { alarms += 1 }
      if try !ChangePoints(values, cost: .poisson, minimumLength: 7).positions.isEmpty {
        usual += 1
      }
    }
    // Of 100 with probability .05 more than 12 come with probability .002.
    #expect(alarms <= 12)
    // The same series under the Poisson cost: the alarms that the choice avoids.
    #expect(usual > 80 || (size == .infinity && branching == 0))
  }

  @Test(arguments: [(Double.infinity, 0.0, 2.0), (0.8, 0, 3), (.infinity, 0.3, 3)])
  func realChangesAreFound(size: Double, branching: Double, factor: Double) throws {
    var found = 0
    for replicate in 0..<50 {
      let values = counts(
        365, replicate: replicate, size: size, branching: branching, lag: 3, factor: factor)
      let changes = try ChangePoints(choosingFor: values)
      if changes.positions.contains(where: { abs($0 - 182) < 40 }) { found += 1 }
    }
    #expect(found >= 40)
  }

  @Test func whatWasChosenIsSaid() throws {
    let plain = try ChangePoints(choosingFor: counts(700, replicate: 1))
    let choice = try #require(plain.choice)
    #expect(choice.cost == .poisson && choice.isCount && abs(choice.dispersion - 1) < 0.15)
    #expect(plain.penalty == choice.penalty && choice.penalty >= choice.basePenalty)
    #expect(choice.inflation < 2 && choice.levels == 0)
    let spread = try ChangePoints(choosingFor: counts(700, replicate: 1, size: 0.8))
    #expect(spread.choice?.cost == .negativeBinomial && spread.theta != nil)
    let own = try ChangePoints.Choice(for: counts(700, replicate: 1, branching: 0.6, lag: 2))
    #expect(own.ownAnswers > 0.45 && own.ownAnswers < 0.85 && own.inflation > 3)
    var random = RandomStream(seed: 6, part: .init("normal choice"))
    let normal = (0..<300).map { ($0 < 150 ? 0 : 3) + random.normal() }
    let shifted = try ChangePoints(choosingFor: normal)
    #expect(shifted.choice?.cost == .mean && shifted.choice?.dispersion.isNaN == true)
    #expect(shifted.positions.count == 1 && shifted.choice?.levels == 1)
    let moved = try ChangePoints(choosingFor: normal.map { 1e-3 * ($0 + 1e4) })
    #expect(moved.positions == shifted.positions)
    #expect(
      abs((moved.choice?.inflation ?? 0) - (shifted.choice?.inflation ?? 1)) < 1e-6)
    let still = try ChangePoints(choosingFor: [Double](repeating: 2, count: 40))
    #expect(still.positions.isEmpty && still.choice?.inflation == 1)
    #expect(try ChangePoints(choosingFor: [Double](repeating: 0, count: 40)).positions.isEmpty)
    #expect(throws: TimeSeriesError.self) { try ChangePoints(choosingFor: [1, 2, 3]) }
    #expect(throws: TimeSeriesError.notFinite(row: 1, column: 0)) {
      try ChangePoints(choosingFor: [1, .nan] + [Double](repeating: 1, count: 20))
    }
    for length in [Int.max, 0, -1] {
      #expect(throws: TimeSeriesError.self) {
        try ChangePoints(choosingFor: normal, minimumLength: length)
      }
    }
  }
}
