import Tabular

/// Texts that rows repeat, each kept once and numbered in the order of its first appearance.
struct ByteTexts {
  private var slots: [Int32]
  private var hashes: [UInt64] = []
  private var ends: [Int] = []
  private var bytes: [UInt8] = []

  init() { slots = [Int32](repeating: -1, count: 1 << 10) }

  /// How many texts there are.
  var count: Int { ends.count }

  /// The number of a text.
  mutating func number(of field: FieldBytes) -> Int {
    let hash = field.hash()
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if hashes[number] == hash, isSame(number, field) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    let number = ends.count
    slots[slot] = Int32(number)
    hashes.append(hash)
    bytes.append(contentsOf: field.bytes)
    ends.append(bytes.count)
    if 2 * ends.count > slots.count { grow() }
    return number
  }

  /// A text by its number.
  func text(_ number: Int) -> String {
    bytes[range(number)].withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { FieldBytes(start: $0, count: buffer.count).text } ?? ""
    }
  }

  private func range(_ number: Int) -> Range<Int> {
    (number == 0 ? 0 : ends[number - 1])..<ends[number]
  }

  private func isSame(_ number: Int, _ field: FieldBytes) -> Bool {
    let range = range(number)
    guard range.count == field.count else { return false }
    return bytes.withUnsafeBufferPointer { buffer in
      for index in 0..<field.count where buffer[range.lowerBound + index] != field.start[index] {
        return false
      }
      return true
    }
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: 2 * slots.count)
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number)
    }
  }
}

/// Where each of many keys was first seen, twelve bytes a key at most twice.
struct FirstPlaces {
  private var keys: [UInt64]
  private var places: [UInt32]
  private var count = 0

  init() {
    keys = [UInt64](repeating: 0, count: 1 << 10)
    places = [UInt32](repeating: 0, count: 1 << 10)
  }

  /// The place where a key was seen before; nil at its first time, which is noted.
  mutating func first(_ given: UInt64, at place: Int) -> Int? {
    // Zero marks a free slot.
    let key = given == 0 ? 1 : given
    var slot = Int(truncatingIfNeeded: FieldBytes.mix(key)) & (keys.count - 1)
    while keys[slot] != 0 {
      if keys[slot] == key { return Int(places[slot]) }
      slot = (slot + 1) & (keys.count - 1)
    }
    keys[slot] = key
    places[slot] = UInt32(clamping: place)
    count += 1
    if 3 * count > 2 * keys.count { grow() }
    return nil
  }

  private mutating func grow() {
    let (oldKeys, oldPlaces) = (keys, places)
    keys = [UInt64](repeating: 0, count: 2 * oldKeys.count)
    places = [UInt32](repeating: 0, count: 2 * oldKeys.count)
    for (index, key) in oldKeys.enumerated() where key != 0 {
      var slot = Int(truncatingIfNeeded: FieldBytes.mix(key)) & (keys.count - 1)
      while keys[slot] != 0 { slot = (slot + 1) & (keys.count - 1) }
      keys[slot] = key
      places[slot] = oldPlaces[index]
    }
  }
}
