/// A quantity over time, split into layers that are stacked on each other.
public struct StackedChart: TextChart, Hashable, Sendable {
  /// A layer.
  public struct Layer: Hashable, Sendable {
    /// What it is.
    public let name: String
    /// Its values, one a period.
    public let values: [Double]

    /// A layer.
    public init(name: String, values: [Double]) {
      self.name = name
      self.values = values
    }
  }

  /// What is shown, with its unit.
  public let title: String
  /// Sample and period.
  public let caption: String
  /// Up to three layers, from the bottom; all of one length.
  public let layers: [Layer]
  /// Labelled positions among the periods, counted from 0.
  public let ticks: [Ticks.Tick]
  /// Rows of the plot, about.
  public let height: Int

  /// A stacked chart.
  public init(
    title: String, caption: String, layers: [Layer], ticks: [Ticks.Tick], height: Int = 9
  ) {
    self.title = title
    self.caption = caption
    self.layers = layers
    self.ticks = ticks
    self.height = height
  }

  /// The chart as lines.
  public func lines(_ style: ChartStyle) -> [String] {
    let totals = totals
    let periods = totals.count
    guard periods > 1 else { return wrapped(title, style) + ["  (nothing to draw)"] }
    let peak = totals.indices.max { totals[$0] < totals[$1] } ?? 0
    let frame = Frame(
      style: style, height: height, xRange: 0...Double(periods - 1), lowest: 0,
      highest: totals[peak])
    var canvas = Canvas(width: style.width, height: frame.height)
    for column in frame.left..<style.width {
      // The mean of the periods that the column covers.
      let from = Double(periods) * Double(column - frame.left) / Double(frame.plotWidth)
      let to = Double(periods) * Double(column - frame.left + 1) / Double(frame.plotWidth)
      var base = 0.0
      for (index, layer) in layers.enumerated() {
        let value = StackedChart.mean(layer.values, from, to)
        let bottom = frame.row(base)
        base += value
        let top = frame.row(base)
        guard top < bottom || index == 0 else { continue }
        let glyph = style.glyphs.layers[min(index, style.glyphs.layers.count - 1)]
        for row in top..<bottom { canvas[row, column] = glyph }
      }
    }
    frame.draw(on: &canvas, xTicks: ticks)
    let legend = layers.enumerated().map { index, layer in
      "\(style.glyphs.layers[min(index, style.glyphs.layers.count - 1)]) \(layer.name)"
    }.joined(separator: "   ")
    return wrapped(title, style) + canvas.lines + wrapped(legend, style)
      + wrapped("\(caption); peak \(Numeral.significant(totals[peak], digits: 2))", style)
  }

  /// The sum of the layers, one a period.
  var totals: [Double] {
    let periods = layers.map(\.values.count).min() ?? 0
    return (0..<periods).map { period in layers.reduce(0) { $0 + $1.values[period] } }
  }

  /// The mean of values between two positions, parts of periods counted as such.
  static func mean(_ values: [Double], _ from: Double, _ to: Double) -> Double {
    var sum = 0.0
    var period = Int(from)
    while Double(period) < to, period < values.count {
      let share = min(to, Double(period + 1)) - max(from, Double(period))
      sum += max(0, share) * values[period]
      period += 1
    }
    return sum / (to - from)
  }
}
