import Escalation
import Estimation
import LinearAlgebra
import RealModule
import Tabular
import TextCharts
import TimeSeries

extension Findings {
  /// What a vector autoregression has to say: estimates, responses, coefficients, lag selection,
  /// causality, diagnostics and forecast as tables; a summary and its charts as a report.
  ///
  /// - Parameters:
  ///   - analysis: The analysis.
  ///   - inputHash: The SHA-256 of the input.
  /// - Throws: ``LinearAlgebraError``, ``TimeSeriesError`` when a quantity cannot be computed.
  public init(_ analysis: VectorAutoregressionAnalysis, inputHash: String) throws {
    self.init()
    let estimates = try analysis.estimates()
    self.estimates = estimates
    let context = analysis.context
    let tables = try VectorAutoregressionTables(analysis)
    self.tables = [
      EstimateTables.estimates([(estimates, context)], inputHash: inputHash), tables.responses(),
      try tables.coefficients(), try tables.causality(), try tables.diagnostics(),
    ]
    if !analysis.selections.isEmpty { self.tables.append(tables.lagSelection()) }
    if analysis.fits.allSatisfy({ $0.exogenous.columns == 0 }) {
      self.tables.append(try tables.forecast())
    }
    if analysis.lags > 0 {
      self.tables.append(tables.otherResponses())
      self.tables.append(tables.varianceShares())
      if let orders = try tables.orders() { self.tables.append(orders) }
    }
    let largest = try analysis.fits.map { try $0.companionModuli().first ?? 0 }
    let root = SampleQuantiles(largest)(0.5)
    if root >= 1 {
      failedChecks.append(
        "the model is not stable (largest root \(Numeral.significant(root))): its responses do not "
          + "die out")
    }
    report.append(.heading("\(context.model), \(context.baseline)"))
    report.append(.paragraph(sample(analysis)))
    for warning in VectorAutoregressionFindings.warnings(analysis) { notes.append(warning) }
    let outside = estimates.filter {
      $0.estimand == "retaliations_per_incident" && $0.lower < $0.upper
        && ($0.value == $0.lower || $0.value == $0.upper)
    }
    if !outside.isEmpty, !analysis.options.correctsBias {
      notes.append(
        "refits of rebuilt series miss the estimate of \(outside.count) strengths altogether, which "
          + "many terms for the days there are do; use --intervals bias-corrected, or fewer terms")
    }
    let summary = EstimateSummary(
      estimates: estimates, streams: analysis.data.names, level: analysis.options.level,
      lagUnit: analysis.response.lagUnit)
    for block in summary.blocks { report.append(block) }
    if analysis.lags > 0 {
      report.append(.heading("Granger causality"))
      report.append(.table(try VectorAutoregressionFindings.causality(analysis)))
      report.append(
        .paragraph(
          "A small p says that the past of one series helps to forecast the other. A common trend "
            + "or campaign does that too, and F cannot tell. The jitter test can: it compares F "
            + "with that of data whose days were permuted within windows."))
      report.append(.heading("Residual checks"))
      report.append(.table(VectorAutoregressionFindings.checks(try tables.diagnostics())))
      report.append(.heading("Charts"))
      charts = try VectorAutoregressionFindings.charts(analysis)
      for chart in charts { report.append(.chart(chart)) }
    }
  }

  private func sample(_ analysis: VectorAutoregressionAnalysis) -> String {
    let unit = analysis.data.isDaily ? "days" : "periods"
    var text = "\(analysis.data.labels.count) \(unit)"
    if let first = analysis.data.labels.first, let last = analysis.data.labels.last {
      text += ", \(first) to \(last)"
    }
    text += "; \(analysis.lags) lag\(analysis.lags == 1 ? "" : "s")"
    switch analysis.options.order {
    case .fixed: text += " as asked"
    case .selected(let maximum, let criterion, let minimum):
      text += " chosen by \(criterion.rawValue.uppercased()) among \(minimum) to \(maximum)"
      if minimum > 0, analysis.preferredOrder(by: criterion) == 0 {
        text += " (with 0 among them it would choose 0: no dynamics at all)"
      }
    }
    if analysis.fits.count > 1 {
      text +=
        "; dates are intervals, so \(analysis.fits.count) tables of counts were drawn and their "
        + "fits pooled by Rubin's rules (method: imputed)"
    }
    return text + ". Effects within the same \(analysis.data.isDaily ? "day" : "period") belong to "
      + "neither side and are left out of lags and strengths."
  }
}

extension VectorAutoregressionAnalysis {
  /// What all estimates of the analysis share.
  public var context: EstimateContext {
    EstimateContext(
      method: fits.count > 1 ? "imputed" : "ols", model: response.model,
      baseline: options.trend.rawValue, level: options.level,
      counts: Dictionary(uniqueKeysWithValues: zip(data.names, data.totals)),
      windowStart: data.labels.first ?? "", windowEnd: data.labels.last ?? "", seed: options.seed)
  }
}

/// Warnings, tables and charts of a vector autoregression.
enum VectorAutoregressionFindings {
  /// What a Gaussian model of sparse counts hides.
  static func warnings(_ analysis: VectorAutoregressionAnalysis) -> [String] {
    analysis.data.names.enumerated().compactMap { column, name in
      let values = analysis.data.tables.flatMap { $0.column(column) }
      guard values.allSatisfy({ $0 >= 0 }) else { return nil }
      let zeros = Double(values.count { $0 == 0 }) / Double(values.count)
      if values.allSatisfy({ $0 == 0 || $0 == 1 }) {
        return
          "\(name) is 0 or 1 throughout, 0 in \(Numeral.fixed(100 * zeros, decimals: 0)) % of the "
          + "periods: coefficients are changes of a probability, and Gaussian errors are only "
          + "approximate"
      }
      guard zeros > 0.3 else { return nil }
      let mean = values.reduce(0, +) / Double(values.count)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      return
        "\(name) is zero in \(Numeral.fixed(100 * zeros, decimals: 0)) % of the periods, its variance "
        + "\(Numeral.significant(mean > 0 ? variance / mean : 0, digits: 2)) times its mean: a "
        + "Gaussian autoregression describes such counts badly, and its standard errors are "
        + "approximate"
        + (values.allSatisfy { $0 == $0.rounded() }
          ? ""
          : ". It holds fractions, as expected counts do, which vary less than counts; a study draws "
            + "whole counts from dates and totals")
    }
  }

  static func causality(_ analysis: VectorAutoregressionAnalysis) throws -> TextTable {
    let windows = analysis.jitters.isEmpty ? [] : analysis.options.jitterWindows
    let unit = analysis.data.isDaily ? "d" : ""
    var table = TextTable(
      columns: [
        .init("caused"), .init("by"), .init("F", alignsRight: true), .init("p", alignsRight: true),
      ] + windows.map { .init("jitter \($0)\(unit)", alignsRight: true) } + [.init("in words")])
    let names = analysis.data.names
    for caused in names.indices {
      for causing in names.indices where causing != caused {
        let test = try analysis.causality(of: [caused], from: [causing])
        let jitters = analysis.jitters.filter { $0.caused == caused && $0.causing == causing }
        table.append(
          [
            names[caused], names[causing], Numeral.fixed(test.statistic, decimals: 2),
            Numeral.probability(test.pValue),
          ] + jitters.map { Numeral.probability($0.pValue) }
            + [
              words(
                f: test.pValue, jitters: jitters.map(\.pValue),
                fewer: jitters.first.map { $0.effect < 0 } ?? false)
            ])
      }
    }
    return table
  }

  /// What F and jitter say together.
  static func words(f: Double, jitters: [Double], fewer: Bool) -> String {
    guard f < 0.05 else { return "no help seen" }
    guard !jitters.isEmpty else { return "its past helps" }
    let passed = jitters.count { $0 < 0.05 }
    if passed == jitters.count { return fewer ? "helps: fewer follow" : "its past helps" }
    return passed == 0
      ? "a trend may do that" : "helps, in part a trend"
  }

  /// The residual checks with what each says; those that a short series cannot bear are left out.
  static func checks(_ diagnostics: Table) -> TextTable {
    let meanings: [(prefix: String, name: String, passed: String, failed: String)] = [
      (
        "portmanteau_adjusted", "no correlation left", "no sign of any",
        "residuals are correlated: more lags?"
      ),
      (
        "edgerton_shukur", "none over 5 periods", "no sign of any",
        "residuals are correlated: more lags?"
      ),
      (
        "jarque_bera", "normal errors", "may be normal",
        "not normal: use the bootstrap's intervals"
      ),
      (
        "arch_5", "steady variance", "may be steady",
        "it changes: --covariance hc1 --resampling wild"
      ),
    ]
    var table = TextTable(columns: [
      .init("residuals have"), .init("p", alignsRight: true), .init("in words"),
    ])
    for meaning in meanings {
      let row = diagnostics.rows.first { row in
        guard case .text(let test) = row[0], case .empty = row[1] else { return false }
        return test.hasPrefix(meaning.prefix)
      }
      guard let row, case .number(let p) = row[4] else { continue }
      table.append([
        meaning.name, Numeral.probability(p), p < 0.05 ? meaning.failed : meaning.passed,
      ])
    }
    return table
  }

  static func charts(_ analysis: VectorAutoregressionAnalysis) throws -> [any TextChart] {
    let names = analysis.data.names
    let unit = analysis.data.isDaily ? "days" : "periods"
    let interval =
      analysis.options.hasAsymptoticIntervals && analysis.shrunk.isEmpty
      ? "asymptotic"
      : analysis.options.correctsBias ? "bias-corrected bootstrap" : "bootstrap"
    let tables = try VectorAutoregressionTables(analysis)
    return names.indices.flatMap { i in
      names.indices.filter { $0 != i }.map { j in
        CurveChart(
          title: "Response of \(names[i]) to one extra \(names[j]), all generations",
          xLabel: "\(unit) after it",
          caption: "\(Numeral.setting(100 * analysis.options.level)) % \(interval) interval",
          points: tables.impulse(.unit, i, j, errors: \.unit).map {
            .init(x: Double($0.period), value: $0.value, lower: $0.lower, upper: $0.upper)
          })
      }
    }
  }
}
