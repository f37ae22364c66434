import Estimation
import LinearAlgebra
import Randomness
import TimeSeries

/// A model of counts carried through to its answers, whatever the model: coefficients, checks, scores,
/// the law of the next count, and the response function where it has one.
public struct FittedCountModel: FitDetails {
  /// Draws, level, seed and surrogates.
  public struct Settings: Hashable, Sendable {
    /// Draws that carry the uncertainty.
    public var draws = 1000
    /// The level of all intervals.
    public var level = 0.95
    /// Of all random numbers.
    public var seed: UInt64 = 1
    /// Parts computed at a time.
    public var threads = 1
    /// Surrogates of the interval-jitter test.
    public var surrogates = 499

    /// The settings of a computation.
    init(draws: Int, surrogates: Int, _ computation: Computation) {
      self.draws = draws
      self.surrogates = surrogates
      level = computation.level
      seed = computation.seed
      threads = computation.threads
    }
  }

  /// The counts.
  public let data: CountData
  /// The settings.
  public let settings: Settings
  /// The model, such as `counts-kernel` or `ingarch`.
  public let model: String
  /// How it was fitted.
  public let method: FitContext.Method
  /// Its baseline in words.
  public let baseline: String
  /// The streams that are explained.
  public let responders: [String]
  /// Coefficients.
  public let coefficients: [Coefficient]
  /// Checks.
  public let checks: [ModelCheck]
  /// Interval-jitter tests.
  public let jitters: [PooledJitter]
  /// The largest statistics of single lags, and tests of the same period.
  public let maxima: [CausalityTest]
  /// The log-likelihood, the number of parameters and the like.
  public let quantities: [Quantity]
  /// Strengths and lags, where other streams provoke.
  public let response: ResponseFunction?
  /// The laws of the explained counts, a stream a row, with the periods that they are of.
  public let laws: [[CountLaw]]
  /// The counts that belong to them.
  public let observed: [[Int]]
  /// The law of the next count of each stream, where nothing about its period is needed to know it.
  public let next: [CountLaw?]
  /// What the user must know: boundaries, doubtful choices.
  public let warnings: [FitWarning]
  /// Whether a parameter ran to an end of its range at which the others mean nothing.
  public let isUndetermined: Bool
  /// Whether lags tell zeros apart without error, so that responses have no interval.
  public let isSeparated: Bool

  init(
    data: CountData, settings: Settings, model: String, method: FitContext.Method, baseline: String,
    responders: [String], coefficients: [Coefficient], checks: [ModelCheck],
    jitters: [PooledJitter] = [], maxima: [CausalityTest] = [], logLikelihood: Double,
    parameters: Int,
    observations: Int,
    response: ResponseFunction?, laws: [[CountLaw]], observed: [[Int]], next: [CountLaw?],
    warnings: [FitWarning], isUndetermined: Bool = false, isSeparated: Bool = false
  ) {
    self.isUndetermined = isUndetermined
    self.isSeparated = isSeparated
    self.data = data
    self.settings = settings
    self.model = model
    self.method = method
    self.baseline = baseline
    self.responders = responders
    self.coefficients = coefficients
    self.jitters = jitters
    self.maxima = maxima
    self.response = response
    self.laws = laws
    self.observed = observed
    self.next = next
    let binary = data.names.indices.filter { column in
      data.tables[0].column(column).allSatisfy { $0 == 0 || $0 == 1 }
    }
    self.warnings =
      warnings
      + binary.map { .attackOrNone(stream: data.names[$0]) }
    let criteria = InformationCriteria(
      logLikelihood: logLikelihood, parameterCount: parameters, observations: observations)
    quantities = [
      Quantity("log_likelihood", logLikelihood), Quantity("parameters", count: parameters),
      Quantity("observations", count: observations), Quantity("aic", criteria.akaike),
      Quantity("bic", criteria.bayesian),
    ]
    self.checks = checks + FittedCountModel.transformChecks(responders, laws, observed, settings)
  }

  /// Whether randomized transforms are uniform: Kolmogorov and Smirnov's distance.
  private static func transformChecks(
    _ names: [String], _ laws: [[CountLaw]], _ observed: [[Int]], _ settings: Settings
  ) -> [ModelCheck] {
    names.indices.filter { !laws[$0].isEmpty }.map { stream in
      var random = RandomStream(
        seed: settings.seed, part: .init("randomized transform"), replicate: stream)
      let transform = CountTransform(laws: laws[stream], counts: observed[stream])
      let test = KolmogorovSmirnov(uniform: transform.randomized { random.uniform() })
      return ModelCheck(
        test: "randomized_pit_ks", equation: names[stream], statistic: test.statistic,
        degreesOfFreedom: nil, pValue: test.pValue)
    }
  }

  /// Mean scores of each stream.
  var scores: [Score] {
    responders.indices.filter { !laws[$0].isEmpty }.flatMap { stream in
      let all = zip(laws[stream], observed[stream]).map { CountScore(of: $0, count: $1) }
      let n = Double(max(1, all.count))
      let kinds: [(String, (CountScore) -> Double)] = [
        ("log", { $0.logarithmic }), ("crps", { $0.rankedProbability }),
        ("dawid_sebastiani", { $0.dawidSebastiani }), ("squared_error", { $0.squaredError }),
      ]
      return kinds.map { name, score in
        Score(
          stream: responders[stream], score: name, value: all.reduce(0) { $0 + score($1) } / n)
      }
    }
  }

  /// The next period, where nothing more needs to be known of it.
  var forecasts: [ForecastPoint] {
    let tail = (1 - settings.level) / 2
    return zip(responders, next).compactMap { name, law in
      law.map {
        ForecastPoint(
          label: data.label(ahead: 1), stream: name, mean: $0.mean,
          lower: Double($0.quantile(tail)), upper: Double($0.quantile(1 - tail)))
      }
    }
  }

  /// The estimates; of a model of one stream only those with it as responder.
  func estimates() throws -> Estimates {
    guard let response else { return Estimates(streams: data.names) }
    let count = response.streams.count
    let separated = [[[VerdictReason]]](
      repeating: .init(repeating: [.separated], count: count), count: count)
    let all = try Estimands(
      of: response, level: settings.level, failures: isUndetermined ? [.undetermined] : [],
      obstacles: isSeparated ? separated : nil
    ).estimates()
    guard responders.count < response.streams.count else { return all }
    return all.filter { row in
      row.responder.map { responders.contains(response.streams[$0]) } ?? false
    }
  }

  /// The fit with everything that every fit says.
  ///
  /// - Throws: ``LinearAlgebraError`` when an iteration fails.
  func fit(_ source: ConflictData, _ computation: Computation) throws -> Fit {
    var fit = Fit(
      data: source,
      context: FitContext(
        counts: data, method: method, model: model, baseline: baseline, computation: computation),
      estimates: try estimates(), response: response, details: self)
    if let response {
      let explained = response.streams.indices.filter { responders.contains(response.streams[$0]) }
      fit.curves = response.periodCurves(responders: explained, level: settings.level)
    }
    fit.coefficients = coefficients
    fit.quantities = quantities
    fit.checks = checks
    fit.causality = maxima + jitters.map(\.test)
    fit.scores = scores.filter { $0.value.isFinite }
    fit.forecasts = forecasts
    fit.warnings = warnings
    if isUndetermined { fit.failures.append(.undetermined) }
    return fit
  }
}

extension Coefficient {
  /// A coefficient whose p value is that of the normal law.
  init(equation: String, term: String, estimate: Double, error: Double) {
    let z = estimate / error
    self.init(
      equation: equation, term: term, estimate: estimate, error: error,
      pValue: z.isNaN ? .nan : 2 * NormalFunctions.survival(z.magnitude))
  }
}
