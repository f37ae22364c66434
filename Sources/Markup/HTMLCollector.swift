import CXML2

/// Gathers text and dates while libxml2 walks a page.
///
/// Events, not a tree: a page nested a million deep costs no more than a flat one.
final class HTMLCollector {
  private var text: [UInt8] = []
  private(set) var dates: [String] = []
  /// How many open elements hide their text.
  private var hidden = 0
  /// The script being read, when it holds metadata.
  private var script: [UInt8]?
  private var endsInBlank = true

  /// Elements whose text is none of the report.
  private static let silent: Set<String> = [
    "script", "style", "noscript", "nav", "footer", "aside", "svg", "template", "button", "select",
    "iframe", "figcaption", "title", "menu", "object", "audio", "video", "canvas", "textarea",
  ]

  /// Elements that run on in their line.
  private static let inline: Set<String> = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr", "label", "input", "picture", "source", "ruby",
  ]

  /// Names under which pages state their day of publication.
  private static let dateNames: Set<String> = [
    "article:published_time", "og:published_time", "datepublished", "date", "pubdate",
    "publishdate", "publish-date", "publish_date", "publication_date", "parsely-pub-date",
    "sailthru.date", "dc.date", "dc.date.issued", "dc.date.created", "dcterms.created",
    "dcterms.date", "dcterms.issued", "article.published", "published-date",
    "cxenseparse:recs:publishtime",
    "article_date_original", "originalpublicationdate", "bt:pubdate",
  ]

  /// The collector behind a pointer that libxml2 hands back.
  static func at(_ context: UnsafeMutableRawPointer?) -> HTMLCollector? {
    context.map { Unmanaged<HTMLCollector>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Text without blanks at either end.
  func finish() -> [UInt8] {
    while let last = text.last, last <= 0x20 { text.removeLast() }
    if !text.isEmpty { text.append(UInt8(ascii: "\n")) }
    return text
  }

  // MARK: Events

  func open(
    _ name: UnsafePointer<xmlChar>?,
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    guard let name = Self.string(name) else { return }
    if name == "meta" { readMeta(attributes) }
    if name == "time" { readTime(attributes) }
    if Self.silent.contains(name) { hidden += 1 }
    if name == "script", value(of: "type", in: attributes)?.contains("ld+json") ?? false {
      script = []
    }
    if !Self.inline.contains(name) { breakLine() }
  }

  func close(_ name: UnsafePointer<xmlChar>?) {
    guard let name = Self.string(name) else { return }
    if name == "script", let found = script {
      readScript(found)
      script = nil
    }
    if Self.silent.contains(name) { hidden = max(0, hidden - 1) }
    if !Self.inline.contains(name) { breakLine() }
  }

  func add(_ bytes: UnsafePointer<xmlChar>?, _ count: Int32) {
    guard let bytes, count > 0 else { return }
    let buffer = UnsafeBufferPointer(start: bytes, count: Int(count))
    if script != nil, (script?.count ?? 0) < 1 << 20 { script?.append(contentsOf: buffer) }
    guard hidden == 0 else { return }
    for byte in buffer {
      if byte <= 0x20 {
        if !endsInBlank { text.append(UInt8(ascii: " ")) }
        endsInBlank = true
      } else {
        text.append(byte)
        endsInBlank = false
      }
    }
  }

  /// A blank line, so that no block is taken for the continuation of another.
  private func breakLine() {
    while text.last == UInt8(ascii: " ") { text.removeLast() }
    if !text.isEmpty, text.last != UInt8(ascii: "\n") {
      text.append(UInt8(ascii: "\n"))
      text.append(UInt8(ascii: "\n"))
    }
    endsInBlank = true
  }

  // MARK: Dates

  private func readMeta(_ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
    let names = ["property", "name", "itemprop"].compactMap { value(of: $0, in: attributes) }
    guard names.contains(where: { Self.dateNames.contains($0.lowercased()) }),
      let content = value(of: "content", in: attributes)
    else { return }
    note(Array(content.utf8))
  }

  /// `<time datetime="2024-02-01" pubdate>`, or with the property of publication.
  private func readTime(_ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
    let isPublication =
      value(of: "itemprop", in: attributes)?.lowercased() == "datepublished"
      || value(of: "pubdate", in: attributes) != nil
    guard isPublication, let day = value(of: "datetime", in: attributes) else { return }
    note(Array(day.utf8))
  }

  /// `"datePublished": "2024-02-01T08:00:00Z"` in a page's linked data.
  private func readScript(_ script: [UInt8]) {
    let key = Array("\"datePublished\"".utf8)
    guard let found = script.firstIndex(of: key, from: 0) else { return }
    let rest = Array(script[(found + key.count)...].prefix(40))
    guard let quote = rest.firstIndex(of: UInt8(ascii: "\"")) else { return }
    note(Array(rest[(quote + 1)...]))
  }

  /// Keeps a date that begins as ISO dates do.
  private func note(_ text: [UInt8]) {
    let day = text.drop { $0 <= 0x20 }.prefix(10)
    let isDay =
      day.count == 10
      && day.enumerated().allSatisfy { place, byte in
        place == 4 || place == 7 ? byte == UInt8(ascii: "-") : byte &- 0x30 < 10
      }
    guard isDay else { return }
    let words = String(decoding: day, as: UTF8.self)
    if !dates.contains(words) { dates.append(words) }
  }

  private static func string(_ text: UnsafePointer<xmlChar>?) -> String? {
    text.map { String(cString: $0).lowercased() }
  }

  /// The value of an attribute; empty where it has none.
  private func value(
    of name: String, in attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) -> String? {
    guard let attributes else { return nil }
    var index = 0
    while let key = attributes[index] {
      if Self.string(key) == name {
        return attributes[index + 1].map { String(cString: $0) } ?? ""
      }
      index += 2
    }
    return nil
  }
}
