import RealModule

/// An estimate with the interval that its likelihood supports.
public struct ProfileInterval: Hashable, Sendable {
  /// The estimate.
  public let estimate: Double
  /// The lower end.
  public let lower: Double
  /// The upper end.
  public let upper: Double
  /// The level, such as 0.95.
  public let level: Double
  /// Whether the likelihood never falls enough below the estimate, so that the lower end is the
  /// parameter's bound.
  public let lowerIsOpen: Bool
  /// Whether the likelihood never falls enough above the estimate.
  public let upperIsOpen: Bool

  /// An interval.
  public init(
    estimate: Double, lower: Double, upper: Double, level: Double, lowerIsOpen: Bool = false,
    upperIsOpen: Bool = false
  ) {
    self.estimate = estimate
    self.lower = lower
    self.upper = upper
    self.level = level
    self.lowerIsOpen = lowerIsOpen
    self.upperIsOpen = upperIsOpen
  }

  /// The interval of the exponential of the quantity.
  public var exponential: ProfileInterval {
    ProfileInterval(
      estimate: Double.exp(estimate), lower: Double.exp(lower), upper: Double.exp(upper),
      level: level, lowerIsOpen: lowerIsOpen, upperIsOpen: upperIsOpen)
  }
}
