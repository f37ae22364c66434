import LinearAlgebra
import Testing
import TimeSeries

@Suite struct SeasonalNaiveTests {
  @Test func eachPlaceHasItsOwnMean() throws {
    let counts = (0..<70).map { Double($0 % 7 == 2 ? 10 : 1) }
    let naive = try SeasonalNaive(counts)
    let mean = (10.0 + 6) / 7
    #expect(abs(naive.law(ofRow: 9).mean - (100 + 0.5 * mean) / 10.5) < 1e-12)
    #expect(abs(naive.law(ofRow: 70).mean - (10 + 0.5 * mean) / 10.5) < 1e-12)
    // Counts that never vary within a place are no more dispersed than Poisson.
    #expect(naive.laws.allSatisfy { $0.theta == .infinity })
  }

  @Test func overdispersionIsThatOfThePlaces() throws {
    let counts = (0..<140).map { row in Double((row / 7) % 2 == 0 ? 0 : 8) }
    let theta = try SeasonalNaive(counts).laws[0].theta
    // Mean 4, variance 16: 4 + 16 / size = 16.
    #expect(abs(theta - 16.0 / 12) < 0.01)
  }

  @Test func aWeeklyRhythmIsForecastBetterThanByOneLaw() throws {
    let counts = (0..<140).map { Double($0 % 7 < 2 ? 6 : ($0 / 7) % 2) }
    let series = Matrix(rows: counts.count, columns: 1, elements: counts)
    let origin = try RollingOrigin(
      series: series, responder: 0, models: [.constant(0), .seasonalNaive(0)], first: 70, step: 14)
    #expect(origin.results.map(\.name) == ["seasonal-naive(7)", "constant"])
  }

  @Test func whatItCannotTakeIsRefused() {
    #expect(throws: TimeSeriesError.tooFewObservations(found: 13, needed: 14)) {
      try SeasonalNaive([Double](repeating: 1, count: 13))
    }
    #expect(throws: TimeSeriesError.self) { try SeasonalNaive([1, 2, 3, 4], season: 1) }
    #expect(throws: TimeSeriesError.self) { try SeasonalNaive([1, -2, 3, 4], season: 2) }
  }
}
