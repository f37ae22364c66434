/// The families of lag distributions that a response may follow.
///
/// All are described by their mean (days) and, but for the exponential, by a shape. The
/// exponential falls from its first moment, so it can never report a most likely day; the others
/// can rise to a mode first.
public enum KernelFamily: String, CaseIterable, Hashable, Sendable {
  /// Density exp(-t / mean) / mean; the gamma of shape 1.
  case exponential
  /// Gamma of the given shape; its mode is mean (1 - 1 / shape).
  case gamma
  /// Log-normal whose shape is the standard deviation of the logarithm.
  case logNormal = "log-normal"
  /// Weibull of the given shape.
  case weibull

  /// Whether the family has a shape besides its mean.
  public var hasShape: Bool { self != .exponential }

  /// The shapes among which a fit searches. Below the lowest the density is infinite at zero (gamma
  /// and Weibull) or a spike; above the highest it is all but a fixed delay.
  public var shapeRange: ClosedRange<Double> {
    switch self {
    case .exponential: 1...1
    case .gamma: 1...20
    case .logNormal: 0.2...2
    case .weibull: 1...6
    }
  }

  /// A shape to start a search from.
  public var typicalShape: Double {
    switch self {
    case .exponential: 1
    case .gamma: 2
    case .logNormal: 0.8
    case .weibull: 1.5
    }
  }
}
