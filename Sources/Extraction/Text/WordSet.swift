/// A set of words as bits: asking whether it holds one costs a shift, no hash.
struct WordSet: ExpressibleByArrayLiteral, Sendable {
  private var bits: [UInt64] = []

  init(_ words: some Sequence<Word>) { formUnion(words) }

  init(arrayLiteral words: Word...) {
    for word in words { insert(word) }
  }

  func contains(_ word: Word) -> Bool {
    let slot = Int(word.index) >> 6
    return slot < bits.count && bits[slot] >> UInt64(word.index & 63) & 1 == 1
  }

  mutating func insert(_ word: Word) {
    let slot = Int(word.index) >> 6
    while bits.count <= slot { bits.append(0) }
    bits[slot] |= 1 << UInt64(word.index & 63)
  }

  mutating func formUnion(_ words: some Sequence<Word>) {
    for word in words { insert(word) }
  }

  mutating func formUnion(_ other: WordSet) {
    while bits.count < other.bits.count { bits.append(0) }
    for (slot, word) in other.bits.enumerated() { bits[slot] |= word }
  }

  func union(_ other: WordSet) -> WordSet {
    var result = self
    result.formUnion(other)
    return result
  }
}

/// Values of a few words.
struct WordTable<Value: Sendable>: Sendable {
  private var set: WordSet = []
  private(set) var keys: [Word] = []
  private var values: [Value] = []

  subscript(word: Word) -> Value? {
    get {
      guard set.contains(word), let index = keys.firstIndex(of: word) else { return nil }
      return values[index]
    }
    set {
      guard let newValue else { return }
      if let index = keys.firstIndex(of: word) {
        values[index] = newValue
      } else {
        set.insert(word)
        keys.append(word)
        values.append(newValue)
      }
    }
  }
}
