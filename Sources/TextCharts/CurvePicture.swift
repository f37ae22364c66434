extension CurveChart {
  /// The chart as a picture: a line in the band of its uncertainty.
  public var picture: Picture {
    var sketch = Sketch(title: title)
    guard let extent else { return sketch.empty(notes: [caption]) }
    let height = 230.0
    let area = PlotArea(
      top: sketch.take(PlotArea.room(height: height, hasTitle: true)), height: height,
      xRange: extent.xRange, lowest: extent.lowest, highest: extent.highest)
    func edge(_ path: KeyPath<Point, Double>) -> [(x: Double, y: Double)] {
      extent.points.map { point in
        let value = point[keyPath: path]
        return (area.x(point.x), area.y(value.isNaN ? point.value : value))
      }
    }
    let (lower, upper) = (edge(\.lower), edge(\.upper))
    sketch.area(upper + lower.reversed(), fill: .light)
    area.drawGrid(on: &sketch)
    sketch.curve(lower, .middle, width: 1, isDashed: true)
    sketch.curve(upper, .middle, width: 1, isDashed: true)
    sketch.curve(edge(\.value), .dark, width: 2)
    area.drawAxis(
      on: &sketch,
      ticks: Ticks(from: extent.xRange.lowerBound, to: extent.xRange.upperBound, atMost: 10).ticks,
      title: xLabel)
    let peak = extent.peak
    var note = "Line: the estimate. Shaded, between dashes: \(caption). Peak: \(extent.peakPlace)."
    if extent.isCut { note += " The band is cut at \(Numeral.setting(area.yRange.upperBound))." }
    return sketch.picture(
      notes: [note],
      summary: "A curve over \(xLabel), from \(Numeral.setting(extent.xRange.lowerBound)) to "
        + "\(Numeral.setting(extent.xRange.upperBound)). Peak: \(extent.peakPlace), interval from "
        + "\(Numeral.significant(peak.lower, digits: 2)) to "
        + "\(Numeral.significant(peak.upper, digits: 2)) there (\(caption)).")
  }
}
