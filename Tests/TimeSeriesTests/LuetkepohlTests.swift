import Foundation
import LinearAlgebra
import RealModule
import Testing
import TimeSeries

/// The West German data of Lütkepohl (2005) against R vars and statsmodels, with values in
/// Reference.
@Suite struct LuetkepohlTests {
  let fit: VectorAutoregression
  let series: Matrix
  let vars: ReferenceTable
  let statsmodels: ReferenceTable

  init() throws {
    let folder = ReferenceTable.folder
    let levels = try ReferenceTable.columns(
      folder.appendingPathComponent("luetkepohl_west_german.csv"))
    vars = try ReferenceTable(folder.appendingPathComponent("luetkepohl_west_german.vars.json"))
    statsmodels = try ReferenceTable(
      folder.appendingPathComponent("luetkepohl_west_german.statsmodels.json"))
    // First differences of logs, 1960Q2 to 1978Q4: 75 rows.
    series = Matrix(
      (1..<76).map { row in
        (0..<3).map { Double.log(levels[row, $0]) - Double.log(levels[row - 1, $0]) }
      })
    fit = try VectorAutoregression(series: series, lags: 2)
  }

  @Test func coefficientsAndStandardErrors() throws {
    let reference = statsmodels["var2"]
    #expect(relativeError(fit.coefficients, reference.matrix("params")) < 1e-8)
    #expect(relativeError(fit.standardErrors, reference.matrix("stderr_ols")) < 1e-8)
    #expect(relativeError(fit.covariance, vars["var2"].matrix("sigma_u_dfadj")) < 1e-8)
    #expect(relativeError(fit.likelihoodCovariance, vars["var2"].matrix("sigma_u_ml")) < 1e-8)
    #expect(relativeError(try fit.logLikelihood(), vars["var2"].number("logLik")) < 1e-8)
    let moduli = Matrix(column: try fit.companionModuli())
    #expect(relativeError(moduli, Matrix(column: vars["var2"].list("root_moduli"))) < 1e-8)
  }

  @Test func lagSelection() throws {
    let selection = try LagSelection(series: series, maximum: 4)
    let reference = statsmodels["var2"]["select_order"]
    for criterion in LagSelection.Criterion.allCases {
      let values = reference["criteria"].list(criterion.rawValue)
      for (row, value) in zip(selection.rows, values) {
        #expect(relativeError(row(criterion), value) < 1e-8, "\(criterion) \(row.order)")
      }
      #expect(
        selection.order(by: criterion) == Int(reference["selected"].number(criterion.rawValue)))
    }
    // R vars begins at order 1; its rows are AIC, HQ, SC, FPE.
    let rows = vars["var2"]["lag_selection"].matrix("criteria")
    let order: [LagSelection.Criterion] = [.aic, .hqic, .bic, .fpe]
    for (index, criterion) in order.enumerated() {
      for lag in 1...4 {
        #expect(relativeError(selection.rows[lag](criterion), rows[index, lag - 1]) < 1e-8)
      }
    }
    #expect(
      selection.order(by: .bic, minimum: 1) == 1 && selection.order(by: .aic, minimum: 1) == 2)
  }

  @Test func grangerCausality() throws {
    let names = ["invest", "income", "cons"]
    for key in ["granger_pairwise", "granger_blocks"] {
      for test in statsmodels["var2"].objects(key) {
        let caused = test.texts("caused").map { names.firstIndex(of: $0)! }
        let causing = test.texts("causing").map { names.firstIndex(of: $0)! }
        let result = try fit.grangerCausality(of: caused, from: causing)
        #expect(relativeError(result.statistic, test.number("F")) < 1e-8)
        let p = test.number(key == "granger_pairwise" ? "F_p" : "p")
        #expect(relativeError(result.pValue, p) < 1e-8)
      }
    }
  }

  @Test func impulseResponsesAndTheirErrors() throws {
    let reference = statsmodels["var2"]
    let responses = try fit.impulseResponse(horizon: 8)
    let errors = try ImpulseResponseErrors(of: fit, horizon: 8)
    let pairs: [([Matrix], String)] = [
      (responses.unit, "irf"), (responses.orthogonalized, "irf_orth"),
      (ImpulseResponse.cumulative(responses.unit), "irf_cum"),
      (ImpulseResponse.cumulative(responses.orthogonalized), "irf_orth_cum"),
      (errors.unit, "irf_stderr"), (errors.orthogonalized, "irf_orth_stderr"),
      (errors.cumulative, "irf_cum_stderr"),
    ]
    for (values, key) in pairs {
      let expected = reference.matrices(key)
      #expect(expected.count == 9)
      for (step, matrix) in expected.enumerated() {
        // Responses pass near zero; there the error is measured against the largest of the period.
        let scale = max(matrix.largestMagnitude, 1e-12)
        #expect((values[step] - matrix).largestMagnitude < 1e-8 * scale, "\(key) \(step)")
      }
    }
  }

  @Test func diagnosticsAndForecast() throws {
    let plain = try fit.portmanteau(horizon: 16, adjusted: false)
    let adjusted = try fit.portmanteau(horizon: 16, adjusted: true)
    let reference = vars["var2"]["diagnostics"]
    #expect(
      relativeError(plain.statistic, reference["portmanteau_PT16"].number("statistic")) < 1e-8)
    #expect(plain.degreesOfFreedom == 126)
    #expect(relativeError(plain.pValue, reference["portmanteau_PT16"].number("p.value")) < 1e-6)
    #expect(
      relativeError(adjusted.statistic, reference["portmanteau_adjusted16"].number("statistic"))
        < 1e-8)
    let forecast = try fit.forecast(horizon: 2)
    let point = statsmodels["var2"]["forecast"].matrix("point")
    for step in 0..<2 {
      for series in 0..<3 {
        #expect(relativeError(forecast.mean[step, series], point[step, series]) < 1e-8)
        let lower = statsmodels["var2"]["forecast"].matrix("lower95")[step, series]
        #expect(
          relativeError(
            forecast.interval(period: step, series: series, level: 0.95).lowerBound, lower) < 1e-8)
      }
    }
  }
}
