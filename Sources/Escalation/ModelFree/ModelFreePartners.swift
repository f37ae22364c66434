import Estimation
import Incidents
import PointProcesses
import Randomness

/// Answers that need no model, for the same table as those of the models: stated lags, the
/// correlogram's lag, rate ratios, episodes and the escalation curve.
public struct ModelFreePartners: FitDetails {
  /// How they are computed.
  public struct Options: Hashable, Sendable {
    /// Times are redrawn within windows of so many days; blocks of the bootstrap are as long.
    public var windowDays = 14.0
    /// Days before and after an incident that rate ratios compare.
    public var reachDays = 7.0
    /// The largest lag of the correlogram, days.
    public var correlogramDays = 14
    /// The longest pause inside an episode, days; half and twice of it are computed, too.
    public var gapDays = 7.0
    /// Surrogates of the correlogram.
    public var surrogates = 199
    /// Bootstrap draws.
    public var replicates = 400
    /// Completions of uncertain dates.
    public var completions = 20
    /// The level of all intervals.
    public var level = 0.95
    /// Of all random numbers.
    public var seed: UInt64 = 1
    /// Parts computed at a time; the results do not depend on it.
    public var threads = 1

    /// The usual options.
    public init() {}
  }

  /// What episodes look like for one quiet gap.
  public struct EpisodeRow: Hashable, Sendable {
    /// The longest pause inside an episode, days.
    public let gap: Double
    /// Episodes, a mean over completions.
    public let episodes: Double
    /// The estimates.
    public let estimates: [Estimate]
  }

  /// How they were computed.
  public let options: Options
  /// The names of the streams.
  public let names: [String]
  /// Mean incidents of each stream.
  public let meanCounts: [Double]
  /// Lags that reports state, by direction; empty without any pair.
  public let stated: [StatedLags]
  /// The correlogram of each direction.
  public let correlograms: [JitterCorrelogram]
  /// Rate ratios of each direction.
  public let rateRatios: [Estimate]
  /// Episodes by gap: half, once and twice the option.
  public let episodes: [EpisodeRow]
  /// The escalation exponent of each stream.
  public let escalation: [Estimate]

  /// All estimates; those of episodes for the gap of the options.
  public var estimates: [Estimate] {
    stated.flatMap(\.estimates) + correlograms.map(\.estimate) + rateRatios
      + (episodes.first { $0.gap == options.gapDays }?.estimates ?? []) + escalation
  }

  /// Computes all partners.
  ///
  /// - Parameters:
  ///   - data: The events.
  ///   - stated: Pairs whose motive is stated.
  ///   - options: How.
  ///   - progress: Told which direction is computed.
  /// - Returns: The partners.
  /// - Throws: ``PointProcessError`` for options or times outside their range.
  public static func run(
    _ data: AnalysisData, stated: [StatedPair] = [], options: Options = Options(),
    progress: (@Sendable (Stage) -> Void)? = nil
  ) async throws -> ModelFreePartners {
    let jitter = try WindowJitter(width: options.windowDays)
    guard options.gapDays > 0, (1e-3...1e5).contains(options.reachDays),
      (1...1000).contains(options.correlogramDays)
    else {
      throw PointProcessError.parameterOutOfRange(
        "give a gap above zero, a reach of 0.001 to 100,000 days and a correlogram of 1 to 1,000")
    }
    let count = data.needsImputation ? max(2, options.completions) : 1
    let completions = try (0..<count).map {
      try DatedTimes(of: data, seed: options.seed, replicate: $0)
    }
    let names = data.names
    var correlograms: [JitterCorrelogram] = []
    var ratios: [Estimate] = []
    for i in names.indices {
      for j in names.indices where i != j {
        progress?(
          Stage(
            "correlogram: \(names[i]) after \(names[j])", done: correlograms.count,
            of: names.count * (names.count - 1)))
        correlograms.append(
          try await CorrelogramTest(
            completions: completions, jitter: jitter, responder: i, provoker: j,
            days: options.correlogramDays
          ).run(
            names: names, surrogates: options.surrogates, level: options.level, seed: options.seed,
            threads: options.threads))
        ratios.append(
          WindowRateRatio(reach: options.reachDays).estimate(
            completions, names: names, responder: i, provoker: j, blockDays: options.windowDays,
            replicates: options.replicates, level: options.level, seed: options.seed))
      }
    }
    let episodes = [0.5, 1, 2].map { factor in
      let own = EpisodeEstimates(
        completions: completions, names: names, gap: factor * options.gapDays,
        replicates: options.replicates, level: options.level, seed: options.seed)
      return EpisodeRow(
        gap: own.gap, episodes: own.meanCount, estimates: own.estimates())
    }
    return ModelFreePartners(
      options: options, names: names,
      meanCounts: names.indices.map { stream in
        completions.reduce(0) { $0 + $1.actCount(stream) } / Double(count)
      }, stated: statedLags(data, stated, options), correlograms: correlograms,
      rateRatios: ratios, episodes: episodes,
      escalation: names.indices.map { escalation($0, names, completions, options) })
  }

  /// Stated lags of each direction between streams that face each other.
  private static func statedLags(
    _ data: AnalysisData, _ pairs: [StatedPair], _ options: Options
  ) -> [StatedLags] {
    guard case .dated(let streams, _) = data.content else { return [] }
    return streams.indices.compactMap { position in
      let dyad = streams[position].dyad
      guard let other = streams.firstIndex(where: { $0.dyad.source == dyad.target }) else {
        return nil
      }
      let lags = StatedLags(
        pairs: pairs, dyad: dyad, streams: (position, other), level: options.level,
        replicates: options.replicates, seed: options.seed)
      return lags.pairs.isEmpty ? nil : lags
    }
  }

  /// The exponent of a stream, its interval a mean over completions.
  private static func escalation(
    _ stream: Int, _ names: [String], _ completions: [DatedTimes], _ options: Options
  ) -> Estimate {
    let curves = completions.compactMap {
      EscalationCurve(times: $0.times[stream], duration: $0.duration, level: options.level)
    }
    func mean(_ value: (EscalationCurve) -> Double) -> Double {
      curves.isEmpty
        ? .nan
        : curves.reduce(0) { $0 + EscalationCurve.exponent(ofGrowth: value($1)) }
          / Double(curves.count)
    }
    let lower = mean(\.interval.lowerBound)
    let upper = mean(\.interval.upperBound)
    return Estimate(
      .escalationExponent, responder: stream, value: mean(\.growth), lower: lower, upper: upper,
      verdict: Verdict((lower, upper), range: .signed), interval: .exact)
  }
}
