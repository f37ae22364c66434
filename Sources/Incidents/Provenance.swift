/// Where a value was read: the document, the row or the bytes, and the words.
public struct Provenance: Hashable, Sendable {
  /// The name of the document, without its folder.
  public let document: String
  /// The line of the table on which its row begins, counted from 1; nil for what was read from a
  /// text.
  public let row: Int?
  /// The bytes of the document that state it, or nil for a value that was entered by hand.
  public let bytes: Range<Int>?
  /// The sentence, or the part of it, that states it; for a hand-coded row, its source and note.
  public let evidence: String

  /// A place in a document.
  public init(document: String, row: Int? = nil, bytes: Range<Int>? = nil, evidence: String = "") {
    self.document = document
    self.row = row
    self.bytes = bytes
    self.evidence = evidence
  }
}
