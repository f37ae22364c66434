import Estimation
import LinearAlgebra
import PointProcesses
import Randomness

/// A Hawkes process fitted by maximum likelihood, carried through to its answers: completed data
/// sets, fits, pooled profiles, bootstrap draws, the response function.
public struct ProfiledHawkes: FitDetails {
  /// The data.
  public let data: AnalysisData
  /// What was fitted.
  public let analysis: HawkesLikelihoodAnalysis
  /// Seed, level and threads.
  public let computation: Computation
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

  /// Fits a model.
  ///
  /// - Parameters:
  ///   - data: The events.
  ///   - options: What is fitted.
  ///   - breaks: Where the baseline may change, days from the beginning of the window.
  ///   - computation: Seed, level, threads.
  /// - Throws: ``PointProcessError`` for data that cannot be fitted, ``LinearAlgebraError`` when an
  ///   iteration fails.
  public init(
    _ data: AnalysisData, analysis options: HawkesLikelihoodAnalysis, breaks: [Double],
    computation: Computation
  ) async throws {
    let shortest = options.lagRange.lowerBound
    guard shortest < data.duration else {
      throw PointProcessError.parameterOutOfRange(
        "mean lags are searched from \(shortest) days on, but only \(data.duration) days are "
          + "observed; allow shorter lags or widen the window")
    }
    // Lags longer than a third of the window are hardly seen, unless only such are asked for.
    let longest = min(
      options.lagRange.upperBound, max(data.duration / 3, min(data.duration, 4 * shortest)))
    let model = try HawkesModel(
      streamCount: data.names.count, family: options.family, fixedShape: options.shape,
      lagRange: options.lagRange.lowerBound...longest,
      baseline: PiecewiseBaseline(breaks: breaks), effects: options.effects)
    let count = data.needsImputation ? max(2, options.imputations) : 1
    let completions = try (0..<count).map {
      try CompletedHistory(of: data, seed: computation.seed, replicate: $0)
    }
    let reach = data.needsImputation ? 3.3 : 0
    let profiled = try await parallelMap(
      count: count, threads: computation.threads,
      progress: { done in computation.progress?(Stage("fits and profiles", done: done, of: count)) }
    ) { index in
      try ProfiledFit(
        HawkesFit(model, to: completions[index].history), level: computation.level, reach: reach)
    }
    let fits = profiled.map(\.fit)
    var pooled: [Estimands.Profiled: PooledProfile] = [:]
    for key in profiled[0].curves.keys {
      let degrees = fits.map { $0.degreesOfFreedom(responder: key.responder) }.reduce(0, +)
      pooled[key] = PooledProfile(
        profiled.compactMap { $0.curves[key] }, level: computation.level,
        completeDegreesOfFreedom: degrees / Double(count),
        estimate: key.isLogarithm ? .median : .mean)
    }
    let replicates = options.replicates
    let draws = try await parallelMap(
      count: replicates, threads: computation.threads,
      progress: { done in
        computation.progress?(Stage("bootstrap", done: done, of: replicates))
      }
    ) { replicate in
      try ProfiledHawkes.bootstrapDraw(
        of: fits[replicate % count], seed: computation.seed, replicate: replicate)
    }
    self.data = data
    analysis = options
    self.computation = computation
    self.model = model
    self.completions = completions
    self.fits = fits
    profiles = pooled
    response = ResponseFunction(
      streams: data.names, model: options.modelName,
      fits: fits.map { $0.responses(history: $0.history) }, draws: draws.compactMap { $0 })
    lostReplicates = draws.count { $0 == nil }
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

  /// A refit to a history simulated from a fit, seen on that fit's own events.
  private static func bootstrapDraw(
    of fit: HawkesFit, seed: UInt64, replicate: Int
  ) throws -> Responses? {
    var random = RandomStream(seed: seed, part: .init("hawkes bootstrap"), replicate: replicate)
    do {
      let history = try fit.parameters.simulate(
        baseline: fit.model.baseline, duration: fit.history.duration, using: &random,
        limit: 20 * fit.history.eventCount + 1000)
      // Signed effects are integrated numerically: searches from the fit's own peaks must do.
      return try HawkesFit(
        fit.model, to: history, startingFrom: fit.model.effects == .signed ? fit : nil
      ).responses(history: fit.history)
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
