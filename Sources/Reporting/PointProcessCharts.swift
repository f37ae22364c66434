import Escalation
import Incidents
import TextCharts

/// The charts of a point process: raster, lag densities, intensities, branching matrix.
struct PointProcessCharts {
  private let histories: FittedHistories
  private let window: ObservationWindow?
  private let curves: ResponseCurves
  private let estimates: [Estimate]
  private let level: Double
  /// What rates are averaged over, in words.
  private let average: String

  init(
    _ histories: FittedHistories, window: ObservationWindow?, curves: ResponseCurves,
    estimates: [Estimate], level: Double, average: String
  ) {
    self.histories = histories
    self.window = window
    self.curves = curves
    self.estimates = estimates
    self.level = level
    self.average = average
  }

  var all: [any TextChart] { [raster] + lagDensities + intensities + [branching] }

  private var names: [String] { histories.names }

  private var ticks: [Ticks.Tick] {
    window.map { DateTicks.ticks($0, atMost: 7) }
      ?? DateTicks.ticks(days: histories.duration, atMost: 7)
  }

  private var span: String {
    window.map { "\($0)" } ?? "\(Numeral.setting(histories.duration)) days"
  }

  /// Known incidents by day, and acts that only totals know as shades.
  private var raster: EventRaster {
    var rows: [EventRaster.Row] = []
    for (name, counts) in zip(names, histories.dailyCounts) {
      rows.append(.init(label: name, counts: counts.known, isDated: true))
      if counts.unseen.contains(where: { $0 > 0 }) {
        rows.append(.init(label: "  in totals only", counts: counts.unseen, isDated: false))
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
        let level = Numeral.setting(100 * level)
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
    histories.intensityPaths.enumerated().map { stream, path in
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
        caption: "\(span); \(average)", layers: layers, ticks: ticks)
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
    let level = Numeral.setting(100 * level)
    return HeatMap(
      title: "Branching matrix: direct responses of the row per incident of the column",
      caption: "\(span); below each number its \(level) % interval", rowTitle: "responds",
      rows: names, columnTitle: "provokes", columns: names,
      cells: names.indices.map { i in names.indices.map { cell(i, $0) } })
  }
}
