import Estimation
import Randomness

/// Shares and ratios of episodes as estimates, with intervals over completions and episodes.
struct EpisodeEstimates: Sendable {
  let completions: [DatedTimes]
  let names: [String]
  let gap: Double
  let replicates: Int
  let level: Double
  let seed: UInt64

  /// The mean number of episodes.
  var meanCount: Double {
    let total = completions.reduce(0) { $0 + Episodes(times: $1.times, gap: gap).all.count }
    return Double(total) / Double(completions.count)
  }

  func estimates() -> [Estimate] {
    let episodes = completions.map { Episodes(times: $0.times, gap: gap).all }
    var rows: [Estimate] = []
    for i in names.indices {
      for j in names.indices where i != j {
        rows.append(
          row("episode_unanswered_share", i, j, "share of episodes", .share, episodes) {
            Episodes.unanswered($0, responder: i, provoker: j)
          })
        rows.append(
          row("episode_responses", i, j, "responses per answered episode", .positive, episodes) {
            Episodes.responses($0, responder: i, provoker: j)
          })
      }
    }
    for i in names.indices {
      rows.append(
        row("episode_begun_share", i, nil, "share of episodes", .share, episodes) {
          Episodes.begun($0, by: i)
        })
      rows.append(
        row("episode_ended_share", i, nil, "share of episodes", .share, episodes) {
          Episodes.ended($0, by: i)
        })
    }
    return rows
  }

  private func row(
    _ estimand: String, _ i: Int, _ j: Int?, _ unit: String, _ range: Verdict.Range,
    _ episodes: [[Episodes.Episode]], _ value: ([Episodes.Episode]) -> Double
  ) -> Estimate {
    let values = episodes.map(value).filter { !$0.isNaN }
    let estimate = values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count)
    let index = i * (names.count + 1) + (j ?? names.count)
    var random = RandomStream(seed: seed, part: .init(estimand), replicate: index)
    var draws: [Double] = []
    for replicate in 0..<replicates {
      let own = episodes[replicate % episodes.count]
      guard !own.isEmpty else { continue }
      draws.append(value(own.map { _ in own[random.integer(in: 0...(own.count - 1))] }))
    }
    let interval = SampleQuantiles(draws).interval(level: level)
    // With a handful of episodes a resample says nothing about the others that might have been.
    let enough = meanCount >= 5 && !estimate.isNaN
    return Estimate(
      estimand: estimand, responder: names[i], provoker: j.map { names[$0] } ?? "", unit: unit,
      value: estimate, lower: interval?.lowerBound ?? .nan, upper: interval?.upperBound ?? .nan,
      verdict: Verdict(
        lower: interval?.lowerBound, upper: interval?.upperBound, range: range,
        isIdentified: enough), interval: "bootstrap")
  }
}
