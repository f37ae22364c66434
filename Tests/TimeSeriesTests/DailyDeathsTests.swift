import LinearAlgebra
import Testing
import TimeSeries

/// Made-up daily deaths of eight years: the VAR(14) that statsmodels gives.
@Suite struct DailyDeathsTests {
  @Test(arguments: [("first", 1570), ("second", 2955)])
  func twoWindows(key: String, rows: Int) throws {
    let table = try ReferenceTable.columns(
      ReferenceTable.folder.appendingPathComponent("daily.csv"))
    let reference = try ReferenceTable(ReferenceTable.folder.appendingPathComponent("daily.json"))
    let expected = reference[key]
    let series = table.submatrix(rows: Array(0..<rows), columns: [0, 1])
    let fit = try VectorAutoregression(series: series, lags: 14)
    #expect(fit.observations == Int(expected.number("nobs")))
    func expect(_ value: Double, _ other: Double) {
      #expect(relativeError(value, other) < 1e-8, "\(value) \(other)")
    }
    let forth = try fit.grangerCausality(of: [0], from: [1])
    let back = try fit.grangerCausality(of: [1], from: [0])
    expect(forth.statistic, expected.number("second_to_first"))
    expect(back.statistic, expected.number("first_to_second"))
    let sums = ImpulseResponse.cumulative(try fit.impulseResponse(horizon: 30).unit)
    expect(sums[14][0, 1], expected.number("cumulative14"))
    expect(sums[30][0, 1], expected.number("cumulative30"))
    expect(fit.lagMatrix(1)[0, 1], expected.list("first_lag")[0])
    expect(fit.lagMatrix(1)[1, 0], expected.list("first_lag")[1])
    let t = Double(fit.observations)
    expect(
      try fit.logDeterminant() + 2 * Double(fit.terms.count * 2) / t, expected.number("aic"))
    if key == "first" {
      let selection = try LagSelection(series: series, maximum: 21)
      let orders = reference["orders"]
      #expect(selection.order(by: .aic) == Int(orders.number("aic")))
      #expect(selection.order(by: .bic) == Int(orders.number("bic")))
    }
  }
}
