/// A word, number or mark of the text, with the bytes at which it stands.
struct Token: Sendable {
  enum Kind: UInt8, Sendable {
    case word, number, possessive
    case comma, period, semicolon, colon, question, dash, slash
    case openParenthesis, closeParenthesis, openQuote, closeQuote, quote, symbol
  }

  struct Traits: OptionSet, Sendable {
    let rawValue: UInt16

    /// Begins with a capital letter.
    static let capital = Traits(rawValue: 1)
    /// Has two capital letters or more.
    static let acronym = Traits(rawValue: 2)
    /// Follows a hyphen without a blank.
    static let hyphenBefore = Traits(rawValue: 4)
    /// No blank stands before it.
    static let joined = Traits(rawValue: 8)
    /// Written with points, as "U.S." or "a.m.".
    static let pointed = Traits(rawValue: 16)
    /// Begins a sentence although no mark ended the one before it.
    static let glued = Traits(rawValue: 32)
    /// A number written as "27th".
    static let ordinal = Traits(rawValue: 64)
    static let endsWithEd = Traits(rawValue: 128)
    static let endsWithIng = Traits(rawValue: 256)
    static let endsWithLy = Traits(rawValue: 512)
    static let endsWithS = Traits(rawValue: 1024)
    /// A number with a fraction or a clock's colon.
    static let fractional = Traits(rawValue: 2048)
    /// All its letters are capitals.
    static let allCapitals = Traits(rawValue: 4096)
  }

  var start: Int32
  var end: Int32
  var word: Word
  var kind: Kind
  var traits: Traits
  /// The value of a number, saturated at `Int32.max`.
  var value: Int32

  var bytes: Range<Int> { Int(start)..<Int(end) }

  var isWord: Bool { kind == .word }
  var isCapital: Bool { traits.contains(.capital) }
  var isHyphenated: Bool { traits.contains(.hyphenBefore) }
}
