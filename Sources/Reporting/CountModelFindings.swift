import Escalation
import Estimation
import Incidents
import RealModule
import Tabular
import TextCharts
import TimeSeries

extension Findings {
  /// What a model of counts has to say.
  ///
  /// - Parameters:
  ///   - analysis: The analysis.
  ///   - inputHash: The SHA-256 of the input.
  /// - Throws: ``LinearAlgebraError`` when a quantity cannot be computed.
  public init(_ analysis: CountModelAnalysis, inputHash: String) throws {
    self.init()
    let tables = CountModelTables(analysis)
    let estimates = try analysis.estimates()
    self.estimates = estimates
    notes = analysis.warnings
    if analysis.isUndetermined {
      failedChecks.append("a parameter ran to the end of its range; do not use the coefficients")
    }
    if analysis.response != nil {
      self.tables = [
        EstimateTables.estimates([(estimates, analysis.context)], inputHash: inputHash),
        tables.responses(),
      ]
    }
    self.tables += [tables.coefficients(), tables.fit(), tables.diagnostics(), tables.scores()]
    if !analysis.jitters.isEmpty { self.tables.append(tables.causality()) }
    if let forecast = tables.forecast() { self.tables.append(forecast) }
    report.append(.heading("\(analysis.model), \(analysis.baseline)"))
    report.append(.paragraph(tables.sample))
    if let response = analysis.response {
      let summary = EstimateSummary(
        estimates: estimates, streams: analysis.data.names, level: analysis.settings.level,
        lagUnit: response.lagUnit)
      for block in summary.blocks(of: analysis.responders) { report.append(block) }
    }
    report.append(.heading("Coefficients"))
    report.append(.table(tables.summary()))
    if !analysis.jitters.isEmpty {
      report.append(.heading("Does the one answer the other?"))
      report.append(.table(tables.jitterSummary()))
      report.append(
        .paragraph(
          "p is the share of data sets with days permuted within windows, which keeps every slow "
            + "trend, that look as much like an answer as the data."))
    }
    let checks = tables.checkSummary()
    if !checks.rows.isEmpty {
      report.append(.heading("Checks"))
      report.append(.table(checks))
    }
    charts = tables.charts()
    if !charts.isEmpty { report.append(.heading("Charts")) }
    for chart in charts { report.append(.chart(chart)) }
  }
}

extension CountModelAnalysis {
  /// What all estimates of the analysis share.
  public var context: EstimateContext {
    EstimateContext(
      method: method, model: model, baseline: baseline, level: settings.level,
      counts: Dictionary(
        zip(data.names, data.totals).map { ($0, $1) }, uniquingKeysWith: { first, _ in first }),
      windowStart: data.labels.first ?? "", windowEnd: data.labels.last ?? "",
      seed: settings.seed)
  }
}
