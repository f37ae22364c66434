import Estimation
import LinearAlgebra
import Randomness
import TimeSeries

/// Local projections of all pairs, carried through to their response function.
public struct FittedProjections: FitDetails {
  /// The series.
  public let data: CountData
  /// What was projected.
  public let analysis: ProjectionAnalysis
  /// Projections `[i][j]` of i on j; nil on the diagonal.
  public let projections: [[LocalProjection?]]
  /// Interval-jitter tests of the directed pairs, by which verdicts go; empty where there are none.
  public let jitters: [PooledJitter]
  /// Responses of all series to all, in the order of the series; nil where it is not asked for.
  public let system: SystemProjection?
  /// Strengths and lags: responses of all generations, given the pasts.
  public let response: ResponseFunction

  /// Why responses of i to j cannot be known, `[i][j]`: a horizon without an end.
  var obstacles: [[[VerdictReason]]] {
    let count = data.names.count
    var result = [[[VerdictReason]]](repeating: .init(repeating: [], count: count), count: count)
    for (i, row) in projections.enumerated() {
      for (j, projection) in row.enumerated()
      where projection?.responses.contains(where: \.error.isNaN) ?? false {
        result[i][j].append(.separated)
      }
    }
    return result
  }

  /// The largest statistic of a single horizon of each pair, its p that of one times the number of
  /// horizons (Bonferroni): regressions of their own have no joint law.
  var maxima: [CausalityTest] {
    data.names.indices.flatMap { i in
      data.names.indices.compactMap { j -> CausalityTest? in
        let responses = (projections[i][j]?.responses ?? []).filter {
          $0.error.isFinite && $0.error > 0
        }
        func score(_ response: LocalProjection.Response) -> Double {
          (response.estimate / response.error).magnitude
        }
        guard let largest = responses.max(by: { score($0) < score($1) }) else { return nil }
        return CausalityTest(
          kind: .maximumLag, caused: [i], causing: [j], statistic: score(largest),
          numerator: Double(responses.count), denominator: nil,
          pValue: min(
            1, 2 * NormalFunctions.survival(score(largest)) * Double(responses.count)),
          effect: largest.estimate, lag: largest.horizon)
      }
    }
  }

  /// Projects all pairs.
  ///
  /// - Throws: ``TimeSeriesError``.
  init(
    _ data: CountData, analysis options: ProjectionAnalysis, calendar: CalendarColumns? = nil,
    jitters: [PooledJitter], seed: UInt64
  ) throws {
    self.jitters = jitters
    let series = data.tables[0]
    let count = data.names.count
    // The first response is one period after the last lag.
    let plain = calendar?.plainTable(leadingRows: options.lags + 2)
    let isLinear = options.law == .linear
    let projections = try (0..<count).map { i in
      try (0..<count).map { j in
        i == j
          ? nil
          : try LocalProjection(
            series: series, responder: i, provoker: j, lags: options.lags,
            horizons: 1...max(1, options.horizon), law: options.law, errors: options.errors,
            controls: isLinear ? plain : nil, shrunk: isLinear ? nil : calendar?.shrunk)
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
          // A response without an end leaves no number and no law of lags.
          guard branching[i, j].isFinite else {
            branching[i, j] = .nan
            continue
          }
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
        seed: seed, part: .init("projection draws"), replicate: replicate)
      return responses { _, _, response in response.estimate + random.normal() * response.error }
    }
    self.data = data
    analysis = options
    self.projections = projections
    system = try options.system.map {
      try SystemProjection(
        series: series, lags: max(1, options.lags), horizon: max(1, options.horizon), shock: $0,
        controls: plain)
    }
    response = ResponseFunction(
      streams: data.names, model: "projections-\(options.law.rawValue)",
      lagUnit: data.time.plural, fits: [responses { $2.estimate }], draws: draws)
  }
}
