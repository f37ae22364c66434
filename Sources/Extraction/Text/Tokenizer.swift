/// Cuts bytes into tokens, once, without making strings.
///
/// Every byte sequence has tokens; bytes that are no valid UTF-8 count as letters.
struct Tokenizer {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let vocabulary: Vocabulary
  private let abbreviations: (Word) -> Bool
  private var position: Int
  private let limit: Int
  private var tokens: [Token] = []
  private var blankBefore = true
  private var hyphenBefore = false

  /// The tokens of a range of the text.
  ///
  /// `abbreviations`: tells words such as "Gen" that end in a point of their own.
  static func tokens(
    of bytes: [UInt8], in range: Range<Int>, vocabulary: Vocabulary,
    abbreviations: (Word) -> Bool
  ) -> [Token] {
    withoutActuallyEscaping(abbreviations) { abbreviations in
      bytes.withUnsafeBufferPointer { buffer in
        var tokenizer = Tokenizer(
          bytes: buffer, vocabulary: vocabulary, abbreviations: abbreviations, range: range)
        return tokenizer.run()
      }
    }
  }

  private init(
    bytes: UnsafeBufferPointer<UInt8>, vocabulary: Vocabulary,
    abbreviations: @escaping (Word) -> Bool, range: Range<Int>
  ) {
    self.bytes = bytes
    self.vocabulary = vocabulary
    self.abbreviations = abbreviations
    position = range.lowerBound
    limit = range.upperBound
  }

  private mutating func run() -> [Token] {
    tokens.reserveCapacity((limit - position) / 5)
    while position < limit {
      let byte = bytes[position]
      if ByteClass.isBlank(byte) {
        position += 1
        blankBefore = true
        hyphenBefore = false
      } else if ByteClass.isLetter(byte) {
        scanWord()
      } else if ByteClass.isDigit(byte) {
        scanNumber()
      } else if byte >= 0x80 {
        scanMultibyte()
      } else {
        scanMark(byte)
      }
    }
    return tokens
  }

  private func byte(at index: Int) -> UInt8 { index < limit ? bytes[index] : 0 }

  // MARK: Words

  private mutating func scanWord() {
    let start = position
    if let end = pointedEnd(from: start) {
      position = end
      append(.word, from: start, to: end, traits: wordTraits(start..<end).union(.pointed))
      return
    }
    var lowerRun = 0
    var index = start
    while index < limit {
      let byte = bytes[index]
      if ByteClass.isUpper(byte), lowerRun >= 4, lowerRun == index - start {
        break  // "resistanceU.S.": two words whose blank was lost
      }
      if ByteClass.isLetter(byte) || ByteClass.isDigit(byte) {
        if ByteClass.isLower(byte) { lowerRun += 1 }
        index += 1
      } else if let length = innerApostrophe(at: index) {
        index += length
      } else if byte >= 0x80, Marks.at(bytes, index, limit) == nil {
        index += Marks.length(bytes, index, limit)
        lowerRun += 1
      } else {
        break
      }
    }
    let glued =
      index < limit && ByteClass.isUpper(bytes[index]) && index > start
      && ByteClass.isLower(bytes[index - 1])
    finishWord(start..<index)
    if glued { gluedNext = true }
  }

  private var gluedNext = false

  /// Splits "n't" off, takes the point of an abbreviation in, and appends the word.
  private mutating func finishWord(_ range: Range<Int>) {
    var end = range.upperBound
    if let negation = contraction(range) {
      append(.word, from: range.lowerBound, to: negation, traits: wordTraits(range))
      append(.word, from: negation, to: end, traits: [.joined])
      position = end
      return
    }
    position = end
    let traits = wordTraits(range)
    if byte(at: end) == UInt8(ascii: "."), traits.contains(.capital), takesPoint(range) {
      end += 1
      position = end
    }
    append(.word, from: range.lowerBound, to: end, traits: traits)
    scanPossessive()
  }

  /// Whether a capitalised word keeps the point behind it: an initial or an abbreviation.
  private func takesPoint(_ range: Range<Int>) -> Bool {
    let next = nextVisible(after: range.upperBound + 1)
    if range.count == 1 {
      return ByteClass.isUpper(next) && byte(at: range.upperBound + 1) == UInt8(ascii: " ")
    }
    let word = vocabulary.word(hash: Folding.hash(bytes[range]))
    return abbreviations(word) && next != 0 && next != UInt8(ascii: "\n")
  }

  private func nextVisible(after index: Int) -> UInt8 {
    var index = index
    while index < limit, bytes[index] == UInt8(ascii: " ") { index += 1 }
    return byte(at: index)
  }

  /// The end of "U.S." or "a.m.", or nil when the word is written otherwise.
  private func pointedEnd(from start: Int) -> Int? {
    var index = start
    var letters = 0
    while ByteClass.isLetter(byte(at: index)), byte(at: index + 1) == UInt8(ascii: ".") {
      letters += 1
      index += 2
    }
    guard letters >= 2 else { return nil }
    // "U.S.S" and "U.S.-led" end here; "e.g.some" does not begin like an abbreviation.
    return index
  }

  private func contraction(_ range: Range<Int>) -> Int? {
    guard range.count > 3, bytes[range.upperBound - 1] | 0x20 == UInt8(ascii: "t") else {
      return nil
    }
    let plain = range.upperBound - 3
    if bytes[plain] | 0x20 == UInt8(ascii: "n"), bytes[plain + 1] == UInt8(ascii: "'") {
      return plain
    }
    let curly = range.upperBound - 5
    guard curly > range.lowerBound, bytes[curly] | 0x20 == UInt8(ascii: "n"),
      Marks.at(bytes, curly + 1, limit) == .apostrophe
    else { return nil }
    return curly
  }

  /// The length of an apostrophe that stands inside a word, as in "Sana'a" but not in "Iran's".
  private func innerApostrophe(at index: Int) -> Int? {
    let length: Int
    if bytes[index] == UInt8(ascii: "'") || bytes[index] == UInt8(ascii: "`") {
      length = 1
    } else if Marks.at(bytes, index, limit) == .apostrophe {
      length = 3
    } else {
      return nil
    }
    let next = byte(at: index + length)
    guard ByteClass.isLetter(next) else { return nil }
    let afterNext = byte(at: index + length + 1)
    let isPossessive =
      next | 0x20 == UInt8(ascii: "s") && !ByteClass.isLetter(afterNext)
    return isPossessive ? nil : length
  }

  /// The "'s" or the apostrophe behind a word.
  private mutating func scanPossessive() {
    let start = position
    let length: Int
    if byte(at: start) == UInt8(ascii: "'") {
      length = 1
    } else if start < limit, Marks.at(bytes, start, limit) == .apostrophe {
      length = 3
    } else {
      return
    }
    let next = byte(at: start + length)
    if next | 0x20 == UInt8(ascii: "s"), !ByteClass.isLetter(byte(at: start + length + 1)) {
      position = start + length + 1
      append(.possessive, from: start, to: position, traits: [.joined])
    } else if start > 0, bytes[start - 1] | 0x20 == UInt8(ascii: "s"),
      next == UInt8(ascii: " ")
    {
      position = start + length
      append(.possessive, from: start, to: position, traits: [.joined])
    }
  }

  private func wordTraits(_ range: Range<Int>) -> Token.Traits {
    var traits: Token.Traits = []
    var capitals = 0
    var small = 0
    for index in range {
      if ByteClass.isUpper(bytes[index]) { capitals += 1 }
      if ByteClass.isLower(bytes[index]) { small += 1 }
    }
    if ByteClass.isUpper(bytes[range.lowerBound]) || startsWithAccentedCapital(range) {
      traits.insert(.capital)
    }
    if capitals >= 2 { traits.insert(.acronym) }
    if capitals > 0, small == 0 { traits.insert(.allCapitals) }
    guard range.count >= 3 else { return traits }
    let last = bytes[range.upperBound - 1] | 0x20
    let before = bytes[range.upperBound - 2] | 0x20
    if last == UInt8(ascii: "s"), before != UInt8(ascii: "s") { traits.insert(.endsWithS) }
    if range.count >= 4 {
      if before == UInt8(ascii: "e"), last == UInt8(ascii: "d") { traits.insert(.endsWithEd) }
      if before == UInt8(ascii: "l"), last == UInt8(ascii: "y") { traits.insert(.endsWithLy) }
    }
    if range.count >= 5, last == UInt8(ascii: "g"), before == UInt8(ascii: "n"),
      bytes[range.upperBound - 3] | 0x20 == UInt8(ascii: "i")
    {
      traits.insert(.endsWithIng)
    }
    return traits
  }

  private func startsWithAccentedCapital(_ range: Range<Int>) -> Bool {
    bytes[range.lowerBound] == 0xC3 && range.count > 1 && bytes[range.lowerBound + 1] < 0xA0
  }

  // MARK: Numbers

  private mutating func scanNumber() {
    let start = position
    var index = start
    var value = 0
    var traits: Token.Traits = []
    var inFraction = false
    while index < limit {
      let byte = bytes[index]
      if ByteClass.isDigit(byte) {
        if !inFraction { value = min(value &* 10 &+ Int(byte - 0x30), Int(Int32.max)) }
        index += 1
      } else if byte == UInt8(ascii: ","), isThousands(index) {
        index += 1
      } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":"),
        ByteClass.isDigit(self.byte(at: index + 1))
      {
        traits.insert(.fractional)
        inFraction = true
        index += 1
      } else {
        break
      }
    }
    let digitsEnd = index
    while index < limit, ByteClass.isLetter(bytes[index]) { index += 1 }
    if index > digitsEnd, isOrdinalSuffix(digitsEnd..<index) { traits.insert(.ordinal) }
    position = index
    append(.number, from: start, to: index, traits: traits, value: Int32(value))
    scanPossessive()
  }

  private func isThousands(_ index: Int) -> Bool {
    ByteClass.isDigit(byte(at: index + 1)) && ByteClass.isDigit(byte(at: index + 2))
      && ByteClass.isDigit(byte(at: index + 3)) && !ByteClass.isDigit(byte(at: index + 4))
  }

  private func isOrdinalSuffix(_ range: Range<Int>) -> Bool {
    guard range.count == 2 else { return false }
    switch (bytes[range.lowerBound] | 0x20, bytes[range.lowerBound + 1] | 0x20) {
    case (UInt8(ascii: "s"), UInt8(ascii: "t")), (UInt8(ascii: "n"), UInt8(ascii: "d")),
      (UInt8(ascii: "r"), UInt8(ascii: "d")), (UInt8(ascii: "t"), UInt8(ascii: "h")):
      return true
    default: return false
    }
  }

  // MARK: Marks

  private mutating func scanMultibyte() {
    let length = Marks.length(bytes, position, limit)
    guard let mark = Marks.at(bytes, position, limit) else {
      scanWord()
      return
    }
    let start = position
    switch mark {
    case .blank:
      position += length
      blankBefore = true
      hyphenBefore = false
    case .hyphen:
      if !blankBefore, ByteClass.continuesWord(byte(at: start + length)) {
        position += length
        hyphenBefore = true
      } else {
        position += length
        append(.dash, from: start, to: position)
      }
    case .dash:
      position += length
      append(.dash, from: start, to: position)
    case .openQuote:
      position += length
      append(.openQuote, from: start, to: position)
    case .closeQuote, .apostrophe:
      position += length
      append(.closeQuote, from: start, to: position)
    case .other:
      position += length
      append(.symbol, from: start, to: position)
    }
  }

  private mutating func scanMark(_ byte: UInt8) {
    let start = position
    position += 1
    switch byte {
    case UInt8(ascii: "-"):
      if self.byte(at: position) == UInt8(ascii: "-") {
        while self.byte(at: position) == UInt8(ascii: "-") { position += 1 }
        append(.dash, from: start, to: position)
      } else if !blankBefore, ByteClass.continuesWord(self.byte(at: position)) {
        hyphenBefore = true
      } else {
        append(.dash, from: start, to: position)
      }
    case UInt8(ascii: ","): append(.comma, from: start, to: position)
    case UInt8(ascii: "."):
      while self.byte(at: position) == UInt8(ascii: ".") { position += 1 }
      append(.period, from: start, to: position)
      let next = self.byte(at: position)
      if ByteClass.isUpper(next), start > 0, ByteClass.isLower(bytes[start - 1]) {
        gluedNext = true  // "headquarters.An": the blank was lost
      }
    case UInt8(ascii: ";"): append(.semicolon, from: start, to: position)
    case UInt8(ascii: ":"): append(.colon, from: start, to: position)
    case UInt8(ascii: "?"), UInt8(ascii: "!"): append(.question, from: start, to: position)
    case UInt8(ascii: "("): append(.openParenthesis, from: start, to: position)
    case UInt8(ascii: ")"): append(.closeParenthesis, from: start, to: position)
    // An editor's insertion is read as if it stood in the text.
    case UInt8(ascii: "["): append(.openQuote, from: start, to: position)
    case UInt8(ascii: "]"): append(.closeQuote, from: start, to: position)
    case UInt8(ascii: "\""): append(.quote, from: start, to: position)
    case UInt8(ascii: "'"):
      append(blankBefore ? .openQuote : .closeQuote, from: start, to: position)
    case UInt8(ascii: "/"): append(.slash, from: start, to: position)
    case UInt8(ascii: "&"): append(.word, from: start, to: position)
    default: append(.symbol, from: start, to: position)
    }
  }

  private mutating func append(
    _ kind: Token.Kind, from start: Int, to end: Int, traits: Token.Traits = [], value: Int32 = 0
  ) {
    var traits = traits
    if hyphenBefore { traits.insert(.hyphenBefore) }
    if !blankBefore { traits.insert(.joined) }
    if gluedNext, kind == .word || kind == .number { traits.insert(.glued) }
    if kind == .word || kind == .number { gluedNext = false }
    blankBefore = false
    hyphenBefore = false
    let word: Word =
      switch kind {
      case .word, .number: vocabulary.word(hash: Folding.hash(bytes[start..<end]))
      default: .unknown
      }
    tokens.append(
      Token(
        start: Int32(start), end: Int32(end), word: word, kind: kind, traits: traits,
        value: value))
  }
}
