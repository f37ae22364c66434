import LinearAlgebra

/// Minimizes a smooth function of few variables within bounds, using its exact Hessian.
///
/// A trust-region Newton method: each step minimizes the quadratic model in a ball; variables that
/// would leave their bounds are stopped there and the others are solved for again. Variables on a
/// bound are freed when the gradient points inward.
public struct TrustRegionNewton: Sendable {
  /// Most steps that are tried.
  public var maximumIterations = 200
  /// The gradient is called zero below this share of max(1, |value|).
  public var gradientTolerance = 1e-10
  /// A Newton step that promises less than this share of max(1, |value|) ends the search.
  public var valueTolerance = 1e-13
  /// The length of the first step.
  public var initialRadius = 1.0

  /// A method with the usual settings.
  public init() {}

  /// Where a search ended.
  public struct Optimum: Sendable {
    /// The point.
    public let point: [Double]
    /// Value and derivatives there.
    public let expansion: QuadraticExpansion
    /// How the search ended.
    public let convergence: ConvergenceRecord

    /// The value at the point.
    public var value: Double { expansion.value }
  }

  /// Searches from a start.
  ///
  /// - Parameters:
  ///   - start: Moved into the bounds first. Equal bounds hold a variable fixed.
  ///   - lower: Lower bounds; `-infinity` where there is none.
  ///   - upper: Upper bounds; `infinity` where there is none.
  ///   - objective: The function; nil or a non-finite expansion marks a point outside its domain,
  ///     from which the search steps back.
  /// - Returns: The best point met, with a record that says whether it is an optimum.
  /// - Throws: ``LinearAlgebraError`` when an eigenvalue iteration fails, and what the objective
  ///   throws.
  public func minimize(
    from start: [Double], lower: [Double], upper: [Double],
    _ objective: ([Double]) throws -> QuadraticExpansion?
  ) throws -> Optimum {
    let count = start.count
    precondition(lower.count == count && upper.count == count, "one bound a variable")
    var point = (0..<count).map { min(max(start[$0], lower[$0]), upper[$0]) }
    guard var current = try objective(point), current.isFinite else {
      return Optimum(
        point: point,
        expansion: QuadraticExpansion(
          value: .infinity, gradient: [Double](repeating: 0, count: count),
          hessian: Matrix(rows: count, columns: count)),
        convergence: ConvergenceRecord(
          outcome: .undefinedStart, iterations: 0, gradientNorm: .nan, atBounds: []))
    }
    var radius = initialRadius
    var iteration = 0
    var outcome = ConvergenceRecord.Outcome.iterationLimit
    while true {
      let free = (0..<count).filter { index in
        guard lower[index] < upper[index] else { return false }
        let slope = current.gradient[index]
        return !(point[index] <= lower[index] && slope >= 0)
          && !(point[index] >= upper[index] && slope <= 0)
      }
      let scale = max(1, current.value.magnitude)
      if free.allSatisfy({ current.gradient[$0].magnitude <= gradientTolerance * scale }) {
        outcome = .stationary
        break
      }
      guard iteration < maximumIterations else { break }
      iteration += 1
      let (step, promised, isNewton) = try boundedStep(
        at: point, current, free: free, lower: lower, upper: upper, radius: radius)
      let trial = zip(point, step).map(+)
      let candidate = try objective(trial)
      if (isNewton && promised <= valueTolerance * scale) || norm(step) <= 1e-14 * (1 + norm(point))
      {
        // The last Newton step costs one evaluation and doubles the digits of the point.
        if let candidate, candidate.isFinite, candidate.value <= current.value + 1e-14 * scale {
          point = trial
          current = candidate
        }
        outcome = .noFurtherImprovement
        break
      }
      guard let candidate, candidate.isFinite else {
        radius = 0.25 * min(radius, norm(step))
        continue
      }
      let gained = current.value - candidate.value
      // Near the optimum both differences drown in rounding; a step that does no harm is taken.
      let noise = 1e-14 * scale
      let ratio = (gained + noise) / (promised + noise)
      if ratio < 0.25 {
        radius = 0.25 * min(radius, norm(step))
      } else if ratio > 0.75, norm(step) > 0.8 * radius {
        radius = 2 * radius
      }
      if ratio > 1e-4 {
        point = trial
        current = candidate
      } else if radius < 1e-13 * (1 + norm(point)) {
        outcome = .noFurtherImprovement
        break
      }
    }
    let free = (0..<count).filter { point[$0] > lower[$0] && point[$0] < upper[$0] }
    return Optimum(
      point: point, expansion: current,
      convergence: ConvergenceRecord(
        outcome: outcome, iterations: iteration,
        gradientNorm: free.map { current.gradient[$0].magnitude }.max() ?? 0,
        atBounds: (0..<count).filter {
          lower[$0] < upper[$0] && (point[$0] <= lower[$0] || point[$0] >= upper[$0])
        }))
  }

  /// The model's minimum in ball and box, and the decrease that the model promises.
  private func boundedStep(
    at point: [Double], _ model: QuadraticExpansion, free: [Int], lower: [Double],
    upper: [Double], radius: Double
  ) throws(LinearAlgebraError) -> (step: [Double], promised: Double, isNewton: Bool) {
    var step = [Double](repeating: 0, count: point.count)
    var moving = free
    var stopped: [Int] = []
    var isNewton = false
    while !moving.isEmpty {
      let hessian = model.hessian.submatrix(rows: moving, columns: moving)
      let gradient = moving.map { index in
        stopped.reduce(model.gradient[index]) { $0 + model.hessian[index, $1] * step[$1] }
      }
      let inner = try TrustRegionStep(gradient: gradient, hessian: hessian, radius: radius)
      isNewton = inner.isNewton
      var leaving: [Int] = []
      for (position, index) in moving.enumerated() {
        let target = point[index] + inner.step[position]
        step[index] = min(max(target, lower[index]), upper[index]) - point[index]
        if target < lower[index] || target > upper[index] { leaving.append(index) }
      }
      guard !leaving.isEmpty else { break }
      stopped += leaving
      moving.removeAll { leaving.contains($0) }
    }
    let curvature = try model.hessian.times(step)
    let promised = -(dot(model.gradient, step) + 0.5 * dot(step, curvature))
    guard promised <= 0 else { return (step, promised, isNewton) }
    // Stopping at bounds spoiled the model step: fall back to the projected gradient.
    var length = radius / max(norm(free.map { model.gradient[$0] }), 1e-300)
    for _ in 0..<60 {
      var descent = [Double](repeating: 0, count: point.count)
      for index in free {
        let target = point[index] - length * model.gradient[index]
        descent[index] = min(max(target, lower[index]), upper[index]) - point[index]
      }
      let bend = try model.hessian.times(descent)
      let decrease = -(dot(model.gradient, descent) + 0.5 * dot(descent, bend))
      if decrease > 0 { return (descent, decrease, false) }
      length *= 0.25
    }
    return ([Double](repeating: 0, count: point.count), 0, false)
  }
}
