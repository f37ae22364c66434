import Foundation
import LinearAlgebra
import Testing
import TimeSeries

/// US polio cases 1970 to 1983 against R's glm, MASS, pscl, sandwich and AER, with values in
/// Reference.
@Suite struct PolioTests {
  let counts: [Double]
  let design: Matrix
  let reference: ReferenceTable
  /// The same with R's searches run to their end (Reference/make_polio.R).
  let strict: ReferenceTable

  init() throws {
    strict = try ReferenceTable(ReferenceTable.folder.appendingPathComponent("polio.json"))
    let folder = ReferenceTable.folder
    let table = try ReferenceTable.columns(folder.appendingPathComponent("polio_us_monthly.csv"))
    counts = table.column(0)
    design = table.submatrix(rows: Array(0..<table.rows), columns: Array(1..<7))
    reference = try ReferenceTable(folder.appendingPathComponent("polio.R.json"))
  }

  func expect(
    _ values: [Double], _ expected: [Double], within tolerance: Double = 1e-6, _ name: String = ""
  ) {
    #expect(values.count == expected.count)
    for (value, other) in zip(values, expected) {
      #expect(abs(value - other) <= tolerance * max(abs(other), 1e-3), "\(name): \(value) \(other)")
    }
  }

  @Test func poisson() throws {
    let fit = try CountRegression(counts: counts, design: design)
    let glm = reference["poisson_glm"]
    expect(fit.coefficients, glm.list("estimate"))
    expect(try fit.standardErrors(.expected), strict.list("poisson_se"))
    expect(try fit.standardErrors(.observed), strict.list("poisson_se"))
    expect(
      [fit.logLikelihood, fit.deviance, fit.pearsonDispersion * 162, fit.criteria.akaike],
      ["logLik", "deviance", "pearson", "AIC"].map { glm.number($0) })
    expect(try fit.standardErrors(.sandwich), strict.list("poisson_hc0"))
    expect(try fit.standardErrors(.hc3), strict.list("poisson_hc3"))
    expect(try fit.standardErrors(.neweyWest(lag: 4)), strict.list("poisson_nw4"))
    let tests = reference["overdispersion"]
    for (squared, key) in [(false, "cameron_trivedi_NB1"), (true, "cameron_trivedi_NB2")] {
      let test = fit.overdispersionTest(squared: squared)
      expect(
        [test.statistic, test.pValue, test.excess],
        ["z", "p", "alpha"].map { tests[key].number($0) }, within: 1e-6, key)
    }
    #expect(fit.zeroExcessTest().pValue < 0.001)
    #expect(fit.scores.gram(isSmall: 1e-6))
  }

  @Test func negativeBinomial() throws {
    let fit = try CountRegression(counts: counts, design: design, family: .negativeBinomial)
    expect(fit.coefficients, strict.list("nb"))
    expect(try fit.standardErrors(.expected), strict.list("nb_se"))
    expect(
      [fit.logLikelihood, fit.theta, fit.thetaError, fit.deviance], strict.list("nb_rest"))
    let poisson = try CountRegression(counts: counts, design: design)
    let ratio = fit.likelihoodRatio(against: poisson)
    expect(
      [ratio.statistic, ratio.pValue],
      ["stat", "p_half_chibar"].map { reference["lr_test_nb_vs_poisson"].number($0) },
      within: 1e-5)
  }

  @Test func distributedLags() throws {
    let rows = Array(2..<counts.count)
    let wide = Matrix(
      rows: rows.count, columns: 8,
      elements: design.submatrix(rows: rows, columns: Array(0..<6)).elements
        + rows.map { counts[$0 - 1] } + rows.map { counts[$0 - 2] })
    let later = rows.map { counts[$0] }
    for (family, key) in [
      (CountRegression.Family.poisson, "poisson"), (.negativeBinomial, "nb"),
    ] {
      let fit = try CountRegression(counts: later, design: wide, family: family)
      expect(fit.coefficients, strict.list("\(key)_lags"))
      expect([fit.logLikelihood], [reference["\(key)_glm_lags12"].number("logLik")])
      expect(try fit.standardErrors(.expected), strict.list("\(key)_lags_se"))
    }
  }

  @Test(arguments: [
    ("zip", CountRegression.Family.poisson, CountRegression.Zeros.inflated),
    ("hurdle_poisson", .poisson, .hurdle), ("hurdle_negbin", .negativeBinomial, .hurdle),
  ])
  func zeros(key: String, family: CountRegression.Family, zeros: CountRegression.Zeros) throws {
    let fit = try CountRegression(counts: counts, design: design, family: family, zeros: zeros)
    let model = reference[key]
    expect([fit.logLikelihood], [model.number("logLik")], within: 1e-9)
    expect(fit.coefficients, strict.list(key), within: 1e-6, key)
    expect(fit.zeroCoefficients, strict.list("\(key)_zero"), within: 1e-6, key)
    // pscl's errors are of a numerical second derivative.
    let errors = try fit.standardErrors(.observed)
    expect(Array(errors.prefix(6)), Array(model["count"].list("se").prefix(6)), within: 2e-4, key)
    #expect(fit.boundaries.isEmpty)
  }

  @Test func extraZerosThatRunToNothingAreNamed() throws {
    let fit = try CountRegression(
      counts: counts, design: design, family: .negativeBinomial, zeros: .inflated)
    #expect(fit.boundaries.contains(.noExtraZeros))
    expect([fit.logLikelihood], [reference["nb_glm"].number("logLik")], within: 1e-6)
  }
}

extension Matrix {
  /// Whether the columns sum to nearly zero, as scores at an optimum do.
  fileprivate func gram(isSmall tolerance: Double) -> Bool {
    (0..<columns).allSatisfy { abs(column($0).reduce(0, +)) < tolerance }
  }
}
