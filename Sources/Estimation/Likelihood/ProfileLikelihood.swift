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
  ///   - scan: Values to look at wherever they lie.
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
      for value in scan.sorted(by: { side < 0 ? $0 > $1 : $0 < $1 })
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

/// A profile likelihood as the signed root of its deviance, a curve that rises through zero at the
/// estimate and is straight where the likelihood is normal.
public struct ProfileCurve: Sendable {
  /// A value of the parameter and the signed root of the deviance there.
  public struct Point: Hashable, Sendable {
    /// The parameter.
    public let value: Double
    /// Negative below the estimate, positive above.
    public let signedRoot: Double
  }

  /// The maximum-likelihood estimate.
  public let estimate: Double
  /// The computed points, by value.
  public let points: [Point]
  /// The smallest value that the parameter may take.
  public let lowerBound: Double
  /// The largest value that the parameter may take.
  public let upperBound: Double
  /// A better fit that turned up on the way, if any.
  public let better: TrustRegionNewton.Optimum?
  private let interpolated: MonotoneCurve

  init(
    estimate: Double, points: [Point], lowerBound: Double, upperBound: Double,
    better: TrustRegionNewton.Optimum?
  ) {
    self.estimate = estimate
    self.points = points
    self.lowerBound = lowerBound
    self.upperBound = upperBound
    self.better = better
    interpolated = MonotoneCurve(
      arguments: points.map(\.value), values: points.map(\.signedRoot))
  }

  /// The signed root of the deviance at a value; beyond the followed range that of its end.
  public func signedRoot(at value: Double) -> Double { interpolated(value) }

  /// The values whose signed root stays within the quantiles of the level.
  ///
  /// - Parameters:
  ///   - level: Such as 0.95.
  ///   - degreesOfFreedom: Of the t distribution that the root is referred to; infinite for the
  ///     normal one, which is the usual chi-square of one degree of freedom.
  /// - Returns: The interval; an end that the profile never reaches is the bound, and open.
  public func interval(
    level: Double, degreesOfFreedom: Double = .infinity
  ) -> ProfileInterval {
    let reach = StudentT(degreesOfFreedom: degreesOfFreedom).quantile(0.5 + level / 2)
    let lower = interpolated.argument(reaching: -reach)
    let upper = interpolated.argument(reaching: reach)
    return ProfileInterval(
      estimate: estimate, lower: lower ?? lowerBound, upper: upper ?? upperBound, level: level,
      lowerIsOpen: lower == nil, upperIsOpen: upper == nil)
  }
}

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
}
