import Estimation
import LinearAlgebra
import PointProcesses
import Randomness

/// A Hawkes fit carried through to its answers: completed data sets, fits, pooled profiles,
/// bootstrap draws, the response function, residual tests, attribution.
public struct HawkesAnalysis: Sendable {
  /// What is fitted, and how long.
  public struct Options: Hashable, Sendable {
    /// The family of lag distributions.
    public var family = KernelFamily.gamma
    /// A shape to hold fixed, or nil to estimate it.
    public var shape: Double?
    /// The mean lags among which to search, days; the upper end is lowered to a third of the window.
    public var lagRange = 0.05...60.0
    /// Where the baseline may change, days from the beginning of the window.
    public var breaks: [Double] = []
    /// The level of all intervals.
    public var level = 0.95
    /// Completed data sets where times must be drawn.
    public var imputations = 40
    /// Bootstrap refits, over all completed data sets.
    public var replicates = 400
    /// Of all random numbers.
    public var seed: UInt64 = 1
    /// Parts computed at a time; the results do not depend on it.
    public var threads = 1

    /// The usual options.
    public init() {}
  }

  /// The data.
  public let data: AnalysisData
  /// The options.
  public let options: Options
  /// The model that was fitted.
  public let model: HawkesModel
  /// The completed data sets; one where times are exact.
  public let completions: [CompletedHistory]
  /// Their fits.
  public let fits: [HawkesFit]
  /// Pooled profile intervals.
  public let profiles: [Estimands.Profiled: PooledProfile]
  /// Strengths and lags with their uncertainty.
  public let response: ResponseFunction
  /// Bootstrap replicates that gave no fit: a stream without events, or a run away.
  public let lostReplicates: Int

  /// Fits a model and computes its answers.
  ///
  /// - Parameters:
  ///   - data: The events.
  ///   - options: What to fit.
  ///   - progress: Told in words what is done.
  /// - Returns: The analysis.
  /// - Throws: ``PointProcessError`` for data that cannot be fitted, ``LinearAlgebraError`` when an
  ///   iteration fails.
  public static func run(
    _ data: AnalysisData, options: Options, progress: (@Sendable (String) -> Void)? = nil
  ) async throws -> HawkesAnalysis {
    let longest = max(
      options.lagRange.lowerBound, min(options.lagRange.upperBound, data.duration / 3))
    let model = try HawkesModel(
      streamCount: data.names.count, family: options.family, fixedShape: options.shape,
      lagRange: options.lagRange.lowerBound...longest,
      baseline: PiecewiseBaseline(breaks: options.breaks))
    let count = data.needsImputation ? max(2, options.imputations) : 1
    let completions = try (0..<count).map {
      try CompletedHistory(of: data, seed: options.seed, replicate: $0)
    }
    let reach = data.needsImputation ? 3.3 : 0
    let profiled = try await parallelMap(
      count: count, threads: options.threads,
      progress: { done in progress?("fits and profiles: \(done) of \(count)") }
    ) { index in
      try ProfiledFit(
        HawkesFit(model, to: completions[index].history), level: options.level, reach: reach)
    }
    let fits = profiled.map(\.fit)
    var pooled: [Estimands.Profiled: PooledProfile] = [:]
    for key in profiled[0].curves.keys {
      let degrees = fits.map { $0.degreesOfFreedom(responder: key.responder) }.reduce(0, +)
      pooled[key] = PooledProfile(
        profiled.compactMap { $0.curves[key] }, level: options.level,
        completeDegreesOfFreedom: degrees / Double(count),
        estimate: key.isLogarithm ? .median : .mean)
    }
    let replicates = options.replicates
    let draws = try await parallelMap(
      count: replicates, threads: options.threads,
      progress: { done in
        if done % 50 == 0 || done == replicates {
          progress?("bootstrap: \(done) of \(replicates)")
        }
      }
    ) { replicate in
      try bootstrapDraw(of: fits[replicate % count], seed: options.seed, replicate: replicate)
    }
    let name =
      options.family == .exponential ? "hawkes-exponential" : "hawkes-\(options.family.rawValue)"
    return HawkesAnalysis(
      data: data, options: options, model: model, completions: completions, fits: fits,
      profiles: pooled,
      response: ResponseFunction(
        streams: data.names, model: name, fits: fits.map { $0.responses(history: $0.history) },
        draws: draws.compactMap { $0 }),
      lostReplicates: draws.count { $0 == nil })
  }

  /// The completed data sets with their fits.
  public var histories: FittedHistories {
    FittedHistories(
      names: data.names, duration: data.duration,
      items: zip(fits, completions).map { fit, completion in
        FittedHistory(
          parameters: fit.parameters, baseline: model.baseline, events: completion.history,
          origins: completion.origins)
      })
  }

  /// Whether the searches of all fits ended at optima.
  public var converged: Bool { fits.allSatisfy(\.converged) }

  /// The mean number of acts of each stream.
  public var meanCounts: [Double] {
    data.names.indices.map { stream in
      completions.reduce(0) { $0 + $1.history.actCount(of: stream) }
        / Double(completions.count)
    }
  }

  /// All estimates.
  ///
  /// - Throws: ``LinearAlgebraError`` when an iteration fails.
  public func estimates() throws -> [Estimate] {
    try Estimands(
      of: response, profiles: profiles.compactMapValues { $0.interval }.mapKeysToDays(),
      level: options.level, converged: converged
    ).estimates()
  }

  /// A refit to a history simulated from a fit, seen on that fit's own events.
  private static func bootstrapDraw(
    of fit: HawkesFit, seed: UInt64, replicate: Int
  ) throws -> Responses? {
    var random = RandomStream(seed: seed, part: .init("hawkes bootstrap"), replicate: replicate)
    do {
      let history = try fit.parameters.simulate(
        baseline: fit.model.baseline, duration: fit.history.duration, using: &random,
        limit: 20 * fit.history.eventCount + 1000)
      return try HawkesFit(fit.model, to: history).responses(history: fit.history)
    } catch PointProcessError.explosive, PointProcessError.emptyStream {
      return nil
    }
  }
}

extension Estimands.Profiled {
  /// The stream whose likelihood is profiled.
  var responder: Int {
    switch self {
    case .strength(let i, _), .lagMean(let i, _), .lagMedian(let i, _): i
    case .baselineRate(let i, piece: _): i
    }
  }

  /// The quantity of the fit; lags are profiled as logarithms.
  var target: HawkesFit.Target {
    switch self {
    case .strength(_, let j): .strength(provoker: j)
    case .lagMean(_, let j): .logLag(provoker: j, .mean)
    case .lagMedian(_, let j): .logLag(provoker: j, .quantile(0.5))
    case .baselineRate(_, let piece): .rate(piece: piece)
    }
  }

  /// Whether the profile is that of a logarithm.
  var isLogarithm: Bool {
    switch self {
    case .lagMean, .lagMedian: true
    case .strength, .baselineRate: false
    }
  }
}
