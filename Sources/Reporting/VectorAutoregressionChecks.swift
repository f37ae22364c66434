import Escalation
import Estimation
import LinearAlgebra
import Tabular
import TimeSeries

/// Causality, residual checks and variance shares of a vector autoregression.
extension VectorAutoregressionTables {
  private func median(_ values: [Double]) -> Double { SampleQuantiles(values)(0.5) }

  /// causality.csv: every pair, and every series against all others together. `granger_f`,
  /// `granger_wald`, `toda_yamamoto` (one more lag, for series that may be integrated),
  /// `instantaneous` (errors of the same period, no direction) and `jitter_21` (days permuted within
  /// windows of 21: the statistic is the F of the equation, p the share of surrogates).
  func causality() throws -> Table {
    var table = Table(
      name: "causality",
      columns: ["test", "caused", "causing", "statistic", "df1", "df2", "p_value"])
    guard analysis.lags > 0 else { return table }
    func add(
      _ test: String, _ caused: [Int], _ causing: Int, _ statistic: Double, _ above: Double?,
      _ below: Double?, _ p: Double
    ) {
      table.append([
        .text(test), .text(caused.map { names[$0] }.joined(separator: ";")),
        .text(names[causing]), .number(statistic), above.map { .number($0) } ?? .empty,
        below.map { .number($0) } ?? .empty, .number(p),
      ])
    }
    func add(_ name: String, _ caused: [Int], _ causing: Int, _ tests: [TestResult]) {
      guard let first = tests.first else { return }
      add(
        name, caused, causing, median(tests.map(\.statistic)), Double(first.degreesOfFreedom), nil,
        median(tests.map(\.pValue)))
    }
    for causing in names.indices {
      let others = names.indices.filter { $0 != causing }
      for caused in others.map({ [$0] }) + (others.count > 1 ? [others] : []) {
        let test = try analysis.causality(of: caused, from: [causing])
        add(
          "granger_f", caused, causing, test.statistic, test.numerator, test.denominator,
          test.pValue)
      }
    }
    // One more lag may be more than a short series bears; then there is no such test.
    let wider = analysis.fits.compactMap { try? TodaYamamoto(of: $0) }
    for causing in names.indices {
      let others = names.indices.filter { $0 != causing }
      for caused in others {
        add(
          "granger_wald", [caused], causing,
          try analysis.fits.map {
            try $0.waldCausality(
              of: [caused], from: [causing], covariance: analysis.options.covariance)
          })
        add(
          "toda_yamamoto", [caused], causing,
          wider.compactMap { try? $0.causality(of: [caused], from: [causing]) })
        for jitter in analysis.jitters where jitter.caused == caused && jitter.causing == causing {
          add(
            "jitter_\(jitter.window)", [caused], causing, jitter.statistic, nil, nil,
            jitter.pValue)
        }
      }
    }
    for causing in names.indices {
      let others = names.indices.filter { $0 != causing }
      guard !others.isEmpty, names.count > 2 || causing == 0 else { continue }
      add(
        "instantaneous", others, causing,
        try analysis.fits.map {
          try $0.instantaneousCausality(between: [causing], and: others)
        })
    }
    return table
  }

  /// diagnostics.csv: residual correlation, normality, changing variance and stability; medians over
  /// completed data sets.
  func diagnostics() throws -> Table {
    var table = Table(
      name: "diagnostics", columns: ["test", "equation", "statistic", "df", "p_value"])
    let fits = analysis.fits
    func add(_ name: String, _ equation: String?, _ tests: [TestResult]) {
      guard let first = tests.first else { return }
      table.append([
        .text(name), equation.map { .text($0) } ?? .empty, .number(median(tests.map(\.statistic))),
        .integer(first.degreesOfFreedom), .number(median(tests.map(\.pValue))),
      ])
    }
    let horizon = max(analysis.lags + 5, min(16, fits[0].observations / 3))
    for adjusted in [false, true] {
      let tests = fits.compactMap { try? $0.portmanteau(horizon: horizon, adjusted: adjusted) }
      add(
        "portmanteau\(adjusted ? "_adjusted" : "")_\(horizon)", nil,
        tests.map {
          TestResult(statistic: $0.statistic, law: .chiSquare($0.degreesOfFreedom))
        })
    }
    // Short series cannot bear the auxiliary regressions; those tests are then left out.
    let serial = fits.compactMap { try? $0.serialCorrelation(lag: 5) }
    add("breusch_godfrey_5", nil, serial.map(\.breuschGodfrey))
    add("edgerton_shukur_5", nil, serial.map(\.edgertonShukur))
    let normality = fits.compactMap { try? $0.normality() }
    add("jarque_bera", nil, normality.map(\.both))
    add("skewness", nil, normality.map(\.skewness))
    add("kurtosis", nil, normality.map(\.kurtosis))
    add("arch_5", nil, fits.compactMap { try? $0.autoregressiveVariance(lag: 5) })
    for (equation, name) in names.enumerated() {
      add(
        "arch_5", name,
        fits.compactMap { try? $0.autoregressiveVariance(equation: equation, lag: 5) })
      add("ljung_box_10", name, fits.compactMap { try? $0.ljungBox(equation: equation, lag: 10) })
      add("breusch_pagan", name, fits.compactMap { try? $0.unevenVariance(equation: equation) })
      add("reset", name, fits.compactMap { try? $0.curvature(equation: equation) })
      table.append([
        .text("durbin_watson"), .text(name),
        .number(median(fits.map { $0.durbinWatson(equation: equation) })), .empty, .empty,
      ])
    }
    let roots = try fits.map { try $0.companionModuli() }
    table.append([
      .text("largest_root"), .empty, .number(median(roots.map { $0.first ?? 0 })), .empty, .empty,
    ])
    for index in (roots.first ?? []).indices {
      table.append([
        .text("root_\(index + 1)"), .empty, .number(median(roots.map { $0[index] })), .empty,
        .empty,
      ])
    }
    return table
  }

  /// variance_decomposition.csv: which share of a series' forecast variance each orthogonalized
  /// shock brings about, in column order.
  func varianceShares() -> Table {
    var table = Table(
      name: "variance_decomposition", columns: ["series", "shock", "horizon", "share"])
    let all = analysis.impulses.map { ImpulseResponse.varianceShares($0.orthogonalized) }
    for i in names.indices {
      for j in names.indices {
        for step in stride(from: 0, to: analysis.options.horizon, by: 1) {
          let share = all.reduce(0) { $0 + $1[step][i, j] } / Double(all.count)
          table.append([
            .text(names[i]), .text(names[j]), .integer(step + 1), .number(share),
          ])
        }
      }
    }
    return table
  }

  /// orders.csv: orthogonalized responses in every order of at most four series, since effects of
  /// the same period belong to whoever is put first.
  func orders() throws -> Table? {
    guard names.count >= 2, names.count <= 4 else { return nil }
    var table = Table(
      name: "orders", columns: ["order", "responder", "provoker", "lag_days", "value"])
    for order in ImpulseResponse.orders(of: names.count) {
      let all = try zip(analysis.impulses, analysis.fits).map { impulse, fit in
        try ImpulseResponse.orthogonalized(
          impulse.unit, covariance: fit.covariance, order: order)
      }
      for i in names.indices {
        for j in names.indices {
          for step in all[0].indices {
            let value = all.reduce(0) { $0 + $1[step][i, j] } / Double(all.count)
            table.append([
              .text(order.map { names[$0] }.joined(separator: ";")), .text(names[i]),
              .text(names[j]), .integer(step), .number(value),
            ])
          }
        }
      }
    }
    return table
  }
}
