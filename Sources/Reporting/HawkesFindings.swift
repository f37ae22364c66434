import Escalation
import Estimation
import Incidents
import PointProcesses
import Tabular
import TextCharts

extension Findings {
  /// What a Hawkes analysis has to say: estimates, responses, parameters, fit and attribution as
  /// tables; summary and four charts as a report.
  ///
  /// - Parameters:
  ///   - analysis: The analysis.
  ///   - baseline: The baseline in words.
  ///   - inputHash: The SHA-256 of the input.
  ///   - log: The incidents that the data were made from; empty for exact times.
  ///   - horizon: The largest lag of responses and charts, days.
  /// - Throws: ``LinearAlgebraError`` when an iteration fails.
  public init(
    _ analysis: HawkesAnalysis, baseline: String, inputHash: String, log: [Incident] = [],
    horizon: Double = 30
  ) throws {
    self.init()
    let estimates = try analysis.estimates()
    self.estimates = estimates
    let context = analysis.context(baseline: baseline)
    let curves = try ResponseCurves(
      analysis.response, horizon: min(horizon, analysis.data.duration), step: 0.25,
      level: analysis.options.level)
    tables = [
      EstimateTables.estimates([(estimates, context)], inputHash: inputHash), curves.table(),
      HawkesTables.parameters(analysis), HawkesTables.fit(analysis),
      AttributionTable.table(analysis.histories, log: log),
    ]
    let diagnostics = analysis.diagnostics
    if !analysis.converged {
      failedChecks.append("the search for the maximum of the likelihood did not end at an optimum")
    }
    for (stream, p) in zip(analysis.data.names, diagnostics.residualPValues) where p < 0.01 {
      failedChecks.append(
        "the time-rescaling test rejects the model for \(stream) (p = \(Numeral.probability(p)))")
    }
    if analysis.lostReplicates > 0 {
      notes.append(
        "\(analysis.lostReplicates) of \(analysis.options.replicates) bootstrap replicates ran away "
          + "or left a stream empty, and are not in the intervals")
    }
    report.append(.heading("\(context.model), baseline \(baseline)"))
    report.append(.paragraph(HawkesFindings.sample(analysis, context)))
    let summary = EstimateSummary(
      estimates: estimates, streams: analysis.data.names, level: analysis.options.level,
      lagUnit: analysis.response.lagUnit)
    for block in summary.blocks { report.append(block) }
    report.append(.heading("Charts"))
    charts =
      PointProcessCharts(
        analysis.histories, window: analysis.data.window, curves: curves, estimates: estimates,
        level: analysis.options.level, average: "mean over the fits"
      ).all
    for chart in charts { report.append(.chart(chart)) }
    report.append(.heading("Fit"))
    let tests = zip(analysis.data.names, diagnostics.residualPValues).map {
      "\($0) p = \(Numeral.probability($1))"
    }.joined(separator: ", ")
    report.append(
      .paragraph(
        "log-likelihood \(Numeral.fixed(diagnostics.logLikelihood, decimals: 2)), "
          + "\(diagnostics.parameterCount) parameters, AIC "
          + "\(Numeral.fixed(diagnostics.akaike, decimals: 1)), BIC "
          + "\(Numeral.fixed(diagnostics.bayesian, decimals: 1)); time-rescaling test: \(tests)."))
  }
}

extension HawkesAnalysis {
  /// What all estimates of the analysis share.
  public func context(baseline: String) -> EstimateContext {
    EstimateContext(
      method: data.needsImputation ? "imputed" : "mle", model: response.model, baseline: baseline,
      level: options.level,
      counts: Dictionary(uniqueKeysWithValues: zip(data.names, meanCounts)),
      windowStart: data.window.map { "\($0.start)" } ?? "",
      windowEnd: data.window.map { "\($0.end)" } ?? "", seed: options.seed)
  }
}

/// Sentences about a Hawkes analysis.
enum HawkesFindings {
  static func sample(_ analysis: HawkesAnalysis, _ context: EstimateContext) -> String {
    let counts = zip(analysis.data.names, analysis.meanCounts).map {
      "\($0) \(Numeral.significant($1, digits: 3))"
    }.joined(separator: ", ")
    let span =
      analysis.data.window.map { "\($0) (\($0.length) days)" }
      ?? "\(Numeral.setting(analysis.data.duration)) days"
    var text = "Window \(span); incidents: \(counts). "
    let model = analysis.model
    let shape =
      !model.family.hasShape
      ? ""
      : model.fixedShape.map { " of shape \(Numeral.setting($0))" } ?? " of estimated shape"
    text += "Lags: \(model.family.rawValue)\(shape), means from "
    text += "\(Numeral.setting(model.lagRange.lowerBound)) to "
    text += "\(Numeral.setting(model.lagRange.upperBound)) days searched. "
    if analysis.data.needsImputation {
      text +=
        "Dates are intervals: times were drawn evenly from them \(analysis.completions.count) "
        + "times, so that same-day incidents come in either order, and the fits are pooled by "
        + "Rubin's rules (method: imputed). "
    }
    text += "Intervals are profile likelihoods where there is one, else from "
    text += "\(analysis.response.draws.count) bootstrap refits."
    return text
  }
}
