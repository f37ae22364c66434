import Testing

import PointProcesses

@Suite struct LagTableTests {
  @Test(arguments: KernelFamily.allCases)
  func aWeightAndItsLagBelongTogether(family: KernelFamily) throws {
    let law = try LagDistribution(family: family, mean: 1, shape: family.typicalShape)
    let table = LagTable(law)
    for lag in [1e-4, 0.02, 0.3, 1, 2.5, 11] {
      let value = table.value(lag * 4, mean: 4)
      #expect(abs(table.lag(value.cumulative, mean: 4) / (lag * 4) - 1) < 1e-9)
      #expect(value.density > 0)
      // The floor moves a hundredth of the weight.
      #expect(abs(value.cumulative - law.cumulative(lag)) < 0.02)
      let step = 1e-7 * lag
      let next = table.value((lag + step) * 4, mean: 4).cumulative
      let slope = (next - value.cumulative) / (4 * step)
      #expect(abs(slope / value.density - 1) < 1e-4)
    }
  }
}
