/// The axes of a picture: where values fall, and the lines that say so.
struct PlotArea {
  let left: Double
  let right: Double
  let top: Double
  let bottom: Double
  let xRange: ClosedRange<Double>
  let yRange: ClosedRange<Double>
  private let yTicks: [Ticks.Tick]

  /// Axes that end at round values.
  init(
    top: Double, height: Double, xRange: ClosedRange<Double>, lowest: Double, highest: Double
  ) {
    let (low, high) = (min(0, lowest), max(0, highest))
    let step = Ticks.roundStep(atLeast: max(high - low, 1e-9) / 5)
    let start = (low / step + 1e-9).rounded(.down) * step
    let end = max(start + step, (high / step - 1e-9).rounded(.up) * step)
    yRange = start...end
    yTicks = Ticks(from: start, to: end, step: step).ticks
    left = 16 + (yTicks.map { Sketch.width(of: $0.label) }.max() ?? 0)
    right = Picture.width - 16
    self.top = top + 6
    bottom = top + 6 + height
    self.xRange = xRange
  }

  /// The room that axes of a plot take, labels included.
  static func room(height: Double, hasTitle: Bool) -> Double { height + (hasTitle ? 44 : 28) }

  func x(_ value: Double) -> Double {
    left + (right - left) * (value - xRange.lowerBound)
      / (xRange.upperBound - xRange.lowerBound)
  }

  /// The place of a value; what lies outside of the axis is put on its end.
  func y(_ value: Double) -> Double {
    let held = min(max(value, yRange.lowerBound), yRange.upperBound)
    return bottom - (bottom - top) * (held - yRange.lowerBound)
      / (yRange.upperBound - yRange.lowerBound)
  }

  /// Lines across, which lie below the data.
  func drawGrid(on sketch: inout Sketch) {
    for tick in yTicks {
      sketch.line(left, y(tick.value), right, y(tick.value), .grid)
      sketch.text(tick.label, x: left - 6, y: y(tick.value) + 4, anchor: .end)
    }
  }

  /// The axis below, with labels that do not touch each other.
  func drawAxis(on sketch: inout Sketch, ticks: [Ticks.Tick], title: String? = nil) {
    sketch.line(left, bottom, right, bottom, .ink)
    if yRange.lowerBound < 0 { sketch.line(left, y(0), right, y(0), .rule, isDashed: true) }
    sketch.marks(
      ticks.filter { xRange.contains($0.value) }.map { (x($0.value), $0.label) }, below: bottom)
    if let title {
      sketch.text(title, x: (left + right) / 2, y: bottom + 34, anchor: .middle)
    }
  }
}
