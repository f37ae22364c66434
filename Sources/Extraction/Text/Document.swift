/// A page as tokens and sentences.
final class Document: Sendable {
  let bytes: [UInt8]
  let page: Page
  let tokens: [Token]
  let sentences: [Sentence]
  let aliases: Aliases
  /// For each paragraph that is a row of a table its cells, and those of the heads above them.
  let rows: [Int: (cells: [Cell], heads: [Cell])]

  /// Reads a page down to its sentences.
  init(bytes: [UInt8], lexicon: Lexicon) {
    self.bytes = bytes
    page = Page(bytes, noise: lexicon.noise)
    var tokens: [Token] = []
    var ranges: [(tokens: Range<Int>, isTitle: Bool, isCapitals: Bool)] = []
    var rows: Set<Int> = []
    let recaser = Recaser(lexicon: lexicon, bytes: bytes)
    for block in page.blocks where block.kind != .noise {
      let start = tokens.count
      let raw = Tokenizer.tokens(
        of: bytes, in: block.line.bytes, vocabulary: lexicon.vocabulary,
        abbreviations: { lexicon[$0].classes.contains(.abbreviation) })
      let isCapitals = recaser.isCapitals(block.line.bytes)
      tokens += isCapitals ? recaser.recased(raw) : raw
      if block.isRow { rows.insert(ranges.count) }
      ranges.append((start..<tokens.count, block.kind == .title, isCapitals))
    }
    let splitter = SentenceSplitter(lexicon: lexicon, tokens: tokens)
    var sentences: [Sentence] = []
    var table: [Int: (cells: [Cell], heads: [Cell])] = [:]
    var heads: [Cell] = []
    let entries = Self.entries(of: ranges, tokens: tokens, lexicon: lexicon)
    for (paragraph, range) in ranges.enumerated() {
      let isRow = rows.contains(paragraph)
      let cells =
        isRow || rows.contains(paragraph + 1)
        ? Self.cells(of: range.tokens, tokens: tokens, bytes: bytes) : []
      if isRow { table[paragraph] = (cells, heads) } else { heads = cells }
      var found = splitter.sentences(
        in: entries[paragraph].text, paragraph: paragraph, isTitle: range.isTitle,
        isCapitals: range.isCapitals, starts: isRow ? Set(cells.map(\.tokens.lowerBound)) : [])
      if let label = entries[paragraph].label {
        for index in found.indices { found[index].entry = label }
      }
      sentences += found
    }
    self.tokens = tokens
    self.sentences = sentences
    self.rows = table
    aliases = Aliases(tokens: tokens, bytes: bytes, lexicon: lexicon)
  }

  /// For each paragraph its text, and the date that opens it or its list.
  private static func entries(
    of paragraphs: [(tokens: Range<Int>, isTitle: Bool, isCapitals: Bool)], tokens: [Token],
    lexicon: Lexicon
  ) -> [(text: Range<Int>, label: Range<Int>?)] {
    let reader = EntryLabelReader(lexicon: lexicon, tokens: tokens)
    let labels = paragraphs.map { reader.label(in: $0.tokens) }
    let dated = zip(paragraphs, labels).count { !$0.isTitle && $1 != nil && $1?.isClock == false }
    let headings = zip(paragraphs, labels).count { paragraph, label in
      paragraph.isTitle && label.map { paragraph.tokens.count - $0.tokens.count <= 4 } ?? false
    }
    var heading: Range<Int>?
    return zip(paragraphs, labels).map { paragraph, label in
      if paragraph.isTitle {
        if let label, !label.isClock, paragraph.tokens.count - label.tokens.count <= 4 {
          heading = label.tokens
        }
        return (paragraph.tokens, nil)
      }
      // A list has several entries; a single date at the front is part of its sentence.
      guard let label, label.isClosed && (dated >= 2 || label.isClock) || dated >= 3 else {
        let isBelow = headings >= 2 && heading != nil
        return (paragraph.tokens, isBelow ? heading : nil)
      }
      let text = reader.textStart(behind: label, in: paragraph.tokens)
      guard text < paragraph.tokens.upperBound else { return (paragraph.tokens, nil) }
      return (
        text..<paragraph.tokens.upperBound, label.isClock ? heading ?? label.tokens : label.tokens
      )
    }
  }

  /// The words of a range of tokens as they stand in the page.
  func text(_ range: Range<Int>) -> String {
    guard let bytes = byteRange(range) else { return "" }
    return text(bytes: bytes)
  }

  /// The words of a range of bytes, line breaks made blanks.
  func text(bytes range: Range<Int>) -> String {
    var plain: [UInt8] = []
    plain.reserveCapacity(range.count)
    for byte in bytes[range] {
      let isBlank = ByteClass.isBlank(byte)
      if isBlank, plain.last == UInt8(ascii: " ") { continue }
      plain.append(isBlank ? UInt8(ascii: " ") : byte)
    }
    return String(decoding: plain, as: UTF8.self)
  }

  /// The bytes that a range of tokens covers, or nil when it is empty.
  func byteRange(_ range: Range<Int>) -> Range<Int>? {
    guard !range.isEmpty else { return nil }
    return Int(tokens[range.lowerBound].start)..<Int(tokens[range.upperBound - 1].end)
  }

  /// The tokens that have a byte of a range, or nil when none has.
  func tokens(in bytes: Range<Int>) -> Range<Int>? {
    let first = tokens.firstIndex { Int($0.end) > bytes.lowerBound } ?? tokens.count
    let end = tokens.lastIndex { Int($0.start) < bytes.upperBound }.map { $0 + 1 } ?? 0
    return first < end ? first..<end : nil
  }
}
