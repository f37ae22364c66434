import Tabular

/// What the fields of a column mean, each spelling looked up once: rows repeat few of them.
struct RepeatedCells<Value> {
  private var slots: [Int32] = Array(repeating: -1, count: 64)
  private var entries: [(hash: UInt64, bytes: [UInt8], value: Value)] = []

  /// So many spellings are remembered.
  private static var limit: Int { 100_000 }

  /// The meaning of a field; `meaning` is asked for a spelling that is not known yet.
  mutating func value(
    _ row: CSVReader, _ column: Int, _ meaning: (String) throws -> Value
  ) throws -> Value {
    let bytes = row.bytes(column)
    let hash = RepeatedCells.hash(bytes)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let entry = Int(slots[slot])
      if entries[entry].hash == hash, entries[entry].bytes.elementsEqual(bytes) {
        return entries[entry].value
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    let value = try meaning(row.text(column))
    guard entries.count < RepeatedCells.limit else { return value }
    slots[slot] = Int32(entries.count)
    entries.append((hash, Array(bytes), value))
    if 2 * entries.count > slots.count { grow() }
    return value
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: 2 * slots.count)
    for (index, entry) in entries.enumerated() {
      var slot = Int(truncatingIfNeeded: entry.hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(index)
    }
  }

  /// FNV-1a, eight bytes at a time, with a last mixing step; equal bytes are compared in the end.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    let raw = UnsafeRawBufferPointer(bytes)
    var index = 0
    while index + 8 <= raw.count {
      hash = (hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      hash = (hash &* 0x0000_0100_0000_01B3) ^ (hash >> 29)
      index += 8
    }
    while index < raw.count {
      hash = (hash ^ UInt64(raw[index])) &* 0x0000_0100_0000_01B3
      index += 1
    }
    return hash ^ (hash >> 32)
  }
}
