import RealModule

/// How well a law foretold a count; smaller is better (Czado, Gneiting and Held 2009).
public struct CountScore: Hashable, Sendable {
  /// Minus the logarithm of the probability.
  public let logarithmic: Double
  /// The continuous ranked probability score: the squares of the distance of the distribution
  /// function from the step at the count, summed.
  public let rankedProbability: Double
  /// Dawid and Sebastiani's: the squared standardized error plus the logarithm of the variance.
  public let dawidSebastiani: Double
  /// The squared error.
  public let squaredError: Double

  /// The scores of a law for a count.
  public init(of law: CountLaw, count: Int) {
    let error = Double(count) - law.mean
    logarithmic = -law.logProbability(count)
    dawidSebastiani = error * error / law.variance + Double.log(law.variance)
    squaredError = error * error
    var sum = 0.0
    // Below the count the step is 0, from it on 1; beyond, the tail is followed until it is nothing.
    var probability = Double.exp(law.logProbability(0))
    var cumulative = 0.0
    var value = 0
    while value < CountScore.longestSum {
      cumulative = min(1, cumulative + probability)
      let distance = cumulative - (value >= count ? 1 : 0)
      sum += distance * distance
      if value > count, Double(value) > law.mean, distance * distance < 1e-18 * max(sum, 1e-300) {
        rankedProbability = sum
        return
      }
      value += 1
      // p(y) / p(y - 1), for both laws.
      let y = Double(value)
      if law.theta.isFinite {
        probability *= (y - 1 + law.theta) / y * law.mean / (law.mean + law.theta)
      } else {
        probability *= law.mean / y
      }
    }
    rankedProbability = sum + CountScore.tail(of: law, count: count, from: value)
  }

  /// Terms that are summed one by one; a law that reaches farther is followed in growing steps.
  private static let longestSum = 20_000

  /// The squares of the distance from a value on, by the trapezoidal rule in steps that grow with
  /// the value: a law with a heavy tail takes some thousand steps, not one for every count.
  private static func tail(of law: CountLaw, count: Int, from start: Int) -> Double {
    func square(_ value: Int) -> Double {
      let distance = law.cumulative(value) - (value >= count ? 1 : 0)
      return distance * distance
    }
    var (sum, value) = (0.0, start)
    var left = square(value)
    while value < 1 << 50 {
      // The step of the distribution at the count is a jump, which no interval may hold inside.
      let step = value < count ? min(max(1, value / 500), count - value) : max(1, value / 500)
      let right = square(value + step)
      sum += Double(step) * (value + step == count ? left : 0.5 * (left + right))
      value += step
      left = right
      if value > count, right < 1e-12 * max(sum, 1e-12) { break }
    }
    return sum
  }
}

/// The probability integral transform of counts: uniform when the laws are right.
public struct CountTransform: Hashable, Sendable {
  /// Probabilities below each count and up to it.
  public let bounds: [ClosedRange<Double>]

  /// The transform of counts under their laws.
  ///
  /// - Precondition: One law a count.
  public init(laws: [CountLaw], counts: [Int]) {
    precondition(laws.count == counts.count, "one law a count")
    bounds = zip(laws, counts).map { law, count in
      let lower = law.cumulative(count - 1)
      return lower...max(lower, law.cumulative(count))
    }
  }

  /// One value a count, drawn evenly between its bounds.
  public func randomized(_ uniform: () -> Double) -> [Double] {
    bounds.map { $0.lowerBound + uniform() * ($0.upperBound - $0.lowerBound) }
  }

  /// Densities over bins of equal width, without randomness: each count's mass is spread evenly
  /// between its bounds (Czado, Gneiting and Held 2009).
  public func densities(bins: Int) -> [Double] {
    var shares = [Double](repeating: 0, count: bins)
    func spread(_ bound: ClosedRange<Double>, _ u: Double) -> Double {
      if u <= bound.lowerBound { return 0 }
      if u >= bound.upperBound { return 1 }
      return (u - bound.lowerBound) / (bound.upperBound - bound.lowerBound)
    }
    for bound in bounds {
      var before = 0.0
      for bin in 0..<bins {
        let share = spread(bound, Double(bin + 1) / Double(bins))
        shares[bin] += share - before
        before = share
      }
    }
    return shares.map { $0 * Double(bins) / Double(max(1, bounds.count)) }
  }
}
