/// The characters that charts are drawn with.
public struct GlyphSet: Hashable, Sendable {
  /// The line of a vertical axis.
  public let vertical: Character
  /// The line of a horizontal axis.
  public let horizontal: Character
  /// Where the axes meet.
  public let corner: Character
  /// A tick on the vertical axis.
  public let verticalTick: Character
  /// A tick on the horizontal axis.
  public let horizontalTick: Character
  /// A curve.
  public let curve: Character
  /// The band around a curve.
  public let band: Character
  /// The line of zero.
  public let zero: Character
  /// One event.
  public let event: Character
  /// From empty to full, five steps.
  public let shades: [Character]
  /// Layers of a stacked chart, from the bottom.
  public let layers: [Character]
  /// Between the ends of an interval.
  public let dash: String
  /// For what was cut off.
  public let ellipsis: String

  /// Box and block characters.
  public static let unicode = GlyphSet(
    vertical: "│", horizontal: "─", corner: "└", verticalTick: "┤", horizontalTick: "┬",
    curve: "●", band: "·", zero: "╌", event: "┃", shades: [" ", "░", "▒", "▓", "█"],
    layers: ["░", "▓", "█"], dash: "–", ellipsis: "…")

  /// Nothing beyond ASCII.
  public static let ascii = GlyphSet(
    vertical: "|", horizontal: "-", corner: "+", verticalTick: "+", horizontalTick: "+",
    curve: "*", band: ".", zero: "-", event: "|", shades: [" ", ".", ":", "o", "#"],
    layers: [".", "o", "#"], dash: "-", ellipsis: "...")
}
