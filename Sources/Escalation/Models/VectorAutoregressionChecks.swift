import Estimation
import LinearAlgebra
import TimeSeries

/// Causality and residual checks of a vector autoregression, pooled over completed tables.
extension FittedVectorAutoregression {
  private func median(_ values: [Double]) -> Double { SampleQuantiles(values)(0.5) }

  /// Every pair, and every series against all others together.
  func causalityTests() throws -> [CausalityTest] {
    guard lags > 0 else { return [] }
    let streams = data.names.indices
    func pooled(
      _ kind: CausalityTest.Kind, _ caused: [Int], _ causing: Int, _ tests: [TestResult]
    ) -> [CausalityTest] {
      guard let first = tests.first else { return [] }
      return [
        CausalityTest(
          kind: kind, caused: caused, causing: [causing],
          statistic: median(tests.map(\.statistic)), numerator: Double(first.degreesOfFreedom),
          denominator: nil, pValue: median(tests.map(\.pValue)), effect: .nan)
      ]
    }
    var rows: [CausalityTest] = []
    for causing in streams {
      let others = streams.filter { $0 != causing }
      for caused in others.map({ [$0] }) + (others.count > 1 ? [others] : []) {
        let test = try causality(of: caused, from: [causing])
        rows.append(
          CausalityTest(
            kind: .grangerF, caused: caused, causing: [causing], statistic: test.statistic,
            numerator: test.numerator, denominator: test.denominator, pValue: test.pValue,
            effect: .nan))
      }
    }
    if variance.isRobust {
      for causing in streams {
        for caused in streams where caused != causing {
          let test = try causality(of: [caused], from: [causing], covariance: variance.covariance)
          rows.append(
            CausalityTest(
              kind: .grangerRobustF, caused: [caused], causing: [causing],
              statistic: test.statistic, numerator: test.numerator, denominator: test.denominator,
              pValue: test.pValue, effect: .nan))
        }
      }
    }
    // One more lag may be more than a short series bears; then there is no such test.
    let wider = fits.compactMap { try? TodaYamamoto(of: $0) }
    for causing in streams {
      for caused in streams where caused != causing {
        rows += pooled(
          .grangerWald, [caused], causing,
          try fits.map {
            try $0.waldCausality(
              of: [caused], from: [causing], covariance: variance.covariance)
          })
        rows += pooled(
          .todaYamamoto, [caused], causing,
          wider.compactMap { try? $0.causality(of: [caused], from: [causing]) })
        let maximum = try maximumOverLags(of: caused, from: causing)
        rows.append(
          CausalityTest(maximum, caused: caused, causing: causing, effect: maximum.estimate))
        rows += jitters.filter { $0.caused == caused && $0.causing == causing }.map(\.test)
      }
    }
    for causing in streams {
      let others = streams.filter { $0 != causing }
      guard !others.isEmpty, streams.count > 2 || causing == 0 else { continue }
      rows += pooled(
        .instantaneous, others, causing,
        try fits.map { try $0.instantaneousCausality(between: [causing], and: others) })
    }
    return rows
  }

  /// Residual correlation, normality, changing variance and stability.
  func modelChecks() throws -> [ModelCheck] {
    var rows: [ModelCheck] = []
    func add(_ name: String, of equation: String? = nil, _ tests: [TestResult]) {
      guard let first = tests.first else { return }
      rows.append(
        ModelCheck(
          test: name, equation: equation, statistic: median(tests.map(\.statistic)),
          degreesOfFreedom: first.degreesOfFreedom, pValue: median(tests.map(\.pValue))))
    }
    func add(_ name: String, of equation: String? = nil, value: Double) {
      rows.append(
        ModelCheck(
          test: name, equation: equation, statistic: value, degreesOfFreedom: nil, pValue: .nan))
    }
    let horizon = max(lags + 5, min(16, fits[0].observations / 3))
    for adjusted in [false, true] {
      let tests = fits.compactMap { try? $0.portmanteau(horizon: horizon, adjusted: adjusted) }
      add(
        "portmanteau\(adjusted ? "_adjusted" : "")_\(horizon)",
        tests.map {
          TestResult(statistic: $0.statistic, law: .chiSquare($0.degreesOfFreedom))
        })
    }
    // Short series cannot bear the auxiliary regressions; those tests are then left out.
    let serial = fits.compactMap { try? $0.serialCorrelation(lag: 5) }
    add("breusch_godfrey_5", serial.map(\.breuschGodfrey))
    add("edgerton_shukur_5", serial.map(\.edgertonShukur))
    let normality = fits.compactMap { try? $0.normality() }
    add("jarque_bera", normality.map(\.both))
    add("skewness", normality.map(\.skewness))
    add("kurtosis", normality.map(\.kurtosis))
    add("arch_5", fits.compactMap { try? $0.autoregressiveVariance(lag: 5) })
    for (equation, name) in data.names.enumerated() {
      add(
        "arch_5", of: name,
        fits.compactMap { try? $0.autoregressiveVariance(equation: equation, lag: 5) })
      add(
        "ljung_box_10", of: name, fits.compactMap { try? $0.ljungBox(equation: equation, lag: 10) })
      add(
        "breusch_pagan", of: name, fits.compactMap { try? $0.unevenVariance(equation: equation) })
      add(
        "white_fitted", of: name, fits.compactMap { try? $0.varianceOfMean(equation: equation) })
      add(
        "white_squares", of: name,
        fits.compactMap { try? $0.varianceOfSquares(equation: equation) })
      add("reset", of: name, fits.compactMap { try? $0.curvature(equation: equation) })
      add(
        "durbin_watson", of: name, value: median(fits.map { $0.durbinWatson(equation: equation) }))
    }
    let roots = try fits.map { try $0.companionModuli() }
    add("largest_root", value: median(roots.map { $0.first ?? 0 }))
    for index in (roots.first ?? []).indices {
      add("root_\(index + 1)", value: median(roots.map { $0[index] }))
    }
    return rows
  }
}
