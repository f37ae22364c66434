import RealModule

/// A value with its first and second derivative in one variable, carried through arithmetic.
///
/// Derivatives of a series or a continued fraction in its parameter are exact this way, where
/// differences would lose half of the digits.
struct Jet {
  var value: Double
  var first: Double
  var second: Double

  init(_ value: Double, first: Double = 0, second: Double = 0) {
    self.value = value
    self.first = first
    self.second = second
  }

  static func + (left: Jet, right: Jet) -> Jet {
    Jet(
      left.value + right.value, first: left.first + right.first,
      second: left.second + right.second)
  }

  static func - (left: Jet, right: Jet) -> Jet {
    Jet(
      left.value - right.value, first: left.first - right.first,
      second: left.second - right.second)
  }

  static func * (left: Jet, right: Jet) -> Jet {
    Jet(
      left.value * right.value, first: left.first * right.value + left.value * right.first,
      second: left.second * right.value + 2 * left.first * right.first
        + left.value * right.second)
  }

  /// One over the jet.
  var reciprocal: Jet {
    let inverse = 1 / value
    let square = inverse * inverse
    return Jet(
      inverse, first: -first * square,
      second: 2 * first * first * square * inverse - second * square)
  }

  /// The exponential of the jet.
  var exponential: Jet {
    let power = Double.exp(value)
    return Jet(power, first: power * first, second: power * (second + first * first))
  }

  /// The largest of the three magnitudes.
  var magnitude: Double { max(value.magnitude, max(first.magnitude, second.magnitude)) }
}
