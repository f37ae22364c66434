/// Round positions on an axis with labels that have no more digits than they need.
public struct Ticks: Hashable, Sendable {
  /// A labelled position.
  public struct Tick: Hashable, Sendable {
    /// Where.
    public let value: Double
    /// What it says.
    public let label: String

    /// A labelled position.
    public init(value: Double, label: String) {
      self.value = value
      self.label = label
    }
  }

  /// The positions, rising.
  public let ticks: [Tick]
  /// The distance between two of them.
  public let step: Double

  /// The smallest of 1, 2, 2.5, 5 times a power of ten that is not below a number.
  public static func roundStep(atLeast least: Double) -> Double {
    guard least > 0, least.isFinite else { return 1 }
    var power = 1.0
    while power * 10 <= least { power *= 10 }
    while power > least { power /= 10 }
    for factor in [1, 2, 2.5, 5, 10] where factor * power >= least * (1 - 1e-12) {
      return factor * power
    }
    return 10 * power
  }

  /// Ticks from a lower to an upper end, at multiples of a round step, at most so many.
  public init(from lower: Double, to upper: Double, atMost count: Int) {
    let step = Ticks.roundStep(atLeast: (upper - lower) / Double(max(1, count)))
    self.init(from: lower, to: upper, step: step)
  }

  /// Ticks at the multiples of a step.
  public init(from lower: Double, to upper: Double, step: Double) {
    self.step = step
    var decimals = 0
    var scaled = step
    while decimals < 9, (scaled - scaled.rounded()).magnitude > 1e-6 * scaled {
      scaled *= 10
      decimals += 1
    }
    var ticks: [Tick] = []
    var index = (lower / step - 1e-9).rounded(.up)
    while index * step <= upper + 1e-9 * step, ticks.count < 1000 {
      ticks.append(
        Tick(value: index * step, label: Numeral.fixed(index * step, decimals: decimals)))
      index += 1
    }
    self.ticks = ticks
  }
}
