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

  /// The shapes among which a fit searches.
  ///
  /// Below the lowest the density is infinite at lag zero (gamma, Weibull). Above the highest the
  /// lags spread by less than half their mean: with a hundred events there is nearly always some
  /// such narrow kernel that fits chance coincidences, and intervals that admit it hold the truth
  /// in 87 % of cases instead of 93 % (Benchmarks, profile-coverage).
  public var shapeRange: ClosedRange<Double> {
    switch self {
    case .exponential: 1...1
    case .gamma: 1...4
    case .logNormal: 0.5...1.5
    case .weibull: 1...2.2
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
