/// Rows by pair and single day: an open-addressing table, because a table of millions of rows asks it
/// once a row, and a dictionary would take a third of the time of reading.
struct PairDayCounts: Sendable {
  private struct Slot {
    var key: UInt64 = 0
    /// Zero in a free slot.
    var count = 0
  }

  private var slots = [Slot](repeating: Slot(), count: 1 << 10)
  private var used = 0

  private static func key(_ pair: Int32, _ day: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: pair)) << 32 | UInt64(UInt32(bitPattern: day))
  }

  /// The slot of a key, or the free one where it belongs (Fibonacci hashing, linear probing).
  private func slot(_ key: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int((key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while slots[slot].count > 0, slots[slot].key != key { slot = (slot + 1) & mask }
    return slot
  }

  /// Adds a row.
  mutating func add(_ pair: Int32, _ day: Int32) {
    let key = PairDayCounts.key(pair, day)
    let slot = slot(key)
    if slots[slot].count == 0 {
      slots[slot].key = key
      used += 1
    }
    slots[slot].count += 1
    if 2 * used > slots.count { grow() }
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: 2 * old.count)
    for entry in old where entry.count > 0 { slots[slot(entry.key)] = entry }
  }

  /// The rows of a pair on a day.
  func count(_ pair: Int32, _ day: Int32) -> Int {
    slots[slot(PairDayCounts.key(pair, day))].count
  }

  /// Calls a body with every pair and day that has rows.
  func forEach(_ body: (_ pair: Int32, _ day: Int32, _ count: Int) -> Void) {
    for entry in slots where entry.count > 0 {
      body(
        Int32(truncatingIfNeeded: entry.key >> 32), Int32(truncatingIfNeeded: entry.key),
        entry.count)
    }
  }
}
