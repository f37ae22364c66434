/// A matrix as shaded cells with the number in each.
public struct HeatMap: TextChart, Hashable, Sendable {
  /// A cell.
  public struct Cell: Hashable, Sendable {
    /// The number that sets the shade.
    public let value: Double
    /// What stands below the number, such as its interval.
    public let note: String

    /// A cell.
    public init(value: Double, note: String) {
      self.value = value
      self.note = note
    }
  }

  /// What is shown, with its unit.
  public let title: String
  /// Sample and period.
  public let caption: String
  /// What a row is and its labels.
  public let rowTitle: String
  /// Labels of the rows.
  public let rows: [String]
  /// What a column is.
  public let columnTitle: String
  /// Labels of the columns.
  public let columns: [String]
  /// The cells, row by row.
  public let cells: [[Cell]]

  /// A heat map.
  ///
  /// - Precondition: A row of cells a label, a cell a column.
  public init(
    title: String, caption: String, rowTitle: String, rows: [String], columnTitle: String,
    columns: [String], cells: [[Cell]]
  ) {
    precondition(
      cells.count == rows.count && cells.allSatisfy { $0.count == columns.count },
      "a cell for every label")
    self.title = title
    self.caption = caption
    self.rowTitle = rowTitle
    self.rows = rows
    self.columnTitle = columnTitle
    self.columns = columns
    self.cells = cells
  }

  /// The round number that the darkest shade stands for.
  var top: Double {
    let values = cells.joined().map(\.value.magnitude).filter(\.isFinite)
    return Ticks.roundStep(atLeast: max(values.max() ?? 1, 1e-6))
  }

  /// The chart as lines.
  public func lines(_ style: ChartStyle) -> [String] {
    let glyphs = style.glyphs
    let top = top
    let texts = cells.map { row in
      row.map { (number: Numeral.significant($0.value, digits: 2), note: $0.note) }
    }
    let rowWidth = min(
      max(rowTitle.displayWidth, rows.map(\.displayWidth).max() ?? 0), style.width / 3)
    let widest = texts.joined().map { max($0.number.displayWidth, $0.note.displayWidth) }.max() ?? 4
    let wanted = max(widest + 6, columns.map(\.displayWidth).max() ?? 0)
    let cellWidth = max(
      6, min(wanted, (style.width - rowWidth - 2) / max(1, columns.count) - 1))

    func shade(_ value: Double) -> Character {
      guard value.isFinite else { return " " }
      let share = value.magnitude / top
      let limits = [0.01, 0.25, 0.5, 0.75]
      return glyphs.shades[limits.count { share > $0 }]
    }
    func boxed(_ text: String, _ shade: Character) -> String {
      let cut = text.truncated(to: cellWidth - 2, ellipsis: glyphs.ellipsis)
      let left = (cellWidth - cut.displayWidth - 2) / 2
      let right = cellWidth - cut.displayWidth - 2 - left
      return String(repeating: shade, count: left) + " " + cut + " "
        + String(repeating: shade, count: right)
    }
    func trimmed(_ text: String) -> String {
      var text = text
      while text.last == " " { text.removeLast() }
      return text
    }
    var lines = wrapped(title, style)
    lines.append(trimmed(String(repeating: " ", count: rowWidth + 2) + columnTitle))
    let heads = columns.map {
      $0.truncated(to: cellWidth, ellipsis: glyphs.ellipsis).padded(to: cellWidth)
    }
    lines.append(trimmed(rowTitle.padded(to: rowWidth + 2) + heads.joined(separator: " ")))
    for (row, label) in rows.enumerated() {
      let shades = cells[row].map { shade($0.value) }
      let name = label.truncated(to: rowWidth, ellipsis: glyphs.ellipsis).padded(to: rowWidth + 2)
      let blank = String(repeating: " ", count: rowWidth + 2)
      lines.append(
        trimmed(name + zip(texts[row], shades).map { boxed($0.number, $1) }.joined(separator: " ")))
      lines.append(
        trimmed(blank + zip(texts[row], shades).map { boxed($0.note, $1) }.joined(separator: " ")))
    }
    let scale = glyphs.shades.dropFirst().enumerated().map { index, glyph in
      "\(glyph) to \(Numeral.significant(top * Double(index + 1) / 4, digits: 2))"
    }.joined(separator: "  ")
    return lines + wrapped("shade: \(scale)", style) + wrapped(caption, style)
  }
}
