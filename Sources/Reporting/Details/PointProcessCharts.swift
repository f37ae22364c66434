import Escalation
import Incidents
import TextCharts

/// The charts of a point process: raster, lag densities, intensities, branching matrix.
struct PointProcessCharts {
  private let fit: Fit
  private let histories: FittedHistories
  /// What rates are averaged over, in words.
  private let average: String

  init(_ fit: Fit, _ histories: FittedHistories, average: String) {
    self.fit = fit
    self.histories = histories
    self.average = average
  }

  var all: [any TextChart] { [raster] + lagDensities + intensities + [branching] }

  private var window: ObservationWindow? { fit.data.window }
  private var level: String { Numeral.setting(100 * fit.context.level) }

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
        let points =
          fit.curves.first {
            $0.kind == .direct && $0.responder == i && $0.provoker == j
          }?.points ?? []
        let verdict = fit.estimates[.lag(.median), responder: i, provoker: j]?.verdict
        return CurveChart(
          title:
            "Lag density: \(names[i]) in answer to one \(names[j]), responses a day"
            + (verdict.map { " (lag: \($0.name))" } ?? ""),
          xLabel: "days after the incident", caption: "\(level) % interval of the draws",
          points: points.map { .init($0) })
      }
    }
  }

  private var intensities: [StackedChart] {
    histories.intensityPaths.enumerated().map { stream, path in
      let others = names.indices.filter { $0 != stream }
      let answers = path.baseline.indices.map { day in
        others.reduce(0) { $0 + max(0, path.excited[$1][day]) }
      }
      // Deterrence has no layer: it lowers those of baseline and own momentum alike.
      let kept = path.baseline.indices.map { day in
        let undeterred = path.baseline[day] + path.excited[stream][day]
        let lost = others.reduce(0) { $0 + min(0, path.excited[$1][day]) }
        return undeterred > 0 ? max(0, 1 + lost / undeterred) : 1
      }
      var layers = [
        StackedChart.Layer(name: "baseline", values: zip(path.baseline, kept).map(*)),
        StackedChart.Layer(
          name: "own momentum", values: zip(path.excited[stream], kept).map(*)),
      ]
      if !others.isEmpty {
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
      guard let row = fit.estimates[.responsesPerIncident, responder: i, provoker: j] else {
        return .init(value: .nan, note: "")
      }
      return .init(
        value: row.value,
        note: "\(Numeral.significant(row.lower, digits: 2)) to "
          + "\(Numeral.significant(row.upper, digits: 2))")
    }
    return HeatMap(
      title: "Branching matrix: direct responses of the row per incident of the column",
      caption: "\(span); below each number its \(level) % interval", rowTitle: "responds",
      rows: names, columnTitle: "provokes", columns: names,
      cells: names.indices.map { i in names.indices.map { cell(i, $0) } })
  }
}
