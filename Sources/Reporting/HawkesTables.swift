import Escalation
import Estimation
import Incidents
import RealModule
import Tabular

/// The tables of a Hawkes analysis beside estimates and responses.
enum HawkesTables {
  /// parameters.csv.
  static func parameters(_ analysis: HawkesAnalysis) -> Table {
    var table = Table(
      name: "parameters",
      columns: [
        "parameter", "responder", "provoker", "estimate", "std_error", "lower", "upper", "level",
        "unit",
      ])
    let names = analysis.data.names
    func add(
      _ parameter: String, _ i: Int, _ j: Int?, _ pooled: PooledProfile?, unit: String,
      isLogarithm: Bool = false
    ) {
      guard let pooled else { return }
      let interval = isLogarithm ? pooled.interval.exponential : pooled.interval
      // The delta method brings the error of a logarithm back to days.
      let error = pooled.moments.standardError * (isLogarithm ? interval.estimate : 1)
      table.append([
        .text(parameter), .text(names[i]), .text(j.map { names[$0] } ?? ""),
        .number(interval.estimate), .number(error), .number(interval.lower),
        .number(interval.upper), .number(interval.level), .text(unit),
      ])
    }
    let pieces = analysis.model.baseline.pieceCount
    for i in names.indices {
      for piece in 0..<pieces {
        add(
          pieces == 1 ? "baseline_rate" : "baseline_rate_\(piece + 1)", i, nil,
          analysis.profiles[.baselineRate(i, piece: piece)], unit: "incidents per day")
      }
    }
    for i in names.indices {
      for j in names.indices {
        add(
          "branching_ratio", i, j, analysis.profiles[.strength(i, j)],
          unit: "responses per incident")
        add(
          "lag_mean", i, j, analysis.profiles[.lagMean(i, j)], unit: "days", isLogarithm: true)
        add(
          "lag_median", i, j, analysis.profiles[.lagMedian(i, j)], unit: "days", isLogarithm: true)
        shape(analysis, i, j, into: &table)
      }
    }
    return table
  }

  private static func shape(
    _ analysis: HawkesAnalysis, _ i: Int, _ j: Int, into table: inout Table
  ) {
    guard analysis.model.estimatesShape else { return }
    func shape(_ responses: Responses) -> Double {
      if case .kernel(let kernel) = responses.laws[i][j] { return kernel.shape }
      return .nan
    }
    let fits = analysis.response.fits.map(shape)
    let draws = analysis.response.draws.map(shape)
    let mean = draws.reduce(0, +) / Double(max(1, draws.count))
    let variance =
      draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, draws.count - 1))
    let value = SampleQuantiles(fits)(0.5)
    let interval = SampleQuantiles(draws).interval(level: analysis.options.level)
    table.append([
      .text("lag_shape"), .text(analysis.data.names[i]), .text(analysis.data.names[j]),
      .number(value), .number(variance.squareRoot()),
      .number(interval.map { min($0.lowerBound, value) } ?? .nan),
      .number(interval.map { max($0.upperBound, value) } ?? .nan),
      .number(analysis.options.level), .text("shape"),
    ])
  }

  /// fit.csv.
  static func fit(_ analysis: HawkesAnalysis) -> Table {
    var table = Table(name: "fit", columns: ["quantity", "value"])
    let diagnostics = analysis.diagnostics
    table.append([.text("log_likelihood"), .number(diagnostics.logLikelihood)])
    table.append([.text("parameters"), .integer(diagnostics.parameterCount)])
    table.append([.text("aic"), .number(diagnostics.akaike)])
    table.append([.text("bic"), .number(diagnostics.bayesian)])
    table.append([.text("iterations"), .integer(diagnostics.iterations)])
    table.append([.text("converged"), .text(analysis.converged ? "true" : "false")])
    table.append([.text("imputations"), .integer(analysis.completions.count)])
    for (name, count) in zip(analysis.data.names, analysis.meanCounts) {
      table.append([.text("incidents \(name)"), .number(count)])
    }
    for (name, p) in zip(analysis.data.names, diagnostics.residualPValues) {
      table.append([.text("time_rescaling_p \(name)"), .number(p)])
    }
    table.append([.text("bootstrap_replicates"), .integer(analysis.options.replicates)])
    table.append([.text("bootstrap_lost"), .integer(analysis.lostReplicates)])
    return table
  }
}
