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
  /// - Throws: What the likelihood and the optimizer throw.
  public func optimum(
    holding index: Int, at value: Double, from start: [Double]
  ) throws -> TrustRegionNewton.Optimum {
    var (start, low, high) = (start, lower, upper)
    start[index] = value
    low[index] = value
    high[index] = value
    return try method.minimize(from: start, lower: low, upper: high, negativeLogLikelihood)
  }

  /// Follows the profile of one parameter out to both sides of the optimum.
  ///
  /// - Parameters:
  ///   - index: The parameter.
  ///   - optimum: The best fit.
  ///   - reach: How far to go, as the signed root of the deviance: 1.96 is a 95 % interval.
  ///   - exactAt: The signed root at which the curve is computed rather than interpolated, on both
  ///     sides; the ends of the interval that is wanted.
  ///   - step: A first step to try on either side.
  /// - Returns: The curve. Where a better fit turns up on the way it is the curve's
  ///   ``ProfileCurve/better``, and the caller should start over from there.
  /// - Throws: What the likelihood and the optimizer throw.
  public func curve(
    of index: Int, around optimum: TrustRegionNewton.Optimum, reach: Double = 1.96,
    exactAt: Double? = nil, step: Double
  ) throws -> ProfileCurve {
    var points = [ProfileCurve.Point(value: optimum.point[index], signedRoot: 0)]
    var better: TrustRegionNewton.Optimum?
    func root(at value: Double, from start: inout [Double]) throws -> Double {
      let fit = try self.optimum(holding: index, at: value, from: start)
      start = fit.point
      let deviance = 2 * (fit.value - optimum.value)
      if deviance < -1e-6 * max(1, optimum.value.magnitude), fit.convergence.converged,
        fit.value < better?.value ?? .infinity
      {
        better = fit
      }
      return max(0, deviance).squareRoot()
    }
    for side in [-1.0, 1.0] {
      let bound = side < 0 ? lower[index] : upper[index]
      var last = (value: optimum.point[index], root: 0.0)
      var start = optimum.point
      var stride = step
      // Each step aims at a third of the reach: enough points for a smooth curve between them.
      for _ in 0..<60 where last.value != bound && last.root < reach {
        var value = last.value + side * stride
        if side < 0 ? value <= bound : value >= bound { value = bound }
        var reached = start
        let root = try root(at: value, from: &reached)
        let rise = root - last.root
        if root > reach + 0.7, stride > 1e-9 * (1 + value.magnitude), rise > 1.2 {
          // Too far in one step: come back and try a shorter one.
          stride *= max(0.1, min(0.6, (reach + 0.2 - last.root) / rise))
          continue
        }
        points.append(ProfileCurve.Point(value: value, signedRoot: side * max(root, last.root)))
        last = (value, max(root, last.root))
        start = reached
        stride *= rise > 1e-3 ? min(3, max(0.4, reach / 3 / rise)) : 3
      }
      // Close in on the wanted point by interpolation, so that it is computed itself.
      let wanted = exactAt ?? reach
      for _ in 0..<4 {
        points.sort { ($0.value, $0.signedRoot) < ($1.value, $1.signedRoot) }
        let curve = MonotoneCurve(
          arguments: points.map(\.value), values: points.map(\.signedRoot))
        guard let value = curve.argument(reaching: side * wanted),
          !points.contains(where: { $0.value == value })
        else { break }
        let root = try root(at: value, from: &start)
        points.append(ProfileCurve.Point(value: value, signedRoot: side * root))
        if (root - wanted).magnitude < 1e-4 { break }
      }
      points.sort { ($0.value, $0.signedRoot) < ($1.value, $1.signedRoot) }
    }
    return ProfileCurve(
      estimate: optimum.point[index], points: points, lowerBound: lower[index],
      upperBound: upper[index], better: better)
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

  /// The values whose deviance stays below the chi-square quantile of the level.
  public func interval(level: Double) -> ProfileInterval {
    let reach = NormalFunctions.quantile(p: 0.5 + level / 2)
    return ProfileInterval(
      estimate: estimate, lower: interpolated.argument(reaching: -reach) ?? lowerBound,
      upper: interpolated.argument(reaching: reach) ?? upperBound, level: level,
      lowerIsOpen: interpolated.argument(reaching: -reach) == nil,
      upperIsOpen: interpolated.argument(reaching: reach) == nil)
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
