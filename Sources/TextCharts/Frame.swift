/// The axes of a chart: where values fall on rows and columns.
struct Frame {
  let style: ChartStyle
  /// Columns before the plot: labels and the axis.
  let left: Int
  /// Columns of the plot.
  let plotWidth: Int
  /// Rows of the plot.
  let plotHeight: Int
  let xRange: ClosedRange<Double>
  /// The value of the lowest and of the highest row.
  let yRange: ClosedRange<Double>
  private let yTicks: [(row: Int, label: String)]

  /// Axes whose horizontal lines fall exactly on rows: a round step takes a whole number of rows.
  init(
    style: ChartStyle, height: Int, xRange: ClosedRange<Double>, lowest: Double, highest: Double
  ) {
    self.style = style
    self.xRange = xRange
    let rowsPerStep = height >= 9 ? 3 : 2
    let steps = max(1, (height - 1) / rowsPerStep)
    let (low, high) = (min(0, lowest), max(highest, 0))
    var step = Ticks.roundStep(atLeast: max(high - low, 1e-9) / Double(steps))
    // Rounding both ends outward may take a step more than there are.
    while (high / step - 1e-9).rounded(.up) - (low / step + 1e-9).rounded(.down) > Double(steps) {
      step = Ticks.roundStep(atLeast: step * 1.01)
    }
    let bottom = (low / step + 1e-9).rounded(.down) * step
    let used = max(1, Int(((high / step - 1e-9).rounded(.up) * step - bottom) / step + 0.5))
    plotHeight = used * rowsPerStep + 1
    yRange = bottom...(bottom + Double(used) * step)
    let ticks = Ticks(from: bottom, to: yRange.upperBound, step: step).ticks
    let rows = plotHeight
    yTicks = ticks.enumerated().map { (rows - 1 - $0.offset * rowsPerStep, $0.element.label) }
    left = (ticks.map(\.label.displayWidth).max() ?? 1) + 2
    plotWidth = style.width - left
  }

  var height: Int { plotHeight + 2 }

  func column(_ x: Double) -> Int {
    let share = (x - xRange.lowerBound) / (xRange.upperBound - xRange.lowerBound)
    return left + min(plotWidth - 1, max(0, Int((share * Double(plotWidth - 1)).rounded())))
  }

  func row(_ y: Double) -> Int {
    let share = (y - yRange.lowerBound) / (yRange.upperBound - yRange.lowerBound)
    return plotHeight - 1 - Int((share * Double(plotHeight - 1)).rounded())
  }

  /// The value at the middle of a column of the plot.
  func x(column: Int) -> Double {
    xRange.lowerBound + (xRange.upperBound - xRange.lowerBound) * Double(column - left)
      / Double(max(1, plotWidth - 1))
  }

  /// Draws axes and labels; the plot is drawn before, so that labels stay whole.
  func draw(on canvas: inout Canvas, xTicks: [Ticks.Tick]) {
    let glyphs = style.glyphs
    for row in 0..<plotHeight { canvas[row, left - 1] = glyphs.vertical }
    for (row, label) in yTicks {
      canvas[row, left - 1] = glyphs.verticalTick
      canvas.write(label.padded(to: left - 2, alignRight: true), row: row, column: 0)
    }
    canvas[plotHeight, left - 1] = glyphs.corner
    for column in left..<style.width { canvas[plotHeight, column] = glyphs.horizontal }
    var free = 0
    for tick in xTicks where xRange.contains(tick.value) {
      let column = column(tick.value)
      let width = tick.label.displayWidth
      let start = min(max(0, column - width / 2), style.width - width)
      canvas[plotHeight, column] = glyphs.horizontalTick
      guard start >= free else { continue }
      canvas.write(tick.label, row: plotHeight + 1, column: start)
      free = start + width + 1
    }
  }
}
