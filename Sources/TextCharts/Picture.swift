/// A chart drawn as a picture: SVG without scripts and without anything from outside of it.
///
/// Shades differ in lightness, so that a print without colour can be read.
public struct Picture: Hashable, Sendable {
  /// What is shown, with its unit.
  public let title: String
  /// What the picture shows, for those who do not see it.
  public let summary: String
  /// The height where the width is ``width``.
  public let height: Double
  private let elements: [String]

  /// The width of every picture, in its own units.
  public static let width = 720.0

  init(title: String, summary: String, height: Double, elements: [String]) {
    self.title = title
    self.summary = summary
    self.height = height
    self.elements = elements
  }

  /// The picture as an SVG element.
  ///
  /// - Parameter id: A name that nothing else on the same page has: letters, digits and hyphens.
  /// - Returns: The element, ending with a line end.
  public func element(id: String) -> String {
    let size = "\(Sketch.coordinate(Picture.width)) \(Sketch.coordinate(height))"
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size)" role="img" \
      aria-labelledby="\(id)-title \(id)-desc" font-family="sans-serif" font-size="12" fill="#222">
      <title id="\(id)-title">\(XMLText.escaped(title))</title>
      <desc id="\(id)-desc">\(XMLText.escaped(summary))</desc>
      \(elements.joined(separator: "\n"))
      </svg>

      """
  }

  /// The picture as a file of its own.
  public var file: String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + element(id: "chart")
  }
}

/// The elements of a picture while it is drawn, from its title down.
struct Sketch {
  /// What lines and fills look like: dark on light, each with a lightness of its own.
  enum Shade: String {
    case ink = "#222"
    case rule = "#999"
    case grid = "#e4e4e4"
    case paper = "#fff"
    case light = "#d3dce8"
    case middle = "#8ba3bf"
    case dark = "#1f3a5f"
  }

  /// Where a text is held.
  enum Anchor: String {
    case start, middle, end
  }

  private(set) var elements: [String] = []
  /// The lowest place that is drawn on so far.
  private(set) var bottom = 8.0
  private let title: String

  /// A sketch with its title on top.
  init(title: String) {
    self.title = title
    elements.append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>")
    for line in TextBlock.wrap(title, width: 80) {
      bottom += 17
      text(line, x: 8, y: bottom - 4, size: 14, isBold: true)
    }
    bottom += 6
  }

  /// The picture with sentences below what is drawn.
  func picture(notes: [String], summary: String) -> Picture {
    var sketch = self
    for line in notes.flatMap({ TextBlock.wrap($0, width: 112) }) {
      sketch.bottom += 16
      sketch.text(line, x: 8, y: sketch.bottom - 2)
    }
    return Picture(
      title: title, summary: summary, height: sketch.bottom + 10, elements: sketch.elements)
  }

  /// A picture of nothing.
  func empty(notes: [String]) -> Picture {
    picture(notes: ["(nothing to draw)"] + notes, summary: "Nothing to draw.")
  }

  /// Keeps room for what is drawn next.
  ///
  /// - Returns: Its upper edge.
  mutating func take(_ height: Double) -> Double {
    defer { bottom += height }
    return bottom
  }

  mutating func text(
    _ text: String, x: Double, y: Double, anchor: Anchor = .start, size: Double = 12,
    isBold: Bool = false, shade: Shade = .ink
  ) {
    var attributes = "x=\"\(Sketch.coordinate(x))\" y=\"\(Sketch.coordinate(y))\""
    if anchor != .start { attributes += " text-anchor=\"\(anchor.rawValue)\"" }
    if size != 12 { attributes += " font-size=\"\(Sketch.coordinate(size))\"" }
    if isBold { attributes += " font-weight=\"bold\"" }
    if shade != .ink { attributes += " fill=\"\(shade.rawValue)\"" }
    elements.append("<text \(attributes)>\(XMLText.escaped(text))</text>")
  }

  /// Marks of an axis with their labels below a line; a label that would touch the one before it is
  /// left out.
  mutating func marks(_ places: [(x: Double, label: String)], below y: Double) {
    var free = 0.0
    for (x, label) in places {
      line(x, y, x, y + 4, .ink)
      let half = Sketch.width(of: label) / 2
      let middle = min(max(x, half), Picture.width - half)
      guard middle - half >= free else { continue }
      text(label, x: middle, y: y + 17, anchor: .middle)
      free = middle + half + 6
    }
  }

  mutating func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ shade: Shade, width: Double = 1,
    isDashed: Bool = false
  ) {
    let places = zip(["x1", "y1", "x2", "y2"], [x1, y1, x2, y2]).map {
      "\($0)=\"\(Sketch.coordinate($1))\""
    }.joined(separator: " ")
    elements.append(
      "<line \(places) stroke=\"\(shade.rawValue)\" stroke-width=\"\(Sketch.coordinate(width))\""
        + (isDashed ? " stroke-dasharray=\"4 3\"/>" : "/>"))
  }

  mutating func rectangle(
    _ x: Double, _ y: Double, width: Double, height: Double, fill: String, hint: String? = nil
  ) {
    let places = zip(["x", "y", "width", "height"], [x, y, width, height]).map {
      "\($0)=\"\(Sketch.coordinate($1))\""
    }.joined(separator: " ")
    elements.append(
      "<rect \(places) fill=\"\(fill)\""
        + (hint.map { "><title>\(XMLText.escaped($0))</title></rect>" } ?? "/>"))
  }

  /// An area within its outline.
  mutating func area(_ points: [(x: Double, y: Double)], fill: Shade, edge: Shade? = nil) {
    elements.append(
      "<path d=\"\(Sketch.path(points))Z\" fill=\"\(fill.rawValue)\""
        + (edge.map { " stroke=\"\($0.rawValue)\" stroke-width=\"0.5\"/>" } ?? "/>"))
  }

  /// A line through points.
  mutating func curve(
    _ points: [(x: Double, y: Double)], _ shade: Shade, width: Double, isDashed: Bool = false
  ) {
    elements.append(
      "<path d=\"\(Sketch.path(points))\" fill=\"none\" stroke=\"\(shade.rawValue)\" "
        + "stroke-width=\"\(Sketch.coordinate(width))\""
        + (isDashed ? " stroke-dasharray=\"4 3\"/>" : "/>"))
  }

  private static func path(_ points: [(x: Double, y: Double)]) -> String {
    "M" + points.map { "\(coordinate($0.x)) \(coordinate($0.y))" }.joined(separator: "L")
  }

  /// A place with at most one decimal.
  static func coordinate(_ value: Double) -> String {
    let text = Numeral.fixed(value, decimals: 1)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// About the room that a text takes.
  static func width(of text: String, size: Double = 12) -> Double {
    0.58 * size * Double(text.displayWidth)
  }
}
