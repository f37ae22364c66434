import Foundation
import LinearAlgebra
import RealModule
import Testing
import TimeSeries

@Suite struct LocalProjectionTests {
  @Test func consumptionOnIncome() throws {
    // The reference regresses cons(t + h) on income(t) and two lags of all three series.
    let series = try LuetkepohlStructureTests.differences(
      "luetkepohl_west_german.csv", columns: [0, 1, 2], rows: 76)
    let reference = try ReferenceTable(
      ReferenceTable.folder.appendingPathComponent("luetkepohl_west_german.lp.json"))
    let rows = reference.objects("single_equation_cons_on_income")
    let found = try LocalProjection(
      series: series, responder: 2, provoker: 1, lags: 2, horizons: 0...6)
    for (row, response) in zip(rows, found.responses) {
      #expect(response.observations == Int(row.number("nobs")))
      #expect(relativeError(response.estimate, row.number("beta")) < 1e-8)
      #expect(relativeError(response.error, row.number("se_nw_lag_h")) < 1e-8)
    }
  }

  @Test(arguments: [SystemProjection.Shock.unit, .errorDeviation])
  func allSeriesOnAll(shock: SystemProjection.Shock) throws {
    let series = try LuetkepohlStructureTests.differences(
      "luetkepohl_west_german.csv", columns: [0, 1, 2], rows: 76)
    let reference = try ReferenceTable(
      ReferenceTable.folder.appendingPathComponent("luetkepohl_west_german.lp.json"))[
        shock == .unit ? "unit" : "one_sd"]
    let found = try SystemProjection(series: series, lags: 2, horizon: 8, shock: shock)
    let (means, lows) = (reference.matrices("mean"), reference.matrices("low"))
    let highs = reference.matrices("up")
    let own = try SystemProjection(series: series, lags: 2, horizon: 8)
    for step in 0...8 {
      // The reference bounds every coefficient by 1.96 errors before it applies the impact.
      let reach =
        step == 0
        ? Matrix(rows: 3, columns: 3)
        : 1.96 * (try found.errors[step - 1].times(found.impact))
      for shocked in 0..<3 {
        for series in 0..<3 {
          let mean = means[shocked][series, step]
          let scale = max(mean.magnitude, found.impact[shocked, shocked] * 1e-3)
          #expect(
            abs(found.responses[step][series, shocked] - mean) < 1e-8 * scale,
            "\(step) \(series) \(shocked)")
          let (low, high) = (lows[shocked][series, step], highs[shocked][series, step])
          #expect(abs(mean - reach[series, shocked] - low) < 1e-8 * max(abs(low), scale))
          #expect(abs(mean + reach[series, shocked] - high) < 1e-8 * max(abs(high), scale))
        }
      }
      // The first series has no other before it.
      #expect(
        shock == .unit
          || relativeError(
            Matrix(column: own.responses[step].column(0)),
            Matrix(column: found.responses[step].column(0))) < 1e-12
      )
      #expect(found.responseErrors[step].elements.allSatisfy { $0 > 0 } || step == 0)
    }
  }

  @Test(arguments: LocalProjection.Law.allCases, LocalProjection.Errors.allCases)
  func theLagIsFound(law: LocalProjection.Law, errors: LocalProjection.Errors) throws {
    let series = DelayKernelTests.simulated(periods: 1460, strength: 0.5, seed: 4)
    let found = try LocalProjection(
      series: series, responder: 0, provoker: 1, lags: 3, horizons: 1...12, law: law,
      errors: errors)
    let peak = found.responses.max { $0.estimate < $1.estimate }
    #expect(peak.map { (3...5).contains($0.horizon) && $0.estimate > 2 * $0.error } == true)
  }

  @Test func correlationsStandOutOfTheirBand() throws {
    let series = DelayKernelTests.simulated(periods: 1000, strength: 0.6, seed: 4)
    let found = try CrossCorrelation(
      responder: series.column(0), provoker: series.column(1), longest: 14)
    let peak = try #require(found.peak)
    #expect((3...5).contains(peak.lag) && peak.correlation > peak.upper)
    let early = found.points.filter { $0.lag < 0 }
    #expect(early.count { $0.correlation > $0.upper } <= 2)
    #expect(throws: TimeSeriesError.constantSeries(column: 1)) {
      try CrossCorrelation(
        responder: series.column(0), provoker: [Double](repeating: 1, count: 1000), longest: 3)
    }
  }
}
