import Escalation
import Incidents
import PointProcesses
import Tabular
import TextCharts

extension Findings {
  /// What the posterior of a Hawkes process has to say: estimates, responses, baseline ladder,
  /// checks, attributions and counterfactuals as tables; summary and charts as a report.
  ///
  /// - Parameters:
  ///   - analysis: The analysis.
  ///   - baseline: The baseline in words.
  ///   - inputHash: The SHA-256 of the input.
  ///   - log: The incidents that the data were made from; empty for exact times.
  ///   - horizon: The largest lag of responses and charts, days.
  /// - Throws: ``LinearAlgebraError`` when an iteration fails.
  public init(
    _ analysis: PosteriorAnalysis, baseline: String, inputHash: String, log: [Incident] = [],
    horizon: Double = 30
  ) throws {
    self.init()
    let estimates = try analysis.estimates()
    self.estimates = estimates
    let context = analysis.context(baseline: baseline)
    let curves = try ResponseCurves(
      analysis.response, horizon: min(horizon, analysis.data.duration), step: 0.25,
      level: analysis.options.level)
    let histories = analysis.histories
    let checks = PosteriorChecks(analysis)
    let counterfactuals = analysis.data.names.indices.flatMap {
      analysis.counterfactual(.influence(of: $0))
    }
    tables = [
      EstimateTables.estimates([(estimates, context)], inputHash: inputHash), curves.table(),
      PosteriorTables.parameters(analysis), PosteriorTables.fit(analysis, checks),
      PosteriorTables.ladder(analysis), PosteriorTables.checks(analysis, checks),
      AttributionTable.table(histories, log: log),
      PosteriorTables.counterfactuals(analysis, counterfactuals),
      PosteriorTables.incidentCounterfactuals(analysis, log: log),
    ]
    if let tests = analysis.tests { tables += Findings(tests).tables }
    notes = analysis.latent.notes
    if !analysis.agrees {
      failedChecks.append(
        "the chains do not agree (largest R-hat "
          + "\(Numeral.fixed(analysis.posterior.largestRHat, decimals: 2))); use more --draws")
    }
    for (stream, p) in zip(analysis.data.names, checks.residualPValues) where p < 0.01 {
      failedChecks.append(
        "the time-rescaling test rejects the model for \(stream) (p = \(Numeral.probability(p)))")
    }
    for row in checks.rows where row.isRejected {
      failedChecks.append(
        "the model does not bring about what is seen of \(analysis.data.names[row.stream]): "
          + row.trait.rawValue)
    }
    let words = PosteriorWords(analysis)
    report.append(.heading("\(context.model), baseline \(baseline)"))
    report.append(.paragraph(words.sample))
    let summary = EstimateSummary(
      estimates: estimates, streams: analysis.data.names, level: analysis.options.level,
      lagUnit: analysis.response.lagUnit)
    for block in summary.blocks { report.append(block) }
    conclusions.append(.heading("What the data can and cannot tell"))
    for sentence in words.conclusions(estimates) { conclusions.append(.paragraph(sentence)) }
    if let tests = analysis.tests, !tests.directions.isEmpty {
      conclusions.append(.table(words.tests(tests)))
      conclusions.append(.paragraph(words.testSentence))
    }
    if !analysis.ladder.isEmpty {
      conclusions.append(.heading("Baseline ladder"))
      for block in words.ladder { conclusions.append(block) }
      conclusions.append(.paragraph(words.ladderSentence))
    }
    if analysis.data.names.count > 1 {
      conclusions.append(.heading("Without the other side"))
      conclusions.append(.table(words.counterfactuals(counterfactuals)))
      conclusions.append(.paragraph(words.counterfactualSentence))
    }
    report.append(conclusions)
    report.append(.heading("Charts"))
    charts =
      PointProcessCharts(
        histories, window: analysis.data.window, curves: curves, estimates: estimates,
        level: analysis.options.level, average: "mean over draws"
      ).all
    for chart in charts { report.append(.chart(chart)) }
    report.append(.heading("Checks"))
    report.append(.table(words.checks(checks)))
    report.append(.paragraph(words.checkSentence(checks)))
    if let heldOut = analysis.heldOut {
      report.append(.table(words.heldOut(heldOut)))
      report.append(.paragraph(words.heldOutSentence(heldOut)))
    }
  }
}

extension PosteriorAnalysis {
  /// What all estimates of the analysis share.
  public func context(baseline: String) -> EstimateContext {
    EstimateContext(
      method: "bayes", model: response.model, baseline: baseline, level: options.level,
      counts: Dictionary(uniqueKeysWithValues: zip(data.names, meanCounts)),
      windowStart: data.window.map { "\($0.start)" } ?? "",
      windowEnd: data.window.map { "\($0.end)" } ?? "", seed: options.sampling.seed)
  }
}
