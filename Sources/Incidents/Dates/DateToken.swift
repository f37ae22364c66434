/// A number, a word or a mark in the text of a date.
enum DateToken: Hashable, Sendable {
  struct Number: Hashable, Sendable {
    let value: Int
    let digits: Int
  }

  case number(Number)
  /// Letters of ASCII, in small letters.
  case word(String)
  case mark(Character)

  var isWord: Bool {
    if case .word = self { true } else { false }
  }

  var isNumber: Bool {
    if case .number = self { true } else { false }
  }

  func isMark(_ mark: Character) -> Bool { self == .mark(mark) }

  /// The tokens of a text; nil where it holds something that no date has.
  static func tokens(of text: String) -> [DateToken]? {
    var tokens: [DateToken] = []
    // No date is longer, and a text of a million letters is none.
    guard text.utf8.count <= 80 else { return nil }
    let bytes = Array(text.unicodeScalars)
    var index = 0
    while index < bytes.count {
      let start = index
      switch bytes[index] {
      case "0"..."9":
        var value = 0
        while index < bytes.count, ("0"..."9").contains(bytes[index]) {
          guard index - start < 18 else { return nil }
          value = 10 * value + Int(bytes[index].value - 0x30)
          index += 1
        }
        tokens.append(.number(Number(value: value, digits: index - start)))
      case "a"..."z", "A"..."Z":
        var word = ""
        while index < bytes.count, ("a"..."z").contains(bytes[index].lowered) {
          word.unicodeScalars.append(bytes[index].lowered)
          index += 1
        }
        tokens.append(.word(word))
      // Hyphens and dashes of every length.
      case "-", "\u{2010}"..."\u{2015}", "\u{2212}":
        tokens.append(.mark("-"))
        index += 1
      case ".", ",", "/", ":", "~", "?", "(", ")", "+":
        tokens.append(.mark(Character(bytes[index])))
        index += 1
      case "\u{2026}":
        tokens += [.mark("."), .mark(".")]
        index += 1
      case "≈":
        tokens.append(.mark("~"))
        index += 1
      default:
        guard bytes[index].properties.isWhitespace else { return nil }
        index += 1
      }
    }
    return tokens
  }

  /// The tokens without a time of the day at their end: `T00:00:00.000Z`, `4:30 PM`, `+02:00`.
  static func withoutTime(_ tokens: [DateToken]) -> [DateToken] {
    guard let colon = tokens.firstIndex(of: .mark(":")), colon >= 2,
      case .number(let hour) = tokens[colon - 1], hour.digits <= 2, hour.value <= 24
    else { return tokens }
    var index = colon + 1
    func number(_ digits: ClosedRange<Int>, below limit: Int) -> Bool {
      guard index < tokens.count, case .number(let number) = tokens[index],
        digits.contains(number.digits), number.value < limit
      else { return false }
      index += 1
      return true
    }
    func take(_ token: DateToken) -> Bool {
      guard index < tokens.count, tokens[index] == token else { return false }
      index += 1
      return true
    }
    guard number(2...2, below: 60) else { return tokens }
    if take(.mark(":")) {
      guard number(2...2, below: 61) else { return tokens }
      if take(.mark(".")) || take(.mark(",")) {
        guard number(1...9, below: 1_000_000_000) else { return tokens }
      }
    }
    _ = take(.word("am")) || take(.word("pm"))
    if !(take(.word("z")) || take(.word("utc")) || take(.word("gmt"))),
      take(.mark("+")) || take(.mark("-"))
    {
      guard number(2...4, below: 2400) else { return tokens }
      if take(.mark(":")), !number(2...2, below: 60) { return tokens }
    }
    guard index == tokens.count else { return tokens }
    var date = tokens[..<(colon - 1)]
    if date.last == .word("t") || date.last == .mark(",") { date.removeLast() }
    return Array(date)
  }
}

extension Unicode.Scalar {
  /// A capital letter of ASCII as a small one.
  fileprivate var lowered: Unicode.Scalar {
    ("A"..."Z").contains(self) ? Unicode.Scalar(UInt8(value) + 32) : self
  }
}
