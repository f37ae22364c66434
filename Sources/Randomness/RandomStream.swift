/// A stream of random numbers that is named by what it is for.
///
/// Seed, part and replicate fix every number of it: replicate 17 of the bootstrap draws the same
/// numbers whether one thread computes it or eight, first or last. Streams of different names are
/// independent blocks of one Philox4x32-10 sequence.
public struct RandomStream: Sendable {
  /// What a stream is used for; streams of different parts never meet.
  public struct Part: Hashable, Sendable {
    /// The number that enters the counter.
    public let number: UInt32

    /// The part of the given name; the name is hashed (FNV-1a, 32 bits), so it must not change.
    public init(_ name: String) {
      number = name.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
    }
  }

  private let key: SIMD2<UInt32>
  private var counter: SIMD4<UInt32>
  private var block = SIMD4<UInt32>()
  private var used = 4
  /// The second number of the last pair of normal variates.
  var spareNormal: Double?

  /// The stream of one replicate of one part.
  public init(seed: UInt64, part: Part, replicate: Int = 0) {
    key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    counter = SIMD4(0, 0, UInt32(truncatingIfNeeded: replicate), part.number)
  }

  /// The next 32 random bits.
  public mutating func next32() -> UInt32 {
    if used == 4 {
      block = Philox.block(counter, key: key)
      used = 0
      counter[0] &+= 1
      if counter[0] == 0 { counter[1] &+= 1 }
    }
    used += 1
    return block[used - 1]
  }

  /// The next 64 random bits.
  public mutating func next64() -> UInt64 {
    let low = next32()
    return UInt64(next32()) << 32 | UInt64(low)
  }

  /// A number strictly between 0 and 1: one of 2^52 midpoints, all equally likely.
  public mutating func uniform() -> Double {
    (Double(next64() >> 12) + 0.5) * 0x1p-52
  }

  /// A number between two bounds.
  public mutating func uniform(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * uniform()
  }

  /// A whole number of a closed range, all equally likely (rejection, so without bias).
  public mutating func integer(in range: ClosedRange<Int>) -> Int {
    let width = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound)) &+ 1
    guard width != 0 else { return Int(truncatingIfNeeded: next64()) }
    let excess = (UInt64.max % width &+ 1) % width
    var bits = next64()
    while bits > UInt64.max - excess { bits = next64() }
    return range.lowerBound &+ Int(truncatingIfNeeded: bits % width)
  }

  /// One of `count` places, all equally likely: 32 bits and a multiplication where `integer(in:)`
  /// takes 64 and a division, so with other numbers (Lemire, ACM TOMACS 29 (2019), algorithm 5).
  ///
  /// - Precondition: `count` is from 1 to 2^32 - 1.
  public mutating func place(of count: Int) -> Int {
    let width = UInt32(count)
    var product = UInt64(next32()) * UInt64(width)
    if UInt32(truncatingIfNeeded: product) < width {
      let least = (0 &- width) % width
      while UInt32(truncatingIfNeeded: product) < least {
        product = UInt64(next32()) * UInt64(width)
      }
    }
    return Int(product >> 32)
  }

  /// Puts a collection into a random order, all orders equally likely (Fisher and Yates).
  public mutating func shuffle<Element>(_ values: inout [Element]) {
    for last in stride(from: values.count - 1, to: 0, by: -1) {
      values.swapAt(last, integer(in: 0...last))
    }
  }
}
