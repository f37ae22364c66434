import Incidents
import Markup
import Tabular

/// A report as it lies in a file, made plain text.
package struct ReportFile: Sendable {
  /// The name of the document in results.
  package let name: String
  /// The text that ranges of bytes refer to.
  package let text: [UInt8]
  /// Whether the text is not the file itself, but was unpacked or freed of tags.
  package let isDecoded: Bool
  /// Days of publication that a web page states of itself.
  package let statedDays: [Day]

  /// No report is larger; one that is would be a dump of many.
  static let limit = 64 << 20

  /// Makes a file plain text.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - name: The name of the document.
  ///   - path: Where it lies, for messages.
  /// - Throws: ``ReportProblem``.
  package init(_ bytes: [UInt8], name: String, path: String) throws(ReportProblem) {
    var bytes = bytes
    var isDecoded = false
    guard !bytes.isEmpty else { throw ReportProblem(path: path, kind: .empty) }
    guard bytes.count <= Self.limit else {
      throw ReportProblem(path: path, kind: .tooLarge(limit: Self.limit))
    }
    if Gzip.isCompressed(bytes) {
      do {
        bytes = try Gzip.inflated(bytes, limit: Self.limit)
      } catch .tooLarge(let limit) {
        throw ReportProblem(path: path, kind: .tooLarge(limit: limit))
      } catch {
        throw ReportProblem(path: path, kind: .damaged("\(error)"))
      }
      isDecoded = true
    }
    if let wide = WideText.decoded(bytes) {
      bytes = wide
      isDecoded = true
    }
    guard bytes.contains(where: { $0 > 0x20 }) else {
      throw ReportProblem(path: path, kind: .empty)
    }
    if let what = FileKind.binary(bytes) {
      throw ReportProblem(path: path, kind: .binary(what))
    }
    let invalid = UTF8Check.firstInvalid(bytes)
    if HTMLText.isHTML(bytes) {
      let page = HTMLText(bytes, isUTF8: invalid == nil)
      guard !page.text.isEmpty else { throw ReportProblem(path: path, kind: .noText) }
      text = page.text
      statedDays = page.dates.compactMap { Day(iso: $0) }
      isDecoded = true
    } else if let invalid {
      let place = UTF8Check.place(of: invalid, in: bytes)
      throw ReportProblem(
        path: path, kind: .notUTF8(byte: bytes[invalid]), line: place.line, column: place.column)
    } else {
      text = bytes
      statedDays = []
    }
    self.name = name
    self.isDecoded = isDecoded
  }

  /// The name under which a decoded text is written beside the tables.
  package var textName: String {
    let flat = String(name.map { $0 == "/" ? "_" : $0 })
    return flat.hasSuffix(".txt") ? flat : flat + ".txt"
  }
}

/// What a file is that is no text, by its first bytes.
enum FileKind {
  private static let marks: [(mark: [UInt8], what: String)] = [
    (Array("%PDF-".utf8), "a PDF document"),
    ([0x50, 0x4B, 3, 4], "a ZIP archive or an office document"),
    ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"), ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
    (Array("GIF8".utf8), "a GIF picture"), ([0x7F, 0x45, 0x4C, 0x46], "a program"),
    (Array("{\\rtf".utf8), "a rich text document"),
    ([0xD0, 0xCF, 0x11, 0xE0], "an office document"),
    ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard archive"), ([0xFD, 0x37, 0x7A, 0x58], "an XZ archive"),
    (Array("BZh".utf8), "a bzip2 archive"), (Array("Rar!".utf8), "a RAR archive"),
  ]

  /// What the file is, or nil for text.
  static func binary(_ bytes: [UInt8]) -> String? {
    for (mark, what) in marks where bytes.starts(with: mark) { return what }
    return bytes.prefix(1 << 16).contains(0) ? "a binary file" : nil
  }
}
