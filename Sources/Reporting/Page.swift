import TextCharts

/// A page for people: headings, sentences, tables and charts in the order in which they are read.
public struct Page: Sendable {
  /// A part of a page.
  public enum Block: Sendable {
    /// A title with a rule below it.
    case heading(String)
    /// Sentences, wrapped to the page.
    case paragraph(String)
    /// Sentences that stand below each other without blank lines.
    case lines([String])
    /// A table.
    case table(TextTable)
    /// A chart.
    case chart(any TextChart)
  }

  /// The parts.
  public private(set) var blocks: [Block]

  /// A page of the given parts.
  public init(_ blocks: [Block] = []) {
    self.blocks = blocks
  }

  /// Adds a part.
  public mutating func append(_ block: Block) {
    blocks.append(block)
  }

  /// Adds a part before all others.
  public mutating func prepend(_ block: Block) {
    blocks.insert(block, at: 0)
  }

  /// Adds all parts of another page.
  public mutating func append(_ page: Page) {
    blocks += page.blocks
  }

  /// The page as lines, a blank line between its parts.
  public func lines(_ style: ChartStyle) -> [String] {
    var lines: [String] = []
    for block in blocks {
      if !lines.isEmpty { lines.append("") }
      switch block {
      case .heading(let text):
        let rule = String(
          repeating: style.glyphs.horizontal, count: min(text.displayWidth, style.width))
        lines += TextBlock.wrap(text, width: style.width) + [rule]
      case .paragraph(let text):
        lines += TextBlock.wrap(text, width: style.width, indent: text.hasPrefix("- ") ? 2 : 0)
      case .lines(let texts):
        for text in texts {
          let indent = text.prefix { $0 == " " }.count
          lines += TextBlock.wrap(
            String(text.dropFirst(indent)), width: style.width - indent, indent: 2
          )
          .map { String(repeating: " ", count: indent) + $0 }
        }
      case .table(let table): lines += table.lines(style)
      case .chart(let chart): lines += chart.lines(style)
      }
    }
    return lines
  }

  /// The page as text that ends with a line end.
  public func text(_ style: ChartStyle) -> String {
    lines(style).joined(separator: "\n") + "\n"
  }
}
