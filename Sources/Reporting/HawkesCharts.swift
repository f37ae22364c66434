import Escalation
import Incidents
import TextCharts

/// The charts of a Hawkes analysis: raster, lag densities, intensities, branching matrix.
struct HawkesCharts {
  private let analysis: HawkesAnalysis
  private let curves: ResponseCurves
  private let estimates: [Estimate]

  init(_ analysis: HawkesAnalysis, curves: ResponseCurves, estimates: [Estimate]) {
    self.analysis = analysis
    self.curves = curves
    self.estimates = estimates
  }

  var all: [any TextChart] { [raster] + lagDensities + intensities + [branching] }

  private var names: [String] { analysis.data.names }

  private var ticks: [Ticks.Tick] {
    analysis.data.window.map { DateTicks.ticks($0, atMost: 7) }
      ?? DateTicks.ticks(days: analysis.data.duration, atMost: 7)
  }

  private var span: String {
    analysis.data.window.map { "\($0)" } ?? "\(Numeral.setting(analysis.data.duration)) days"
  }

  /// Known incidents by day, and acts that only totals know as shades.
  private var raster: EventRaster {
    let days = Int(analysis.data.duration.rounded(.up))
    var rows: [EventRaster.Row] = []
    for (stream, name) in names.enumerated() {
      var dated = [Double](repeating: 0, count: days)
      var undated = dated
      let weight = 1 / Double(analysis.completions.count)
      for completion in analysis.completions {
        for (time, origin) in zip(completion.history.times[stream], completion.origins[stream]) {
          let day = min(days - 1, Int(time))
          if case .incident = origin { dated[day] += weight } else { undated[day] += weight }
        }
      }
      rows.append(.init(label: name, counts: dated, isDated: true))
      if undated.contains(where: { $0 > 0 }) {
        rows.append(.init(label: "  in totals only", counts: undated, isDated: false))
      }
    }
    return EventRaster(
      title: "Incidents a day", caption: "\(span); dates that are intervals are spread over them",
      rows: rows, ticks: ticks)
  }

  private var lagDensities: [CurveChart] {
    names.indices.flatMap { i in
      names.indices.filter { $0 != i }.map { j in
        let points = curves.curve(.direct, responder: i, provoker: j).map {
          CurveChart.Point(x: $0.lag, value: $0.value, lower: $0.lower, upper: $0.upper)
        }
        let verdict = estimates.first {
          $0.estimand == "retaliation_lag_median" && $0.responder == names[i]
            && $0.provoker == names[j]
        }?.verdict
        let level = Numeral.setting(100 * analysis.options.level)
        return CurveChart(
          title:
            "Lag density: \(names[i]) in answer to one \(names[j]), responses a day"
            + (verdict.map { " (lag: \($0.rawValue))" } ?? ""),
          xLabel: "days after the incident", caption: "\(level) % interval of the draws",
          points: points)
      }
    }
  }

  private var intensities: [StackedChart] {
    analysis.intensityPaths.enumerated().map { stream, path in
      let others = names.indices.filter { $0 != stream }
      var layers = [
        StackedChart.Layer(name: "baseline", values: path.baseline),
        StackedChart.Layer(name: "own momentum", values: path.excited[stream]),
      ]
      if !others.isEmpty {
        let answers = path.baseline.indices.map { day in
          others.reduce(0) { $0 + path.excited[$1][day] }
        }
        let name = others.count == 1 ? names[others[0]] : "others"
        layers.append(StackedChart.Layer(name: "answers to \(name)", values: answers))
      }
      return StackedChart(
        title: "Rate of \(path.stream) by origin, incidents a day",
        caption: "\(span); mean over the fits", layers: layers, ticks: ticks)
    }
  }

  private var branching: HeatMap {
    func cell(_ i: Int, _ j: Int) -> HeatMap.Cell {
      guard
        let row = estimates.first(where: {
          $0.estimand == "retaliations_per_incident" && $0.responder == names[i]
            && $0.provoker == names[j]
        })
      else { return .init(value: .nan, note: "") }
      return .init(
        value: row.value,
        note: "\(Numeral.significant(row.lower, digits: 2)) to "
          + "\(Numeral.significant(row.upper, digits: 2))")
    }
    let level = Numeral.setting(100 * analysis.options.level)
    return HeatMap(
      title: "Branching matrix: direct responses of the row per incident of the column",
      caption: "\(span); below each number its \(level) % interval", rowTitle: "responds",
      rows: names, columnTitle: "provokes", columns: names,
      cells: names.indices.map { i in names.indices.map { cell(i, $0) } })
  }
}
