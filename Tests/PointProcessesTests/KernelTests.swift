import PointProcesses
import Testing

@Suite struct KernelTests {
  static let kernels: [LagDistribution] = [
    try! LagDistribution(family: .exponential, mean: 2.5),
    try! LagDistribution(family: .gamma, mean: 2, shape: 2.3),
    try! LagDistribution(family: .gamma, mean: 4, shape: 1),
    try! LagDistribution(family: .logNormal, mean: 3, shape: 0.7),
    try! LagDistribution(family: .weibull, mean: 1.7, shape: 1.6),
    try! LagDistribution(family: .lomax, mean: 1, shape: 6),
  ]

  @Test(arguments: kernels)
  func densityIntegratesToTheDistribution(kernel: LagDistribution) {
    // Simpson's rule in the square root of the lag, which removes the kink at zero.
    func integral(to end: Double, _ weight: (Double) -> Double) -> Double {
      let steps = 4000
      let width = end.squareRoot() / Double(steps)
      return (0...steps).reduce(0) { sum, index in
        let u = Double(index) * width
        let factor = index == 0 || index == steps ? 1.0 : index % 2 == 1 ? 4 : 2
        return sum + factor * weight(u * u) * kernel.density(u * u) * 2 * u
      } * width / 3
    }
    for lag in [0.3, 1, 4, 20] {
      #expect(abs(integral(to: lag) { _ in 1 } - kernel.cumulative(lag)) < 1e-8)
    }
    #expect(abs(integral(to: 400) { $0 } - kernel.mean) < 1e-5)
  }

  @Test(arguments: kernels)
  func quantileInvertsTheDistribution(kernel: LagDistribution) {
    for p in [0.001, 0.1, 0.5, 0.9, 0.999] {
      #expect(abs(kernel.cumulative(kernel.quantile(p)) - p) < 1e-12)
    }
    #expect(kernel.quantile(0) == 0)
    #expect(kernel.quantile(1) == .infinity)
  }

  @Test(arguments: kernels)
  func modeIsWhereTheDensityPeaks(kernel: LagDistribution) {
    let mode = kernel.mode
    let peak = kernel.density(max(mode, 1e-9))
    for lag in stride(from: 0.01, to: 20, by: 0.01) {
      #expect(kernel.density(lag) <= peak * (1 + 1e-9))
    }
  }

  @Test func parametersAreChecked() {
    #expect(throws: PointProcessError.self) {
      try LagDistribution(family: .gamma, mean: -1, shape: 2)
    }
    #expect(throws: PointProcessError.self) {
      try LagDistribution(family: .gamma, mean: 1, shape: 0)
    }
    #expect(try! LagDistribution(family: .exponential, mean: 2, shape: 7).shape == 1)
  }
}
