import Estimation
import Testing

/// Values from R 4.2 (pchisq, qchisq, pf, pt, qt), printed with 15 digits, unless said otherwise.
@Suite struct DistributionTests {
  private func isClose(_ value: Double, _ reference: Double, _ relative: Double = 1e-12) -> Bool {
    abs(value / reference - 1) < relative
  }

  @Test func chiSquare() {
    #expect(isClose(ChiSquare(degreesOfFreedom: 1).quantile(0.95), 3.84145882069412))
    #expect(isClose(ChiSquare(degreesOfFreedom: 126).survival(104.194099181897), 0.922100371262385))
    #expect(
      isClose(ChiSquare(degreesOfFreedom: 2).survival(19.0406892485556), 7.33443837392933e-05))
    #expect(ChiSquare(degreesOfFreedom: 3).cumulative(-1) == 0)
  }

  @Test func fisher() {
    let distribution = FisherF(numerator: 4, denominator: 198)
    #expect(isClose(distribution.survival(1.31892375521694), 0.264233204584219))
    #expect(isClose(distribution.survival(3.21362537788062), 0.0138943769558665))
    #expect(isClose(distribution.cumulative(1.51730451090811), 1 - 0.198544331979428))
    #expect(distribution.survival(0) == 1)
  }

  @Test func student() {
    // p values of a VAR(2) equation with 66 degrees of freedom, R vars.
    let distribution = StudentT(degreesOfFreedom: 66)
    #expect(isClose(distribution.twoSided(-2.54774478585756), 0.0131787788784346))
    #expect(isClose(distribution.twoSided(0.267542546585305), 0.789885768197806))
    #expect(isClose(StudentT(degreesOfFreedom: 3).quantile(0.975), 3.18244630528371))
    #expect(isClose(StudentT(degreesOfFreedom: 1e7).quantile(0.025), -1.95996422104, 1e-9))
    #expect(StudentT(degreesOfFreedom: 5).quantile(0.5) == 0)
    #expect(isClose(StudentT(degreesOfFreedom: .infinity).quantile(0.975), 1.959963984540054))
  }

  @Test func kolmogorovLimit() {
    // Smirnov's table (1948).
    #expect(isClose(KolmogorovSmirnov.survival(1.36), 0.0494859, 1e-5))
    #expect(isClose(KolmogorovSmirnov.survival(0.5), 0.9639452, 1e-6))
    #expect(isClose(KolmogorovSmirnov.survival(1 - 1e-12), KolmogorovSmirnov.survival(1), 1e-11))
  }

  @Test func kolmogorovTestFindsNonUniformValues() {
    let even = (0..<100).map { (Double($0) + 0.5) / 100 }
    #expect(KolmogorovSmirnov(uniform: even).pValue > 0.999)
    #expect(KolmogorovSmirnov(uniform: even.map { $0 * $0 }).pValue < 1e-4)
    #expect(KolmogorovSmirnov(uniform: []).pValue == 1)
  }

  @Test func sampleQuantiles() {
    let quantiles = SampleQuantiles([4, 1, 3, 2, .nan])
    #expect(quantiles.count == 4)
    #expect(quantiles(0.5) == 2.5)
    #expect(quantiles(0) == 1)
    #expect(quantiles(1) == 4)
    #expect(SampleQuantiles([1, .infinity])(0) == 1)
    #expect(SampleQuantiles([.infinity, .infinity])(0.5) == .infinity)
    #expect(SampleQuantiles([])(0.5).isNaN)
  }
}
