import Escalation
import Tabular

/// The tables that every fit writes: estimates.csv and responses.csv.
public enum EstimateTables {
  /// estimates.csv: one row an estimate. The column `interval` says what the interval comes
  /// from (`profile`, `bootstrap`, `posterior` or `draws`). The last seven are of posteriors: the
  /// prior's interval, by which share the data narrowed it, and what the chains tell.
  ///
  /// - Parameters:
  ///   - fits: The estimates of one or more fits with what they share.
  ///   - inputHash: The SHA-256 of the input.
  /// - Returns: The table.
  public static func estimates(
    _ fits: [(rows: [Estimate], context: EstimateContext)], inputHash: String
  ) -> Table {
    var table = Table(
      name: "estimates",
      columns: [
        "estimand", "responder", "provoker", "unit", "value", "lower", "upper", "level", "method",
        "model", "baseline", "verdict", "n_responder", "n_provoker", "window_start", "window_end",
        "seed", "input_sha256", "interval", "prior_lower", "prior_upper", "contraction", "r_hat",
        "ess_bulk", "ess_tail", "mc_error",
      ])
    for (rows, context) in fits {
      func count(_ stream: String) -> Table.Cell {
        Table.Cell(context.counts[stream].map { Int($0.rounded()) })
      }
      for row in rows {
        table.append(
          [
            .text(row.estimand), .text(row.responder), .text(row.provoker), .text(row.unit),
            .number(row.value), .number(row.lower), .number(row.upper), .number(context.level),
            .text(context.method), .text(context.model), .text(context.baseline),
            .text(row.verdict.rawValue), count(row.responder), count(row.provoker),
            .text(context.windowStart), .text(context.windowEnd),
            .integer(Int(clamping: context.seed)),
            .text(inputHash), .text(row.interval),
          ] + posterior(row.posterior))
      }
    }
    return table
  }

  private static func posterior(_ note: PosteriorNote?) -> [Table.Cell] {
    guard let note else { return [Table.Cell](repeating: .text(""), count: 7) }
    return [
      note.priorLower, note.priorUpper, note.contraction, note.rHat, note.bulkSize, note.tailSize,
      note.error,
    ].map { $0.isNaN ? .text("") : .number($0) }
  }

  /// An empty responses.csv.
  static func responses() -> Table {
    Table(
      name: "responses",
      columns: ["responder", "provoker", "lag_days", "kind", "value", "lower", "upper", "model"])
  }
}
