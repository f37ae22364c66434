import Randomness
import Testing

@Suite struct VariatesTests {
  /// Mean, variance, third and fourth standardized moments of a sample.
  private func moments(_ sample: [Double]) -> (
    mean: Double, variance: Double, skewness: Double, kurtosis: Double
  ) {
    let n = Double(sample.count)
    let mean = sample.reduce(0, +) / n
    func central(_ power: Int) -> Double {
      sample.reduce(0) { sum, value in
        sum + (0..<power).reduce(1) { product, _ in product * (value - mean) }
      } / n
    }
    let variance = central(2)
    return (
      mean, variance, central(3) / (variance * variance.squareRoot()),
      central(4) / (variance * variance)
    )
  }

  private func sample(_ count: Int = 400_000, _ draw: (inout RandomStream) -> Double) -> [Double] {
    var stream = RandomStream(seed: 20_240_204, part: .init("variates"))
    return (0..<count).map { _ in draw(&stream) }
  }

  // Bounds are about five standard errors of each moment.

  @Test func normal() {
    let m = moments(sample { $0.normal() })
    #expect(abs(m.mean) < 0.008)
    #expect(abs(m.variance - 1) < 0.012)
    #expect(abs(m.skewness) < 0.02)
    #expect(abs(m.kurtosis - 3) < 0.04)
  }

  @Test func exponential() {
    let m = moments(sample { $0.exponential(mean: 2) })
    #expect(abs(m.mean - 2) < 0.016)
    #expect(abs(m.variance - 4) < 0.09)
    #expect(abs(m.skewness - 2) < 0.1)
  }

  @Test(arguments: [0.3, 1.0, 2.5, 40.0])
  func gamma(shape: Double) {
    let m = moments(sample { $0.gamma(shape: shape, scale: 3) })
    #expect(abs(m.mean / (3 * shape) - 1) < 5 / (shape * 400_000).squareRoot())
    let spread = 5 * ((2 + 6 / shape) / 400_000).squareRoot()
    #expect(abs(m.variance / (9 * shape) - 1) < spread)
    #expect(abs(m.skewness - 2 / shape.squareRoot()) < 0.15 * max(1, 1 / shape))
  }

  @Test(arguments: [0.0, 0.4, 7.0, 10.0, 63.5, 1e6])
  func poisson(mean: Double) {
    let m = moments(sample { Double($0.poisson(mean: mean)) })
    #expect(abs(m.mean - mean) <= 5 * (mean / 400_000).squareRoot())
    #expect(abs(m.variance - mean) <= 5 * mean * ((2 + 1 / max(mean, 0.1)) / 400_000).squareRoot())
  }

  @Test func poissonProbabilitiesNearTheSwitch() {
    // P(N = k) at mean 10, where the rejection method takes over.
    let draws = sample { Double($0.poisson(mean: 10)) }
    let expected = [5: 0.0378332748, 10: 0.1251100357, 15: 0.0347180696]
    for (value, probability) in expected {
      let share = Double(draws.count { $0 == Double(value) }) / Double(draws.count)
      #expect(abs(share - probability) < 5 * (probability / 400_000).squareRoot())
    }
  }

  @Test func weightedPositions() {
    var stream = RandomStream(seed: 5, part: .init("weights"))
    var counts = [0, 0, 0, 0]
    for _ in 0..<100_000 { counts[stream.index(weights: [1, 0, 3, 0])] += 1 }
    #expect(counts[1] == 0 && counts[3] == 0)
    #expect(abs(Double(counts[2]) / 100_000 - 0.75) < 0.007)
  }
}
