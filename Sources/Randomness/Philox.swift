/// The counter-based generator Philox4x32-10: a bijection of 128-bit counters under a 64-bit key.
///
/// Each block is a function of its counter alone, so any part of any stream can be computed at any
/// time and on any thread. Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as
/// easy as 1, 2, 3", SC11 (2011).
public enum Philox {
  /// Ten rounds on one counter.
  ///
  /// - Parameters:
  ///   - counter: The four words of the counter, lowest first.
  ///   - key: The two words of the key, lowest first.
  /// - Returns: Four random words.
  @inlinable
  public static func block(
    _ counter: SIMD4<UInt32>, key: SIMD2<UInt32>
  ) -> SIMD4<UInt32> {
    var state = counter
    var key = key
    for _ in 0..<10 {
      let first = 0xD251_1F53 * UInt64(state[0])
      let second = 0xCD9E_8D57 * UInt64(state[2])
      state = SIMD4(
        UInt32(truncatingIfNeeded: second >> 32) ^ state[1] ^ key[0],
        UInt32(truncatingIfNeeded: second),
        UInt32(truncatingIfNeeded: first >> 32) ^ state[3] ^ key[1],
        UInt32(truncatingIfNeeded: first))
      key = SIMD2(key[0] &+ 0x9E37_79B9, key[1] &+ 0xBB67_AE85)
    }
    return state
  }
}
