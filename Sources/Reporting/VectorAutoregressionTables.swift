import Escalation
import Estimation
import Incidents
import LinearAlgebra
import RealModule
import Tabular
import TimeSeries

/// The tables of a vector autoregression.
struct VectorAutoregressionTables {
  let analysis: VectorAutoregressionAnalysis

  private let asymptotic: [ImpulseResponseErrors]

  init(_ analysis: VectorAutoregressionAnalysis) throws {
    self.analysis = analysis
    asymptotic =
      analysis.options.hasAsymptoticIntervals && analysis.shrunk.isEmpty
      ? try analysis.fits.map {
        try ImpulseResponseErrors(of: $0, horizon: analysis.options.horizon)
      } : []
  }

  var names: [String] { analysis.data.names }

  /// The name of a term: `const`, `trend`, `L1.invest`, `exog1`.
  private func name(_ term: VectorAutoregression.Term) -> String {
    switch term {
    case .constant: "const"
    case .trend: "trend"
    case .lag(let lag, let series): "L\(lag).\(names[series])"
    case .season(let season, _): "sd\(season + 1)"
    case .exogenous(let series, 0): exogenous(series)
    case .exogenous(let series, let lag): "L\(lag).\(exogenous(series))"
    }
  }

  private func exogenous(_ series: Int) -> String {
    let names = analysis.exogenousNames
    return names.indices.contains(series) ? names[series] : "exog\(series + 1)"
  }

  /// coefficients.csv; p values from Student's t.
  func coefficients() throws -> Table {
    let all = try analysis.coefficients()
    var table = Table(
      name: "coefficients",
      columns: ["equation", "term", "estimate", "std_error", "statistic", "p_value"])
    for equation in names.indices {
      for (row, term) in analysis.fits[0].terms.enumerated() {
        let pooled = all[equation][row]
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
  func impulse(
    _ kind: ImpulseResponse.Kind, _ i: Int, _ j: Int,
    errors: ((ImpulseResponseErrors) -> [Matrix])? = nil
  ) -> [Impulse] {
    let fits = analysis.impulses.map { $0.path(kind, i, j) }
    let level = analysis.options.level
    let draws = asymptotic.isEmpty ? analysis.impulseDraws.map { $0.path(kind, i, j) } : []
    return fits[0].indices.map { step in
      let value = fits.reduce(0) { $0 + $1[step] } / Double(fits.count)
      if !asymptotic.isEmpty, let errors {
        let pooled = RubinPooling(
          estimates: fits.map { $0[step] },
          variances: asymptotic.map {
            let error = errors($0)[step][i, j]
            return error * error
          })
        let half = NormalFunctions.quantile(p: 0.5 + level / 2) * pooled.standardError
        return Impulse(period: step, value: value, lower: value - half, upper: value + half)
      }
      let interval = SampleQuantiles(draws.map { $0[step] }).interval(level: level)
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
        add("total", impulse(.unit, i, j, errors: \.unit))
        add(
          "cumulative",
          impulse(.cumulative, i, j, errors: \.cumulative))
        add("orthogonalized", impulse(.orthogonalized, i, j, errors: \.orthogonalized))
      }
    }
    return table
  }

  /// other_responses.csv: `generalized` ones, to one standard deviation of a series when the others
  /// move as they usually do with it, and cumulated orthogonalized ones.
  func otherResponses() -> Table {
    var table = EstimateTables.responses().renamed("other_responses")
    for i in names.indices {
      for j in names.indices {
        let kinds = [
          ("generalized", impulse(.generalized, i, j)),
          (
            "orthogonalized_cumulative",
            impulse(.orthogonalizedCumulative, i, j, errors: \.orthogonalizedCumulative)
          ),
        ]
        for (kind, points) in kinds {
          for point in points {
            table.append([
              .text(names[i]), .text(names[j]), .integer(point.period), .text(kind),
              .number(point.value), .number(point.lower), .number(point.upper),
              .text(analysis.response.model),
            ])
          }
        }
      }
    }
    return table
  }
}
