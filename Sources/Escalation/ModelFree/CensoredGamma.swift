import Estimation
import RealModule

/// A gamma distribution fitted to times that are known only as intervals, by maximum likelihood.
public struct CensoredGamma: Hashable, Sendable {
  /// The mean.
  public let mean: Double
  /// The shape.
  public let shape: Double
  /// The maximum of the log-likelihood.
  public let logLikelihood: Double

  /// Fits; nil without an interval that says anything.
  ///
  /// The shape is searched between 0.1 and 20: beyond, a handful of intervals says nothing.
  public init?(intervals: [(lower: Double, upper: Double)]) {
    let informative = intervals.filter { $0.lower > 0 || $0.upper < .infinity }
    guard !informative.isEmpty else { return nil }
    let middles = informative.map { $0.upper.isFinite ? ($0.lower + $0.upper) / 2 : $0.lower + 1 }
    var point = (
      mean: Double.log(max(0.01, middles.reduce(0, +) / Double(middles.count))), shape: 0.0
    )
    func value(_ at: (mean: Double, shape: Double)) -> Double {
      CensoredGamma.logLikelihood(
        informative, mean: Double.exp(at.mean), shape: Double.exp(at.shape))
    }
    // Two parameters and a likelihood that is smooth but not concave: a pattern search.
    let shapes = -2.302_585_092_994_046...2.995_732_273_553_991
    var best = value(point)
    var step = 0.5
    while step > 1e-4 {
      var moved = false
      for (dm, ds) in [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1)] {
        let shape = point.shape + Double(ds) * step
        let candidate = (
          mean: point.mean + Double(dm) * step,
          shape: min(max(shape, shapes.lowerBound), shapes.upperBound)
        )
        let found = value(candidate)
        if found > best + 1e-12 {
          (point, best, moved) = (candidate, found, true)
        }
      }
      if !moved { step /= 2 }
    }
    guard best.isFinite else { return nil }
    mean = Double.exp(point.mean)
    shape = Double.exp(point.shape)
    logLikelihood = best
  }

  /// The log-likelihood of intervals; an exact time counts as an interval of a thousandth.
  static func logLikelihood(
    _ intervals: [(lower: Double, upper: Double)], mean: Double, shape: Double
  ) -> Double {
    intervals.reduce(0) { sum, interval in
      let rate = shape / mean
      let lower = interval.lower * rate
      let upper = max(interval.upper, interval.lower + 1e-3) * rate
      let probability =
        upper.isFinite
        ? IncompleteGamma.lower(shape, upper) - IncompleteGamma.lower(shape, lower)
        : IncompleteGamma.upper(shape, lower)
      return sum + Double.log(max(probability, 1e-300))
    }
  }
}
