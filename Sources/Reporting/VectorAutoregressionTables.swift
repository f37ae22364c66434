import Escalation
import Estimation
import Incidents
import LinearAlgebra
import RealModule
import Tabular
import TimeSeries

/// The tables of a vector autoregression.
struct VectorAutoregressionTables {
  private let analysis: VectorAutoregressionAnalysis

  init(_ analysis: VectorAutoregressionAnalysis) {
    self.analysis = analysis
  }

  private var names: [String] { analysis.data.names }

  /// The name of a term: `const`, `trend`, `L1.invest`, `exog1`.
  private func name(_ term: VectorAutoregression.Term) -> String {
    switch term {
    case .constant: "const"
    case .trend: "trend"
    case .lag(let lag, let series): "L\(lag).\(names[series])"
    case .season(let season, _): "sd\(season + 1)"
    case .exogenous(let series, 0): "exog\(series + 1)"
    case .exogenous(let series, let lag): "L\(lag).exog\(series + 1)"
    }
  }

  /// coefficients.csv; p values from Student's t.
  func coefficients() -> Table {
    var table = Table(
      name: "coefficients",
      columns: ["equation", "term", "estimate", "std_error", "statistic", "p_value"])
    for equation in names.indices {
      for (row, term) in analysis.fits[0].terms.enumerated() {
        let pooled = analysis.coefficient(term: row, equation: equation)
        let statistic = pooled.estimate / pooled.standardError
        table.append([
          .text(names[equation]), .text(name(term)), .number(pooled.estimate),
          .number(pooled.standardError), .number(statistic),
          .number(StudentT(degreesOfFreedom: pooled.degreesOfFreedom).twoSided(statistic)),
        ])
      }
    }
    return table
  }

  /// lag_selection.csv: all orders on one sample, from 0.
  func lagSelection() -> Table {
    var table = Table(name: "lag_selection", columns: ["order", "aic", "bic", "hqic", "fpe"])
    for row in analysis.selections[0].rows {
      table.append(
        [.integer(row.order)]
          + LagSelection.Criterion.allCases.map {
            .number(analysis.meanCriterion($0, order: row.order))
          })
    }
    return table
  }

  /// causality.csv: every pair, and every series against all others together.
  func causality() throws -> Table {
    var table = Table(
      name: "causality",
      columns: ["test", "caused", "causing", "statistic", "df1", "df2", "p_value"])
    guard analysis.lags > 0 else { return table }
    func add(_ caused: [Int], _ causing: Int) throws {
      let test = try analysis.causality(of: caused, from: [causing])
      table.append([
        .text("granger_f"), .text(caused.map { names[$0] }.joined(separator: ";")),
        .text(names[causing]), .number(test.statistic), .number(test.numerator),
        .number(test.denominator), .number(test.pValue),
      ])
    }
    for causing in names.indices {
      let others = names.indices.filter { $0 != causing }
      for caused in others { try add([caused], causing) }
      if others.count > 1 { try add(others, causing) }
    }
    return table
  }

  /// diagnostics.csv: residual correlation and stability; medians over completed data sets.
  func diagnostics() throws -> Table {
    var table = Table(
      name: "diagnostics", columns: ["test", "equation", "statistic", "df", "p_value"])
    let horizon = max(analysis.lags + 5, min(16, analysis.fits[0].observations / 3))
    for adjusted in [false, true] {
      let tests = analysis.fits.compactMap {
        try? $0.portmanteau(horizon: horizon, adjusted: adjusted)
      }
      guard let first = tests.first else { continue }
      table.append([
        .text("portmanteau\(adjusted ? "_adjusted" : "")_\(horizon)"), .empty,
        .number(SampleQuantiles(tests.map(\.statistic))(0.5)), .integer(first.degreesOfFreedom),
        .number(SampleQuantiles(tests.map(\.pValue))(0.5)),
      ])
    }
    let roots = try analysis.fits.map { try $0.companionModuli().first ?? 0 }
    table.append([
      .text("largest_root"), .empty, .number(SampleQuantiles(roots)(0.5)), .empty, .empty,
    ])
    return table
  }

  /// forecast.csv: the periods after the data.
  func forecast() throws -> Table {
    var table = Table(
      name: "forecast", columns: ["date", "stream", "mean", "lower", "upper", "level"])
    let forecasts = try analysis.fits.map { try $0.forecast(horizon: analysis.options.horizon) }
    let level = analysis.options.level
    for step in 0..<analysis.options.horizon {
      for (column, stream) in names.enumerated() {
        let pooled = RubinPooling(
          estimates: forecasts.map { $0.mean[step, column] },
          variances: forecasts.map { $0.deviation[step, column] * $0.deviation[step, column] })
        let half =
          StudentT(degreesOfFreedom: pooled.degreesOfFreedom).quantile(0.5 + level / 2)
          * pooled.standardError
        table.append([
          .text(label(ahead: step + 1)), .text(stream), .number(pooled.estimate),
          .number(pooled.estimate - half), .number(pooled.estimate + half), .number(level),
        ])
      }
    }
    return table
  }

  /// The date of a period ahead, or `h` and its number where periods have no calendar.
  private func label(ahead: Int) -> String {
    guard analysis.data.isDaily, let last = analysis.data.labels.last, let day = Day(iso: last)
    else { return "h\(ahead)" }
    return "\(day + ahead)"
  }

  /// A point of an impulse response.
  struct Impulse {
    let period: Int
    let value: Double
    let lower: Double
    let upper: Double
  }

  /// An impulse response with its bootstrap interval.
  func impulse(_ kind: KeyPath<ImpulseResponse, [Matrix]>, _ i: Int, _ j: Int) -> [Impulse] {
    impulse(i, j) { $0[keyPath: kind] }
  }

  private func impulse(
    _ i: Int, _ j: Int, _ kind: (ImpulseResponse) -> [Matrix]
  ) -> [Impulse] {
    let fits = analysis.impulses.map(kind)
    let draws = analysis.impulseDraws.map(kind)
    return fits[0].indices.map { step in
      let value = fits.reduce(0) { $0 + $1[step][i, j] } / Double(fits.count)
      let interval = SampleQuantiles(draws.map { $0[step][i, j] })
        .interval(level: analysis.options.level)
      return Impulse(
        period: step, value: value, lower: min(value, interval?.lowerBound ?? .nan),
        upper: max(value, interval?.upperBound ?? .nan))
    }
  }

  /// responses.csv. `direct` are the effects of the lags, `total` the impulse responses to one unit,
  /// `cumulative` their sums, `orthogonalized` those to one standard deviation in column order.
  func responses() -> Table {
    var table = EstimateTables.responses()
    let response = analysis.response
    for i in names.indices {
      for j in names.indices {
        func add(_ kind: String, _ points: [Impulse]) {
          for point in points {
            table.append([
              .text(names[i]), .text(names[j]), .integer(point.period), .text(kind),
              .number(point.value), .number(point.lower), .number(point.upper),
              .text(response.model),
            ])
          }
        }
        add(
          "direct",
          stride(from: 1, through: analysis.lags, by: 1).map { lag in
            let value = response.mean { $0.direct(i, j, at: Double(lag)) }
            let interval = SampleQuantiles(
              response.draws.map { $0.direct(i, j, at: Double(lag)) }
            ).interval(level: analysis.options.level)
            return Impulse(
              period: lag, value: value, lower: min(value, interval?.lowerBound ?? .nan),
              upper: max(value, interval?.upperBound ?? .nan))
          })
        add("total", impulse(i, j, \.unit))
        add("cumulative", impulse(i, j) { ImpulseResponse.cumulative($0.unit) })
        add("orthogonalized", impulse(i, j, \.orthogonalized))
      }
    }
    return table
  }
}
