import Estimation
import Foundation
import PointProcesses

/// The usual chains of the measurements.
func sampling() -> HawkesPosterior.Options {
  var options = HawkesPosterior.Options()
  options.chains = 2
  options.wantedSize = 100
  options.histories = 0
  options.seed = 7
  options.wantedPair = .init(responder: 0, provoker: 1)
  return options
}

/// Runs replicates beside each other and returns them in order.
func replicated<Part: Sendable>(
  _ count: Int, _ body: @escaping @Sendable (Int) async throws -> Part
) async throws -> [Part] {
  try await parallelMap(count: count, threads: 2, body)
}

/// A number with so many decimals.
func text(_ value: Double, _ decimals: Int = 3) -> String {
  String(format: "%.\(decimals)f", value)
}

/// Writes a line at once, so that a long run shows how far it is.
func show(_ line: String) {
  FileHandle.standardOutput.write(Data((line + "\n").utf8))
}
