extension EventRaster {
  /// The chart as a picture: a row of bars a stream, as high as incidents were many.
  public var picture: Picture {
    var sketch = Sketch(title: title)
    let periods = rows.map(\.counts.count).min() ?? 0
    guard periods > 0 else { return sketch.empty(notes: [caption]) }
    let room = 210.0
    let left = 20 + min(room, rows.map { Sketch.width(of: $0.label) }.max() ?? 0)
    let right = Picture.width - 64
    let width = min(periods, Int(right - left))
    func place(_ period: Int) -> Double {
      left + (right - left) * Double(period) / Double(periods)
    }
    let rowHeight = 30.0
    let top = sketch.take(rowHeight * Double(rows.count) + 24)
    for (index, row) in rows.enumerated() {
      let foot = top + rowHeight * Double(index + 1)
      sketch.text(
        row.label.truncated(to: Int(room / 6.9)), x: 8, y: foot - 6)
      var sums = [Double](repeating: 0, count: width)
      for period in 0..<periods where row.counts[period].isFinite {
        sums[period * width / periods] += row.counts[period]
      }
      let most = sums.max() ?? 0
      let step = (right - left) / Double(width)
      for (column, sum) in sums.enumerated() where sum > 0.05 && most > 0 {
        let bar = max(1.5, (rowHeight - 8) * sum / most)
        // Gaps between bars, where there is room, keep days apart.
        sketch.rectangle(
          left + step * Double(column), foot - bar, width: max(1, step > 4 ? step - 1 : step),
          height: bar, fill: (row.isDated ? Sketch.Shade.dark : .middle).rawValue)
      }
      sketch.line(left, foot, right, foot, .rule)
      sketch.text(
        most > 0 ? "max \(Numeral.significant(most, digits: 2))" : "none", x: right + 6,
        y: foot - 6)
    }
    let foot = top + rowHeight * Double(rows.count)
    sketch.marks(
      ticks.filter { $0.value >= 0 && $0.value < Double(periods) }
        .map { (place(Int($0.value)), $0.label) }, below: foot)
    var note = "Bars: incidents; each row has its own scale, up to its max."
    if rows.contains(where: { !$0.isDated }) { note += " Lighter: acts without a day." }
    let sums = rows.map { row in
      let sum = row.counts.prefix(periods).reduce(0, +)
      return "\(row.label.drop { $0 == " " }): \(Numeral.significant(sum, digits: 3)) in all"
    }
    return sketch.picture(
      notes: [note, caption],
      summary: "A row of bars over time for each stream, \(caption). "
        + sums.joined(separator: "; ") + ".")
  }
}
