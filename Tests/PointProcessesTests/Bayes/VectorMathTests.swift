import CVectorMath
import Estimation
import RealModule
import Testing

import PointProcesses

/// The C loops against plain Swift.
@Suite struct VectorMathTests {
  @Test func exponentialsAndLogarithmsAgreeWithTheLibrary() {
    let arguments = (0..<4001).map { -700 + 1400 * Double($0) / 4000 }
    var result = [Double](repeating: 0, count: arguments.count)
    talion_exp(arguments, &result, arguments.count)
    for (x, value) in zip(arguments, result) {
      #expect(abs(value / Double.exp(x) - 1) < 1e-14, "exp \(x)")
    }
    let positives = (0..<3001).map { Double.exp(-600 + 1200 * Double($0) / 3000) }
    result = [Double](repeating: 0, count: positives.count)
    talion_log(positives, &result, positives.count)
    for (x, value) in zip(positives, result) {
      #expect(abs(value - Double.log(x)) <= 4e-15 * max(1, abs(Double.log(x))), "log \(x)")
    }
  }

  @Test(arguments: KernelFamily.allCases)
  func kernelsAgreeWithTheirDensities(family: KernelFamily) throws {
    for mean in [0.03, 1.7, 40] {
      let law = try LagDistribution(family: family, mean: mean, shape: family.typicalShape)
      let kernel = LagKernel(law)
      let times = (0..<37).map { Double($0) * mean / 7 }
      let now = 5.4 * mean
      let earlier = times.filter { $0 < now }
      let weights = earlier.indices.map { Double(1 + $0 % 3) }
      let slow = zip(earlier, weights).reduce(0) { $0 + $1.1 * law.density(now - $1.0) }
      #expect(abs(kernel.sum(earlier, weights, earlier.count, before: now) / slow - 1) < 1e-12)
      var values = [Double](repeating: -1, count: times.count)
      kernel.values(times, times.count, after: 2 * mean, into: &values)
      for (time, value) in zip(times, values) {
        let lag = time - 2 * mean
        let density = lag > 0 && lag < kernel.reach ? law.density(lag) : 0
        #expect(abs(value - density) <= 1e-12 * max(1, density))
      }
      #expect(abs(Double.exp(kernel.logDensity(mean)) / law.density(mean) - 1) < 1e-12)
    }
  }

  /// The chain's distribution function of a gamma law is read from a table.
  @Test(arguments: [1, 1.013, 1.2, 1.9, 2, 2.77, 3.9, 4])
  func tabledSharesAgreeWithTheLaw(shape: Double) throws {
    for mean in [0.02, 3, 150] {
      let law = try LagDistribution(family: .gamma, mean: mean, shape: shape)
      let kernel = LagKernel(law)
      #expect(abs((1 - law.cumulative(kernel.reach)) / LagKernel.late - 1) < 0.01)
      var last = 0.0
      // From its reach on a kernel counts as complete.
      #expect(kernel.cumulative(kernel.reach) == 1)
      for place in 1..<2000 {
        let lag = kernel.reach * Double(place * place) / 4e6
        let (share, exact) = (kernel.cumulative(lag), law.cumulative(lag))
        #expect(abs(share - exact) < (exact < 1e-3 ? 3e-5 : 1e-6))
        #expect(share >= last - 1e-8)
        last = share
      }
    }
  }
}
