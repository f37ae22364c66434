import LinearAlgebra
import Randomness
import TimeSeries

/// Local projections of all pairs, carried through to their response function.
public struct ProjectionAnalysis: Sendable {
  /// What is projected.
  public struct Options: Hashable, Sendable {
    /// Lags of all series among the controls.
    public var lags = 7
    /// Periods ahead.
    public var horizon = 14
    /// What is regressed.
    public var law = LocalProjection.Law.linear
    /// How standard errors are estimated.
    public var errors = LocalProjection.Errors.hac
    /// How large the shocks of the system's projection are; nil leaves it out.
    public var system: SystemProjection.Shock?
    /// Draws that carry the uncertainty.
    public var draws = 1000
    /// The level of all intervals.
    public var level = 0.95
    /// Of all random numbers.
    public var seed: UInt64 = 1

    /// The usual options.
    public init() {}
  }

  /// The series.
  public let data: CountData
  /// The options.
  public let options: Options
  /// Projections `[i][j]` of i on j; nil on the diagonal.
  public let projections: [[LocalProjection?]]
  /// Interval-jitter tests of the directed pairs, by which verdicts go; empty where there are none.
  public let jitters: [PooledJitter]
  /// Responses of all series to all, in the order of the series; nil where it is not asked for.
  public let system: SystemProjection?
  /// Strengths and lags: responses of all generations, given the pasts.
  public let response: ResponseFunction

  /// Projects all pairs.
  ///
  /// - Parameters:
  ///   - data: The series.
  ///   - options: What to project.
  ///   - jitters: Tests of the directed pairs.
  /// - Throws: ``TimeSeriesError``.
  public init(
    _ data: CountData, options: Options = Options(), jitters: [PooledJitter] = []
  ) throws {
    self.jitters = jitters
    let series = data.tables[0]
    let count = data.names.count
    let projections = try (0..<count).map { i in
      try (0..<count).map { j in
        i == j
          ? nil
          : try LocalProjection(
            series: series, responder: i, provoker: j, lags: options.lags,
            horizons: 1...max(1, options.horizon), law: options.law, errors: options.errors)
      }
    }
    func responses(_ effect: (Int, Int, LocalProjection.Response) -> Double) -> Responses {
      var branching = Matrix(rows: count, columns: count)
      var laws = [[LagLaw]](
        repeating: [LagLaw](repeating: .tabulated(TabulatedLags(effects: [0, 0])), count: count),
        count: count)
      for i in 0..<count {
        for j in 0..<count {
          guard let projection = projections[i][j] else { continue }
          let effects = projection.responses.map { effect(i, j, $0) }
          branching[i, j] = effects.reduce(0, +)
          laws[i][j] = .tabulated(TabulatedLags(effects: effects))
        }
      }
      return Responses(
        branching: branching, laws: laws,
        baselineRates: [Double](repeating: 0, count: count),
        shares: Matrix(rows: count, columns: count + 1))
    }
    let draws = (0..<options.draws).map { replicate in
      var random = RandomStream(
        seed: options.seed, part: .init("projection draws"), replicate: replicate)
      return responses { _, _, response in response.estimate + random.normal() * response.error }
    }
    self.data = data
    self.options = options
    self.projections = projections
    system = try options.system.map {
      try SystemProjection(
        series: series, lags: max(1, options.lags), horizon: max(1, options.horizon), shock: $0)
    }
    response = ResponseFunction(
      streams: data.names, model: "projections-\(options.law.rawValue)",
      lagUnit: data.isDaily ? "days" : "periods", fits: [responses { $2.estimate }], draws: draws)
  }

  /// Estimates of pairs of different streams.
  ///
  /// - Throws: ``LinearAlgebraError`` when an iteration fails.
  public func estimates() throws -> [Estimate] {
    try Estimands(
      of: response, level: options.level, converged: true,
      toldFromTrend: PooledJitter.toldFromTrend(jitters, streams: data.names.count)
    ).estimates().filter {
      $0.responder != $0.provoker && !$0.provoker.isEmpty && !$0.responder.isEmpty
        && $0.estimand.hasPrefix("retaliation")
    }
  }
}
