import Estimation
import LinearAlgebra
import Randomness
import RealModule
import TimeSeries

extension FittedCountModel {
  /// Streams that feed on their own last period, on that of all others, and on a background that may
  /// follow a season; each stream has its own background and own past, each pair a strength.
  ///
  /// - Parameters:
  ///   - data: The counts.
  ///   - season: Periods of a year; nil for a constant background.
  ///   - calendar: Calendar periods with a factor on the background; nil for none.
  ///   - family: The law.
  ///   - settings: Level and seed.
  /// - Returns: The analysis; all responses come one period later, which is a choice of the model.
  /// - Throws: ``TimeSeriesError``.
  static func endemicEpidemic(
    _ data: CountData, season: Double?, calendar: CalendarColumns? = nil,
    family: CountRegression.Family, settings: Settings
  ) throws -> FittedCountModel {
    let counts = data.tables[0]
    let units = data.names.count
    let rows = counts.rows
    func term(
      _ part: EndemicEpidemic.Part, _ name: String, unit: Int,
      _ value: (Double) -> Double = { _ in 1 }
    ) -> EndemicEpidemic.Term {
      var values = Matrix(rows: rows, columns: units)
      for t in 0..<rows { values[t, unit] = value(Double(t)) }
      return .init(part: part, name: name, values: values)
    }
    var terms: [EndemicEpidemic.Term] = []
    for (unit, name) in data.names.enumerated() {
      terms.append(term(.own, "own.\(name)", unit: unit))
      if units > 1 { terms.append(term(.neighbours, "others.\(name)", unit: unit)) }
      terms.append(term(.background, "background.\(name)", unit: unit))
      if let season {
        terms.append(
          term(.background, "sine.\(name)", unit: unit) { Double.sin(2 * Double.pi * $0 / season) })
        terms.append(
          term(.background, "cosine.\(name)", unit: unit) {
            Double.cos(2 * Double.pi * $0 / season)
          })
      }
      if let calendar {
        let shrunk = calendar.shrunk
        for (place, level) in calendar.names.enumerated() {
          var values = Matrix(rows: rows, columns: units)
          for t in 0..<rows { values[t, unit] = shrunk.values[t, place] }
          terms.append(
            .init(
              part: .background, name: "\(level).\(name)", values: values,
              deviation: shrunk.deviation))
        }
      }
    }
    var weights = Matrix(rows: units, columns: units, repeating: 1)
    for unit in 0..<units { weights[unit, unit] = 0 }
    let fit = try EndemicEpidemic(
      counts: counts, terms: terms, weights: weights,
      dispersion: family == .poisson ? .none : .perUnit)
    var warnings: [FitWarning] = []
    var rowsOut: [Coefficient] = []
    for (index, term) in terms.enumerated() {
      let unit = data.names.first { term.name.hasSuffix(".\($0)") } ?? ""
      rowsOut.append(
        Coefficient(
          equation: unit, term: term.name, estimate: fit.coefficients[index],
          error: fit.standardErrors[index]))
      if term.part != .background, fit.coefficients[index] < EndemicEpidemic.nothing {
        warnings.append(.termAtZero(term.name))
      }
    }
    for (index, value) in fit.dispersions.enumerated() {
      rowsOut.append(
        Coefficient(
          equation: data.names[index], term: "alpha", estimate: value,
          error: value * fit.standardErrors[terms.count + index]))
    }
    let laws = (0..<units).map { unit in
      fit.means.column(unit).map {
        CountLaw(
          mean: max($0, 1e-12),
          theta: fit.dispersions.isEmpty ? .infinity : 1 / max(fit.dispersions[unit], 1e-12))
      }
    }
    return FittedCountModel(
      data: data, settings: settings, model: "endemic-epidemic", method: .maximumLikelihood,
      baseline: calendar.baseline(season.map { "season of \(Int($0))" } ?? "constant"),
      responders: data.names,
      coefficients: rowsOut, checks: [], logLikelihood: fit.logLikelihood,
      parameters: terms.count + fit.dispersions.count - (calendar == nil ? 0 : units),
      observations: (rows - 1) * units,
      response: responseFunction(fit, data: data, settings: settings), laws: laws,
      observed: (0..<units).map { counts.column($0).dropFirst().map { Int($0) } },
      next: data.names.map { _ in nil }, warnings: warnings)
  }

  /// Strengths of the endemic model: exponentials of the terms of each unit's past; all answers come
  /// one period later.
  ///
  /// Draws are normal on the scale of the strengths, cut at zero. A strength that ran to zero is
  /// zero in half of the draws, as at the end of a range, and else from the law with which the
  /// likelihood falls from there.
  private static func responseFunction(
    _ fit: EndemicEpidemic, data: CountData, settings: Settings
  ) -> ResponseFunction {
    let units = data.names.indices
    func position(_ part: EndemicEpidemic.Part, _ unit: Int) -> Int? {
      fit.terms.firstIndex { $0.part == part && $0.values[0, unit] != 0 }
    }
    let means = data.means
    func responses(_ strength: (Int) -> Double) -> Responses {
      var branching = Matrix(rows: units.count, columns: units.count)
      for i in units {
        for j in units {
          guard let place = position(i == j ? .own : .neighbours, i) else { continue }
          branching[i, j] = strength(place)
        }
      }
      return oneStep(branching, means: means)
    }
    let normal = CoefficientDraws(
      around: [Double](repeating: 0, count: fit.terms.count), covariance: fit.covariance,
      settings: settings
    ).values
    let draws = normal.enumerated().map { replicate, deviations in
      var random = RandomStream(
        seed: settings.seed, part: .init("strengths at zero"), replicate: replicate)
      let nearZero = fit.atZero.map { fall in
        let (share, isZero) = (random.uniform(), random.uniform() < 0.5)
        guard let fall, fall.curvature > 0, !isZero else { return 0.0 }
        // exp(-slope g - curvature g^2 / 2): a normal law cut at zero.
        let deviation = 1 / fall.curvature.squareRoot()
        let mean = -max(0, fall.slope) / fall.curvature
        let beyond = NormalFunctions.survival(-mean / deviation)
        return max(0, mean - deviation * NormalFunctions.quantile(p: share * beyond))
      }
      return responses { place in
        fit.coefficients[place] < EndemicEpidemic.nothing
          ? nearZero[place]
          : max(0, Double.exp(fit.coefficients[place]) * (1 + deviations[place]))
      }
    }
    return ResponseFunction(
      streams: data.names, model: "endemic-epidemic", lagUnit: data.time.plural,
      fits: [responses { Double.exp(fit.coefficients[$0]) }], draws: draws)
  }

  /// Answers that all come one period later; what pasts do not explain of the means is background.
  private static func oneStep(_ branching: Matrix, means: [Double]) -> Responses {
    let count = means.count
    var shares = Matrix(rows: count, columns: count + 1)
    var rates: [Double] = []
    for i in 0..<count {
      let answers = (0..<count).map { branching[i, $0] * means[$0] }
      let rest = means[i] - answers.reduce(0, +)
      for j in 0..<count { shares[i, j] = means[i] > 0 ? answers[j] / means[i] : 0 }
      shares[i, count] = means[i] > 0 ? rest / means[i] : 1
      rates.append(rest)
    }
    return Responses(
      branching: branching,
      laws: (0..<count).map { _ in
        (0..<count).map { _ in .tabulated(TabulatedLags(effects: [1])) }
      }, baselineRates: rates, shares: shares)
  }

  /// The thinning model of one stream: incidents that go on, and new ones.
  ///
  /// - Throws: ``TimeSeriesError``.
  static func integerAutoregression(
    _ input: CountModelInput, settings: Settings
  ) throws -> FittedCountModel {
    let fit = try IntegerAutoregression(input.counts, calendar: input.calendar?.shrunk)
    let mean = input.counts.reduce(0, +) / Double(max(1, input.counts.count))
    func responses(_ values: [Double]) -> Responses {
      oneStep(
        Matrix(rows: 1, columns: 1, repeating: min(max(values[0], 0), 1)), means: [mean])
    }
    var covariance = Matrix(rows: 2, columns: 2)
    covariance[0, 0] = fit.survivalError * fit.survivalError
    covariance[1, 1] = fit.arrivalsError * fit.arrivalsError
    let function = ResponseFunction(
      streams: [input.response], model: "inar(1)", lagUnit: input.time.plural,
      fits: [responses([fit.survival])],
      draws: CoefficientDraws(
        around: [fit.survival, fit.arrivals], covariance: covariance, settings: settings
      ).values.map { responses($0) })
    return FittedCountModel(
      data: input.data, settings: settings, model: "inar(1)", method: .maximumLikelihood,
      baseline: input.calendar.baseline("constant"),
      responders: [input.response],
      coefficients: [
        Coefficient(
          equation: input.response, term: "survival", estimate: fit.survival,
          error: fit.survivalError),
        Coefficient(
          equation: input.response, term: "arrivals", estimate: fit.arrivals,
          error: fit.arrivalsError),
      ]
        + (input.calendar?.names ?? []).enumerated().map { place, name in
          Coefficient(
            equation: input.response, term: name, estimate: fit.calendarFactors[place],
            error: fit.calendarErrors[place])
        }, checks: [], logLikelihood: fit.logLikelihood, parameters: fit.parameterCount,
      observations: input.counts.count - 1, response: function, laws: [[]], observed: [[]],
      next: [nil],
      warnings: fit.isMemoryless ? [.noMemory] : [])
  }
}
