import Estimation
import RealModule

/// The logarithm of a count's probability with its derivatives in the logarithm of the mean and in
/// the logarithm of theta, where the variance is mean + mean^2 / theta.
struct CountPoint {
  var value = 0.0
  /// In the log mean, once and twice.
  var mean = 0.0
  var meanMean = 0.0
  /// In log theta, once and twice.
  var size = 0.0
  var sizeSize = 0.0
  /// In both.
  var meanSize = 0.0

  /// Poisson.
  init(poisson count: Double, logMean: Double, mu: Double, logFactorial: Double) {
    value = count * logMean - mu - logFactorial
    mean = count - mu
    meanMean = -mu
  }

  /// Negative binomial; the sums over the rising factorial come from a table.
  init(
    count: Double, logMean: Double, mu: Double, theta: Double, logFactorial: Double,
    rising: RisingFactorials
  ) {
    let index = Int(count)
    let total = theta + mu
    let ratio = mu / theta
    let logRatio = Double.log(onePlus: ratio)
    // theta log(theta / total) and y log(mu / total), written so that large theta loses no digits.
    value =
      rising.logarithms[index] - logFactorial - theta * logRatio
      + count * (logMean - Double.log(theta) - logRatio)
    mean = theta * (count - mu) / total
    meanMean = -mu * theta * (count + theta) / (total * total)
    let first = rising.reciprocals[index] - logRatio + (mu - count) / total
    let second =
      -rising.squares[index] + mu / (theta * total) - (mu - count) / (total * total)
    size = theta * first
    sizeSize = theta * theta * second + theta * first
    meanSize = theta * mu * (count - mu) / (total * total)
  }
}

/// Sums over theta, theta + 1, ..., theta + y - 1 for all y up to the largest count: of logarithms,
/// reciprocals and their squares.
struct RisingFactorials {
  private(set) var logarithms = [0.0]
  private(set) var reciprocals = [0.0]
  private(set) var squares = [0.0]

  init(theta: Double, largest: Int) {
    logarithms.reserveCapacity(largest + 1)
    reciprocals.reserveCapacity(largest + 1)
    squares.reserveCapacity(largest + 1)
    for index in 0..<max(0, largest) {
      let value = theta + Double(index)
      logarithms.append(logarithms[index] + Double.log(value))
      reciprocals.append(reciprocals[index] + 1 / value)
      squares.append(squares[index] + 1 / (value * value))
    }
  }
}
