import Estimation
import Foundation
import PointProcesses
import Randomness

/// 31 % of one stream's events dated to the day, the rest known from running totals alone, beside
/// the same history dated in full.
enum Totals {
  static func run(_ replicates: Int) async throws {
    show(
      "data,replicates,mean_events,g_rmse,g_ratio,log_lag_rmse,log_lag_ratio,g_cover_percent,"
        + "lag_cover_percent")
    var reference = (g: 1.0, lag: 1.0)
    for partly in [false, true] {
      let results = try await replicated(replicates) { try await fit(partly, replicate: $0) }
      let g = root(results.flatMap(\.strengthErrors))
      let lag = root(results.flatMap(\.lagErrors))
      if !partly { reference = (g, lag) }
      let strengthHeld = results.flatMap(\.strengthHolds)
      let lagHeld = results.flatMap(\.lagHolds)
      let cells = [
        partly ? "31 % dated and totals" : "all dated", "\(replicates)",
        text(results.reduce(0) { $0 + $1.events } / Double(replicates), 0), text(g),
        text(g / reference.g), text(lag), text(lag / reference.lag),
        text(100 * Double(strengthHeld.count { $0 }) / Double(strengthHeld.count), 1),
        text(100 * Double(lagHeld.count { $0 }) / Double(lagHeld.count), 1),
      ]
      show(cells.joined(separator: ","))
    }
  }

  private static func root(_ errors: [Double]) -> Double {
    (errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)).squareRoot()
  }

  struct Outcome: Sendable {
    var events = 0.0
    var strengthErrors: [Double] = []
    var lagErrors: [Double] = []
    var strengthHolds: [Bool] = []
    var lagHolds: [Bool] = []
  }

  /// Totals since the beginning are stated every three days on the average.
  static func fit(_ partly: Bool, replicate: Int) async throws -> Outcome {
    let history = try Truth.history(duration: 620, replicate: replicate)
    var random = RandomStream(seed: 2026, part: .init("totals"), replicate: replicate)
    var data = try Truth.coarsened(history, days: 1)
    if partly {
      var known = data.known
      known[0] = known[0].filter { _ in random.uniform() < 0.31 }
      var counts: [LatentEvents.Count] = []
      var last = 0.0
      while last < 620 {
        let end = min(620, last + Double(random.integer(in: 1...5)))
        let number = history.times[0].count { $0 >= last && $0 < end }
        counts.append(
          .init(stream: 0, start: last, end: end, minimum: number, maximum: number))
        last = end
      }
      data = try LatentEvents(known: known, counts: counts, duration: 620)
    }
    var options = Truth.options()
    options.baseline = BaselineShape()
    let posterior = try await HawkesPosterior.sample(
      Truth.model(), data: data, options: options, replicate: replicate)
    var outcome = Outcome(events: Double(history.eventCount))
    for (i, j) in [(0, 1), (1, 0)] {
      let lags = SampleQuantiles(posterior.pooled.map { $0.lags[i][j].mean })
      let strengths = SampleQuantiles(posterior.pooled.map { $0.branching[i, j] })
      outcome.lagErrors.append(log(lags(0.5) / 2))
      outcome.strengthErrors.append(strengths(0.5) - 0.3)
      outcome.lagHolds.append(lags(0.025) <= 2 && 2 <= lags(0.975))
      outcome.strengthHolds.append(strengths(0.025) <= 0.3 && 0.3 <= strengths(0.975))
    }
    return outcome
  }
}
