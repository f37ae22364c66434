import Foundation
import LinearAlgebra
import RealModule
import Testing
import TimeSeries

/// What the references say beyond coefficients: causality within a period, responses without
/// an order, variance shares, residual checks; West German and US data.
@Suite struct LuetkepohlStructureTests {
  static func differences(_ file: String, columns: [Int], rows: Int?) throws -> Matrix {
    let levels = try ReferenceTable.columns(
      ReferenceTable.folder.appendingPathComponent(file))
    return Matrix(
      (1..<(rows ?? levels.rows)).map { row in
        columns.map { Double.log(levels[row, $0]) - Double.log(levels[row - 1, $0]) }
      })
  }

  let fit: VectorAutoregression
  let vars: ReferenceTable
  let names = ["invest", "income", "cons"]

  init() throws {
    let series = try Self.differences(
      "luetkepohl_west_german.csv", columns: [0, 1, 2], rows: 76)
    fit = try VectorAutoregression(series: series, lags: 2)
    vars = try ReferenceTable(
      ReferenceTable.folder.appendingPathComponent(
        "luetkepohl_west_german.vars.json"))
  }

  func expect(
    _ test: TestResult, _ reference: ReferenceTable, key: String = "statistic",
    p: String = "p.value"
  ) {
    #expect(relativeError(test.statistic, reference.number(key)) < 1e-8)
    #expect(relativeError(test.pValue, reference.number(p)) < 1e-6)
  }

  @Test func residualChecks() throws {
    let reference = vars["var2"]["diagnostics"]
    let serial = try fit.serialCorrelation(lag: 5)
    expect(serial.breuschGodfrey, reference["breusch_godfrey5"])
    expect(serial.edgertonShukur, reference["edgerton_shukur5"])
    #expect(serial.edgertonShukur.law == .fisher(45, 146))
    expect(try fit.autoregressiveVariance(lag: 5), reference["arch_multivariate5"])
    let normality = try fit.normality()
    expect(normality.both, reference["jb_multivariate"]["JB"])
    expect(normality.skewness, reference["jb_multivariate"]["Skewness"])
    expect(normality.kurtosis, reference["jb_multivariate"]["Kurtosis"])
  }

  @Test func causalityWithinThePeriodAndOfIntegratedSeries() throws {
    for (index, name) in names.enumerated() {
      let others = (0..<3).filter { $0 != index }
      expect(
        try fit.instantaneousCausality(between: [index], and: others),
        vars["var2"]["granger_wald_F"][name]["instant"])
    }
    // The reference fits the levels' logs, 1960Q1 to 1978Q4.
    let levels = try ReferenceTable.columns(
      ReferenceTable.folder.appendingPathComponent("luetkepohl_west_german.csv"))
    let logs = Matrix((0..<76).map { row in (0..<3).map { Double.log(levels[row, $0]) } })
    let model = try VectorAutoregression(series: logs, lags: 2)
    for test in vars.objects("toda_yamamoto") {
      let cause = try #require(names.firstIndex(of: test.texts("cause")[0]))
      let effect = try #require(names.firstIndex(of: test.texts("effect")[0]))
      let result = try model.todaYamamoto(of: [effect], from: [cause])
      #expect(relativeError(result.statistic, test.number("wald_chi2")) < 1e-8)
      #expect(relativeError(result.pValue, test.number("p.value")) < 1e-6)
    }
  }

  @Test func generalizedResponses() throws {
    let responses = try fit.impulseResponse(horizon: 8)
    let values = responses.generalized
    for (step, matrix) in vars["var2"].matrices("irf_generalised").enumerated() {
      let scale = matrix.largestMagnitude
      #expect((values[step] - matrix).largestMagnitude < 1e-8 * scale)
    }
    let same = try ImpulseResponse.orthogonalized(
      responses.unit, covariance: fit.covariance, order: [0, 1, 2])
    #expect(zip(same, responses.orthogonalized).allSatisfy { ($0 - $1).largestMagnitude < 1e-14 })
    #expect(ImpulseResponse.orders(of: 3).count == 6)
    // Whatever the order, the responses of a period make up the same covariance.
    for order in ImpulseResponse.orders(of: 3) {
      let first = try ImpulseResponse.orthogonalized(
        responses.unit, covariance: fit.covariance, order: order)[0]
      let product = try first.times(first, transposing: .right)
      #expect((product - fit.covariance).largestMagnitude < 1e-15)
    }
  }

  @Test(arguments: [
    ("luetkepohl_west_german", [0, 1, 2], 76 as Int?), ("macrodata", [1, 2, 3], nil),
  ])
  func everythingThatStatsmodelsPrints(file: String, columns: [Int], rows: Int?) throws {
    let series = try Self.differences("\(file).csv", columns: columns, rows: rows)
    let fit = try VectorAutoregression(series: series, lags: 2)
    let reference = try ReferenceTable(
      ReferenceTable.folder.appendingPathComponent("\(file).statsmodels.json"))["var2"]
    #expect(relativeError(fit.coefficients, reference.matrix("params")) < 1e-8)
    #expect(relativeError(fit.standardErrors, reference.matrix("stderr_ols")) < 1e-8)
    #expect(relativeError(try fit.logLikelihood(), reference.number("llf")) < 1e-8)
    let names = reference.texts("names")
    for test in reference.objects("granger_pairwise") {
      let caused = test.texts("caused").compactMap { names.firstIndex(of: $0) }
      let causing = test.texts("causing").compactMap { names.firstIndex(of: $0) }
      let wald = try fit.waldCausality(of: caused, from: causing)
      #expect(relativeError(wald.statistic, test.number("wald_chi2")) < 1e-8)
      #expect(relativeError(wald.pValue, test.number("wald_p")) < 1e-6)
      let granger = try fit.grangerCausality(of: caused, from: causing)
      #expect(relativeError(granger.statistic, test.number("F")) < 1e-8)
      #expect(relativeError(granger.pValue, test.number("F_p")) < 1e-6)
    }
    for test in reference.objects("instantaneous") {
      let causing = test.texts("causing").compactMap { names.firstIndex(of: $0) }
      let others = (0..<3).filter { !causing.contains($0) }
      let result = try fit.instantaneousCausality(between: causing, and: others)
      #expect(relativeError(result.statistic, test.number("wald_chi2")) < 1e-8)
      #expect(relativeError(result.pValue, test.number("p")) < 1e-6)
    }
    let criteria = reference["select_order"]
    let selection = try LagSelection(
      series: series, maximum: Int(criteria.number("maxlags")))
    for criterion in LagSelection.Criterion.allCases {
      for (row, value) in zip(selection.rows, criteria["criteria"].list(criterion.rawValue)) {
        #expect(relativeError(row(criterion), value) < 1e-8)
      }
    }
    let normality = try fit.normality()
    #expect(
      relativeError(normality.both.statistic, reference["normality_jb"].number("stat")) < 1e-8)
    for (adjusted, key) in [(false, "portmanteau12"), (true, "portmanteau12_adj")] {
      let test = try fit.portmanteau(horizon: 12, adjusted: adjusted)
      #expect(relativeError(test.statistic, reference[key].number("stat")) < 1e-8)
      #expect(relativeError(test.pValue, reference[key].number("p")) < 1e-6)
    }
    for (equation, name) in names.enumerated() {
      let test = try fit.autoregressiveVariance(equation: equation, lag: 5)
      let expected = reference["arch_lm5"].list(name)
      #expect(relativeError(test.statistic, expected[0]) < 1e-8)
      #expect(relativeError(test.pValue, expected[1]) < 1e-6)
    }
    let horizon = reference.matrices("irf").count - 1
    let responses = try fit.impulseResponse(horizon: horizon)
    let errors = try ImpulseResponseErrors(of: fit, horizon: horizon)
    let pairs: [([Matrix], String)] = [
      (responses.unit, "irf"), (responses.orthogonalized, "irf_orth"),
      (errors.unit, "irf_stderr"), (errors.orthogonalized, "irf_orth_stderr"),
      (errors.cumulative, "irf_cum_stderr"),
      (errors.orthogonalizedCumulative, "irf_orth_cum_stderr"),
    ]
    for (values, key) in pairs {
      for (step, matrix) in reference.matrices(key).enumerated() {
        let scale = max(matrix.largestMagnitude, 1e-12)
        #expect((values[step] - matrix).largestMagnitude < 1e-8 * scale, "\(key) \(step)")
      }
    }
    let longRun = try ImpulseResponse.longRun(lagMatrices: fit.lagMatrices, count: 3)
    #expect(relativeError(longRun, reference.matrix("long_run_effects")) < 1e-8)
    #expect(relativeError(errors.longRun, reference.matrix("long_run_stderr")) < 1e-8)
    let shares = ImpulseResponse.varianceShares(responses.orthogonalized)
    for (variable, matrix) in reference.matrices("fevd").enumerated() {
      for step in 0..<min(matrix.rows, shares.count) {
        for shock in 0..<3 {
          #expect(abs(shares[step][variable, shock] - matrix[step, shock]) < 1e-8)
        }
      }
    }
    let ahead = reference["forecast"].matrix("point").rows
    let forecast = try fit.forecast(horizon: ahead)
    let point = reference["forecast"].matrix("point")
    #expect((forecast.mean - point).largestMagnitude < 1e-8 * point.largestMagnitude)
  }

  @Test func robustCovariances() throws {
    // One equation with regressors given from outside: cons on income and invest, 75 rows.
    let series = try Self.differences(
      "luetkepohl_west_german.csv", columns: [0, 1, 2], rows: 76)
    let consumption = series.submatrix(rows: Array(0..<75), columns: [2])
    let others = series.submatrix(rows: Array(0..<75), columns: [1, 0])
    let model = try VectorAutoregression(series: consumption, exogenous: others, lags: 0)
    let reference = try ReferenceTable(
      ReferenceTable.folder.appendingPathComponent("hac.sandwich.json"))
    #expect(
      relativeError(
        Matrix(column: model.coefficients.column(0)), Matrix(column: reference.list("coef"))) < 1e-8
    )
    let kinds: [(CoefficientCovariance, String)] = [
      (.hc0, "hc0"), (.hc1, "hc1"), (.hc3, "hc3"), (.neweyWest(lag: 4), "nw4"),
      (.neweyWest(lag: 0), "nw0"), (.neweyWestAdjusted(lag: 4), "nw4_adjust"),
      (.neweyWestPrewhitened(lag: 4), "nw4_prewhite1"),
    ]
    for (kind, key) in kinds {
      let errors = Matrix(column: try model.standardErrors(kind).column(0))
      #expect(relativeError(errors, Matrix(column: reference.list(key))) < 1e-8, "\(key)")
    }
    expect(
      try model.serialCorrelation(lag: 4).breuschGodfrey, reference["bg_lm4"], key: "stat", p: "p")
    expect(try model.unevenVariance(equation: 0), reference["bp"], key: "stat", p: "p")
    expect(try model.curvature(equation: 0), reference["reset"], key: "stat", p: "p")
    #expect(relativeError(model.durbinWatson(equation: 0), reference.number("dw")) < 1e-8)
  }

  @Test(arguments: [
    ("luetkepohl_west_german", [0, 1, 2], 76 as Int?), ("macrodata", [1, 2, 3], nil),
  ])
  func oneSeriesAtATime(file: String, columns: [Int], rows: Int?) throws {
    let series = try Self.differences("\(file).csv", columns: columns, rows: rows)
    let reference = try ReferenceTable(
      ReferenceTable.folder.appendingPathComponent("\(file).statsmodels.json"))
    let names = reference["var2"].texts("names")
    let univariate = reference["univariate"]
    let fit = try VectorAutoregression(series: series, lags: 2)
    for (column, name) in names.enumerated() {
      let values = series.column(column)
      let expected = univariate[name]
      let root = try UnitRoot.dickeyFuller(values, lags: 4)
      let adf = expected["adf_lag4_c"]
      #expect(relativeError(root.statistic, adf.number("stat")) < 1e-8)
      #expect(relativeError(root.pValue, adf.number("p")) < 1e-6)
      for (value, key) in zip(root.criticalValues, ["1%", "5%", "10%"]) {
        #expect(relativeError(value, adf["crit"].number(key)) < 1e-8)
      }
      let kpss = expected["kpss_c_nlags4"]
      let level = try UnitRoot.stationarity(values, lag: 4)
      #expect(relativeError(level.statistic, kpss.number("stat")) < 1e-8)
      #expect(relativeError(level.pValue, kpss.number("p")) < 1e-6)
      let own = try Autocorrelation(values, longest: 10)
      for (value, other) in zip(own.correlations, expected.list("acf10")) {
        #expect(abs(value - other) < 1e-8 * max(abs(other), 0.01))
      }
      for (value, other) in zip(own.partial, expected.list("pacf10_ols")) {
        #expect(abs(value - other) < 1e-8 * max(abs(other), 0.01))
      }
      let box = try fit.ljungBox(equation: column, lag: 10)
      let expectedBox = reference["var2"]["ljung_box10"].list(name)
      #expect(relativeError(box.statistic, expectedBox[0]) < 1e-8)
      #expect(relativeError(box.pValue, expectedBox[1]) < 1e-6)
      #expect(
        relativeError(
          fit.durbinWatson(equation: column), reference["var2"].list("durbin_watson")[column])
          < 1e-8)
      for (other, cause) in names.enumerated() where other != column {
        let pair = try VectorAutoregression(
          series: series.submatrix(
            rows: Array(0..<series.rows), columns: [column, other]), lags: 2)
        let test = univariate["granger2_\(cause)->\(name)"].list("ssr_ftest")
        let found = try pair.grangerCausality(of: [0], from: [1])
        #expect(relativeError(found.statistic, test[0]) < 1e-8)
        // The reference refers F to one equation's degrees of freedom.
        let law = TestResult(statistic: found.statistic, law: .fisher(2, test[2]))
        #expect(relativeError(law.pValue, test[1]) < 1e-6)
      }
    }
    let cross = try CrossCorrelation(
      responder: series.column(0), provoker: series.column(1), longest: 10)
    for (lag, value) in univariate.list("ccf_first_second_lags0_10").enumerated() {
      let point = try #require(cross.points.first { $0.lag == lag })
      #expect(abs(point.correlation - value) < 1e-8 * max(abs(value), 0.01))
    }
  }
}
