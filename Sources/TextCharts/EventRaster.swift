/// When things happened: one row a stream, marks in time.
public struct EventRaster: TextChart, Hashable, Sendable {
  /// A row of the raster.
  public struct Row: Hashable, Sendable {
    /// The stream.
    public let label: String
    /// Events a period, whole or spread.
    public let counts: [Double]
    /// Whether the events have days of their own; else they are shown as shades.
    public let isDated: Bool

    /// A row of the raster.
    public init(label: String, counts: [Double], isDated: Bool) {
      self.label = label
      self.counts = counts
      self.isDated = isDated
    }
  }

  /// What is shown.
  public let title: String
  /// Sample and period.
  public let caption: String
  /// The rows; all of one length.
  public let rows: [Row]
  /// Labelled positions among the periods, counted from 0.
  public let ticks: [Ticks.Tick]

  /// An event raster.
  public init(title: String, caption: String, rows: [Row], ticks: [Ticks.Tick]) {
    self.title = title
    self.caption = caption
    self.rows = rows
    self.ticks = ticks
  }

  /// The chart as lines.
  public func lines(_ style: ChartStyle) -> [String] {
    let periods = rows.map(\.counts.count).min() ?? 0
    let labelWidth = min(rows.map(\.label.displayWidth).max() ?? 0, style.width / 3)
    let left = labelWidth + 2
    let room = style.width - left
    guard periods > 0, room > 0 else { return wrapped(title, style) + ["  (nothing to draw)"] }
    let width = min(room, periods)
    var canvas = Canvas(width: style.width, height: rows.count + 2)
    func column(_ period: Int) -> Int { left + period * width / periods }
    for (index, row) in rows.enumerated() {
      let label = row.label.truncated(to: labelWidth, ellipsis: style.glyphs.ellipsis)
      canvas.write(label.padded(to: labelWidth), row: index, column: 0)
      canvas[index, left - 1] = style.glyphs.vertical
      var sums = [Double](repeating: 0, count: width)
      for period in 0..<periods { sums[column(period) - left] += row.counts[period] }
      for (offset, sum) in sums.enumerated() {
        canvas[index, left + offset] = mark(sum, isDated: row.isDated, style)
      }
    }
    canvas[rows.count, left - 1] = style.glyphs.corner
    for offset in 0..<width { canvas[rows.count, left + offset] = style.glyphs.horizontal }
    var free = 0
    for tick in ticks where tick.value >= 0 && tick.value < Double(periods) {
      let column = column(Int(tick.value))
      let labelWidth = tick.label.displayWidth
      let start = min(max(0, column - labelWidth / 2), style.width - labelWidth)
      canvas[rows.count, column] = style.glyphs.horizontalTick
      guard start >= free else { continue }
      canvas.write(tick.label, row: rows.count + 1, column: start)
      free = start + labelWidth + 1
    }
    var legend = "\(style.glyphs.event) one incident, 2 to 9 as many, + more"
    if rows.contains(where: { !$0.isDated }) {
      let shades = style.glyphs.shades
      legend +=
        "; \(shades[1]) up to 1, \(shades[2]) 2, \(shades[3]) 4, \(shades[4]) more acts without a day"
    }
    return wrapped(title, style) + canvas.lines + wrapped(legend, style) + wrapped(caption, style)
  }

  private func mark(_ sum: Double, isDated: Bool, _ style: ChartStyle) -> Character {
    if isDated {
      let count = Int(sum.rounded())
      switch count {
      case ...0: return sum > 0.05 ? style.glyphs.band : " "
      case 1: return style.glyphs.event
      case 2...9: return Character(String(count))
      default: return "+"
      }
    }
    let limits = [0.05, 1, 2, 4]
    return style.glyphs.shades[limits.count { sum > $0 }]
  }
}
