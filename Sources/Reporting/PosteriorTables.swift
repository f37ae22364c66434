import Escalation
import Estimation
import Incidents
import PointProcesses
import RealModule
import Tabular

/// The tables of a posterior beside estimates and responses.
enum PosteriorTables {
  /// parameters.csv.
  static func parameters(_ analysis: PosteriorAnalysis) -> Table {
    var table = Table(
      name: "parameters",
      columns: [
        "parameter", "responder", "provoker", "estimate", "std_error", "lower", "upper", "level",
        "unit", "r_hat", "ess_bulk", "ess_tail", "mc_error",
      ])
    let names = analysis.data.names
    func add(
      _ parameter: String, _ i: Int, _ j: Int?, unit: String,
      _ number: (HawkesPosterior.Draw) -> Double
    ) {
      let draws = analysis.posterior.pooled.map(number)
      let quantiles = SampleQuantiles(draws)
      let interval = quantiles.interval(level: analysis.options.level)
      let mean = draws.reduce(0, +) / Double(max(1, draws.count))
      let variance =
        draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, draws.count - 1))
      let diagnostics = analysis.posterior.diagnostics(number)
      table.append([
        .text(parameter), .text(names[i]), .text(j.map { names[$0] } ?? ""),
        .number(quantiles(0.5)), .number(variance.squareRoot()),
        .number(interval?.lowerBound ?? .nan), .number(interval?.upperBound ?? .nan),
        .number(analysis.options.level), .text(unit), .number(diagnostics.rHat),
        .number(diagnostics.bulkSize), .number(diagnostics.tailSize),
        .number(diagnostics.meanError),
      ])
    }
    let duration = analysis.data.duration
    for i in names.indices {
      add("baseline_rate", i, nil, unit: "incidents per day") { $0.baselineCounts[i] / duration }
      if analysis.latent.events.counts.contains(where: { $0.stream == i }) {
        add("unseen_incidents", i, nil, unit: "incidents") { Double($0.unseenCounts[i]) }
      }
    }
    for i in names.indices {
      for j in names.indices {
        add("branching_ratio", i, j, unit: "responses per incident") { $0.branching[i, j] }
        add("lag_mean", i, j, unit: "days") { $0.lags[i][j].mean }
        add("lag_median", i, j, unit: "days") { $0.lags[i][j].median }
        if analysis.posterior.model.estimatesShape {
          add("lag_shape", i, j, unit: "shape") { $0.lags[i][j].shape }
        }
      }
    }
    return table
  }

  /// fit.csv.
  static func fit(_ analysis: PosteriorAnalysis, _ checks: PosteriorChecks) -> Table {
    var table = Table(name: "fit", columns: ["quantity", "value"])
    let posterior = analysis.posterior
    table.append([.text("chains"), .integer(posterior.draws.count)])
    table.append([.text("draws_per_chain"), .integer(analysis.options.sampling.draws)])
    table.append([.text("sweeps_per_draw"), .integer(posterior.stride)])
    table.append([.text("warmup_sweeps"), .integer(analysis.options.sampling.warmup)])
    table.append([.text("largest_r_hat"), .number(posterior.largestRHat)])
    table.append([.text("smallest_effective_size"), .number(posterior.smallestSize)])
    table.append([.text("converged"), .text(posterior.agrees ? "true" : "false")])
    for (name, count) in zip(analysis.data.names, analysis.meanCounts) {
      table.append([.text("incidents \(name)"), .number(count)])
    }
    for (name, p) in zip(analysis.data.names, checks.residualPValues) {
      table.append([.text("time_rescaling_p \(name)"), .number(p)])
    }
    if let heldOut = analysis.heldOut {
      for model in HeldOutScores.Model.allCases {
        guard let score = heldOut.scores[model] else { continue }
        table.append([.text("held_out_log_score \(model.rawValue)"), .number(score)])
      }
    }
    let names = analysis.data.names
    for i in names.indices {
      for j in names.indices {
        table.append([
          .text("bayes_factor_for_none \(names[i]) answers \(names[j])"),
          .number(analysis.evidenceForNone(i, j)),
        ])
      }
    }
    return table
  }

  /// ladder.csv: strengths and lags under baselines that follow more and more.
  static func ladder(_ analysis: PosteriorAnalysis) -> Table {
    var table = Table(
      name: "baseline_ladder",
      columns: [
        "slower_than_days", "responder", "provoker", "quantity", "value", "lower", "upper",
        "level", "converged",
      ])
    let names = analysis.data.names
    for step in analysis.ladder {
      func add(
        _ i: String, _ j: String, _ quantity: String,
        _ summary: (value: Double, interval: ClosedRange<Double>)
      ) {
        table.append([
          step.slowerThan.map { .number($0) } ?? .text("inf"), .text(i), .text(j), .text(quantity),
          .number(summary.value), .number(summary.interval.lowerBound),
          .number(summary.interval.upperBound), .number(analysis.options.level),
          .text(step.agrees ? "true" : "false"),
        ])
      }
      for i in names.indices {
        for j in names.indices {
          add(names[i], names[j], "retaliations_per_incident", step.strengths[i][j])
          add(names[i], names[j], "retaliation_lag_median", step.lags[i][j])
        }
      }
      add("", "", "endogenous_share", step.endogenousShare)
    }
    return table
  }

  /// checks.csv: traits of the data among those of simulated histories.
  static func checks(_ analysis: PosteriorAnalysis, _ checks: PosteriorChecks) -> Table {
    var table = Table(
      name: "checks",
      columns: ["stream", "trait", "seen", "expected_lower", "expected_upper", "share_as_large"])
    for row in checks.rows {
      table.append([
        .text(analysis.data.names[row.stream]), .text(row.trait.rawValue), .number(row.seen),
        .number(row.expected.lowerBound), .number(row.expected.upperBound), .number(row.share),
      ])
    }
    return table
  }

  /// counterfactuals.csv: counts without answers to a stream.
  static func counterfactuals(
    _ analysis: PosteriorAnalysis, _ rows: [Counterfactual]
  ) -> Table {
    var table = Table(
      name: "counterfactuals",
      columns: [
        "without_answers_to", "stream", "avoided", "avoided_lower", "avoided_upper",
        "counterfactual_count", "lower", "upper", "level",
      ])
    for row in rows {
      guard case .influence(let source) = row.removal else { continue }
      table.append([
        .text(analysis.data.names[source]), .text(analysis.data.names[row.stream]),
        .number(row.avoided), .number(row.interval.lowerBound), .number(row.interval.upperBound),
        .number(row.remaining), .number(row.remainingInterval.lowerBound),
        .number(row.remainingInterval.upperBound), .number(analysis.options.level),
      ])
    }
    return table
  }

  /// incident_counterfactuals.csv: how many fewer incidents there are without one of them and all
  /// that followed from it, itself included.
  static func incidentCounterfactuals(
    _ analysis: PosteriorAnalysis, log: [Incident]
  ) -> Table {
    var table = Table(
      name: "incident_counterfactuals",
      columns: [
        "without_stream", "without_incident", "stream", "avoided", "lower", "upper", "level",
      ])
    for (stream, incidents) in analysis.latent.incidents.enumerated() {
      for incident in Set(incidents).sorted() {
        for row in analysis.counterfactual(.incident(stream: stream, position: incident)) {
          table.append([
            .text(analysis.data.names[stream]), .text(AttributionTable.label(incident, log)),
            .text(analysis.data.names[row.stream]), .number(row.avoided),
            .number(row.interval.lowerBound), .number(row.interval.upperBound),
            .number(analysis.options.level),
          ])
        }
      }
    }
    return table
  }
}
