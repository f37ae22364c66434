/// A table for reading: aligned columns under their headings.
public struct TextTable: Hashable, Sendable {
  /// A column's heading and alignment.
  public struct Column: Hashable, Sendable {
    /// The heading.
    public let title: String
    /// Numbers are aligned right.
    public let alignsRight: Bool

    /// A column.
    public init(_ title: String, alignsRight: Bool = false) {
      self.title = title
      self.alignsRight = alignsRight
    }
  }

  /// The columns.
  public let columns: [Column]
  /// The cells, row by row.
  public private(set) var rows: [[String]] = []

  /// A table without rows.
  public init(columns: [Column]) {
    self.columns = columns
  }

  /// Adds a row.
  ///
  /// - Precondition: It has a cell for every column.
  public mutating func append(_ row: [String]) {
    precondition(row.count == columns.count, "a cell for every column")
    rows.append(row)
  }

  /// The table as lines. Where it is wider than the page, the cells of the widest left-aligned
  /// columns go on in the next line; nothing is cut off, and words are broken only where there is no
  /// other room.
  public func lines(_ style: ChartStyle) -> [String] {
    var widths = columns.indices.map { index in
      rows.reduce(columns[index].title.displayWidth) { max($0, $1[index].displayWidth) }
    }
    let gaps = 2 * max(0, columns.count - 1)
    // One column more than a word: lines after the first are indented.
    let words = columns.indices.map { index in
      rows.reduce(TextSeam.longestPart(columns[index].title)) {
        max($0, TextSeam.longestPart($1[index]))
      } + 1
    }
    for least in [words, words.map { _ in 8 }] {
      while widths.reduce(gaps, +) > style.width,
        let widest = columns.indices.filter({
          !columns[$0].alignsRight && widths[$0] > max(8, least[$0])
        }).max(by: { widths[$0] < widths[$1] })
      {
        widths[widest] -= 1
      }
    }
    func block(_ cells: [String]) -> [String] {
      let parts = columns.indices.map { cells[$0].wrapped(to: widths[$0]) }
      let height = parts.reduce(1) { max($0, $1.count) }
      return (0..<height).map { row in
        var text = ""
        for index in columns.indices {
          let part = parts[index].indices.contains(row) ? parts[index][row] : ""
          text += part.padded(to: widths[index], alignRight: columns[index].alignsRight)
          if index < columns.count - 1 { text += "  " }
        }
        while text.last == " " { text.removeLast() }
        return text
      }
    }
    let rule = widths.map { String(repeating: style.glyphs.horizontal, count: $0) }
    return block(columns.map(\.title)) + [rule.joined(separator: "  ")] + rows.flatMap(block)
  }
}
