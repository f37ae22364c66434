import Incidents

/// A saved report: the bytes of a page as they are, and when it appeared, if that is known.
public struct Report: Sendable {
  /// The name of the document, without its folder.
  public let name: String
  /// The page, usually UTF-8; bytes that are not valid count as letters.
  public let bytes: [UInt8]
  /// The day of publication, when the reader knows it; it wins over any date on the page.
  public let published: Day?
  /// Whether that day comes from an option or from a table.
  public let publishedBy: Publication.Origin
  /// Days of publication that the metadata of a web page state.
  public let statedDays: [Day]

  /// A report to be read.
  public init(
    name: String, bytes: [UInt8], published: Day? = nil,
    publishedBy: Publication.Origin = .option, statedDays: [Day] = []
  ) {
    self.name = name
    self.bytes = bytes
    self.published = published
    self.publishedBy = publishedBy
    self.statedDays = statedDays
  }
}
