import Estimation
import LinearAlgebra
import Randomness
import TimeSeries

extension FittedCountModel {
  /// The delay-kernel model of all streams, each explained by all.
  ///
  /// - Parameters:
  ///   - data: The counts.
  ///   - options: The model.
  ///   - calendar: Calendar periods with a factor on the baseline; nil for none.
  ///   - settings: Draws, level, seed.
  /// - Returns: The analysis.
  /// - Throws: ``TimeSeriesError``.
  static func kernel(
    _ data: CountData, options: DelayKernel.Options = .init(), calendar: CalendarColumns? = nil,
    settings: Settings
  ) async throws -> FittedCountModel {
    let series = data.tables[0]
    let count = data.names.count
    let parts = try await parallelMap(count: count, threads: settings.threads) { responder in
      let fit = try DelayKernel(
        series: series, responder: responder, options: options, calendar: calendar?.shrunk)
      return (fit, try fit.draws(settings.draws, seed: settings.seed))
    }
    let fits = parts.map(\.0)
    let same = SamePeriodAnswers(
      series: series, fits: fits, draws: parts.map(\.1), isWeekly: calendar?.terms == .weekday,
      seed: settings.seed)
    func responses(_ values: [DelayKernel.Values], same: Matrix) -> Responses {
      var branching = Matrix(rows: count, columns: count)
      var shares = Matrix(rows: count, columns: count + 1)
      // Without the same period its answers are part of the baseline.
      var baselines: [Double] = []
      let means = data.means
      for i in 0..<count {
        // Of what the model expects in all, so that shares of a draw sum to 1.
        let answers = (0..<count).map { (values[i].strengths[$0] + same[i, $0]) * means[$0] }
        baselines.append(
          max(0, values[i].baseline - (0..<count).reduce(0) { $0 + same[i, $1] * means[$1] }))
        let expected = answers.reduce(baselines[i], +)
        for j in 0..<count {
          branching[i, j] = values[i].strengths[j] + same[i, j]
          shares[i, j] = expected > 0 ? answers[j] / expected : 0
        }
        shares[i, count] = expected > 0 ? baselines[i] / expected : 1
      }
      return Responses(
        branching: branching,
        laws: values.enumerated().map { i, row in
          (0..<count).map { j in
            // A strength of nothing still has a law of lags; its verdict says that it is not known.
            .tabulated(
              TabulatedLags(
                effects: row.weights[j].weights.map { $0 * max(row.strengths[j], 1e-12) },
                samePeriod: same[i, j]))
          }
        }, baselineRates: baselines, shares: shares)
    }
    // Draws of a strength are never zero. Where none may explain the counts as well, so many are set
    // to it that the interval reaches it; its upper end hardly moves.
    let drawn = parts.map(\.1).enumerated().map { i, values in
      withNone(
        values, share: min(0.5, 1 - settings.level), seed: settings.seed, responder: i,
        except: Set((0..<count).filter { same.directed.contains([i, $0]) }))
    }
    let draws = (0..<(drawn.map(\.count).min() ?? 0)).map { index in
      let values = drawn.map { $0[index] }
      return responses(values, same: same.draw(replicate: index))
    }
    // The test beside the model: an autoregression's F against data with their days permuted.
    let tests = try await CountJitter.tests(
      data, calendar: calendar, lags: options.longest, replicates: settings.surrogates,
      seed: settings.seed,
      threads: settings.threads)
    var warnings = same.warnings(data)
    var rows: [Coefficient] = []
    for (i, fit) in fits.enumerated() {
      let name = data.names[i]
      func spread(_ value: (DelayKernel.Values) -> Double) -> Double {
        let values = parts[i].1.map(value)
        let mean = values.reduce(0, +) / Double(max(1, values.count))
        return
          (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, values.count - 1)))
          .squareRoot()
      }
      func add(_ term: String, _ value: (DelayKernel.Values) -> Double) {
        rows.append(
          Coefficient(
            equation: name, term: term, estimate: value(fit.estimate), error: spread(value)))
      }
      add("baseline") { $0.baseline }
      for j in 0..<count {
        add("strength.\(data.names[j])") { $0.strengths[j] }
        if j != i { add("lag_shape.\(data.names[j])") { $0.weights[j].shape } }
        add("lag_scale.\(data.names[j])") { $0.weights[j].scale }
      }
      if options.family == .negativeBinomial { add("theta") { $0.theta } }
      for (name, factor) in zip(calendar?.names ?? [], fit.calendarFactors) {
        rows.append(
          Coefficient(
            equation: data.names[i], term: name, estimate: factor.logarithm, error: factor.error))
      }
      for j in fit.silent where j != i {
        warnings.append(.noResponse(responder: name, provoker: data.names[j]))
      }
    }
    let unit = data.time.plural
    return FittedCountModel(
      data: data, settings: settings, model: "counts-kernel", method: .posteriorMode,
      baseline: calendar.baseline(
        options.knotSpacing.map { "bending every \($0) \(unit)" } ?? "constant"),
      responders: data.names, coefficients: rows, checks: [], jitters: tests,
      maxima: same.tests,
      logLikelihood: fits.reduce(0) { $0 + $1.logLikelihood },
      parameters: fits.reduce(0) { $0 + $1.parameterCount },
      observations: count * data.labels.count,
      response: ResponseFunction(
        streams: data.names, model: "counts-kernel", lagUnit: unit,
        fits: [responses(fits.map(\.estimate), same: same.estimate)], draws: draws),
      laws: fits.map(\.laws), observed: (0..<count).map { series.column($0).map { Int($0) } },
      next: fits.map { _ in nil }, warnings: warnings)
  }

  /// Draws of which a share has no response, stream by stream, where the Bayes factor for none is
  /// above a third; not those whose answers within the same period have a direction.
  private static func withNone(
    _ values: [DelayKernel.Values], share: Double, seed: UInt64, responder: Int,
    except directed: Set<Int>
  ) -> [DelayKernel.Values] {
    guard let first = values.first else { return [] }
    let shares = first.strengths.indices.map { j in
      !directed.contains(j)
        && DelayKernel.evidenceForNone(values.map { $0.strengths[j] }) > 1.0 / 3 ? share : 0
    }
    var random = RandomStream(
      seed: seed, part: .init("kernel without response"), replicate: responder)
    return values.map { draw in
      var strengths = draw.strengths
      for j in strengths.indices where random.uniform() < shares[j] { strengths[j] = 0 }
      return DelayKernel.Values(
        strengths: strengths, weights: draw.weights, baseline: draw.baseline, theta: draw.theta)
    }
  }
}
