import ArgumentParser
import Escalation

/// Where random numbers begin.
public struct SeedSettings: ParsableArguments, Sendable {
  /// The seed of all random numbers; it must be a number of JSON, too.
  @Option(
    "Seed of all random numbers; the same seed gives the same bytes.", in: 0...UInt64(Int64.max))
  public var seed: UInt64 = 1

  /// Options that parsing fills in.
  public init() {}
}

/// How anything is computed: seed and level of intervals.
public struct ComputationSettings: ParsableArguments, Sendable {
  @OptionGroup private var seeding: SeedSettings

  /// The level of all intervals.
  @Option("Level of all intervals.", in: 0.5...0.999)
  public var level = 0.95

  /// Data sets for p values of the evidence.
  @Option(
    "Data sets drawn without answers, for a p value beside each evidence ratio (99 take minutes).",
    orNone: 19...9999)
  public var evidenceDraws = 0

  /// Options that parsing fills in.
  public init() {}

  /// The seed of all random numbers.
  public var seed: UInt64 { seeding.seed }

  /// The computation.
  public func computation(
    threads: Int, progress: (@Sendable (Stage) -> Void)?
  ) -> Computation {
    Computation(
      seed: seed, level: level, evidenceDraws: evidenceDraws, threads: threads, progress: progress)
  }
}

/// Numbers of parts computed at a time.
public struct ThreadSettings: ParsableArguments, Sendable {
  /// Parts computed at a time; nil takes all processors.
  @Option("Parts computed at a time; the results do not depend on it.", in: 1...1024)
  public var threads: Int?

  /// Options that parsing fills in.
  public init() {}
}
