/// A word of the dictionaries as a small number; 0 is every word that they do not know.
struct Word: Hashable, Sendable {
  let index: Int32

  static let unknown = Word(index: 0)

  var isKnown: Bool { index != 0 }
}

/// The words of the dictionaries, found by the hash of their folded bytes.
struct Vocabulary: Sendable {
  private var slots: [(hash: UInt64, word: Int32)]
  private(set) var count = 1

  init() {
    slots = Array(repeating: (0, 0), count: 1 << 14)
  }

  /// A vocabulary for text of which only the cut matters.
  init(empty: Void) {
    slots = [(0, 0)]
  }

  /// The word with this hash, or the unknown word.
  func word(hash: UInt64) -> Word {
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: hash ^ (hash >> 29)) & mask
    while slots[index].word != 0 {
      if slots[index].hash == hash { return Word(index: slots[index].word) }
      index = (index + 1) & mask
    }
    return .unknown
  }

  /// The word with this hash, made known if it was not.
  mutating func intern(hash: UInt64) -> Word {
    let known = word(hash: hash)
    if known.isKnown { return known }
    if count * 2 > slots.count { grow() }
    let word = Int32(count)
    count += 1
    place(hash: hash, word: word)
    return Word(index: word)
  }

  private mutating func place(hash: UInt64, word: Int32) {
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: hash ^ (hash >> 29)) & mask
    while slots[index].word != 0 { index = (index + 1) & mask }
    slots[index] = (hash, word)
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: (0, 0), count: old.count * 2)
    for slot in old where slot.word != 0 { place(hash: slot.hash, word: slot.word) }
  }
}
