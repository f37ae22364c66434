import LinearAlgebra
import Randomness
import RealModule
import TimeSeries

extension CountModelAnalysis {
  /// Streams that feed on their own last period, on that of all others, and on a background that may
  /// follow a season; each stream has its own background and own past, each pair a strength.
  ///
  /// - Parameters:
  ///   - data: The counts.
  ///   - season: Periods of a year; nil for a constant background.
  ///   - family: The law.
  ///   - settings: Level and seed.
  /// - Returns: The analysis; all responses come one period later, which is a choice of the model.
  /// - Throws: ``TimeSeriesError``.
  public static func endemicEpidemic(
    _ data: CountData, season: Double?, family: CountRegression.Family,
    settings: Settings = .init()
  ) throws -> CountModelAnalysis {
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
    }
    var weights = Matrix(rows: units, columns: units, repeating: 1)
    for unit in 0..<units { weights[unit, unit] = 0 }
    let fit = try EndemicEpidemic(
      counts: counts, terms: terms, weights: weights,
      dispersion: family == .poisson ? .none : .perUnit)
    var warnings: [String] = []
    var rowsOut: [Coefficient] = []
    for (index, term) in terms.enumerated() {
      let unit = data.names.first { term.name.hasSuffix(".\($0)") } ?? ""
      rowsOut.append(
        Coefficient(
          equation: unit, term: term.name, estimate: fit.coefficients[index],
          error: fit.standardErrors[index]))
      if term.part != .background, fit.coefficients[index] < -12 {
        warnings.append("\(term.name) runs to 0, the end of its range: there is no such effect")
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
    return CountModelAnalysis(
      data: data, settings: settings, model: "endemic-epidemic", method: "mle",
      baseline: season.map { "season of \(Int($0))" } ?? "constant", responders: data.names,
      coefficients: rowsOut, checks: [], logLikelihood: fit.logLikelihood,
      parameters: terms.count + fit.dispersions.count, observations: (rows - 1) * units,
      response: nil, laws: laws,
      observed: (0..<units).map { counts.column($0).dropFirst().map { Int($0) } },
      next: data.names.map { _ in nil }, warnings: warnings)
  }

  /// The thinning model of one stream: incidents that go on, and new ones.
  ///
  /// - Throws: ``TimeSeriesError``.
  public static func integerAutoregression(
    _ input: CountModelInput, settings: Settings = .init()
  ) throws -> CountModelAnalysis {
    let fit = try IntegerAutoregression(input.counts)
    return CountModelAnalysis(
      data: input.data, settings: settings, model: "inar(1)", method: "mle", baseline: "constant",
      responders: [input.response],
      coefficients: [
        Coefficient(
          equation: input.response, term: "survival", estimate: fit.survival,
          error: fit.survivalError),
        Coefficient(
          equation: input.response, term: "arrivals", estimate: fit.arrivals,
          error: fit.arrivalsError),
      ], checks: [], logLikelihood: fit.logLikelihood, parameters: 2,
      observations: input.counts.count - 1, response: nil, laws: [[]], observed: [[]],
      next: [nil],
      warnings: fit.isMemoryless
        ? ["the survival is 0, the end of its range: the counts have no memory"] : [])
  }
}
