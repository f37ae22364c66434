/// A curve with the band of its uncertainty.
public struct CurveChart: TextChart, Hashable, Sendable {
  /// A point of the curve.
  public struct Point: Hashable, Sendable {
    /// Where.
    public let x: Double
    /// The curve.
    public let value: Double
    /// The lower edge of the band.
    public let lower: Double
    /// The upper edge of the band.
    public let upper: Double

    /// A point of the curve.
    public init(x: Double, value: Double, lower: Double, upper: Double) {
      self.x = x
      self.value = value
      self.lower = lower
      self.upper = upper
    }
  }

  /// What is shown, with the unit of the vertical axis.
  public let title: String
  /// What the horizontal axis counts, with its unit.
  public let xLabel: String
  /// Sample and period, and what the band is.
  public let caption: String
  /// The points, by rising x.
  public let points: [Point]
  /// Rows of the plot, about.
  public let height: Int

  /// A curve chart.
  public init(title: String, xLabel: String, caption: String, points: [Point], height: Int = 13) {
    self.title = title
    self.xLabel = xLabel
    self.caption = caption
    self.points = points
    self.height = height
  }

  /// The chart as lines.
  public func lines(_ style: ChartStyle) -> [String] {
    guard let extent else {
      return wrapped(title, style) + ["  (nothing to draw)"] + wrapped(caption, style)
    }
    let shown = extent.points
    let frame = Frame(
      style: style, height: height, xRange: extent.xRange, lowest: extent.lowest,
      highest: extent.highest)
    var canvas = Canvas(width: style.width, height: frame.height)
    if frame.yRange.lowerBound < 0 {
      for column in frame.left..<style.width { canvas[frame.row(0), column] = style.glyphs.zero }
    }
    var previous: Int?
    for column in frame.left..<style.width {
      let point = interpolated(frame.x(column: column), shown)
      let top = max(0, frame.row(min(point.upper, frame.yRange.upperBound)))
      let base = min(frame.plotHeight - 1, frame.row(max(point.lower, frame.yRange.lowerBound)))
      if top <= base {
        for row in top...base { canvas[row, column] = style.glyphs.band }
      }
      let row = frame.row(point.value)
      // A steep curve is drawn through the rows it passes.
      let start = previous.map { $0 < row ? $0 + 1 : $0 > row ? $0 - 1 : row } ?? row
      for passed in min(start, row)...max(start, row) {
        canvas[passed, column] = style.glyphs.curve
      }
      previous = row
    }
    frame.draw(
      on: &canvas,
      xTicks: Ticks(
        from: extent.xRange.lowerBound, to: extent.xRange.upperBound,
        atMost: max(2, frame.plotWidth / 8)
      ).ticks)
    var notes =
      "\(style.glyphs.curve) \(xLabel); \(style.glyphs.band) \(caption); peak \(extent.peakPlace)"
    if extent.isCut { notes += "; the band is cut at \(Numeral.setting(frame.yRange.upperBound))" }
    return wrapped(title, style) + canvas.lines + wrapped(notes, style)
  }

  /// What of the curve and its band is shown.
  struct Extent {
    /// The points with a value.
    let points: [Point]
    let peak: Point
    let xRange: ClosedRange<Double>
    let lowest: Double
    let highest: Double
    /// Whether the band goes on above.
    let isCut: Bool

    var peakPlace: String {
      "\(Numeral.significant(peak.value, digits: 2)) at \(Numeral.setting(peak.x))"
    }
  }

  /// What is shown; nil where there is nothing.
  var extent: Extent? {
    let shown = points.filter { $0.value.isFinite }
    guard let first = shown.first, let last = shown.last, first.x < last.x,
      let peak = shown.max(by: { $0.value < $1.value })
    else { return nil }
    // A band far above the curve is cut at three times the curve, and said so; that of a curve at
    // zero is all there is to see.
    let bandTop = shown.map(\.upper).filter(\.isFinite).max() ?? peak.value
    let isFlat = peak.value * 1e6 < bandTop
    let ceiling = isFlat ? bandTop : max(peak.value, min(bandTop, 3 * peak.value))
    return Extent(
      points: shown, peak: peak, xRange: first.x...last.x,
      lowest: shown.map { min($0.value, max($0.lower, -3 * peak.value.magnitude)) }.min() ?? 0,
      highest: ceiling, isCut: bandTop > ceiling)
  }

  private func interpolated(_ x: Double, _ points: [Point]) -> Point {
    guard let next = points.firstIndex(where: { $0.x >= x }) else {
      return points[points.count - 1]
    }
    guard next > 0 else { return points[0] }
    let (a, b) = (points[next - 1], points[next])
    let t = (x - a.x) / (b.x - a.x)
    func mixed(_ path: KeyPath<Point, Double>) -> Double {
      let (from, to) = (a[keyPath: path], b[keyPath: path])
      return from.isFinite && to.isFinite ? from + t * (to - from) : max(from, to)
    }
    return Point(x: x, value: mixed(\.value), lower: mixed(\.lower), upper: mixed(\.upper))
  }
}
