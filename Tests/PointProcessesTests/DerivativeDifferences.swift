import PointProcesses
import Testing

/// Compares the gradient and the Hessian of a likelihood with differences of its values and
/// gradients, each within a tolerance relative to 1 or the number itself.
func expectDerivatives(
  of likelihood: ResponderLikelihood, at point: [Double], step: Double, gradient: Double,
  hessian: Double
) throws {
  let expansion = try #require(likelihood(point))
  for index in point.indices {
    var (low, high) = (point, point)
    low[index] -= step
    high[index] += step
    let (below, above) = (try #require(likelihood(low)), try #require(likelihood(high)))
    let slope = (above.value - below.value) / (2 * step)
    #expect(
      abs(slope - expansion.gradient[index]) < gradient * max(1, abs(slope)), "gradient \(index)")
    for other in point.indices {
      let bend = (above.gradient[other] - below.gradient[other]) / (2 * step)
      #expect(
        abs(bend - expansion.hessian[index, other]) < hessian * max(1, abs(bend)),
        "Hessian \(index) \(other): \(bend) \(expansion.hessian[index, other])")
    }
  }
}
