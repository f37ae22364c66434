/// A page cut into what was written about the world and what was wrapped round it.
struct Page: Sendable {
  enum Kind: Sendable {
    /// Running text.
    case body
    /// A headline or a heading: names the matter, tells nothing by itself.
    case title
    /// Navigation, captions, bylines, links to other stories.
    case noise
  }

  struct Block: Sendable {
    let line: Line
    var kind: Kind
    /// Whether it is a row of a table, whose cells stand far apart.
    var isRow = false
  }

  private(set) var blocks: [Block]

  /// Sorts the lines of a page.
  init(_ bytes: [UInt8], noise: NoiseTable) {
    let lines = LineReader.lines(of: bytes, labels: noise.dateLabels)
    blocks = lines.map { Block(line: $0, kind: .title) }
    let filter = NoiseFilter(bytes: bytes, table: noise)
    var seen: Set<UInt64> = []
    var inRelated = false
    var sawBody = false
    for index in blocks.indices {
      let line = lines[index]
      if filter.isField(line) {
        blocks[index].kind = .title
      } else if filter.isRow(line) {
        blocks[index].kind = .body
        blocks[index].isRow = true
        sawBody = true
      } else if filter.isRelatedLabel(line) {
        inRelated = true
        blocks[index].kind = .noise
      } else if filter.isNoise(line) || (line.words >= 4 && !seen.insert(line.hash).inserted) {
        blocks[index].kind = .noise
      } else if line.isTerminated ? line.words >= 4 : line.words > 25 {
        // A paragraph ends the list of other stories.
        inRelated = false
        sawBody = true
        blocks[index].kind = .body
      } else if line.endsWithColon, line.words >= 8 {
        blocks[index].kind = .body
      } else if sawBody, !inRelated, line.words >= 13, line.capitalShare < 0.5 {
        // A paragraph whose full stop was lost.
        blocks[index].kind = .body
      } else if inRelated {
        blocks[index].kind = .noise
      }
    }
    keepCutParagraph()
  }

  /// The last paragraph of a text that was cut off ends without a full stop and is text all the same.
  private mutating func keepCutParagraph() {
    guard let last = blocks.lastIndex(where: { $0.kind != .noise }), last > 0,
      blocks[last].kind == .title, blocks[..<last].contains(where: { $0.kind == .body })
    else { return }
    let line = blocks[last].line
    if line.words >= 8, line.capitalShare < 0.6 { blocks[last].kind = .body }
  }
}

/// Tells what was wrapped round a text.
struct NoiseFilter {
  let bytes: [UInt8]
  let table: NoiseTable

  /// Whether the line only announces other stories.
  func isRelatedLabel(_ line: Line) -> Bool {
    line.words <= 6 && table.related.contains(label(of: line.bytes))
  }

  /// Whether the line is a field of a form: "Victim: ...".
  func isField(_ line: Line) -> Bool {
    guard line.bytes.count <= 120 else { return false }
    let label = bytes[line.bytes].prefix(40).prefix { $0 != UInt8(ascii: ":") }
    guard label.count < min(40, line.bytes.count) else { return false }
    let lower = label.map(Self.lower)
    return table.fields.contains(Self.trimmed(lower[...]))
  }

  /// Whether the line is a row of a table that begins with a date or number.
  func isRow(_ line: Line) -> Bool {
    guard ByteClass.isDigit(bytes[line.bytes.lowerBound]), line.words >= 4 else { return false }
    var cells = 1
    var blanks = 0
    for byte in bytes[line.bytes] {
      if byte == UInt8(ascii: "|") { cells += 1 }
      blanks = byte == UInt8(ascii: " ") ? blanks + 1 : 0
      if blanks == 2 || byte == UInt8(ascii: "\t") { cells += 1 }
    }
    return cells >= 3
  }

  func isNoise(_ line: Line) -> Bool {
    if line.words <= 3, !line.isTerminated { return true }
    if line.words == 0 { return true }
    let lower = Array(bytes[line.bytes].prefix(400).map(Self.lower))
    if let colon = lower.prefix(40).firstIndex(where: {
      $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "|")
    }),
      table.lines.contains(Self.trimmed(lower[..<colon])), !(line.isTerminated && line.words > 25)
    {
      return true
    }
    if table.lines.contains(label(of: line.bytes)) { return true }
    if line.words <= 45, holdsInside(lower) { return true }
    if isCaption(line, lower) { return true }
    if line.isTerminated { return false }
    if table.agencies.contains(where: { lower.count > 30 && endsWith(line, $0) }) { return true }
    if line.hasBar { return true }
    if line.beginsWithBullet, line.words <= 8 { return true }
    if lower.starts(with: Array("by ".utf8)), line.words <= 8 { return true }
    // Menus: many capitals and no sentence.
    return false
  }

  private func isCaption(_ line: Line, _ lower: [UInt8]) -> Bool {
    let start = lower.firstIndex(where: ByteClass.isLetter) ?? 0
    let text = lower[start...]
    for caption in table.captions where text.starts(with: caption) {
      if caption.contains(UInt8(ascii: " ")) { return true }
      let rest = text.dropFirst(caption.count).first { $0 != UInt8(ascii: " ") }
      guard let mark = rest else { return true }
      if !ByteClass.isLetter(mark) { return true }
      if !line.isTerminated,
        text.dropFirst(caption.count).first.map({ !ByteClass.isLetter($0) }) ?? true
      {
        return true
      }
    }
    return false
  }

  /// Whether a line ends in an agency's name, as captions do.
  private func endsWith(_ line: Line, _ agency: [UInt8]) -> Bool {
    guard line.bytes.count > agency.count + 1 else { return false }
    let tail = bytes[line.bytes].suffix(agency.count)
    guard tail.elementsEqual(agency, by: { Self.lower($0) == $1 }) else { return false }
    let before = bytes[line.bytes.upperBound - agency.count - 1]
    return !ByteClass.isLetter(before)
  }

  /// The line's letters and inner blanks in lower case, marks at its ends left out.
  private func label(of range: Range<Int>) -> [UInt8] {
    guard range.count <= 60 else { return [] }
    return Self.trimmed(bytes[range].map(Self.lower)[...])
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    ByteClass.isUpper(byte) ? byte | 0x20 : byte
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var text = text
    while let first = text.first, !ByteClass.isLetter(first) { text = text.dropFirst() }
    while let last = text.last, !ByteClass.isLetter(last) { text = text.dropLast() }
    return Array(text)
  }

  /// Whether one of the phrases stands in the text, found in one pass over it.
  private func holdsInside(_ text: [UInt8]) -> Bool {
    for (place, byte) in text.enumerated() {
      for index in table.insidesByFirst[Int(byte)] {
        let phrase = table.insides[index]
        if text.count - place >= phrase.count,
          text[place..<(place + phrase.count)].elementsEqual(phrase)
        {
          return true
        }
      }
    }
    return false
  }
}
