import Estimation
import LinearAlgebra
import RealModule
import Testing

@Suite struct OptimizationTests {
  static func rosenbrock(_ p: [Double]) -> QuadraticExpansion {
    let (x, y) = (p[0], p[1])
    let gap = y - x * x
    return QuadraticExpansion(
      value: 100 * gap * gap + (1 - x) * (1 - x),
      gradient: [-400 * x * gap - 2 * (1 - x), 200 * gap],
      hessian: [[1200 * x * x - 400 * y + 2, -400 * x], [-400 * x, 200]])
  }

  private let free = [-Double.infinity, -Double.infinity]
  private let open = [Double.infinity, Double.infinity]

  @Test func findsTheValleyOfRosenbrock() throws {
    let end = try TrustRegionNewton().minimize(from: [-1.2, 1], lower: free, upper: open) {
      Self.rosenbrock($0)
    }
    #expect(end.convergence.converged)
    #expect(end.convergence.atBounds.isEmpty)
    #expect(abs(end.point[0] - 1) < 1e-7 && abs(end.point[1] - 1) < 1e-7)
    #expect(end.convergence.iterations < 40)
  }

  @Test func stopsAtABoundAndSaysSo() throws {
    let end = try TrustRegionNewton().minimize(
      from: [-1.2, 1], lower: free, upper: [0.5, .infinity]
    ) {
      Self.rosenbrock($0)
    }
    #expect(end.convergence.converged)
    #expect(end.convergence.atBounds == [0])
    #expect(end.point[0] == 0.5)
    #expect(abs(end.point[1] - 0.25) < 1e-8)
  }

  @Test func leavesABoundWhenTheGradientPointsInward() throws {
    let end = try TrustRegionNewton().minimize(from: [0, 0], lower: [0, 0], upper: open) { p in
      let (x, y) = (p[0] - 2, p[1] + 1)
      return QuadraticExpansion(
        value: x * x + x * y + y * y, gradient: [2 * x + y, 2 * y + x], hessian: [[2, 1], [1, 2]])
    }
    // On y = 0 the minimum over x of (x - 2)^2 + (x - 2) + 1 lies at 1.5.
    #expect(abs(end.point[0] - 1.5) < 1e-9)
    #expect(end.convergence.atBounds == [1])
  }

  @Test func leavesASaddle() throws {
    // At the origin the gradient of x^4 - x^2 + y^2 vanishes but the curvature in x is negative.
    let end = try TrustRegionNewton().minimize(from: [1e-9, 0.3], lower: free, upper: open) { p in
      let (x, y) = (p[0], p[1])
      return QuadraticExpansion(
        value: x * x * x * x - x * x + y * y, gradient: [4 * x * x * x - 2 * x, 2 * y],
        hessian: [[12 * x * x - 2, 0], [0, 2]])
    }
    #expect(abs(abs(end.point[0]) - 0.5.squareRoot()) < 1e-7)
    #expect(abs(end.value + 0.25) < 1e-12)
  }

  @Test func stepsBackFromOutsideTheDomain() throws {
    // -log x + x has its minimum at 1 and is undefined at and below 0.
    let end = try TrustRegionNewton().minimize(from: [5], lower: [-10], upper: [10]) { p in
      guard p[0] > 0 else { return nil }
      return QuadraticExpansion(
        value: -Double.log(p[0]) + p[0], gradient: [1 - 1 / p[0]],
        hessian: [[1 / (p[0] * p[0])]])
    }
    #expect(abs(end.point[0] - 1) < 1e-7)
  }

  @Test func anUndefinedStartIsReported() throws {
    let end = try TrustRegionNewton().minimize(from: [1], lower: [0], upper: [2]) { _ in nil }
    #expect(end.convergence.outcome == .undefinedStart)
    #expect(!end.convergence.converged)
  }

  @Test func severalStartsFindTheLowerOfTwoValleys() throws {
    // (x^2 - 1)^2 + 0.3 x: valleys near -1 (lower) and 1.
    let (best, values) = try TrustRegionNewton().minimize(
      fromAll: [[2], [-2]], lower: [-3], upper: [3]
    ) { p in
      let x = p[0]
      let square = x * x - 1
      return QuadraticExpansion(
        value: square * square + 0.3 * x, gradient: [4 * x * square + 0.3],
        hessian: [[12 * x * x - 4]])
    }
    #expect(best.point[0] < 0)
    #expect(values[1] < values[0])
  }
}
