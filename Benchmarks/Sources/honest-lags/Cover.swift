import Estimation
import Foundation
import PointProcesses
import Randomness

/// How often 95 % intervals hold the truth, and how wide they are, with what `fit hawkes` assumes:
/// gamma lags of unknown shape and a smooth baseline slower than 14 days, both sides answering with
/// g = 0.3, own g = 0.2, 200 incidents a year.
enum Cover {
  enum Dates: String, CaseIterable {
    case days = "days"
    case windows = "seven-day windows"
    case totals = "days; 40 % of one side in totals"
  }

  static let duration = 365.0

  struct Outcome: Sendable {
    var events = 0.0
    var strengthHolds: [Bool] = []
    var strengthWidth: [Double] = []
    var lagHolds: [Bool] = []
    var lagWidth: [Double] = []
  }

  static func run(_ replicates: Int) async throws {
    show(
      "dates,mean_lag,replicates,mean_events,g_cover_percent,g_width_median,lag_cover_percent,"
        + "log_lag_width_median")
    for dates in Dates.allCases {
      for lag in [1.0, 3, 10] {
        let outcomes = try await replicated(replicates) { try await fit(dates, lag, $0) }
        func percent(_ held: [Bool]) -> String {
          text(100 * Double(held.count { $0 }) / Double(held.count), 1)
        }
        let (strengths, lags) = (
          outcomes.flatMap(\.strengthHolds), outcomes.flatMap(\.lagHolds)
        )
        let cells = [
          dates.rawValue, text(lag, 0), "\(replicates)",
          text(outcomes.reduce(0) { $0 + $1.events } / Double(replicates), 0), percent(strengths),
          text(median(outcomes.flatMap(\.strengthWidth))), percent(lags),
          text(median(outcomes.flatMap(\.lagWidth))),
        ]
        show(cells.joined(separator: ","))
      }
    }
  }

  static func fit(_ dates: Dates, _ mean: Double, _ replicate: Int) async throws -> Outcome {
    let lag = try LagDistribution(family: .gamma, mean: mean, shape: 2)
    let truth = try HawkesParameters(
      rates: [[100 / duration / 2], [100 / duration / 2]], branching: [[0.2, 0.3], [0.3, 0.2]],
      lags: [[lag, lag], [lag, lag]])
    var random = RandomStream(seed: 2027, part: .init("cover"), replicate: replicate)
    let history = try truth.simulate(duration: duration, using: &random)
    var options = Truth.options()
    options.baseline = BaselineShape(slowerThan: 14)
    let posterior = try await HawkesPosterior.sample(
      HawkesModel(streamCount: 2, family: .gamma, lagRange: 0.01...365),
      data: reported(history, dates, using: &random), options: options, replicate: replicate)
    var outcome = Outcome(events: Double(history.eventCount))
    for (i, j) in [(0, 1), (1, 0)] {
      let strengths = SampleQuantiles(posterior.pooled.map { $0.branching[i, j] })
      let lags = SampleQuantiles(posterior.pooled.map { $0.lags[i][j].median })
      outcome.strengthHolds.append(strengths(0.025) <= 0.3 && 0.3 <= strengths(0.975))
      outcome.strengthWidth.append(strengths(0.975) - strengths(0.025))
      outcome.lagHolds.append(lags(0.025) <= lag.median && lag.median <= lags(0.975))
      outcome.lagWidth.append(log(lags(0.975) / lags(0.025)))
    }
    return outcome
  }

  /// What is reported of a history; totals are of 15 days.
  static func reported(
    _ history: EventHistory, _ dates: Dates, using random: inout RandomStream
  ) throws -> LatentEvents {
    let data = try Truth.coarsened(history, days: dates == .windows ? 7 : 1)
    guard dates == .totals else { return data }
    var known = data.known
    known[0] = known[0].filter { _ in random.uniform() >= 0.4 }
    let counts = stride(from: 0.0, to: duration, by: 15).map { start in
      let end = min(duration, start + 15)
      let number = history.times[0].count { $0 >= start && $0 < end }
      return LatentEvents.Count(
        stream: 0, start: start, end: end, minimum: number, maximum: number)
    }
    return try LatentEvents(known: known, counts: counts, duration: duration)
  }
}
