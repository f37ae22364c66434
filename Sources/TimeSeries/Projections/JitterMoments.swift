/// The mean, variance and third central moment of the sum of products of two series, when the periods
/// of the second are permuted within windows whose phase is random (``IntervalJitter``).
///
/// Within a window of m periods, with a and b the deviations from the window's means, the sum of
/// a(i) b(p(i)) over random permutations p has mean 0, variance A2 B2 / (m - 1) and third moment
/// m A3 B3 / ((m - 1) (m - 2)), where A2, A3, B2, B3 are sums of squares and cubes (W. Hoeffding, Ann.
/// Math. Stat. 22, 1951, for the variance; the third moment is found in the same way). Windows are
/// independent, so their cumulants add; phases are averaged.
struct JitterMoments {
  private let responder: PowerSums
  private let provoker: PowerSums
  private let window: Int

  init(responder: [Double], provoker: [Double], window: Int) {
    self.responder = PowerSums(responder)
    self.provoker = PowerSums(provoker)
    self.window = window
  }

  /// Moments of the sum over t of responder(t) provoker(t - lag).
  func at(lag: Int) -> (mean: Double, variance: Double, third: Double) {
    let count = provoker.count
    // Windows longer than the series are all the same from a phase on.
    let phases = min(window, count)
    var (weights, mean, square, cube) = (0.0, 0.0, 0.0, 0.0)
    var (variance, third, both) = (0.0, 0.0, 0.0)
    for phase in 1...phases {
      let weight = phase == phases ? Double(window - phases + 1) : 1
      let own = moments(lag: lag, phase: phase)
      weights += weight
      mean += weight * own.mean
      square += weight * own.mean * own.mean
      cube += weight * own.mean * own.mean * own.mean
      variance += weight * own.variance
      third += weight * own.third
      both += weight * own.variance * own.mean
    }
    mean /= weights
    // Central moments of the mixture of all phases.
    let between = square / weights - mean * mean
    let all = variance / weights + max(0, between)
    let skew =
      third / weights + 3 * (both / weights - mean * variance / weights)
      + cube / weights - 3 * mean * square / weights + 2 * mean * mean * mean
    return (mean, all, skew)
  }

  private func moments(
    lag: Int, phase: Int
  ) -> (mean: Double, variance: Double, third: Double) {
    var (mean, variance, third) = (0.0, 0.0, 0.0)
    var start = 0
    var end = phase
    while start < provoker.count {
      end = min(end, provoker.count)
      let m = Double(end - start)
      let a = responder.window(start + lag, end + lag)
      let b = provoker.window(start, end)
      mean += a.0 * b.0 / m
      if m > 1 {
        let (a2, b2) = (max(0, a.1 - a.0 * a.0 / m), max(0, b.1 - b.0 * b.0 / m))
        variance += a2 * b2 / (m - 1)
      }
      if m > 2 {
        let a3 = a.2 - 3 * a.0 * a.1 / m + 2 * a.0 * a.0 * a.0 / (m * m)
        let b3 = b.2 - 3 * b.0 * b.1 / m + 2 * b.0 * b.0 * b.0 / (m * m)
        third += m * a3 * b3 / ((m - 1) * (m - 2))
      }
      start = end
      end += window
    }
    return (mean, variance, third)
  }
}

/// Running sums of a series, its squares and its cubes.
private struct PowerSums {
  let count: Int
  private let sums: [SIMD4<Double>]

  init(_ values: [Double]) {
    count = values.count
    var sums = [SIMD4<Double>(repeating: 0)]
    sums.reserveCapacity(values.count + 1)
    var sum = SIMD4<Double>(repeating: 0)
    for value in values {
      sum += SIMD4(value, value * value, value * value * value, 0)
      sums.append(sum)
    }
    self.sums = sums
  }

  /// Sums over the periods from `start` to before `end`; periods outside the series are zero.
  @inline(__always)
  func window(_ start: Int, _ end: Int) -> (Double, Double, Double) {
    let difference = sums[min(max(end, 0), count)] - sums[min(max(start, 0), count)]
    return (difference[0], difference[1], difference[2])
  }
}
