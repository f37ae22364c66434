/// A monotone curve through given points: cubic Hermite pieces with Fritsch and Carlson's slopes
/// (SIAM Journal on Numerical Analysis 17, 1980), constant beyond the ends.
public struct MonotoneCurve: Hashable, Sendable {
  /// The abscissae, strictly increasing.
  public let arguments: [Double]
  /// The ordinates, never falling.
  public let values: [Double]
  private let slopes: [Double]

  /// The curve through points.
  ///
  /// - Precondition: As many values as arguments, at least one; arguments strictly increase.
  ///   Values that fall below an earlier one are lifted to it.
  public init(arguments: [Double], values: [Double]) {
    precondition(!arguments.isEmpty && arguments.count == values.count, "points come in pairs")
    precondition(zip(arguments, arguments.dropFirst()).allSatisfy(<), "arguments must increase")
    var lifted = values
    for index in lifted.indices.dropFirst() {
      lifted[index] = max(lifted[index], lifted[index - 1])
    }
    self.arguments = arguments
    self.values = lifted
    let last = arguments.count - 1
    let secants = (0..<last).map { index -> Double in
      let rise = lifted[index + 1] - lifted[index]
      return rise / (arguments[index + 1] - arguments[index])
    }
    slopes = arguments.indices.map { index -> Double in
      guard last > 0 else { return 0 }
      if index == 0 { return secants[0] }
      if index == last { return secants[last - 1] }
      let (left, right) = (secants[index - 1], secants[index])
      // The harmonic mean keeps each piece monotone.
      return left > 0 && right > 0 ? 2 * left * right / (left + right) : 0
    }
  }

  /// The value at an argument.
  public func callAsFunction(_ argument: Double) -> Double {
    guard argument > arguments[0] else { return values[0] }
    guard let next = arguments.firstIndex(where: { $0 >= argument }) else {
      return values[values.count - 1]
    }
    let width = arguments[next] - arguments[next - 1]
    let t = (argument - arguments[next - 1]) / width
    let (low, high) = (values[next - 1], values[next])
    let (a, b) = (slopes[next - 1] * width, slopes[next] * width)
    let u = 1 - t
    let ends = low * u * u * (1 + 2 * t) + high * t * t * (3 - 2 * t)
    return ends + t * u * (a * u - b * t)
  }

  /// The argument at which the curve first reaches a value, or nil when it lies outside.
  public func argument(reaching value: Double) -> Double? {
    guard let next = values.firstIndex(where: { $0 >= value }) else { return nil }
    guard next > 0 else { return values[0] == value ? arguments[0] : nil }
    var low = arguments[next - 1]
    var high = arguments[next]
    for _ in 0..<80 where high - low > 1e-15 * max(low.magnitude, high.magnitude) {
      let middle = 0.5 * (low + high)
      if self(middle) < value { low = middle } else { high = middle }
    }
    return 0.5 * (low + high)
  }
}
