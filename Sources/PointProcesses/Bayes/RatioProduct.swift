import RealModule

/// The logarithm of a product of positive ratios with one logarithm a dozen factors.
struct RatioProduct {
  private var logarithm = 0.0
  private var product = 1.0
  private var count = 0

  /// Multiplies by a positive factor.
  @inline(__always)
  mutating func multiply(_ factor: Double) {
    product *= factor
    count += 1
    // Twelve factors between 1e-25 and 1e25 stay inside the range of a double.
    if count == 12 || product < 1e-250 || product > 1e250 { flush() }
  }

  /// Multiplies by a power of a positive factor.
  @inline(__always)
  mutating func multiply(_ factor: Double, times weight: Double) {
    if weight == 1 { multiply(factor) } else { logarithm += weight * Double.log(factor) }
  }

  private mutating func flush() {
    logarithm += Double.log(product)
    product = 1
    count = 0
  }

  /// The logarithm of all factors so far.
  mutating func value() -> Double {
    flush()
    return logarithm
  }
}
