import PointProcesses

/// The posterior of a Hawkes process, with dates as they are.
public struct HawkesPosteriorAnalysis: Analysis {
  /// The family of lag distributions.
  public var family = KernelFamily.gamma
  /// A shape to hold fixed, or nil to estimate it.
  public var shape: Double?
  /// The mean lags that are possible, days.
  public var lagRange = 0.01...365.0
  /// The baseline.
  public var baseline = Baseline.smooth(slowerThan: 14, breaks: [], weekdays: false)
  /// Priors and chains; the baseline, the seed and the threads come from elsewhere.
  public var sampling = HawkesPosterior.Options()
  /// The scales of the baseline ladder, days; nil stands for no path.
  public var scales: [Double?] = [nil, 60, 30, 14, 7]
  /// By how much a total that says "at least" may be exceeded, as a share of it.
  public var openShare = 0.1
  /// Tests of every direction against a shared trend; nil leaves them out.
  public var tests: RobustnessTests.Options? = RobustnessTests.Options()
  /// The share of the window that is held out to score forecasts; 0 leaves it out.
  public var heldOutShare = 0.25
  /// How stated motives are used as data; nil leaves them out.
  public var motives: MotiveOptions?
  /// The largest lag of responses and charts, days.
  public var horizon = 30.0

  /// The usual options.
  public init() {}

  /// The model's name, as `fit` takes it.
  public var name: String { "hawkes" }

  /// Those of the baseline.
  public func breaks(of data: ConflictData) throws -> [Double] {
    try baseline.breaks(of: data)
  }

  /// Fits the model to data.
  public func fitted(_ data: ConflictData, _ computation: Computation) async throws -> Fit {
    let events = try data.events()
    let span = data.span ?? .numbers(0...events.duration)
    let hawkes = try await SampledHawkes(
      events, analysis: self, shape: baseline.shape(in: span), computation: computation)
    let motives =
      if let motives {
        try await MotiveFindings.all(data, hawkes: hawkes, options: motives, computation)
      } else { [MotiveFindings]() }
    let streams = events.names.indices
    let estimates = try Estimands(
      of: hawkes.response, level: computation.level,
      failures: hawkes.agrees
        ? []
        : [
          .chains(
            rHat: hawkes.posterior.largestRHat, effective: hawkes.posterior.smallestSize)
        ],
      obstacles: streams.map { i in streams.map { hawkes.obstacles(i, $0) } },
      doubts: streams.map { i in streams.map { hawkes.doubts(i, $0) } },
      posterior: Estimands.PosteriorContext(
        chains: hawkes.posterior.draws.count, prior: hawkes.prior)
    ).estimates()
    var fit = Fit(
      data: data,
      context: FitContext(
        events: events, counts: hawkes.meanCounts, method: .bayes, model: hawkes.response.model,
        baseline: baseline.words, computation: computation),
      estimates: estimates.adding(motives.flatMap(\.estimates)), response: hawkes.response,
      details: nil)
    fit.curves = try hawkes.response.curves(
      horizon: min(horizon, events.duration), step: 0.25, level: computation.level)
    fit.parameters = hawkes.parameters
    let checks = PosteriorChecks(hawkes)
    fit.quantities = hawkes.quantities(checks)
    if data.ties > 0 { fit.warnings.append(.tiedTimes(data.ties)) }
    fit.warnings += hawkes.latent.notes.map { .reconciled($0) }
    if !hawkes.agrees { fit.failures.append(.chains(rHat: hawkes.posterior.largestRHat)) }
    fit.failures += FailedCheck.timeRescaling(events.names, checks.residualPValues)
    fit.failures += checks.rows.filter(\.isRejected).map {
      .trait(stream: events.names[$0.stream], trait: $0.trait.rawValue)
    }
    if motives.isEmpty, self.motives != nil { fit.warnings.append(.noStatements) }
    fit.warnings += motives.flatMap(\.notes).map { .reconciled($0) }
    fit.details = SampledHawkesDetails(hawkes: hawkes, checks: checks, motives: motives)
    return fit
  }
}

/// A sampled Hawkes process with its checks.
public struct SampledHawkesDetails: FitDetails {
  /// The draws and what was computed of them.
  public let hawkes: SampledHawkes
  /// Whether the model could have produced what is seen.
  public let checks: PosteriorChecks
  /// What stated motives tell; empty where they were not asked for or there are none.
  public let motives: [MotiveFindings]
}
