/// How a word is compared: lower case, without accents, apostrophes and points.
///
/// "Kata'ib", "Kata’ib" and "Kataib" are one word; so are "U.S." and "US".
enum Folding {
  /// Appends the folded form of one word's bytes.
  static func append(_ bytes: some Sequence<UInt8>, to folded: inout [UInt8]) {
    var state = State()
    for byte in bytes { if let kept = state.fold(byte) { folded.append(kept) } }
  }

  /// The folded form of a word.
  static func folded(_ word: some StringProtocol) -> [UInt8] {
    var result: [UInt8] = []
    append(word.utf8, to: &result)
    return result
  }

  /// Folds byte by byte, so that a hash needs no copy of the word.
  struct State {
    private var lead: UInt8 = 0
    private var second: UInt8 = 0

    /// The byte that stands for `byte`, or nil when it does not count.
    mutating func fold(_ byte: UInt8) -> UInt8? {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): return byte | 0x20
      case UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "."), UInt8(ascii: ","): return nil
      case 0xC3, 0xC4, 0xC5, 0xCA, 0xE2:
        lead = byte
        second = 0
        return nil
      case 0x80...0xBF:
        return continuation(byte)
      default:
        return byte
      }
    }

    private mutating func continuation(_ byte: UInt8) -> UInt8? {
      switch lead {
      case 0xC3:
        lead = 0
        return Folding.latin1[Int(byte & 0x1F)]
      case 0xC4, 0xC5:
        let index = Int(lead - 0xC4) * 64 + Int(byte & 0x3F)
        lead = 0
        return Folding.extended[index]
      case 0xCA:
        // U+02BC and U+02BF, the letters that stand for hamza and ain.
        lead = 0
        return nil
      case 0xE2:
        // Quotation marks and other punctuation inside a word.
        if second == 0 {
          second = byte
        } else {
          lead = 0
        }
        return nil
      default:
        return byte
      }
    }
  }

  /// U+00C0...U+00FF to ASCII; both cases share the lower five bits.
  private static let latin1 = Array("aaaaaaaceeeeiiiidnooooo.ouuuuyts".utf8)

  /// U+0100...U+017F to ASCII.
  private static let extended = Array(
    ("aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
      + "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs").utf8)

  /// The hash under which a word is kept (FNV-1a of its folded bytes).
  static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var state = State()
    for byte in bytes {
      guard let kept = state.fold(byte) else { continue }
      hash = (hash ^ UInt64(kept)) &* 0x0000_0100_0000_01b3
    }
    return hash
  }
}
