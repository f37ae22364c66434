import Escalation
import Incidents
import Tabular

/// The tables that only a posterior has.
struct SampledHawkesTables {
  private let hawkes: SampledHawkes
  private var names: [String] { hawkes.data.names }

  init(_ hawkes: SampledHawkes) { self.hawkes = hawkes }

  /// ladder.csv: strengths and lags under baselines that follow more and more.
  func ladder() -> Table {
    var table = Table(
      name: "baseline_ladder",
      columns: [
        "slower_than_days", "responder", "provoker", "quantity", "value", "lower", "upper",
        "level", "converged",
      ])
    for step in hawkes.ladder {
      func add(
        _ i: String, _ j: String, _ quantity: String,
        _ summary: (value: Double, interval: ClosedRange<Double>)
      ) {
        table.append([
          step.slowerThan.map { .number($0) } ?? .text("inf"), .text(i), .text(j), .text(quantity),
          .number(summary.value), .number(summary.interval.lowerBound),
          .number(summary.interval.upperBound), .number(hawkes.level),
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
  func checks(_ checks: PosteriorChecks) -> Table {
    var table = Table(
      name: "checks",
      columns: ["stream", "trait", "seen", "expected_lower", "expected_upper", "share_as_large"])
    for row in checks.rows {
      table.append([
        .text(names[row.stream]), .text(row.trait.rawValue), .number(row.seen),
        .number(row.expected.lowerBound), .number(row.expected.upperBound), .number(row.share),
      ])
    }
    return table
  }

  /// counterfactuals.csv: counts without answers to a stream.
  func counterfactuals(_ rows: [Counterfactual]) -> Table {
    var table = Table(
      name: "counterfactuals",
      columns: [
        "without_answers_to", "stream", "avoided", "avoided_lower", "avoided_upper",
        "counterfactual_count", "lower", "upper", "level",
      ])
    for row in rows {
      guard case .influence(let source) = row.removal else { continue }
      table.append([
        .text(names[source]), .text(names[row.stream]),
        .number(row.avoided), .number(row.interval.lowerBound), .number(row.interval.upperBound),
        .number(row.remaining), .number(row.remainingInterval.lowerBound),
        .number(row.remainingInterval.upperBound), .number(hawkes.level),
      ])
    }
    return table
  }

  /// incident_counterfactuals.csv: how many fewer incidents there are without one of them and all
  /// that followed from it, itself included.
  func incidentCounterfactuals(log: [Incident]) -> Table {
    var table = Table(
      name: "incident_counterfactuals",
      columns: [
        "without_stream", "without_incident", "stream", "avoided", "lower", "upper", "level",
      ])
    for row in hawkes.counterfactualsByIncident() {
      guard case .incident(let stream, let incident) = row.removal else { continue }
      table.append([
        .text(names[stream]), .text(AttributionTable.label(incident, log)),
        .text(names[row.stream]), .number(row.avoided),
        .number(row.interval.lowerBound), .number(row.interval.upperBound),
        .number(hawkes.level),
      ])
    }
    return table
  }
}
