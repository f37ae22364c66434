import Estimation
import Foundation
import PointProcesses

/// Bias and cover of lag and strength when times are known to windows.
enum Windows {
  struct Outcome: Sendable {
    var events = 0
    var lag: [Double] = []
    var lagHolds: [Bool] = []
    var strength: [Double] = []
    var strengthHolds: [Bool] = []
    var size = 0.0
    var rHat = 0.0
  }

  static func fit(
    duration: Double, days: Double, slowerThan: Double?, replicate: Int
  ) async throws -> Outcome {
    let history = try Truth.history(duration: duration, replicate: replicate)
    var options = Truth.options()
    options.baseline = BaselineShape(slowerThan: slowerThan)
    let posterior = try await HawkesPosterior.sample(
      Truth.model(), data: Truth.coarsened(history, days: days), options: options,
      replicate: replicate)
    var outcome = Outcome(events: history.eventCount)
    outcome.size = posterior.smallestSize
    outcome.rHat = posterior.largestRHat
    let draws = posterior.pooled
    for (i, j) in [(0, 1), (1, 0)] {
      let lag = SampleQuantiles(draws.map { $0.lags[i][j].mean })
      outcome.lag.append(lag(0.5))
      outcome.lagHolds.append(lag(0.025) <= 2 && 2 <= lag(0.975))
      let strength = SampleQuantiles(draws.map { $0.branching[i, j] })
      outcome.strength.append(strength(0.5))
      outcome.strengthHolds.append(strength(0.025) <= 0.3 && 0.3 <= strength(0.975))
    }
    return outcome
  }

  static func table(
    _ rows: [(duration: Double, days: Double, slowerThan: Double?)], _ replicates: Int
  ) async throws {
    show(
      "window_days,baseline,replicates,mean_events,lag_truth,lag_median,lag_bias_percent,"
        + "lag_cover_percent,g_truth,g_median,g_cover_percent,failed,effective_per_cpu_second,"
        + "largest_r_hat_median")
    for row in rows {
      let start = clock()
      let outcomes = try await replicated(replicates) {
        try await fit(
          duration: row.duration, days: row.days, slowerThan: row.slowerThan, replicate: $0)
      }
      let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
      let lags = outcomes.flatMap(\.lag)
      let held = outcomes.flatMap(\.lagHolds)
      let strengths = outcomes.flatMap(\.strength)
      let strengthHeld = outcomes.flatMap(\.strengthHolds)
      let failed = outcomes.count { !$0.rHat.isFinite || $0.lag.contains { !$0.isFinite } }
      let cells = [
        text(row.days, 0), row.slowerThan.map { "slower than \(text($0, 0)) days" } ?? "constant",
        "\(replicates)",
        text(Double(outcomes.reduce(0) { $0 + $1.events }) / Double(replicates), 0),
        "2", text(median(lags)), text(100 * (median(lags) / 2 - 1), 1),
        text(100 * Double(held.count { $0 }) / Double(held.count), 1), "0.3",
        text(median(strengths)),
        text(100 * Double(strengthHeld.count { $0 }) / Double(strengthHeld.count), 1),
        "\(failed)", text(outcomes.reduce(0) { $0 + $1.size } / seconds, 0),
        text(median(outcomes.map(\.rHat))),
      ]
      show(cells.joined(separator: ","))
    }
  }

  static func run(_ replicates: Int) async throws {
    try await table([(330, 7, nil), (620, 7, nil)], replicates)
  }

  static func runSmooth(_ replicates: Int) async throws {
    try await table([(330, 7, 14), (620, 7, 14)], replicates)
  }

  static func runTies(_ replicates: Int) async throws {
    try await table([(620, 1, nil)], replicates)
  }

  static func runFew(_ replicates: Int) async throws {
    try await table([(85, 0, nil), (85, 1, nil)], replicates)
  }
}
