extension StackedChart {
  /// The chart as a picture: layers from light to dark.
  public var picture: Picture {
    var sketch = Sketch(title: title)
    let totals = totals
    guard totals.count > 1, let peak = totals.max(), totals.allSatisfy(\.isFinite) else {
      return sketch.empty(notes: [caption])
    }
    let periods = totals.count
    let height = 200.0
    let area = PlotArea(
      top: sketch.take(PlotArea.room(height: height, hasTitle: false)), height: height,
      xRange: 0...Double(periods), lowest: 0, highest: peak)
    area.drawGrid(on: &sketch)
    // No more steps than can be seen.
    let steps = min(periods, 680)
    func place(_ step: Int) -> Double {
      area.x(Double(periods) * Double(step) / Double(steps))
    }
    func means(_ values: [Double]) -> [Double] {
      (0..<steps).map { step in
        StackedChart.mean(
          values, Double(periods) * Double(step) / Double(steps),
          Double(periods) * Double(step + 1) / Double(steps))
      }
    }
    var base = [Double](repeating: 0, count: steps)
    for (index, layer) in layers.enumerated() {
      let upper = zip(base, means(layer.values)).map { $0 + $1 }
      func edge(_ values: [Double]) -> [(x: Double, y: Double)] {
        values.enumerated().flatMap { step, value in
          [(place(step), area.y(value)), (place(step + 1), area.y(value))]
        }
      }
      sketch.area(
        edge(upper) + edge(base).reversed(), fill: StackedChart.shade(index), edge: .paper)
      base = upper
    }
    area.drawAxis(on: &sketch, ticks: ticks)
    drawLegend(on: &sketch, left: area.left)
    let shares = layers.map { layer in
      let share = layer.values.prefix(periods).reduce(0, +) / max(totals.reduce(0, +), 1e-300)
      return "\(layer.name) \(Numeral.fixed(100 * share, decimals: 0)) %"
    }
    return sketch.picture(
      notes: ["\(caption); peak \(Numeral.significant(peak, digits: 2))."],
      summary: "Stacked layers over time, \(caption). Peak "
        + "\(Numeral.significant(peak, digits: 2)). Shares of the whole: "
        + shares.joined(separator: ", ") + ".")
  }

  private func drawLegend(on sketch: inout Sketch, left: Double) {
    let y = sketch.take(22)
    var x = left
    for (index, layer) in layers.enumerated() {
      sketch.rectangle(x, y + 4, width: 14, height: 12, fill: StackedChart.shade(index).rawValue)
      sketch.text(layer.name, x: x + 20, y: y + 14)
      x += 44 + Sketch.width(of: layer.name)
    }
  }

  private static func shade(_ layer: Int) -> Sketch.Shade {
    let shades: [Sketch.Shade] = [.light, .middle, .dark]
    return shades[min(layer, shades.count - 1)]
  }
}
