import Escalation
import Estimation
import Tabular
import TextCharts
import TimeSeries

extension FittedProjections: DetailedReport {
  func sections(_ fit: Fit) throws -> Page {
    Page([
      .paragraph(
        "Each horizon is a regression of its own, given \(analysis.lags) lags of all series; errors: "
          + "\(analysis.errors.rawValue). Responses are those of all generations.")
    ])
  }

  func tables(_ fit: Fit) throws -> [Table] {
    guard let system else { return [] }
    let reach = NormalFunctions.quantile(p: 0.5 + fit.context.level / 2)
    var table = Table(
      name: "system_responses",
      columns: ["responder", "shocked", "lag_days", "shock", "value", "lower", "upper"])
    let names = data.names
    for i in names.indices {
      for j in names.indices {
        for (step, response) in system.responses.enumerated() {
          let half = reach * system.responseErrors[step][i, j]
          table.append([
            .text(names[i]), .text(names[j]), .integer(step),
            .text(analysis.system?.rawValue ?? ""), .number(response[i, j]),
            .number(response[i, j] - half), .number(response[i, j] + half),
          ])
        }
      }
    }
    return [table]
  }
}
