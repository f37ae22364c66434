import Estimation
import Foundation
import PointProcesses
import Randomness

/// How often tests of retaliation are right: share of 300-day histories in which "the first stream
/// answers the second" is found at 5 %, under trends that both streams share.
///
/// Arguments: runs a cell (200), surrogates (199). Prints one CSV row a cell. The usual test, whose
/// fits take longest, is carried out on the first 50 runs alone.
@main struct RetaliationTests {
  static let duration = SharedTrend.duration

  static func main() async throws {
    let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
    let runs = numbers.first ?? 200
    let surrogates = numbers.dropFirst().first ?? 199
    show(
      "truth,trend,incidents_per_stream,runs,constant_baseline_first_50,jitter_7d,jitter_14d,"
        + "score_normal,lead")
    for truth in Truth.all {
      for trend in SharedTrend.allCases {
        for events in [50.0, 150] {
          let results = try await parallelMap(count: runs, threads: 1) { run in
            try outcome(truth, trend, events, run: run, surrogates: surrogates)
          }
          let mean = results.reduce(0) { $0 + $1.events } / runs
          let shares = (0..<5).map { test in
            let used = test == 0 ? results.prefix(50) : results[...]
            let found = used.count { $0.found[test] }
            return "\((1000 * Double(found) / Double(used.count)).rounded() / 1000)"
          }
          show("\(truth.name),\(trend.rawValue),\(mean),\(runs),\(shares.joined(separator: ","))")
        }
      }
    }
  }

  /// Writes a line at once, so that a long run can be watched.
  static func show(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }

  struct Outcome: Sendable {
    let events: Int
    /// In the order of the columns.
    let found: [Bool]
  }

  static func outcome(
    _ truth: Truth, _ trend: SharedTrend, _ events: Double, run: Int, surrogates: Int
  ) throws -> Outcome {
    var random = RandomStream(seed: 2024, part: .init("retaliation tests"), replicate: run)
    let times = truth.simulate(events: events, trend: trend, using: &random)
    let (responder, provoker) = (times[0], times[1])
    var found = [run < 50 ? try constantBaseline(times) : false]
    for width in [7.0, 14] {
      let jitter = try WindowJitter(width: width)
      let observed = PairExcess.weighted(responder: responder, provoker: provoker)
      found.append(
        reaches(surrogates) {
          let phase = jitter.phase(using: &random)
          let redrawn = jitter.redrawn(
            responder, duration: duration, phase: phase, using: &random
          ).sorted()
          return PairExcess.weighted(responder: redrawn, provoker: provoker) >= observed
        })
    }
    var oneSided = LeadScore()
    oneSided.opposite = 0
    found.append(
      oneSided(responder: responder, provoker: provoker, duration: duration) > 1.645)
    let lead = LeadScore()
    let observed = lead(responder: responder, provoker: provoker, duration: duration)
    let null = CommonTrendNull(responder: responder, provoker: provoker, duration: duration)
    found.append(
      reaches(surrogates) {
        let drawn = null.draw(using: &random)
        return lead(responder: drawn[0], provoker: drawn[1], duration: duration) >= observed
      })
    return Outcome(events: responder.count, found: found)
  }

  /// Whether at most 5 % of surrogates, the data counted among them, reach the data. Stops as soon
  /// as that is settled.
  static func reaches(_ surrogates: Int, _ isReached: () -> Bool) -> Bool {
    var reached = 1
    for _ in 0..<surrogates {
      if isReached() { reached += 1 }
      if Double(reached) > 0.05 * Double(surrogates + 1) { return false }
    }
    return true
  }

  /// The usual test: likelihood ratio in a Hawkes model with a constant baseline, half chi-square.
  static func constantBaseline(_ times: [[Double]]) throws -> Bool {
    guard !times.contains(where: \.isEmpty) else { return false }
    let both = try HawkesFit(
      HawkesModel(streamCount: 2, family: .exponential, lagRange: 0.1...60),
      to: EventHistory(times: times, duration: duration))
    let alone = try HawkesFit(
      HawkesModel(streamCount: 1, family: .exponential, lagRange: 0.1...60),
      to: EventHistory(times: [times[0]], duration: duration))
    return 2 * (both.responderLogLikelihoods[0] - alone.logLikelihood) > 2.706
  }
}
