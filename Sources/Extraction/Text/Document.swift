/// A page as tokens and sentences.
final class Document: Sendable {
  let bytes: [UInt8]
  let page: Page
  let tokens: [Token]
  let sentences: [Sentence]
  let aliases: Aliases

  /// Reads a page down to its sentences.
  init(bytes: [UInt8], lexicon: Lexicon) {
    self.bytes = bytes
    page = Page(bytes, noise: lexicon.noise)
    var tokens: [Token] = []
    var ranges: [(tokens: Range<Int>, isTitle: Bool, isCapitals: Bool)] = []
    let recaser = Recaser(lexicon: lexicon, bytes: bytes)
    for block in page.blocks where block.kind != .noise {
      let start = tokens.count
      let raw = Tokenizer.tokens(
        of: bytes, in: block.line.bytes, vocabulary: lexicon.vocabulary,
        abbreviations: { lexicon[$0].classes.contains(.abbreviation) })
      let isCapitals = recaser.isCapitals(block.line.bytes)
      tokens += isCapitals ? recaser.recased(raw) : raw
      ranges.append((start..<tokens.count, block.kind == .title, isCapitals))
    }
    let splitter = SentenceSplitter(lexicon: lexicon, tokens: tokens)
    var sentences: [Sentence] = []
    for (paragraph, range) in ranges.enumerated() {
      sentences += splitter.sentences(
        in: range.tokens, paragraph: paragraph, isTitle: range.isTitle,
        isCapitals: range.isCapitals)
    }
    self.tokens = tokens
    self.sentences = sentences
    aliases = Aliases(tokens: tokens, bytes: bytes, lexicon: lexicon)
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
}
