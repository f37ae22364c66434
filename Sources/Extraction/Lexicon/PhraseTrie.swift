/// Phrases as paths of words; finds the longest that begins at a token.
struct PhraseTrie<Payload: Sendable>: Sendable {
  private var slots: [(key: UInt64, node: Int32)] = Array(repeating: (0, 0), count: 1 << 10)
  private var nodes = 1
  private var payloadOfNode: [Int32] = [-1]
  private(set) var payloads: [Payload] = []

  /// Adds a phrase, or changes what it already carries.
  mutating func add(_ words: [Word], _ payload: Payload, merging: (inout Payload) -> Void) {
    guard !words.isEmpty else { return }
    var node: Int32 = 0
    for word in words { node = child(of: node, adding: word) }
    let index = payloadOfNode[Int(node)]
    if index >= 0 {
      merging(&payloads[Int(index)])
    } else {
      payloadOfNode[Int(node)] = Int32(payloads.count)
      payloads.append(payload)
    }
  }

  /// What exactly this phrase carries.
  func payload(of words: [Word]) -> Payload? {
    var node: Int32 = 0
    for word in words {
      guard let next = child(of: node, word) else { return nil }
      node = next
    }
    let index = payloadOfNode[Int(node)]
    return index < 0 ? nil : payloads[Int(index)]
  }

  /// The index of the payload and the length of the longest phrase that begins at `start`.
  ///
  /// `accepts`: whether the tokens in a range may stand for the phrase.
  func longest(
    in tokens: ArraySlice<Token>, from start: Int, accepts: (Int, Range<Int>) -> Bool
  ) -> (payload: Int, end: Int)? {
    var node: Int32 = 0
    var index = start
    var best: (payload: Int, end: Int)?
    while index < tokens.endIndex {
      let token = tokens[index]
      guard token.word.isKnown, let next = child(of: node, token.word) else { break }
      node = next
      index += 1
      let payload = Int(payloadOfNode[Int(node)])
      if payload >= 0, accepts(payload, start..<index) { best = (payload, index) }
      // "Iran's Revolutionary Guards" and "Al-Aqsa Martyrs' Brigades" pass over the possessive.
      if index < tokens.endIndex, tokens[index].kind == .possessive, index + 1 < tokens.endIndex,
        child(of: node, tokens[index + 1].word) != nil
      {
        index += 1
      }
    }
    return best
  }

  private func child(of node: Int32, _ word: Word) -> Int32? {
    let key = Self.key(node, word)
    let mask = slots.count - 1
    var index = Self.slot(key) & mask
    while slots[index].key != 0 {
      if slots[index].key == key { return slots[index].node }
      index = (index + 1) & mask
    }
    return nil
  }

  private mutating func child(of node: Int32, adding word: Word) -> Int32 {
    if let known = child(of: node, word) { return known }
    if nodes * 2 > slots.count { grow() }
    let new = Int32(nodes)
    nodes += 1
    payloadOfNode.append(-1)
    insert(Self.key(node, word), new)
    return new
  }

  private mutating func insert(_ key: UInt64, _ node: Int32) {
    let mask = slots.count - 1
    var index = Self.slot(key) & mask
    while slots[index].key != 0 { index = (index + 1) & mask }
    slots[index] = (key, node)
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: (0, 0), count: old.count * 2)
    for slot in old where slot.key != 0 { insert(slot.key, slot.node) }
  }

  private static func key(_ node: Int32, _ word: Word) -> UInt64 {
    UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: word.index))
  }

  private static func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 20)
  }
}
