import Estimation
import PointProcesses

/// A fit with the profiles of everything that is reported with a profile interval.
struct ProfiledFit: Sendable {
  let fit: HawkesFit
  let curves: [Estimands.Profiled: ProfileCurve]

  /// Profiles a fit; where a profile meets a better fit, all begins again from there.
  ///
  /// - Parameters:
  ///   - fit: The fit.
  ///   - level: The level of the intervals.
  ///   - reach: How far to follow the profiles at least.
  /// - Throws: What a search throws.
  init(_ fit: HawkesFit, level: Double, reach: Double) throws {
    var fit = fit
    let streams = 0..<fit.model.streamCount
    var keys: [Estimands.Profiled] = streams.flatMap { i in
      streams.flatMap { [.strength(i, $0), .lagMean(i, $0), .lagMedian(i, $0)] }
    }
    for piece in 0..<fit.model.baseline.pieceCount {
      keys += streams.map { .baselineRate($0, piece: piece) }
    }
    var curves: [Estimands.Profiled: ProfileCurve] = [:]
    var restarts = 0
    var position = 0
    while position < keys.count {
      let key = keys[position]
      let degrees = fit.degreesOfFreedom(responder: key.responder)
      let wanted = StudentT(degreesOfFreedom: degrees).quantile(0.5 + level / 2)
      let curve = try fit.profile(
        key.target, responder: key.responder, reach: max(wanted, reach), exactAt: wanted)
      // The coordinates of a median are not those of the fit; the mean's profile meets the same
      // fits.
      if let better = curve.better, restarts < 5, !key.isMedian {
        restarts += 1
        fit = try fit.improved(by: better, responder: key.responder)
        curves = [:]
        position = 0
        continue
      }
      curves[key] = curve
      position += 1
    }
    self.fit = fit
    self.curves = curves
  }
}

extension Estimands.Profiled {
  fileprivate var isMedian: Bool {
    if case .lagMedian = self { return true }
    return false
  }
}

extension [Estimands.Profiled: ProfileInterval] {
  /// Intervals of logarithms as intervals of days.
  func mapKeysToDays() -> [Estimands.Profiled: ProfileInterval] {
    Dictionary(
      uniqueKeysWithValues: map { key, interval in
        (key, key.isLogarithm ? interval.exponential : interval)
      })
  }
}
