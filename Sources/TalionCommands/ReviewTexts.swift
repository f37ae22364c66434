import EventData
import Tabular

/// The texts of the reports under review.
struct ReviewTexts {
  /// The folder of the reports; nil where none was named.
  let reports: String?
  /// The folder of the texts that talion extract wrote beside the table.
  let decoded: String

  /// The texts of the reports of a table.
  init(reports: String?, table: String) {
    self.reports = reports
    let folder = table.lastIndex(of: "/").map { String(table[...$0]) } ?? ""
    decoded = "\(folder)texts"
  }

  /// The text to which ranges of bytes of a document refer; nil where it is not at hand.
  func text(of document: String) -> [UInt8]? {
    // The name must not lead out of the folder.
    guard !document.split(separator: "/").contains("..") else { return nil }
    let flat = String(document.map { $0 == "/" ? "_" : $0 })
    var paths = ["\(decoded)/\(flat)", "\(decoded)/\(flat).txt"]
    if let reports { paths += ["\(reports)/\(document)", "\(reports)/\(document).txt"] }
    for path in paths {
      if let bytes = try? InputFile.contents(path: path) { return bytes }
    }
    return nil
  }
}

/// What was typed to name a piece of a report, found in its text.
struct NamedPassage {
  let document: String
  let bytes: Range<Int>
  let words: String
  /// The bytes from the mark that ends the sentence before to the next such mark.
  let sentence: Range<Int>

  /// Why it was not found.
  struct Problem: Error {
    let words: String
  }

  /// Finds bytes (`12..40`) or words.
  ///
  /// - Throws: ``Problem`` where they do not stand there, or at several places.
  init(_ typed: String, in document: String, _ texts: ReviewTexts) throws(Problem) {
    guard let text = texts.text(of: document) else {
      throw Problem(
        words: "the text of \(document) is not at hand; name the folder of the reports with --texts"
      )
    }
    self.document = document
    if let bytes = Range(byteCell: typed) {
      guard let words = Passage.words(at: bytes, in: text) else {
        throw Problem(
          words: "\(document) has no words at the bytes \(typed); it has \(text.count) bytes")
      }
      (self.bytes, self.words) = (bytes, words)
      sentence = Self.sentence(around: bytes, in: text)
      return
    }
    let places = Passage.places(of: typed, in: text)
    guard let place = places.first, let words = Passage.words(at: place, in: text) else {
      throw Problem(
        words: typed.isEmpty
          ? "name words of \(document), or bytes such as 12..40"
          : "'\(typed)' does not stand in \(document); copy the words from the text, or name bytes")
    }
    guard places.count == 1 else {
      let list = places.prefix(4).map { "\($0.lowerBound)..\($0.upperBound)" }
      throw Problem(
        words: "'\(typed)' stands \(places.count) times in \(document); name more words, or bytes: "
          + list.joined(separator: ", "))
    }
    (self.bytes, self.words) = (place, words)
    sentence = Self.sentence(around: place, in: text)
  }

  private static func sentence(around bytes: Range<Int>, in text: [UInt8]) -> Range<Int> {
    func isBlank(_ place: Int) -> Bool { place >= text.count || text[place] <= 0x20 }
    func ends(_ place: Int) -> Bool {
      let isMark = [UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?")].contains(text[place])
      let isLine = text[place] == 0x0A && place + 1 < text.count && text[place + 1] == 0x0A
      return isMark && isBlank(place + 1) || isLine
    }
    let first = (0..<bytes.lowerBound).last(where: ends).map { $0 + 1 } ?? 0
    let end = (bytes.upperBound - 1..<text.count).first(where: ends) ?? text.count
    return first..<max(end, bytes.upperBound)
  }
}
