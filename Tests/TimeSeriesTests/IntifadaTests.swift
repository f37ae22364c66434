import Foundation
import LinearAlgebra
import Testing
import TimeSeries

/// Daily deaths of the second Intifada: VAR(14) values that statsmodels gives, where the shared
/// folder is there.
@Suite(.enabled(if: ReferenceTable.shared != nil))
struct IntifadaTests {
  static func series(rows: Int) throws -> Matrix {
    let folder = try #require(ReferenceTable.shared)
    let table = try ReferenceTable.columns(
      folder.deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("data/anchors/second-intifada-daily.csv"))
    return table.submatrix(rows: Array(0..<rows), columns: [0, 1])
  }

  @Test(arguments: [
    (1570, 6.428560, 1.268831, 1.8830, 2.3710, 3.603041, 0.1431277218, 0.0237080422),
    (2955, 6.402577, 1.477386, 1.8490, 2.4378, 3.009795, 0.1394700927, 0.0093111168),
  ])
  func twoWindows(
    rows: Int, forth: Double, back: Double, within14: Double, within30: Double, aic: Double,
    first: Double, second: Double
  ) throws {
    let series = try Self.series(rows: rows)
    let fit = try VectorAutoregression(series: series, lags: 14)
    #expect(abs(try fit.grangerCausality(of: [0], from: [1]).statistic - forth) < 1e-6)
    #expect(abs(try fit.grangerCausality(of: [1], from: [0]).statistic - back) < 1e-6)
    let sums = ImpulseResponse.cumulative(try fit.impulseResponse(horizon: 30).unit)
    #expect(abs(sums[14][0, 1] - within14) < 5e-5 && abs(sums[30][0, 1] - within30) < 5e-5)
    #expect(abs(fit.lagMatrix(1)[0, 1] - first) < 1e-10)
    #expect(abs(fit.lagMatrix(1)[1, 0] - second) < 1e-10)
    let t = Double(fit.observations)
    #expect(abs(try fit.logDeterminant() + 2 * Double(fit.terms.count * 2) / t - aic) < 1e-6)
    if rows == 1570 {
      let selection = try LagSelection(series: series, maximum: 21)
      #expect(selection.order(by: .aic) == 8 && selection.order(by: .bic) == 3)
    }
  }
}
