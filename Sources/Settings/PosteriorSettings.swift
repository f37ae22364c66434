import ArgumentParser
import Escalation

/// Options of the posterior of a Hawkes process.
public struct PosteriorSettings: ParsableArguments, Sendable {
  @Option("Chains, each from a start of its own (default: 4).", in: 2...64)
  var chains: Int?

  @Option("Draws kept of each chain, at least (default: 300).", in: 100...100_000)
  var draws: Int?

  @Option("Sweeps of each chain before draws are kept (default: 300).", in: 50...100_000)
  var warmUp: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Baselines to compare (default: none,60,30,14,7).", valueName: "DAYS,DAYS,..."))
  var ladder: CommaSeparated?

  @Option(
    "Share by which a total that says 'at least' may be exceeded (default: 0.1).", in: 0...10)
  var openShare: Double?

  @Option("Prior median of the mean lag, days (default: 3).", in: 0.01...365)
  var priorLagMedian: Double?

  @Option("Prior standard deviation of its logarithm (default: 1.63).", in: 0.05...10)
  var priorLagDeviation: Double?

  @Option("Prior mean of the responses per incident (default: 0.3).", in: 0.001...100)
  var priorStrengthMean: Double?

  /// Options that parsing fills in.
  public init() {}

  /// The days that a rung of the ladder may have.
  private static let rungs = 1.0...10_000

  /// The names of the options that are given.
  var given: [String] {
    [
      ("chains", chains != nil), ("draws", draws != nil),
      ("warm-up", warmUp != nil), ("ladder", ladder != nil),
      ("open-share", openShare != nil), ("prior-lag-median", priorLagMedian != nil),
      ("prior-lag-deviation", priorLagDeviation != nil),
      ("prior-strength-mean", priorStrengthMean != nil),
    ].filter(\.1).map(\.0)
  }

  /// Takes over what was given.
  func apply(to analysis: inout HawkesPosteriorAnalysis) throws {
    analysis.sampling.chains = chains ?? analysis.sampling.chains
    analysis.sampling.draws = draws ?? analysis.sampling.draws
    analysis.sampling.warmup = warmUp ?? analysis.sampling.warmup
    analysis.openShare = openShare ?? analysis.openShare
    if let ladder {
      guard ladder.entries.count <= 20 else {
        throw ValidationError("--ladder has \(ladder.entries.count) steps; give at most 20.")
      }
      analysis.scales = try ladder.entries.map { text in
        if text == "none" { return nil }
        guard let days = Double(text), PosteriorSettings.rungs.contains(days) else {
          throw ValidationError(
            "--ladder: '\(text)' is neither 'none' nor a number of days from "
              + "\(PosteriorSettings.rungs.words).")
        }
        return days
      }
    }
    var priors = analysis.sampling.priors
    priors.lagMedian = priorLagMedian ?? priors.lagMedian
    priors.lagDeviation = priorLagDeviation ?? priors.lagDeviation
    priors.strengthMean = priorStrengthMean ?? priors.strengthMean
    analysis.sampling.priors = priors
  }
}
