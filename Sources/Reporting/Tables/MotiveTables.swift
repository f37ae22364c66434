import Escalation
import Incidents
import Tabular

/// motives.csv, sensitivity.csv and severity.csv of all directions.
enum MotiveTables {
  /// Those that have rows.
  static func all(_ findings: [MotiveFindings], _ fit: Fit) -> [Table] {
    let names = fit.estimates.streams
    let log = fit.data.incidents
    return [
      motives(findings, names, log), sensitivity(findings, names), severity(findings, names),
    ].filter { !$0.rows.isEmpty }
  }

  /// A row an act: what was said, how probable an answer is, and how soon it came.
  private static func motives(
    _ findings: [MotiveFindings], _ names: [String], _ log: [Incident]
  ) -> Table {
    let options = findings.first?.options ?? MotiveOptions()
    var columns = ["responder", "provoker", "incident", "date_min", "date_max", "stated", "named"]
    columns += options.pretexts.map { "p_answer_pretext_\($0.column)" }
    columns += ["lag_days"] + options.namings.map { "named_by_pretext_\($0.column)" }
    var table = Table(name: "motives", columns: columns)
    for found in findings where !found.cells.isEmpty {
      let acts = found.acts.acts.filter { act in
        act.isStated || (found.options.silenceCounts && !act.isElsewhere)
      }
      // The sampler has acts in the order of their events.
      let order = found.acts.order(of: acts)
      for (act, place) in zip(acts, order) {
        let incident = log[act.incident]
        let named =
          act.named.map { AttributionTable.label($0, log) }
          + (act.days.map { ["\($0.lowerBound)..\($0.upperBound)"] } ?? [])
        var cells: [Table.Cell] = [
          .text(names[found.acts.responder]), .text(names[found.acts.provoker]),
          .text(AttributionTable.label(act.incident, log)),
          Table.Cell(incident.dates.earliest?.description),
          Table.Cell(incident.dates.latest?.description), .text(act.isStated ? "yes" : "no"),
          .text(named.joined(separator: ";")),
        ]
        let law = found.options.namings.first ?? .likeAnswers
        cells += options.pretexts.map { pretext in
          found.cell(pretext, law).map { .number($0.acts[place].probability) } ?? .empty
        }
        let last = options.pretexts.last ?? 1
        cells.append(found.cell(last, law).map { .number($0.acts[place].lag) } ?? .empty)
        cells += options.namings.map { naming in
          act.isStated
            ? found.cell(last, naming).map { .number($0.acts[place].pretext) } ?? .empty : .empty
        }
        table.append(cells)
      }
    }
    return table
  }

  /// A row an assumption: pretext ratio, naming law, half-life of the chance to be named.
  private static func sensitivity(_ findings: [MotiveFindings], _ names: [String]) -> Table {
    let quantities: [(name: String, value: (MotiveCell) -> MotiveCell.Summary)] = [
      ("answer_lag", \.lag), ("answers_per_attack", \.strength), ("answered_share", \.answered),
      ("false_motives", \.falseMotives), ("stated_share", \.stated),
    ]
    var table = Table(
      name: "sensitivity",
      columns: ["responder", "provoker", "pretext", "naming", "half_life_days"]
        + quantities.flatMap { [$0.name, "\($0.name)_lower", "\($0.name)_upper"] }
        + ["r_hat", "ess_bulk", "converged"])
    for found in findings {
      for cell in found.cells {
        table.append(
          [
            .text(names[found.acts.responder]), .text(names[found.acts.provoker]),
            .number(cell.pretext), .text(cell.naming.rawValue),
            cell.halfLife.map { .number($0) } ?? .empty,
          ]
            + quantities.flatMap { quantity -> [Table.Cell] in
              let summary = quantity.value(cell)
              return [.number(summary.value), .number(summary.lower), .number(summary.upper)]
            }
            + [.number(cell.rHat), .number(cell.effective), .text(cell.agrees ? "true" : "false")])
      }
    }
    return table
  }

  private static func severity(_ findings: [MotiveFindings], _ names: [String]) -> Table {
    var table = Table(
      name: "severity",
      columns: ["responder", "provoker", "quantity", "value", "lower", "upper"])
    for found in findings {
      guard let severity = found.severity, let ratios = severity.cell.severity else { continue }
      func add(_ quantity: String, _ value: Double, _ lower: Double = .nan, _ upper: Double = .nan)
      {
        table.append([
          .text(names[found.acts.responder]), .text(names[found.acts.provoker]), .text(quantity),
          .number(value), lower.isNaN ? .empty : .number(lower),
          upper.isNaN ? .empty : .number(upper),
        ])
      }
      add("times_more_answers", ratios.times.value, ratios.times.lower, ratios.times.upper)
      add("named_times_more", ratios.named.value, ratios.named.lower, ratios.named.upper)
      add("severe_attacks", Double(severity.severe))
      add("other_attacks", Double(severity.others))
      add("acts_within_3_days_of_severe", severity.after.severe)
      add("acts_within_3_days_of_others", severity.after.others)
      add("permutation_p_within_eras", severity.permutation)
    }
    return table
  }
}

extension Double {
  /// As a part of the name of a column: 0.3 as `0_3`.
  fileprivate var column: String { NumberText.shortest(self).replacing(".", with: "_") }
}

extension RawRepresentable<String> {
  /// As a part of the name of a column.
  fileprivate var column: String { rawValue.replacing("-", with: "_") }
}
