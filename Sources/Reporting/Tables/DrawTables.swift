import Escalation
import PointProcesses
import Tabular

/// The draws of a posterior as tables for other programs.
enum DrawTables {
  /// A parameter of each draw.
  private struct Column {
    let name: String
    let quantity: String
    let responder: String
    let provoker: String?
    let unit: String
    let value: (HawkesPosterior.Draw) -> Double
  }

  /// draws.csv (a row a draw, a column a parameter) and draws_columns.csv (what the columns hold).
  ///
  /// The first columns are `.chain`, `.iteration` and `.draw`, counted from 1, as R's package
  /// posterior names them. Parameters are indexed by the numbers of responder and provoker among the
  /// streams, as Stan writes them.
  static func all(_ hawkes: SampledHawkes) -> [Table] {
    let columns = columns(hawkes)
    var draws = Table(
      name: "draws", columns: [".chain", ".iteration", ".draw"] + columns.map(\.name))
    var number = 0
    for (chain, own) in hawkes.posterior.draws.enumerated() {
      for (iteration, draw) in own.enumerated() {
        number += 1
        draws.append(
          [.integer(chain + 1), .integer(iteration + 1), .integer(number)]
            + columns.map { .number($0.value(draw)) })
      }
    }
    var legend = Table(
      name: "draws_columns", columns: ["column", "quantity", "responder", "provoker", "unit"])
    for column in columns {
      legend.append([
        .text(column.name), .text(column.quantity), .text(column.responder),
        Table.Cell(column.provoker), .text(column.unit),
      ])
    }
    return [draws, legend]
  }

  private static func columns(_ hawkes: SampledHawkes) -> [Column] {
    let names = hawkes.data.names
    func pairs(
      _ quantity: String, _ unit: String,
      _ value: @escaping (HawkesPosterior.Draw, Int, Int) -> Double
    ) -> [Column] {
      names.indices.flatMap { i in
        names.indices.map { j in
          Column(
            name: "\(quantity)[\(i + 1),\(j + 1)]", quantity: quantity, responder: names[i],
            provoker: names[j], unit: unit, value: { value($0, i, j) })
        }
      }
    }
    func streams(
      _ streams: some Sequence<Int>, _ quantity: String, _ unit: String,
      _ value: @escaping (HawkesPosterior.Draw, Int) -> Double
    ) -> [Column] {
      streams.map { i in
        Column(
          name: "\(quantity)[\(i + 1)]", quantity: quantity, responder: names[i], provoker: nil,
          unit: unit, value: { value($0, i) })
      }
    }
    var columns =
      pairs("responses_per_incident", "responses per incident") { $0.branching[$1, $2] }
      + pairs("lag_mean", "days") { $0.lags[$1][$2].mean }
      + pairs("lag_median", "days") { $0.lags[$1][$2].median }
    if hawkes.posterior.model.estimatesShape {
      columns += pairs("lag_shape", "shape") { $0.lags[$1][$2].shape }
    }
    columns += streams(names.indices, "baseline_incidents", "incidents in the window") {
      $0.baselineCounts[$1]
    }
    let withTotals = names.indices.filter { stream in
      hawkes.latent.events.counts.contains { $0.stream == stream }
    }
    return columns
      + streams(withTotals, "unseen_incidents", "incidents in totals only") {
        Double($0.unseenCounts[$1])
      }
  }
}
