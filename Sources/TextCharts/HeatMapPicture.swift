extension HeatMap {
  /// The chart as a picture: the number in every cell, and a shade for its size.
  public var picture: Picture {
    var sketch = Sketch(title: title)
    guard !rows.isEmpty, !columns.isEmpty else { return sketch.empty(notes: [caption]) }
    let room = min(200, max(60, rows.map { Sketch.width(of: $0) }.max() ?? 0))
    let left = 20 + room
    let width = min(170, (Picture.width - left - 16) / Double(columns.count))
    let height = 46.0
    func fitting(_ text: String, _ room: Double) -> String { text.truncated(to: Int(room / 6.9)) }
    var y = sketch.take(40 + height * Double(rows.count))
    sketch.text(columnTitle, x: left, y: y + 12)
    sketch.text(rowTitle, x: 8, y: y + 30)
    for (column, name) in columns.enumerated() {
      sketch.text(
        fitting(name, width - 4), x: left + width * (Double(column) + 0.5), y: y + 30,
        anchor: .middle)
    }
    y += 38
    var words: [String] = []
    for (row, name) in rows.enumerated() {
      sketch.text(fitting(name, room), x: 8, y: y + height / 2 + 4)
      for (column, other) in columns.enumerated() {
        let cell = cells[row][column]
        let number = Numeral.significant(cell.value, digits: 2)
        let text = "\(name), \(other): \(number)\(cell.note.isEmpty ? "" : " (\(cell.note))")"
        words.append(text)
        let share = cell.value.isFinite ? min(1, cell.value.magnitude / top) : 0
        let x = left + width * Double(column)
        sketch.rectangle(
          x + 1, y + 1, width: width - 2, height: height - 2, fill: HeatMap.grey(share), hint: text)
        let ink: Sketch.Shade = share > 0.55 ? .paper : .ink
        let hasNote = !cell.note.isEmpty && Sketch.width(of: cell.note, size: 11) < width - 4
        sketch.text(
          number, x: x + width / 2, y: y + height / 2 + (hasNote ? -2 : 4), anchor: .middle,
          size: 13, isBold: true, shade: ink)
        if hasNote {
          sketch.text(
            cell.note, x: x + width / 2, y: y + height / 2 + 14, anchor: .middle, size: 11,
            shade: ink)
        }
      }
      y += height
    }
    return sketch.picture(
      notes: ["Darker is larger, up to \(Numeral.significant(top, digits: 2)). \(caption)"],
      summary: "A matrix. \(words.joined(separator: "; ")). \(caption).")
  }

  /// From nearly white to dark blue.
  private static func grey(_ share: Double) -> String {
    let (from, to) = ([243.0, 246, 250], [31.0, 58, 95])
    let parts = zip(from, to).map { start, end in Int((start + share * (end - start)).rounded()) }
    return "rgb(\(parts[0]),\(parts[1]),\(parts[2]))"
  }
}
