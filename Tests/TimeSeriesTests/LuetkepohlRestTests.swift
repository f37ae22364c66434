import Estimation
import Foundation
import LinearAlgebra
import RealModule
import Testing
import TimeSeries

/// What remains of the reference files: criteria of one fit, roots, residuals, forecast errors, and
/// orders up to ten as R counts them.
@Suite struct LuetkepohlRestTests {
  @Test(arguments: [
    ("luetkepohl_west_german", [0, 1, 2], 76 as Int?), ("macrodata", [1, 2, 3], nil),
  ])
  func theRestOfStatsmodels(file: String, columns: [Int], rows: Int?) throws {
    let series = try LuetkepohlStructureTests.differences(
      "\(file).csv", columns: columns, rows: rows)
    let fit = try VectorAutoregression(series: series, lags: 2)
    let reference = try ReferenceTable(
      ReferenceTable.folder.appendingPathComponent("\(file).statsmodels.json"))[
        "var2"]
    #expect(fit.observations == Int(reference.number("nobs")))
    #expect(relativeError(fit.covariance, reference.matrix("sigma_u_dfadj")) < 1e-8)
    #expect(relativeError(fit.likelihoodCovariance, reference.matrix("sigma_u_ml")) < 1e-8)
    let determinant = Double.exp(try CholeskyFactorization(fit.covariance).logDeterminant)
    #expect(relativeError(determinant, reference.number("detomega")) < 1e-8)
    let row = try LagSelection(series: series, maximum: 2).rows[2]
    for criterion in LagSelection.Criterion.allCases {
      let value = reference["info_criteria"].number(criterion.rawValue)
      #expect(relativeError(row(criterion), value) < 1e-8)
    }
    let own = try fit.criteria()
    for criterion in LagSelection.Criterion.allCases {
      let value = reference["info_criteria"].number(criterion.rawValue)
      #expect(relativeError(own(criterion), value) < 1e-8)
    }
    #expect(own.order == 2)
    let moduli = try fit.companionModuli()
    for (value, other) in zip(moduli, reference.list("char_roots_modulus_inverse").sorted(by: >)) {
      #expect(relativeError(value, other) < 1e-8)
    }
    for (period, residuals) in reference.matrix("resid_first3").rowArrays.enumerated() {
      for (column, other) in residuals.enumerated() {
        #expect(relativeError(fit.residuals[period, column], other) < 1e-8)
      }
    }
    let (values, errors) = (fit.coefficients, fit.standardErrors)
    for row in 0..<values.rows {
      for column in 0..<values.columns {
        let t = values[row, column] / errors[row, column]
        #expect(relativeError(t, reference.matrix("tvalues")[row, column]) < 1e-8)
        let p = 2 * NormalFunctions.survival(t.magnitude)
        #expect(relativeError(p, reference.matrix("pvalues_normal")[row, column]) < 1e-6)
      }
    }
    let point = reference["forecast"].matrix("point")
    let forecast = try fit.forecast(horizon: point.rows)
    for step in 0..<point.rows {
      for column in 0..<3 {
        let interval = forecast.interval(period: step, series: column, level: 0.95)
        for (value, key) in [(interval.lowerBound, "lower95"), (interval.upperBound, "upper95")] {
          let other = reference["forecast"].matrix(key)[step, column]
          #expect(relativeError(value, other) < 1e-8)
        }
      }
    }
    let responses = try fit.impulseResponse(horizon: 3).orthogonalized
    var sum = Matrix(rows: 3, columns: 3)
    for (step, expected) in reference.matrices("forecast_mse_h1_h4").enumerated() {
      sum = sum + (try responses[step].times(responses[step], transposing: .right))
      #expect(relativeError(sum, expected) < 1e-8)
      for column in 0..<3 {
        #expect(
          relativeError(forecast.deviation[step, column], sum[column, column].squareRoot()) < 1e-12)
      }
    }
    for (values, key) in [
      (ImpulseResponse.cumulative(try fit.impulseResponse(horizon: 8).unit), "irf_cum"),
      (
        ImpulseResponse.cumulative(try fit.impulseResponse(horizon: 8).orthogonalized),
        "irf_orth_cum"
      ),
    ] {
      for (step, matrix) in reference.matrices(key).enumerated() where step < values.count {
        #expect(
          (values[step] - matrix).largestMagnitude < 1e-8 * matrix.largestMagnitude,
          "\(key) \(step)")
      }
    }
    let selected = reference["select_order"]
    let selection = try LagSelection(series: series, maximum: Int(selected.number("maxlags")))
    for criterion in LagSelection.Criterion.allCases {
      #expect(
        selection.order(by: criterion)
          == Int(selected["selected"].number(criterion.rawValue)), "\(criterion)")
    }
    for test in reference.objects("granger_blocks") {
      let names = reference.texts("names")
      let caused = test.texts("caused").compactMap { names.firstIndex(of: $0) }
      let causing = test.texts("causing").compactMap { names.firstIndex(of: $0) }
      let found = try fit.grangerCausality(of: caused, from: causing)
      #expect(relativeError(found.statistic, test.number("F")) < 1e-8)
      #expect(relativeError(found.pValue, test.number("p")) < 1e-6)
    }
  }

  @Test func theRestOfVars() throws {
    let series = try LuetkepohlStructureTests.differences(
      "luetkepohl_west_german.csv", columns: [0, 1, 2], rows: 76)
    let fit = try VectorAutoregression(series: series, lags: 2)
    let file = try ReferenceTable(
      ReferenceTable.folder.appendingPathComponent("luetkepohl_west_german.vars.json")
    )
    let names = ["invest", "income", "cons"]
    let reference = file["var2"]
    for (i, _) in names.enumerated() {
      for j in 0..<3 {
        let scale = (fit.covariance[i, i] * fit.covariance[j, j]).squareRoot()
        #expect(abs(fit.covariance[i, j] / scale - reference.matrix("corr_u")[i, j]) < 1e-8)
      }
    }
    let unit = try fit.impulseResponse(horizon: 8)
    for (step, matrix) in reference.matrices("phi").enumerated() where step <= 8 {
      #expect((unit.unit[step] - matrix).largestMagnitude < 1e-8 * matrix.largestMagnitude)
    }
    for (step, matrix) in reference.matrices("irf_orth").enumerated() where step <= 8 {
      #expect(
        (unit.orthogonalized[step] - matrix).largestMagnitude < 1e-8 * matrix.largestMagnitude)
    }
    let shares = ImpulseResponse.varianceShares(unit.orthogonalized)
    for (variable, name) in names.enumerated() {
      let expected = reference["fevd"].matrix(name)
      for step in 0..<min(expected.rows, shares.count) {
        for shock in 0..<3 {
          #expect(abs(shares[step][variable, shock] - expected[step, shock]) < 1e-8)
        }
      }
      let ahead = reference["forecast"][name].matrix("values")
      let forecast = try fit.forecast(horizon: ahead.rows)
      for step in 0..<ahead.rows {
        let interval = forecast.interval(period: step, series: variable, level: 0.95)
        #expect(relativeError(forecast.mean[step, variable], ahead[step, 0]) < 1e-8)
        #expect(relativeError(interval.lowerBound, ahead[step, 1]) < 1e-8)
        #expect(relativeError(interval.upperBound, ahead[step, 2]) < 1e-8)
      }
    }
    // Up to ten orders on one sample; R's rows are AIC, HQ, SC and FPE, from order 1 on.
    let selection = try LagSelection(series: series, maximum: 10)
    let rows = file["lag_selection_max10"].matrix("criteria")
    let order: [LagSelection.Criterion] = [.aic, .hqic, .bic, .fpe]
    for (index, criterion) in order.enumerated() {
      for lag in 1...10 {
        #expect(relativeError(selection.rows[lag](criterion), rows[index, lag - 1]) < 1e-8)
      }
    }
    #expect(
      selection.order(by: .aic, minimum: 1) == 2 && selection.order(by: .hqic, minimum: 1) == 1)
  }
}

extension Matrix {
  /// The rows as arrays.
  fileprivate var rowArrays: [[Double]] { (0..<rows).map { row($0) } }
}
