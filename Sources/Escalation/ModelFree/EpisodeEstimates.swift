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
          row(.unansweredEpisodes, i, j, episodes) {
            Episodes.unanswered($0, responder: i, provoker: j)
          })
        rows.append(
          row(.episodeResponses, i, j, episodes) {
            Episodes.responses($0, responder: i, provoker: j)
          })
      }
    }
    for i in names.indices {
      rows.append(
        row(.begunEpisodes, i, nil, episodes) {
          Episodes.begun($0, by: i)
        })
      rows.append(
        row(.endedEpisodes, i, nil, episodes) {
          Episodes.ended($0, by: i)
        })
    }
    return rows
  }

  private func row(
    _ estimand: Estimand, _ i: Int, _ j: Int?, _ episodes: [[Episodes.Episode]],
    _ value: ([Episodes.Episode]) -> Double
  ) -> Estimate {
    let values = episodes.map(value).filter { !$0.isNaN }
    let estimate = values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count)
    let index = i * (names.count + 1) + (j ?? names.count)
    var random = RandomStream(seed: seed, part: .init(estimand.name), replicate: index)
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
      estimand, responder: i, provoker: j, value: estimate, lower: interval?.lowerBound ?? .nan,
      upper: interval?.upperBound ?? .nan,
      verdict: Verdict(
        interval.map { ($0.lowerBound, $0.upperBound) }, range: estimand.range,
        obstacles: enough ? [] : [.fewPairs(Int(meanCount.rounded()))]), interval: .bootstrap)
  }
}
