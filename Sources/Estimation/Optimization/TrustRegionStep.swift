import LinearAlgebra

/// The minimum of a quadratic model inside a ball, by eigenvalues (Moré and Sorensen 1983).
///
/// Problems here have few variables, so the exact solution costs less than an approximate one.
struct TrustRegionStep {
  /// The step from the centre.
  let step: [Double]
  /// Whether the step is the unconstrained Newton step of a convex model.
  let isNewton: Bool

  /// Minimizes g'p + p'Hp/2 over |p| <= radius.
  init(gradient: [Double], hessian: Matrix, radius: Double) throws(LinearAlgebraError) {
    let eigen = try SymmetricEigen(hessian)
    let rotated = try eigen.vectors.times(Matrix(column: gradient), transposing: .left).elements
    let values = eigen.values
    let scale = max(values.last?.magnitude ?? 0, values.first?.magnitude ?? 0, 1e-300)
    let floor = 1e-14 * scale

    func coordinates(_ shift: Double) -> [Double] {
      zip(rotated, values).map { -$0 / ($1 + shift) }
    }

    if let smallest = values.first, smallest > floor {
      let newton = coordinates(0)
      if norm(newton) <= radius {
        step = try eigen.vectors.times(newton)
        isNewton = true
        return
      }
    }
    isNewton = false
    // Find the shift above -smallest at which the step has the length of the radius; the length
    // falls monotonically with the shift.
    let smallest = values.first ?? 0
    let base = max(0, -smallest)
    var low = base
    var high = base + norm(gradient) / radius + floor
    while norm(coordinates(high)) > radius { high = base + 2 * (high - base) }
    // Hard case: even at the lowest shift the step is short, so the rest goes along the direction
    // of the smallest eigenvalue.
    let nudged = base + max(floor, 1e-12 * (high - base))
    var chosen = coordinates(nudged)
    if norm(chosen) < radius {
      let missing = (radius * radius - norm(chosen) * norm(chosen)).squareRoot()
      if smallest <= floor, let first = rotated.first {
        chosen[0] += first > 0 ? -missing : missing
      }
    } else {
      low = nudged
      for _ in 0..<100 where high - low > 1e-10 * high {
        let middle = 0.5 * (low + high)
        if norm(coordinates(middle)) > radius { low = middle } else { high = middle }
      }
      chosen = coordinates(high)
    }
    step = try eigen.vectors.times(chosen)
  }
}
