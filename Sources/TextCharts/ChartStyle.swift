/// How charts and tables are laid out.
public struct ChartStyle: Hashable, Sendable {
  /// Columns of the page.
  public let width: Int
  /// The characters.
  public let glyphs: GlyphSet

  /// A page of at least 40 columns; wider than 160 does not help reading.
  public init(width: Int = 80, glyphs: GlyphSet = .unicode) {
    self.width = min(160, max(40, width))
    self.glyphs = glyphs
  }
}

/// A chart that draws itself as lines of text, and as a picture.
public protocol TextChart: Sendable {
  /// What is shown, with its unit.
  var title: String { get }
  /// The chart as lines without trailing blanks, none wider than the page.
  func lines(_ style: ChartStyle) -> [String]
  /// The chart as a picture.
  var picture: Picture { get }
}

extension TextChart {
  /// Breaks a sentence into lines of the page's width.
  func wrapped(_ text: String, _ style: ChartStyle, indent: Int = 0) -> [String] {
    TextBlock.wrap(text, width: style.width, indent: indent)
  }
}

/// Paragraphs of plain text.
public enum TextBlock {
  /// Breaks a text into lines no wider than a page, at blanks.
  ///
  /// - Parameters:
  ///   - text: The text; its own line ends are kept.
  ///   - width: Columns of the page.
  ///   - indent: Blanks before every line but the first.
  /// - Returns: The lines.
  public static func wrap(_ text: String, width: Int, indent: Int = 0) -> [String] {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = ""
      for word in paragraph.split(separator: " ") {
        let separator = line.isEmpty || line.allSatisfy { $0 == " " } ? "" : " "
        if !separator.isEmpty, line.displayWidth + 1 + word.displayWidth > width {
          lines.append(line)
          line = String(repeating: " ", count: indent) + word
        } else {
          line += separator + word
        }
      }
      lines.append(line)
    }
    return lines
  }
}
