import Escalation
import Estimation
import Tabular
import TextCharts
import TimeSeries

extension Findings {
  /// What local projections have to say.
  ///
  /// - Parameters:
  ///   - analysis: The analysis.
  ///   - inputHash: The SHA-256 of the input.
  /// - Throws: ``LinearAlgebraError`` when a quantity cannot be computed.
  public init(_ analysis: ProjectionAnalysis, inputHash: String) throws {
    self.init()
    let estimates = try analysis.estimates()
    self.estimates = estimates
    let names = analysis.data.names
    let level = analysis.options.level
    let unit = analysis.response.lagUnit
    var responses = EstimateTables.responses()
    let z = NormalFunctions.quantile(p: 0.5 + level / 2)
    for i in names.indices {
      for j in names.indices {
        guard let projection = analysis.projections[i][j] else { continue }
        for row in projection.responses {
          responses.append([
            .text(names[i]), .text(names[j]), .integer(row.horizon), .text("total"),
            .number(row.estimate), .number(row.estimate - z * row.error),
            .number(row.estimate + z * row.error), .text(analysis.response.model),
          ])
        }
        charts.append(
          CurveChart(
            title: "Response of \(names[i]) to one extra \(names[j]), all generations",
            xLabel: "\(unit) after it",
            caption:
              "\(Numeral.setting(100 * level)) % interval, \(analysis.options.errors.rawValue)",
            points: projection.responses.map {
              .init(
                x: Double($0.horizon), value: $0.estimate, lower: $0.estimate - z * $0.error,
                upper: $0.estimate + z * $0.error)
            }))
      }
    }
    tables = [
      EstimateTables.estimates([(estimates, analysis.context)], inputHash: inputHash), responses,
    ]
    if let system = analysis.system {
      tables.append(
        ProjectionAnalysis.table(
          system, names: names, reach: z, shock: analysis.options.system?.rawValue ?? ""))
    }
    report.append(.heading("\(analysis.response.model), \(analysis.options.errors.rawValue)"))
    report.append(
      .paragraph(
        "\(analysis.data.labels.count) \(unit); each horizon is a regression of its own, given "
          + "\(analysis.options.lags) lags of all series. Responses are those of all generations."))
    let summary = EstimateSummary(
      estimates: estimates, streams: names, level: level, lagUnit: unit)
    for block in summary.blocks(of: []) { report.append(block) }
    if !analysis.jitters.isEmpty {
      report.append(.heading("Does the one answer the other?"))
      report.append(.table(analysis.jitters.shown(names)))
    }
    for chart in charts { report.append(.chart(chart)) }
  }
}

extension ProjectionAnalysis {
  /// system_responses.csv: responses of all series to shocks of all, in the order of the columns;
  /// the intervals take what a shock moves at once as known.
  static func table(
    _ system: SystemProjection, names: [String], reach: Double, shock: String
  ) -> Table {
    var table = Table(
      name: "system_responses",
      columns: ["responder", "shocked", "lag_days", "shock", "value", "lower", "upper"])
    for i in names.indices {
      for j in names.indices {
        for (step, response) in system.responses.enumerated() {
          let half = reach * system.responseErrors[step][i, j]
          table.append([
            .text(names[i]), .text(names[j]), .integer(step), .text(shock),
            .number(response[i, j]), .number(response[i, j] - half),
            .number(response[i, j] + half),
          ])
        }
      }
    }
    return table
  }

  /// What all estimates of the analysis share.
  public var context: EstimateContext {
    EstimateContext(
      method: "projection", model: response.model, baseline: "constant", level: options.level,
      counts: Dictionary(
        zip(data.names, data.totals).map { ($0, $1) }, uniquingKeysWith: { first, _ in first }),
      windowStart: data.labels.first ?? "", windowEnd: data.labels.last ?? "",
      seed: options.seed)
  }
}
