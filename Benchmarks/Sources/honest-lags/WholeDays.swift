import Estimation
import Foundation
import PointProcesses
import Randomness

/// One stream with whole-day dates beside exact times: baseline rate, n = 0.6, mean lag 4 or 1 days.
enum WholeDays {
  static func run(_ replicates: Int) async throws {
    show(
      "lag_truth,dates,replicates,mean_events,lag_median,lag_bias_percent,lag_q10,lag_q90,"
        + "spread_over_exact,n_median,lag_cover_percent")
    for lag in [4.0, 1.0] {
      var exactSpread = 0.0
      for days in [0.0, 1.0] {
        let results = try await replicated(replicates) { replicate in
          try await fit(lag: lag, days: days, replicate: replicate)
        }
        let lags = SampleQuantiles(results.map(\.lag))
        let spread = lags(0.9) - lags(0.1)
        if days == 0 { exactSpread = spread }
        let cells = [
          text(lag, 1), days == 0 ? "exact" : "days", "\(replicates)",
          text(results.reduce(0) { $0 + $1.events } / Double(replicates), 0), text(lags(0.5)),
          text(100 * (lags(0.5) / lag - 1), 1), text(lags(0.1)), text(lags(0.9)),
          text(spread / exactSpread), text(median(results.map(\.strength))),
          text(100 * Double(results.count { $0.holds }) / Double(replicates), 1),
        ]
        show(cells.joined(separator: ","))
      }
    }
  }

  static func fit(
    lag: Double, days: Double, replicate: Int
  ) async throws -> (events: Double, lag: Double, strength: Double, holds: Bool) {
    let truth = try HawkesParameters(
      rates: [[0.08]], branching: [[0.6]],
      lags: [[try LagDistribution(family: .exponential, mean: lag)]])
    var random = RandomStream(seed: 2026, part: .init("whole days"), replicate: replicate)
    let history = try truth.simulate(duration: 1000, using: &random)
    var options = Truth.options()
    options.baseline = BaselineShape()
    let posterior = try await HawkesPosterior.sample(
      HawkesModel(streamCount: 1, family: .exponential, lagRange: 0.01...365),
      data: Truth.coarsened(history, days: days), options: options, replicate: replicate)
    let lags = SampleQuantiles(posterior.pooled.map { $0.lags[0][0].mean })
    return (
      Double(history.eventCount), lags(0.5), median(posterior.pooled.map { $0.branching[0, 0] }),
      lags(0.025) <= lag && lag <= lags(0.975)
    )
  }
}
