import Escalation
import Estimation
import Incidents
import Tabular
import TextCharts
import TimeSeries

/// Tables and charts of a model of counts.
struct CountModelTables {
  let analysis: CountModelAnalysis

  init(_ analysis: CountModelAnalysis) {
    self.analysis = analysis
  }

  var sample: String {
    let labels = analysis.data.labels
    let unit = analysis.data.isDaily ? "days" : "periods"
    var text = "\(labels.count) \(unit)"
    if let first = labels.first, let last = labels.last { text += ", \(first) to \(last)" }
    let values = analysis.quantities.map {
      "\($0.name) \(Numeral.significant($0.value, digits: 6))"
    }
    return text + "; " + values.joined(separator: ", ") + "."
  }

  /// coefficients.csv; p values of the normal law.
  func coefficients() -> Table {
    var table = Table(
      name: "coefficients",
      columns: ["equation", "term", "estimate", "std_error", "statistic", "p_value"])
    for row in analysis.coefficients {
      let z = row.estimate / row.error
      table.append([
        .text(row.equation), .text(row.term), .number(row.estimate), .number(row.error),
        .number(z), .number(z.isNaN ? .nan : 2 * NormalFunctions.survival(z.magnitude)),
      ])
    }
    return table
  }

  /// fit.csv.
  func fit() -> Table {
    var table = Table(name: "fit", columns: ["quantity", "value"])
    for row in analysis.quantities { table.append([.text(row.name), .number(row.value)]) }
    return table
  }

  /// diagnostics.csv.
  func diagnostics() -> Table {
    var table = Table(
      name: "diagnostics", columns: ["test", "equation", "statistic", "df", "p_value"])
    for row in analysis.checks {
      table.append([
        .text(row.test), .text(row.equation), .number(row.statistic), .empty, .number(row.pValue),
      ])
    }
    return table
  }

  /// scores.csv: means over the explained counts, each given its past.
  func scores() -> Table {
    var table = Table(name: "scores", columns: ["stream", "score", "value"])
    for row in analysis.scores() where row.value.isFinite {
      table.append([.text(row.stream), .text(row.score), .number(row.value)])
    }
    return table
  }

  /// causality.csv: interval-jitter tests.
  func causality() -> Table {
    var table = Table(
      name: "causality",
      columns: ["test", "caused", "causing", "statistic", "df1", "df2", "p_value"])
    for row in analysis.jitters {
      table.append([
        .text("jitter_\(row.window)"), .text(analysis.data.names[row.caused]),
        .text(analysis.data.names[row.causing]), .number(row.statistic), .empty, .empty,
        .number(row.pValue),
      ])
    }
    return table
  }

  /// forecast.csv: the next period, where nothing more needs to be known of it.
  func forecast() -> Table? {
    guard analysis.next.contains(where: { $0 != nil }) else { return nil }
    var table = Table(
      name: "forecast", columns: ["date", "stream", "mean", "lower", "upper", "level"])
    let tail = (1 - analysis.settings.level) / 2
    var label = "h1"
    if analysis.data.isDaily, let last = analysis.data.labels.last, let day = Day(iso: last) {
      label = "\(day + 1)"
    }
    for (name, law) in zip(analysis.responders, analysis.next) {
      guard let law else { continue }
      table.append([
        .text(label), .text(name), .number(law.mean), .integer(law.quantile(tail)),
        .integer(law.quantile(1 - tail)), .number(analysis.settings.level),
      ])
    }
    return table
  }

  /// responses.csv: direct responses by lag, and their sums.
  func responses() -> Table {
    var table = EstimateTables.responses()
    guard let response = analysis.response else { return table }
    for i in response.streams.indices where analysis.responders.contains(response.streams[i]) {
      for j in response.streams.indices {
        for point in points(i, j) {
          table.append([
            .text(response.streams[i]), .text(response.streams[j]), .integer(point.lag),
            .text(point.kind), .number(point.value), .number(point.lower), .number(point.upper),
            .text(response.model),
          ])
        }
      }
    }
    return table
  }

  private struct Point {
    let lag: Int
    let kind: String
    let value: Double
    let lower: Double
    let upper: Double
  }

  private func points(_ i: Int, _ j: Int) -> [Point] {
    guard let response = analysis.response, case .tabulated(let table) = response.fits[0].laws[i][j]
    else { return [] }
    let lags = Array(1...max(1, table.effects.count))
    func add(_ kind: String, _ value: @escaping (Responses, Int) -> Double) -> [Point] {
      lags.map { lag in
        let middle = response.mean { value($0, lag) }
        let interval = SampleQuantiles(response.draws.map { value($0, lag) })
          .interval(level: analysis.settings.level)
        return Point(
          lag: lag, kind: kind, value: middle, lower: min(middle, interval?.lowerBound ?? .nan),
          upper: max(middle, interval?.upperBound ?? .nan))
      }
    }
    return add("direct") { $0.direct(i, j, at: Double($1)) }
      + add("cumulative") { $0.cumulative(i, j, within: Double($1) + 0.5) }
  }

  func summary() -> TextTable {
    var table = TextTable(columns: [
      .init("equation"), .init("term"), .init("estimate", alignsRight: true),
      .init("error", alignsRight: true), .init("p", alignsRight: true),
    ])
    for row in analysis.coefficients {
      let z = row.estimate / row.error
      table.append([
        row.equation, row.term, Numeral.significant(row.estimate),
        row.error.isNaN ? "-" : Numeral.significant(row.error),
        z.isNaN ? "-" : Numeral.probability(2 * NormalFunctions.survival(z.magnitude)),
      ])
    }
    return table
  }

  func checkSummary() -> TextTable {
    var table = TextTable(columns: [
      .init("check"), .init("stream"), .init("value", alignsRight: true),
      .init("p", alignsRight: true),
    ])
    for row in analysis.checks {
      table.append([
        row.test, row.equation, Numeral.significant(row.statistic),
        row.pValue.isNaN ? "-" : Numeral.probability(row.pValue),
      ])
    }
    for row in analysis.scores() where row.value.isFinite {
      table.append(["mean score, \(row.score)", row.stream, Numeral.significant(row.value), "-"])
    }
    return table
  }

  func jitterSummary() -> TextTable { analysis.jitters.shown(analysis.data.names) }

  func charts() -> [any TextChart] {
    guard let response = analysis.response else { return [] }
    let streams = response.streams
    return streams.indices.filter { analysis.responders.contains(streams[$0]) }.flatMap { i in
      streams.indices.filter { $0 != i }.map { j in
        CurveChart(
          title: "Direct response of \(streams[i]) to one \(streams[j])",
          xLabel: "\(response.lagUnit) after it",
          caption: "\(Numeral.setting(100 * analysis.settings.level)) % interval",
          points: points(i, j).filter { $0.kind == "direct" }.map {
            .init(x: Double($0.lag), value: $0.value, lower: $0.lower, upper: $0.upper)
          })
      }
    }
  }
}

extension [PooledJitter] {
  /// Interval-jitter tests in words.
  func shown(_ names: [String]) -> TextTable {
    var table = TextTable(columns: [
      .init("caused"), .init("by"), .init("windows", alignsRight: true),
      .init("p", alignsRight: true), .init("in words"),
    ])
    for row in self {
      table.append([
        names[row.caused], names[row.causing], "\(row.window)", Numeral.probability(row.pValue),
        row.pValue >= 0.05
          ? "no more than a common trend"
          : row.effect < 0 ? "fewer follow than with a trend" : "more than a common trend",
      ])
    }
    return table
  }
}
