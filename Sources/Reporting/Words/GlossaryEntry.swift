import Escalation
import TextCharts

/// What a word of a report or a table means, how it is read, and where more about it stands.
public struct GlossaryEntry: Sendable {
  /// The word, as reports and tables have it.
  public let term: String
  /// Other words under which it is found.
  public let aliases: [String]
  /// What it means.
  public let meaning: String
  /// How to read it, or what to do about it; nil where the meaning says it.
  public let reading: String?
  /// Where more about it stands in the documentation.
  public let source: String

  init(
    _ term: String, aliases: [String] = [], _ meaning: String, reading: String? = nil,
    page source: String = "docs/models.md"
  ) {
    self.term = term
    self.aliases = aliases
    self.meaning = meaning
    self.reading = reading
    self.source = source
  }

  /// The entry as a page.
  public var page: Page {
    var blocks: [Page.Block] = [.heading(term), .paragraph(meaning)]
    if let reading { blocks.append(.paragraph(reading)) }
    if !aliases.isEmpty { blocks.append(.paragraph("Also: \(aliases.joined(separator: ", ")).")) }
    blocks.append(.paragraph("More: \(source)."))
    return Page(blocks)
  }
}
