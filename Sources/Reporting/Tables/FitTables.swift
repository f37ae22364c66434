import Escalation
import Tabular

/// The tables that any fit may have beside estimates and responses, one writer each.
enum FitTables {
  /// All that are not empty.
  static func all(_ fit: Fit) -> [Table] {
    ((EvidenceWords(fit).map { [$0.table] } ?? []) + [
      coefficients(fit), parameters(fit), quantities(fit), diagnostics(fit), causality(fit),
      scores(fit), forecast(fit),
    ]).filter { !$0.rows.isEmpty }
  }

  private static func coefficients(_ fit: Fit) -> Table {
    var table = Table(
      name: "coefficients",
      columns: ["equation", "term", "estimate", "std_error", "statistic", "p_value"])
    for row in fit.coefficients {
      table.append([
        .text(row.equation), .text(row.term), .number(row.estimate), .number(row.error),
        .number(row.statistic), .number(row.pValue),
      ])
    }
    return table
  }

  private static func parameters(_ fit: Fit) -> Table {
    let hasChains = fit.parameters.contains { $0.chains != nil }
    var table = Table(
      name: "parameters",
      columns: [
        "parameter", "responder", "provoker", "estimate", "std_error", "lower", "upper", "level",
        "unit",
      ] + (hasChains ? ["r_hat", "ess_bulk", "ess_tail", "mc_error"] : []))
    let streams = fit.context.streams
    for row in fit.parameters {
      let chains = row.chains.map { [$0.rHat, $0.bulkSize, $0.tailSize, $0.error] }
      table.append(
        [
          .text(row.kind.name), .text(streams[row.responder]),
          .text(row.provoker.map { streams[$0] } ?? ""), .number(row.estimate), .number(row.error),
          .number(row.lower), .number(row.upper), .number(fit.context.level),
          .text(row.kind.unit),
        ]
          + (hasChains
            ? chains?.map { .number($0) } ?? [Table.Cell](repeating: .empty, count: 4) : []))
    }
    return table
  }

  private static func quantities(_ fit: Fit) -> Table {
    var table = Table(name: "fit", columns: ["quantity", "value"])
    for row in fit.quantities {
      let value: Table.Cell =
        switch row.value {
        case .number(let number): .number(number)
        case .count(let count): .integer(count)
        case .flag(let flag): .text(flag ? "true" : "false")
        }
      table.append([.text(row.name), value])
    }
    return table
  }

  private static func diagnostics(_ fit: Fit) -> Table {
    var table = Table(
      name: "diagnostics", columns: ["test", "equation", "statistic", "df", "p_value"])
    for row in fit.checks {
      table.append([
        .text(row.test), Table.Cell(row.equation), .number(row.statistic),
        Table.Cell(row.degreesOfFreedom), .number(row.pValue),
      ])
    }
    return table
  }

  private static func causality(_ fit: Fit) -> Table {
    var table = Table(
      name: "causality",
      columns: ["test", "caused", "causing", "statistic", "df1", "df2", "p_value", "lag"])
    let streams = fit.context.streams
    func names(_ positions: [Int]) -> Table.Cell {
      .text(positions.map { streams[$0] }.joined(separator: ";"))
    }
    for row in fit.causality {
      table.append([
        .text(row.kind.name), names(row.caused), names(row.causing), .number(row.statistic),
        Table.Cell(row.numerator), Table.Cell(row.denominator), .number(row.pValue),
        Table.Cell(row.lag),
      ])
    }
    return table
  }

  private static func scores(_ fit: Fit) -> Table {
    var table = Table(name: "scores", columns: ["stream", "score", "value"])
    for row in fit.scores {
      table.append([.text(row.stream), .text(row.score), .number(row.value)])
    }
    return table
  }

  private static func forecast(_ fit: Fit) -> Table {
    var table = Table(
      name: "forecast", columns: ["date", "stream", "mean", "lower", "upper", "level"])
    for row in fit.forecasts {
      table.append([
        .text(row.label), .text(row.stream), .number(row.mean), .number(row.lower),
        .number(row.upper), .number(fit.context.level),
      ])
    }
    return table
  }
}

extension Parameter.Kind {
  /// Its name in `parameters.csv`.
  var name: String {
    switch self {
    case .baselineRate(nil): "baseline_rate"
    case .baselineRate(let piece?): "baseline_rate_\(piece)"
    case .unseenIncidents: "unseen_incidents"
    case .branchingRatio: "branching_ratio"
    case .lagMean: "lag_mean"
    case .lagMedian: "lag_median"
    case .lagShape: "lag_shape"
    }
  }

  /// What it is counted in.
  var unit: String {
    switch self {
    case .baselineRate: "incidents per day"
    case .unseenIncidents: "incidents"
    case .branchingRatio: "responses per incident"
    case .lagMean, .lagMedian: "days"
    case .lagShape: "shape"
    }
  }
}
