import Escalation
import Tabular

/// `estimates.csv` and `responses.csv`, which every fit writes.
public enum EstimateTables {
  /// A row an estimate. The column `interval` says where the interval comes from; the next seven are
  /// of posteriors: the prior's interval, by which share the data narrowed it, and what the chains
  /// tell. `reasons` are those of the verdict; `pretext` and `naming` say what
  /// is assumed of stated motives.
  ///
  /// - Parameter fits: The fits, each with its name in a study; nil where it stands alone.
  /// - Returns: The table.
  public static func estimates(_ fits: [(fit: Fit, name: String?)]) -> Table {
    var table = Table(
      name: "estimates",
      columns: [
        "estimand", "responder", "provoker", "unit", "value", "lower", "upper", "level", "method",
        "model", "baseline", "verdict", "n_responder", "n_provoker", "window_start", "window_end",
        "seed", "input_sha256", "interval", "prior_lower", "prior_upper", "contraction", "r_hat",
        "ess_bulk", "ess_tail", "mc_error", "reasons", "pretext", "naming",
      ])
    for (fit, name) in fits {
      let context = fit.context
      func count(_ stream: Int?) -> Table.Cell {
        Table.Cell(
          stream.flatMap { context.counts.indices.contains($0) ? context.counts[$0] : nil }
            .map { Int($0.rounded()) })
      }
      for row in fit.estimates.rows {
        table.append(
          [
            .text(row.estimand.name), .text(fit.estimates.responder(of: row)),
            .text(fit.estimates.provoker(of: row)),
            .text(row.estimand.unit.words(context.measure, context.time)),
            .number(row.value), .number(row.lower), .number(row.upper), .number(context.level),
            .text(context.method.rawValue), .text(model(context.model, name)),
            .text(context.baseline), .text(row.verdict.name), count(row.responder),
            count(row.provoker), .text(context.windowStart), .text(context.windowEnd),
            seed(context.seed), .text(fit.data.inputHash), .text(row.interval.rawValue),
          ] + posterior(row.posterior)
            + [
              .text(row.verdict.reasons.map(\.coded).joined(separator: ";")),
              row.assumption.map { .number($0.pretext) } ?? .empty,
              Table.Cell(row.assumption?.naming?.rawValue),
            ])
      }
    }
    return table
  }

  /// `responses.csv`: curves by lag.
  public static func responses(
    _ fits: [(fit: Fit, name: String?)], called tableName: String = "responses",
    curves: (Fit) -> [ResponseCurve] = { $0.curves }
  ) -> Table {
    var table = Table(
      name: tableName,
      columns: ["responder", "provoker", "lag_days", "kind", "value", "lower", "upper", "model"])
    for (fit, name) in fits {
      let streams = fit.estimates.streams
      for curve in curves(fit) {
        for point in curve.points {
          table.append([
            .text(streams[curve.responder]), .text(streams[curve.provoker]), .number(point.lag),
            .text(curve.kind.rawValue), .number(point.value), .number(point.lower),
            .number(point.upper), .text(model(fit.context.model, name)),
          ])
        }
      }
    }
    return table
  }

  /// A model with the name that a study gives it, so that two fits of one kind can be distinguished.
  private static func model(_ model: String, _ name: String?) -> String {
    name.map { "\(model) \($0)" } ?? model
  }

  /// A seed as a number where it fits one, so that no digit is lost.
  static func seed(_ seed: UInt64) -> Table.Cell {
    Int(exactly: seed).map { .integer($0) } ?? .text("\(seed)")
  }

  private static func posterior(_ note: PosteriorNote?) -> [Table.Cell] {
    guard let note else { return [Table.Cell](repeating: .empty, count: 7) }
    return [
      note.priorLower, note.priorUpper, note.contraction, note.rHat, note.bulkSize, note.tailSize,
      note.error,
    ].map { $0.isNaN ? .empty : .number($0) }
  }
}
