import Estimation
import Foundation
import PointProcesses
import Randomness
import TextCharts

/// The two actors of the measurements: cross g = 0.30 with a mean lag of 2 days, own g = 0.38 with 3
/// days, exponential lags, constant baseline; spectral radius 0.68.
enum Truth {
  static func parameters() throws -> HawkesParameters {
    let own = try LagDistribution(family: .exponential, mean: 3)
    let cross = try LagDistribution(family: .exponential, mean: 2)
    return try HawkesParameters(
      rates: [[0.0533], [0.0533]], branching: [[0.38, 0.3], [0.3, 0.38]],
      lags: [[own, cross], [cross, own]])
  }

  static func history(duration: Double, replicate: Int) throws -> EventHistory {
    var random = RandomStream(seed: 2026, part: .init("honest lags"), replicate: replicate)
    while true {
      let history = try parameters().simulate(duration: duration, using: &random)
      if history.times.allSatisfy({ !$0.isEmpty }) { return history }
    }
  }

  static func model() throws -> HawkesModel {
    try HawkesModel(streamCount: 2, family: .exponential, lagRange: 0.01...365)
  }

  /// The windows of so many days into which times fall; zero leaves them exact.
  static func coarsened(_ history: EventHistory, days: Double) throws -> LatentEvents {
    guard days > 0 else { return try LatentEvents(history) }
    return try LatentEvents(
      known: history.times.map { times in
        times.map { time in
          let start = (time / days).rounded(.down) * days
          return .init(lower: start, upper: min(history.duration, start + days))
        }
      }, duration: history.duration)
  }

  static func options() -> HawkesPosterior.Options {
    var options = HawkesPosterior.Options()
    options.chains = 2
    options.wantedSize = 100
    options.histories = 0
    options.seed = 7
    return options
  }
}

/// Runs replicates beside each other and returns them in order.
func replicated<Part: Sendable>(
  _ count: Int, _ body: @escaping @Sendable (Int) async throws -> Part
) async throws -> [Part] {
  try await withThrowingTaskGroup(of: (Int, Part).self) { group in
    var parts = [Part?](repeating: nil, count: count)
    var started = 0
    func start() {
      let index = started
      started += 1
      group.addTask { (index, try await body(index)) }
    }
    while started < min(count, 2) { start() }
    while let (index, part) = try await group.next() {
      parts[index] = part
      if started < count { start() }
    }
    return parts.compactMap { $0 }
  }
}

/// Median of some numbers.
func median(_ values: [Double]) -> Double { SampleQuantiles(values)(0.5) }

/// A number with so many decimals.
func text(_ value: Double, _ decimals: Int = 3) -> String {
  Numeral.fixed(value, decimals: decimals)
}

/// Writes a line at once, so that a long run shows how far it is.
func show(_ line: String) {
  FileHandle.standardOutput.write(Data((line + "\n").utf8))
}
