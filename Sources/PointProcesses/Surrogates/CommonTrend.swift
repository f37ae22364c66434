import RealModule

/// The trend that two streams share, estimated from the events of both.
///
/// The posterior of a log-Gaussian Cox process by Laplace's method, with the first-order
/// correction of the mean for the skew (Tierney and Kadane, JASA 81, 1986).
struct CommonTrend {
  /// The events of both streams in each bin.
  let counts: [Double]
  /// The posterior mean of the logarithm, up to a constant.
  private(set) var mean: [Double]
  /// Its posterior variance.
  let variance: [Double]
  private let duration: Double

  /// Bins of a day, but at least 30 and at most 2,000.
  static func bins(_ duration: Double) -> Int {
    duration < 2000 ? max(30, Int(duration.rounded(.up))) : 2000
  }

  /// The number of bins.
  private var count: Int { counts.count }

  /// The events of all streams in each bin.
  static func counts(_ streams: [[Double]], duration: Double) -> [Double] {
    let count = bins(duration)
    let step = duration / Double(count)
    var counts = [Double](repeating: 0, count: count)
    for time in streams.joined() { counts[min(count - 1, max(0, Int(time / step)))] += 1 }
    return counts
  }

  init(_ counts: [Double], duration: Double, prior: TrendPrior) {
    let count = counts.count
    let step = duration / Double(count)
    let total = counts.reduce(0, +)
    var path = [Double](repeating: 0, count: count)
    var expected = path
    func expect() {
      let weights = path.map { Double.exp($0) }
      let scale = total / weights.reduce(0, +)
      expected = weights.map { $0 * scale }
    }
    for _ in 0..<40 {
      expect()
      if prior.improve(&path, counts: counts, expected: expected, step: step) < 1e-5 { break }
    }
    expect()
    let precision = prior.precision(step: step, information: expected)
    let variance = precision.variances
    let skew = precision.solve(zip(expected, variance).map { -0.5 * $0 * $1 })
    self.counts = counts
    self.duration = duration
    self.variance = variance
    mean = zip(path, skew).map { $0 + $1 }
  }

  /// What the other events tell of the trend at each event: its own contribution is taken out, as
  /// 1 / E[1 / m] does for a Poisson count.
  func leavingOneOut(at events: [Double]) -> [Double] {
    events.map { time in
      let bin = min(count - 1, max(0, Int(time / duration * Double(count))))
      return Double.exp(mean[bin] - variance[bin] / 2)
    }
  }

  /// The integral of the expected trend over the span.
  var integral: Double {
    let step = duration / Double(count)
    return zip(mean, variance).reduce(0) { $0 + Double.exp($1.0 + $1.1 / 2) * step }
  }
}
