import Estimation
import LinearAlgebra
import Randomness
import TimeSeries

/// A model of counts carried through to its answers, whatever the model: coefficients, checks, scores,
/// the law of the next count, and the response function where it has one.
public struct CountModelAnalysis: Sendable {
  /// A coefficient of an equation.
  public struct Coefficient: Hashable, Sendable {
    /// The stream that the equation explains.
    public let equation: String
    /// The term.
    public let term: String
    /// The estimate.
    public let estimate: Double
    /// Its standard error; NaN where it has none.
    public let error: Double
  }

  /// A check of the fit.
  public struct Check: Hashable, Sendable {
    /// What is tested.
    public let test: String
    /// The equation.
    public let equation: String
    /// The statistic.
    public let statistic: Double
    /// The probability of so large a statistic; NaN where there is none.
    public let pValue: Double
  }

  /// The answers' names, level and seed.
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

    /// The usual settings.
    public init() {}
  }

  /// The counts.
  public let data: CountData
  /// The settings.
  public let settings: Settings
  /// The model, such as `counts-kernel` or `ingarch`.
  public let model: String
  /// How it was fitted: `mle` or `map`.
  public let method: String
  /// Its baseline in words.
  public let baseline: String
  /// The streams that are explained.
  public let responders: [String]
  /// Coefficients.
  public let coefficients: [Coefficient]
  /// Checks.
  public let checks: [Check]
  /// Interval-jitter tests.
  public let jitters: [PooledJitter]
  /// The log-likelihood, the number of parameters and the like.
  public let quantities: [(name: String, value: Double)]
  /// Strengths and lags, where other streams provoke.
  public let response: ResponseFunction?
  /// The laws of the explained counts, a stream a row, with the periods that they are of.
  public let laws: [[CountLaw]]
  /// The counts that belong to them.
  public let observed: [[Int]]
  /// The law of the next count of each stream, where nothing about its period is needed to know it.
  public let next: [CountLaw?]
  /// What the user must know: boundaries, doubtful choices.
  public let warnings: [String]
  /// Whether a parameter ran to an end of its range at which the others mean nothing.
  public let isUndetermined: Bool

  init(
    data: CountData, settings: Settings, model: String, method: String, baseline: String,
    responders: [String], coefficients: [Coefficient], checks: [Check],
    jitters: [PooledJitter] = [], logLikelihood: Double, parameters: Int,
    observations: Int,
    response: ResponseFunction?, laws: [[CountLaw]], observed: [[Int]], next: [CountLaw?],
    warnings: [String], isUndetermined: Bool = false
  ) {
    self.isUndetermined = isUndetermined
    self.data = data
    self.settings = settings
    self.model = model
    self.method = method
    self.baseline = baseline
    self.responders = responders
    self.coefficients = coefficients
    self.jitters = jitters
    self.response = response
    self.laws = laws
    self.observed = observed
    self.next = next
    let binary = data.names.indices.filter { column in
      data.tables[0].column(column).allSatisfy { $0 == 0 || $0 == 1 }
    }
    self.warnings =
      warnings
      + binary.map {
        "\(data.names[$0]) is 0 or 1 throughout: attack or none, which varies less than a count "
          + "model expects"
      }
    let criteria = InformationCriteria(
      logLikelihood: logLikelihood, parameterCount: parameters, observations: observations)
    quantities = [
      ("log_likelihood", logLikelihood), ("parameters", Double(parameters)),
      ("observations", Double(observations)), ("aic", criteria.akaike), ("bic", criteria.bayesian),
    ]
    self.checks = checks + CountModelAnalysis.transformChecks(responders, laws, observed, settings)
  }

  /// Whether randomized transforms are uniform: Kolmogorov and Smirnov's distance.
  private static func transformChecks(
    _ names: [String], _ laws: [[CountLaw]], _ observed: [[Int]], _ settings: Settings
  ) -> [Check] {
    names.indices.filter { !laws[$0].isEmpty }.map { stream in
      var random = RandomStream(
        seed: settings.seed, part: .init("randomized transform"), replicate: stream)
      let transform = CountTransform(laws: laws[stream], counts: observed[stream])
      let test = KolmogorovSmirnov(uniform: transform.randomized { random.uniform() })
      return Check(
        test: "randomized_pit_ks", equation: names[stream], statistic: test.statistic,
        pValue: test.pValue)
    }
  }

  /// Mean scores of each stream.
  public func scores() -> [(stream: String, score: String, value: Double)] {
    responders.indices.filter { !laws[$0].isEmpty }.flatMap { stream in
      let all = zip(laws[stream], observed[stream]).map { CountScore(of: $0, count: $1) }
      let n = Double(max(1, all.count))
      let kinds: [(String, (CountScore) -> Double)] = [
        ("log", { $0.logarithmic }), ("crps", { $0.rankedProbability }),
        ("dawid_sebastiani", { $0.dawidSebastiani }), ("squared_error", { $0.squaredError }),
      ]
      return kinds.map { name, score in
        (responders[stream], name, all.reduce(0) { $0 + score($1) } / n)
      }
    }
  }

  /// All estimates; of a model of one stream only those with it as responder.
  ///
  /// - Throws: ``LinearAlgebraError`` when an iteration fails.
  public func estimates() throws -> [Estimate] {
    guard let response else { return [] }
    // Streams of the response are those of the tests where all are explained.
    let tested = response.streams == data.names
    let all = try Estimands(
      of: response, level: settings.level, converged: !isUndetermined,
      toldFromTrend: tested
        ? PooledJitter.toldFromTrend(jitters, streams: data.names.count) : nil
    ).estimates()
    guard responders.count < response.streams.count else { return all }
    return all.filter { responders.contains($0.responder) }
  }
}
