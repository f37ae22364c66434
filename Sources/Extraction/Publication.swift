import Incidents

/// The day of publication that a reading used, and why that one.
public struct Publication: Hashable, Sendable {
  /// Where a date of publication can come from, the most trusted first.
  public enum Origin: String, CaseIterable, Hashable, Sendable {
    /// Given by the caller.
    case option
    /// Given by a table of documents and days.
    case table
    /// The metadata of a web page.
    case metadata
    /// A label such as "Published:" or "date" stands before it.
    case label
    /// The dateline of the first paragraph.
    case dateline
    /// The line of the author, below the headline.
    case byline
    /// A date on the page that nothing explains.
    case page
  }

  /// The day.
  public let day: Day
  /// Where it comes from.
  public let origin: Origin
  /// The bytes of the page that show it; nil for a day that the caller gave.
  public let bytes: Range<Int>?
  /// Why this candidate won, in words.
  public let reason: String
}
