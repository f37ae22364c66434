import LinearAlgebra
import RealModule

/// The profile likelihood of single parameters of a fitted model.
///
/// For each value of one parameter the others are fitted again; twice the loss of log-likelihood is
/// compared with a chi-square of one degree of freedom. Unlike an interval of so many standard
/// errors this holds for skewed likelihoods and at bounds (Venzon and Moolgavkar, Applied
/// Statistics 37, 1988).
public struct ProfileLikelihood {
  /// Minimizes the negative log-likelihood.
  public var method = TrustRegionNewton()
  private let lower: [Double]
  private let upper: [Double]
  private let negativeLogLikelihood: ([Double]) throws -> QuadraticExpansion?

  /// A profile of the given model.
  ///
  /// - Parameters:
  ///   - lower: Lower bounds of the parameters.
  ///   - upper: Upper bounds of the parameters.
  ///   - negativeLogLikelihood: As in ``TrustRegionNewton/minimize(from:lower:upper:_:)``.
  public init(
    lower: [Double], upper: [Double],
    negativeLogLikelihood: @escaping ([Double]) throws -> QuadraticExpansion?
  ) {
    self.lower = lower
    self.upper = upper
    self.negativeLogLikelihood = negativeLogLikelihood
  }

  /// The best fit with one parameter held at a value.
  ///
  /// - Parameters:
  ///   - index: The parameter.
  ///   - value: Where it is held.
  ///   - starts: Where to search for the others from; the best end counts.
  /// - Returns: The best end.
  /// - Throws: What the likelihood and the optimizer throw.
  public func optimum(
    holding index: Int, at value: Double, from starts: [[Double]]
  ) throws -> TrustRegionNewton.Optimum {
    var (low, high) = (lower, upper)
    low[index] = value
    high[index] = value
    return try method.minimize(
      fromAll: starts, lower: low, upper: high, negativeLogLikelihood
    ).best
  }

  /// The profile of one parameter on both sides of the optimum.
  ///
  /// Likelihoods of lags have several peaks. So the profile is followed outward from the optimum,
  /// is looked at in all of `scan`, and is searched from other peaks at every value; where it comes
  /// back within reach farther out, the interval extends that far.
  ///
  /// - Parameters:
  ///   - index: The parameter.
  ///   - optimum: The best fit.
  ///   - alternatives: Other peaks of the likelihood.
  ///   - scan: Values to look at wherever they lie; repeated ones once.
  ///   - reach: How far to follow it, as the signed root of the deviance: 1.96 is a 95 % interval.
  ///   - exactAt: The signed root at which the curve is computed rather than interpolated, on both
  ///     sides; the ends of the interval that is wanted.
  ///   - step: A first step to try on either side.
  /// - Returns: The curve. Where a better fit turns up on the way it is the curve's
  ///   ``ProfileCurve/better``, and the caller should start over from there.
  /// - Throws: What the likelihood and the optimizer throw.
  public func curve(
    of index: Int, around optimum: TrustRegionNewton.Optimum, alternatives: [[Double]] = [],
    scan: [Double] = [], reach: Double = 1.96, exactAt: Double? = nil, step: Double
  ) throws -> ProfileCurve {
    var better: TrustRegionNewton.Optimum?
    let estimate = optimum.point[index]
    /// Computes the root of the deviance at a value, searching from a neighbour and all peaks.
    func look(at value: Double, from neighbour: [Double]) throws -> Sighting {
      let fit = try self.optimum(holding: index, at: value, from: [neighbour] + alternatives)
      let deviance = 2 * (fit.value - optimum.value)
      if deviance < -1e-6 * max(1, optimum.value.magnitude), fit.convergence.converged,
        fit.value < better?.value ?? .infinity
      {
        better = fit
      }
      return Sighting(value: value, root: max(0, deviance).squareRoot(), point: fit.point)
    }
    var points = [ProfileCurve.Point(value: estimate, signedRoot: 0)]
    for side in [-1.0, 1.0] {
      let bound = side < 0 ? lower[index] : upper[index]
      var seen = [Sighting(value: estimate, root: 0, point: optimum.point)]
      var stride = step
      // Each step aims at a third of the reach: enough points for a smooth curve between them.
      for _ in 0..<60 {
        let last = seen[seen.count - 1]
        guard last.value != bound, last.root < reach else { break }
        var value = last.value + side * stride
        if side < 0 ? value <= bound : value >= bound { value = bound }
        let next = try look(at: value, from: last.point)
        let rise = next.root - last.root
        if next.root > reach + 0.7, stride > 1e-9 * (1 + value.magnitude), rise > 1.2 {
          // Too far in one step: come back and try a shorter one.
          stride *= max(0.1, min(0.6, (reach + 0.2 - last.root) / rise))
          continue
        }
        seen.append(next)
        stride *= rise > 1e-3 ? min(3, max(0.4, reach / 3 / rise)) : 3
      }
      let farthest = seen[seen.count - 1].value
      for value in Set(scan).sorted(by: { side < 0 ? $0 > $1 : $0 < $1 })
      where side < 0 ? value < farthest && value >= bound : value > farthest && value <= bound {
        seen.append(try look(at: value, from: seen[seen.count - 1].point))
      }
      // Close in on the wanted point by interpolation, so that it is computed itself.
      let wanted = exactAt ?? reach
      for _ in 0..<5 {
        let envelope = Sighting.envelope(seen)
        let curve = MonotoneCurve(
          arguments: envelope.map { side * $0.value }, values: envelope.map(\.root))
        guard let argument = curve.argument(reaching: wanted) else { break }
        let value = side * argument
        guard let outer = envelope.firstIndex(where: { side * $0.value >= argument }),
          envelope[outer].value != value
        else { break }
        let next = try look(at: value, from: envelope[max(0, outer - 1)].point)
        seen.append(next)
        if (next.root - wanted).magnitude < 1e-4 { break }
      }
      points += Sighting.envelope(seen).dropFirst().map {
        ProfileCurve.Point(value: $0.value, signedRoot: side * $0.root)
      }
    }
    points.sort { ($0.value, $0.signedRoot) < ($1.value, $1.signedRoot) }
    return ProfileCurve(
      estimate: estimate, points: points, lowerBound: lower[index], upperBound: upper[index],
      better: better)
  }
}

/// The best fit with the profiled parameter held at a value.
private struct Sighting {
  let value: Double
  /// The root of its deviance.
  let root: Double
  let point: [Double]

  /// One side of a profile, from the estimate outward, each root lowered to the lowest that lies
  /// farther out: the interval is to hold every value whose deviance is small enough.
  static func envelope(_ side: [Sighting]) -> [Sighting] {
    let estimate = side[0].value
    let ordered = side.sorted { ($0.value - estimate).magnitude < ($1.value - estimate).magnitude }
    var lowest = Double.infinity
    var result: [Sighting] = []
    for sighting in ordered.reversed() {
      lowest = min(lowest, sighting.root)
      result.append(Sighting(value: sighting.value, root: lowest, point: sighting.point))
    }
    return result.reversed()
  }
}
