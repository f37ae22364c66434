import Incidents

/// One line of a page and what can be seen of it without reading it.
struct Line: Sendable {
  /// The bytes between the blanks at either end.
  let bytes: Range<Int>
  /// Whether a blank line, or the start of the page, stands before it.
  let opensParagraph: Bool
  let words: Int
  /// Words that begin with a capital letter, short words left out.
  let capitalWords: Int
  let longWords: Int
  let digits: Int
  /// Whether it ends as a sentence does, closing quotes and brackets aside.
  let isTerminated: Bool
  let endsWithColon: Bool
  let hasBar: Bool
  let beginsWithBullet: Bool
  let beginsSmall: Bool
  /// The hash of its letters, for finding repeated lines.
  let hash: UInt64

  /// The share of longer words that begin with a capital letter.
  var capitalShare: Double { longWords == 0 ? 0 : Double(capitalWords) / Double(longWords) }
}

/// Cuts bytes into lines; hard-wrapped lines of one paragraph become one.
struct LineReader {
  private let bytes: [UInt8]

  /// The lines of a page.
  ///
  /// Words of `labels`, such as "date", may stand with a date at the very front; such a
  /// label is a line of its own, whatever follows it.
  static func lines(of bytes: [UInt8], labels: Set<[UInt8]>) -> [Line] {
    let reader = LineReader(bytes: bytes)
    return reader.joined(reader.splitLabel(reader.rawLines(), labels))
  }

  /// Parts "date 2024-02-07" at the front of a page from the headline behind it.
  private func splitLabel(_ raw: [Raw], _ labels: Set<[UInt8]>) -> [Raw] {
    guard let first = raw.first else { return raw }
    var index = first.bytes.lowerBound
    while index < first.bytes.upperBound, ByteClass.isLetter(bytes[index]) { index += 1 }
    let label = bytes[first.bytes.lowerBound..<index].map { $0 | 0x20 }
    guard labels.contains(label) else { return raw }
    while index < first.bytes.upperBound, !ByteClass.isDigit(bytes[index]),
      index < first.bytes.lowerBound + 24
    {
      index += 1
    }
    guard index + 10 < first.bytes.upperBound, Day(isoBytes: bytes[index..<(index + 10)]) != nil
    else {
      return raw
    }
    let rest = trimmed((index + 10)..<first.bytes.upperBound)
    guard !rest.isEmpty else { return raw }
    return [
      Raw(bytes: first.bytes.lowerBound..<(index + 10), opensParagraph: true),
      Raw(bytes: rest, opensParagraph: true),
    ] + raw.dropFirst()
  }

  private struct Raw {
    var bytes: Range<Int>
    var opensParagraph: Bool
  }

  private func rawLines() -> [Raw] {
    var result: [Raw] = []
    var start = 0
    var blank = true
    var index = 0
    while index <= bytes.count {
      if index == bytes.count || bytes[index] == UInt8(ascii: "\n")
        || bytes[index] == UInt8(ascii: "\r")
      {
        let range = trimmed(start..<index)
        if range.isEmpty {
          // The line feed of a CR LF is no blank line.
          let follows =
            index > 0 && index < bytes.count && start == index
            && bytes[index] == UInt8(ascii: "\n") && bytes[index - 1] == UInt8(ascii: "\r")
          if !follows { blank = true }
        } else {
          result.append(Raw(bytes: range, opensParagraph: blank))
          blank = false
        }
        start = index + 1
      }
      index += 1
    }
    return result
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      if ByteClass.isBlank(bytes[low]) {
        low += 1
      } else if low + 1 < high, bytes[low] == 0xC2, bytes[low + 1] == 0xA0 {
        low += 2
      } else if low + 2 < high, bytes[low] == 0xEF, bytes[low + 1] == 0xBB, bytes[low + 2] == 0xBF {
        low += 3
      } else {
        break
      }
    }
    while high > low {
      if ByteClass.isBlank(bytes[high - 1]) {
        high -= 1
      } else if high - 1 > low, bytes[high - 1] == 0xA0, bytes[high - 2] == 0xC2 {
        high -= 2
      } else {
        break
      }
    }
    return low..<high
  }

  /// Joins a line to the one before it where a paragraph was wrapped at a fixed width.
  private func joined(_ raw: [Raw]) -> [Line] {
    guard isWrapped(raw) || isCapitals(raw) else { return raw.map(line) }
    var merged: [Raw] = []
    var last = 0..<0
    for line in raw {
      if let previous = merged.last, !line.opensParagraph,
        wraps(last, into: line.bytes) || goesOn(last, in: line.bytes)
      {
        merged[merged.count - 1].bytes = previous.bytes.lowerBound..<line.bytes.upperBound
      } else {
        merged.append(line)
      }
      last = line.bytes
    }
    return merged.map(line)
  }

  /// Whether a page has no small letter and is longer than a heading.
  private func isCapitals(_ raw: [Raw]) -> Bool {
    guard let first = raw.first, let last = raw.last else { return false }
    let page = bytes[first.bytes.lowerBound..<last.bytes.upperBound]
    return page.count > 150 && !page.contains(where: ByteClass.isLower)
  }

  /// Whether most lines that another one follows are of nearly the same, narrow width.
  private func isWrapped(_ raw: [Raw]) -> Bool {
    var widths: [Int] = []
    for (line, next) in zip(raw, raw.dropFirst()) where !next.opensParagraph {
      widths.append(line.bytes.count)
    }
    guard widths.count >= 3, let widest = widths.max(), widest <= 110 else { return false }
    return widths.filter { $0 >= widest - 25 && $0 >= 45 }.count * 3 >= widths.count * 2
  }

  private func wraps(_ line: Range<Int>, into next: Range<Int>) -> Bool {
    guard (50...110).contains(line.count) else { return false }
    let first = bytes[next.lowerBound]
    if ByteClass.isLower(first) { return true }
    let last = bytes[line.upperBound - 1]
    return last == UInt8(ascii: ",") || (ByteClass.isLower(last) && ByteClass.isDigit(first))
      || (line.count >= 60 && next.count >= 40 && ByteClass.isLower(last) && !endsSentence(line))
  }

  /// Whether a line set in capitals goes on in the next one: its small letters tell nothing, but it
  /// is full, and the next one opens no item of a list.
  private func goesOn(_ line: Range<Int>, in next: Range<Int>) -> Bool {
    guard (45...110).contains(line.count), !line.contains(where: { ByteClass.isLower(bytes[$0]) }),
      !next.contains(where: { ByteClass.isLower(bytes[$0]) })
    else { return false }
    let first = bytes[next.lowerBound]
    return first != UInt8(ascii: "*") && first != UInt8(ascii: "-")
  }

  private func endsSentence(_ range: Range<Int>) -> Bool {
    var index = range.upperBound - 1
    while index >= range.lowerBound {
      switch bytes[index] {
      case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): return true
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ")"), UInt8(ascii: "]"): index -= 1
      case 0x80...0xBF where index - 2 >= range.lowerBound && bytes[index - 2] == 0xE2:
        // A closing quotation mark, or an ellipsis, which ends nothing.
        if bytes[index - 1] == 0x80, bytes[index] == 0xA6 { return false }
        index -= 3
      default: return false
      }
    }
    return false
  }

  private func line(_ raw: Raw) -> Line {
    var words = 0
    var capitalWords = 0
    var longWords = 0
    var digits = 0
    var hasBar = false
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var wordStart: Int?
    func endWord(_ end: Int) {
      guard let start = wordStart else { return }
      words += 1
      if end - start > 3 {
        longWords += 1
        if ByteClass.isUpper(bytes[start]) { capitalWords += 1 }
      }
      wordStart = nil
    }
    for index in raw.bytes {
      let byte = bytes[index]
      if ByteClass.isDigit(byte) { digits += 1 }
      if ByteClass.isLetter(byte) || byte >= 0x80 {
        if wordStart == nil, ByteClass.isLetter(byte) { wordStart = index }
        hash = (hash ^ UInt64(byte | 0x20)) &* 0x0000_0100_0000_01b3
      } else {
        // Two lines that differ in a day or a number are two messages.
        if ByteClass.isDigit(byte) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        if byte == UInt8(ascii: "|") || byte == UInt8(ascii: ">") { hasBar = true }
        if byte != UInt8(ascii: "'") && byte != UInt8(ascii: "-") { endWord(index) }
      }
    }
    endWord(raw.bytes.upperBound)
    let first = bytes[raw.bytes.lowerBound]
    let isBullet =
      first == UInt8(ascii: "*") || first == UInt8(ascii: "-")
      || (raw.bytes.count > 2 && first == 0xE2 && bytes[raw.bytes.lowerBound + 1] == 0x80
        && bytes[raw.bytes.lowerBound + 2] == 0xA2)
    return Line(
      bytes: raw.bytes, opensParagraph: raw.opensParagraph, words: words,
      capitalWords: capitalWords, longWords: longWords, digits: digits,
      isTerminated: endsSentence(raw.bytes),
      endsWithColon: bytes[raw.bytes.upperBound - 1] == UInt8(ascii: ":"), hasBar: hasBar,
      beginsWithBullet: isBullet, beginsSmall: ByteClass.isLower(first), hash: hash)
  }
}
