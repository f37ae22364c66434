import Estimation
import LinearAlgebra
import PointProcesses
import Randomness
import RealModule

/// A Hawkes process fitted to dates as they are: its posterior carried through to answers.
///
/// Times inside their intervals, the order within a day, who answers whom, and what only totals know
/// are unknowns of the model like its parameters; nothing is imputed beforehand.
public struct SampledHawkes: FitDetails {
  /// The answers under one baseline.
  public struct Step: Sendable {
    /// The baseline follows nothing faster than so many days; nil for no path.
    public let slowerThan: Double?
    /// Strengths of row i in answer to column j: median and interval.
    public let strengths: [[(value: Double, interval: ClosedRange<Double>)]]
    /// Median lags, days.
    public let lags: [[(value: Double, interval: ClosedRange<Double>)]]
    /// The share of all incidents that other incidents brought about.
    public let endogenousShare: (value: Double, interval: ClosedRange<Double>)
    /// Whether the chains agree.
    public let agrees: Bool
  }

  /// The data.
  public let data: AnalysisData
  /// What was fitted.
  public let analysis: HawkesPosteriorAnalysis
  /// How it was sampled.
  public let sampling: HawkesPosterior.Options
  /// The level of all intervals.
  public let level: Double
  /// The data as the sampler takes them.
  public let latent: LatentData
  /// The draws.
  public let posterior: HawkesPosterior
  /// The same under other baselines, from the stiffest to the most pliant.
  public let ladder: [Step]
  /// Tests of every direction against a common campaign; nil where they were left out.
  public let tests: RobustnessTests?
  /// Scores of forecasts of the last part of the window; nil where there is too little to score.
  public let heldOut: HeldOutScores?
  /// Strengths and lags, draw by draw.
  public let response: ResponseFunction
  /// Strengths and lags drawn from the prior.
  public let prior: [Responses]

  /// Draws from the posterior.
  ///
  /// - Parameters:
  ///   - data: The events.
  ///   - options: What is fitted.
  ///   - shape: The baseline.
  ///   - computation: Seed, level, threads.
  /// - Throws: ``PointProcessError`` for data that no history can meet.
  public init(
    _ data: AnalysisData, analysis options: HawkesPosteriorAnalysis, shape: BaselineShape,
    computation: Computation
  ) async throws {
    let progress = computation.progress
    var main = options.sampling
    main.baseline = shape
    main.seed = computation.seed
    main.threads = computation.threads
    let model = try HawkesModel(
      streamCount: data.names.count, family: options.family, fixedShape: options.shape,
      lagRange: options.lagRange)
    let latent = try LatentData(data, openShare: options.openShare)
    let posterior = try await HawkesPosterior.sample(
      model, data: latent.events, options: main,
      progress: { progress?(Stage("posterior", share: $0)) })
    var ladder: [Step] = []
    for (number, scale) in options.scales.enumerated() {
      var sampling = main
      sampling.baseline.slowerThan = scale
      let words = scale.map { "slower than \($0) days" } ?? "without a path"
      progress?(Stage("baseline ladder, \(words)", done: number, of: options.scales.count))
      let isSame = scale == main.baseline.slowerThan
      sampling.draws = min(sampling.draws, 120)
      sampling.wantedSize = min(sampling.wantedSize, 100)
      sampling.ownLagShare = min(sampling.ownLagShare, 0.3)
      // The chains begin where those of the main baseline agreed.
      sampling.warmup = min(sampling.warmup, 50)
      sampling.histories = 0
      let draws =
        isSame
        ? posterior
        : try await HawkesPosterior.sample(
          model, data: latent.events, options: sampling, replicate: number + 1,
          from: .ends(of: posterior))
      ladder.append(Step(draws, slowerThan: scale, level: computation.level))
    }
    // Evenly thinned, chain by chain, so that quantiles of lags stay affordable.
    let step = max(1, (posterior.pooled.count + 1999) / 2000)
    let draws = posterior.draws.flatMap { chain in
      chain.indices.filter { $0 % step == 0 }.map { chain[$0].responses(data.duration) }
    }
    var tests: RobustnessTests?
    if var testing = options.tests {
      testing.seed = computation.seed
      testing.threads = computation.threads
      tests = try await RobustnessTests.run(data, options: testing, progress: progress)
    }
    var heldOut: HeldOutScores?
    if options.heldOutShare > 0 {
      progress?(Stage("held-out scores"))
      heldOut = try await HeldOutScores.compute(
        data, latent: latent, posterior: posterior,
        share: options.heldOutShare)
    }
    self.data = data
    analysis = options
    sampling = main
    level = computation.level
    self.latent = latent
    self.posterior = posterior
    self.ladder = ladder
    self.tests = tests
    self.heldOut = heldOut
    response = ResponseFunction(
      streams: data.names, model: "hawkes-\(options.family.rawValue)", fits: draws, draws: draws)
    prior = SampledHawkes.prior(model, main)
  }

  /// Why a stream's own momentum cannot be distinguished from none; empty where it can, and for
  /// answers to others, which the evidence against a shared trend decides.
  ///
  /// The ratio of the posterior's density at zero to the prior's is the Bayes factor for none
  /// (Dickey and Lientz, Annals of Mathematical Statistics 41, 1970); below a third it speaks
  /// against none.
  func obstacles(_ i: Int, _ j: Int) -> [VerdictReason] {
    guard i == j else { return [] }
    let factor = evidenceForNone(i, j)
    return factor >= 1.0 / 3 ? [.noResponse(bayesFactor: factor)] : []
  }

  /// Why an answer is weak at best: it vanishes on the last steps of the baseline ladder.
  func doubts(_ i: Int, _ j: Int) -> [VerdictReason] {
    for step in ladder {
      guard let scale = step.slowerThan, scale <= 14,
        step.strengths[i][j].interval.lowerBound <= 0.02
      else { continue }
      return [.baseline(slowerThan: scale)]
    }
    return []
  }

  /// The Bayes factor for no response of i to j against some.
  public func evidenceForNone(_ i: Int, _ j: Int) -> Double {
    let scale = sampling.priors.strengthMean * (Double.pi / 2).squareRoot()
    let draws = posterior.pooled.map { $0.branching[i, j] }
    let spread = SampleQuantiles(draws).interval(level: 0.68).map { $0.upperBound - $0.lowerBound }
    // The share of draws below a small value estimates the density at zero.
    let width = max(1e-6, min(0.25 * scale, 0.25 * (spread ?? scale)))
    let posteriorShare = Double(draws.count { $0 < width }) / Double(max(1, draws.count))
    let priorShare = 2 * NormalFunctions.cumulative(width / scale) - 1
    return posteriorShare / priorShare
  }

  /// Whether the chains agree on every strength and lag.
  public var agrees: Bool { posterior.agrees }

  /// The mean number of acts of each stream, those included that only totals know.
  public var meanCounts: [Double] {
    data.names.indices.map { stream in
      let draws = posterior.pooled
      return draws.reduce(0) { $0 + Double($1.actCounts[stream]) } / Double(max(1, draws.count))
    }
  }

  /// Strengths and lags as they are believed before the data.
  private static func prior(_ model: HawkesModel, _ options: HawkesPosterior.Options) -> [Responses]
  {
    var random = RandomStream(seed: options.seed, part: .init("prior draws"))
    let count = model.streamCount
    return (0..<1000).map { _ in
      var branching = Matrix(rows: count, columns: count)
      var laws: [[LagLaw]] = []
      for i in 0..<count {
        laws.append([])
        for j in 0..<count {
          branching[i, j] = options.priors.drawStrength(using: &random)
          laws[i].append(.kernel(options.priors.drawLag(model, using: &random)))
        }
      }
      return Responses(
        branching: branching, laws: laws,
        baselineRates: [Double](repeating: .nan, count: count),
        shares: Matrix(rows: count, columns: count + 1, repeating: .nan))
    }
  }
}

extension SampledHawkes.Step {
  init(_ posterior: HawkesPosterior, slowerThan: Double?, level: Double) {
    let draws = posterior.pooled
    let streams = 0..<posterior.model.streamCount
    func summary(
      _ number: (HawkesPosterior.Draw) -> Double
    ) -> (value: Double, interval: ClosedRange<Double>) {
      let quantiles = SampleQuantiles(draws.map(number))
      let value = quantiles(0.5)
      return (value, quantiles.interval(level: level) ?? value...value)
    }
    self.slowerThan = slowerThan
    strengths = streams.map { i in streams.map { j in summary { $0.branching[i, j] } } }
    lags = streams.map { i in streams.map { j in summary { $0.lags[i][j].median } } }
    endogenousShare = summary { draw in
      let answers = draw.responseCounts.elements.reduce(0, +)
      return answers / (answers + draw.baselineCounts.reduce(0, +))
    }
    agrees = posterior.agrees
  }
}

extension HawkesPosterior.Draw {
  /// The draw as strengths and lags.
  func responses(_ duration: Double) -> Responses {
    let count = branching.rows
    var shares = Matrix(rows: count, columns: count + 1)
    for i in 0..<count {
      let total = baselineCounts[i] + (0..<count).reduce(0) { $0 + responseCounts[i, $1] }
      for j in 0..<count { shares[i, j] = responseCounts[i, j] / total }
      shares[i, count] = baselineCounts[i] / total
    }
    return Responses(
      branching: branching, laws: lags.map { $0.map { .kernel($0) } },
      baselineRates: baselineCounts.map { $0 / duration }, shares: shares)
  }
}
