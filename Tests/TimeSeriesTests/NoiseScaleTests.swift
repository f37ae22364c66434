import RealModule
import Randomness
import Testing
import TimeSeries

@Suite struct NoiseScaleTests {
  private func noise(_ count: Int, replicate: Int = 0) -> [Double] {
    var random = RandomStream(seed: 31, part: .init("noise scale"), replicate: replicate)
    return (0..<count).map { _ in random.normal() }
  }

  @Test func changesOfLevelDoNotCount() {
    let plain = noise(4000)
    let stepped = plain.enumerated().map { $1 + 50 * Double($0 / 400 % 2) }
    let scale = NoiseScale(of: stepped)
    #expect(scale.method == .medianDifference && abs(scale.value - 1) < 0.05)
    #expect(abs(NoiseScale(of: plain).value / scale.value - 1) < 0.01)
  }

  @Test func shiftAndUnitGoThrough() {
    let plain = noise(500)
    let value = NoiseScale(of: plain).value
    for (shift, unit) in [(1e7, 1.0), (0, 1e-6), (-3, 1e150), (0, 1e-150)] {
      let moved = NoiseScale(of: plain.map { unit * ($0 + shift) }).value
      #expect(abs(moved / (unit * value) - 1) < 1e-7)
    }
  }

  /// Mostly zeros: the median of the differences is 0 and says nothing.
  @Test func sparseCountsHaveAScale() {
    var random = RandomStream(seed: 31, part: .init("sparse scale"))
    let counts = (0..<4000).map { _ in Double(random.poisson(mean: 0.1)) }
    let scale = NoiseScale(of: counts)
    #expect(scale.method == .meanSquareDifference)
    #expect(abs(scale.value / 0.1.squareRoot() - 1) < 0.05)
    let constant = NoiseScale(of: [4, 4, 4])
    #expect(constant.method == .constant && constant.value == 1)
    // Sums of tenths are equal but for rounding.
    let ramp = (0..<100).map { Double($0) * 0.1 }
    #expect(NoiseScale(of: ramp).method == .meanSquareDifference)
  }

  @Test func aGivenScaleIsPositive() throws {
    #expect(try NoiseScale(given: 2).value == 2)
    for value in [0, -1, Double.nan, .infinity] {
      #expect(throws: TimeSeriesError.self) { try NoiseScale(given: value) }
    }
  }
}
