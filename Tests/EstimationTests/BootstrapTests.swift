import Estimation
import Randomness
import Testing

@Suite struct BootstrapTests {
  private let part = RandomStream.Part("bootstrap tests")

  private func mean(_ sample: [Double], _ drawn: [Int]) -> Double {
    drawn.map { sample[$0] }.reduce(0, +) / Double(drawn.count)
  }

  @Test func theIntervalOfAMeanIsThatOfItsStandardError() throws {
    let sample = (1...400).map(Double.init)
    let interval = try #require(
      Bootstrap.interval(of: 400, seed: 3, part: part) { mean(sample, $0) })
    // The standard deviation of 1...400 is 115.47, so the standard error is 5.77.
    #expect(abs(interval.lowerBound - (200.5 - 1.96 * 5.77)) < 1)
    #expect(abs(interval.upperBound - (200.5 + 1.96 * 5.77)) < 1)
    let again = Bootstrap.interval(of: 400, seed: 3, part: part) { mean(sample, $0) }
    #expect(again == interval)
    #expect(Bootstrap.interval(of: 400, seed: 4, part: part) { mean(sample, $0) } != interval)
  }

  @Test func degenerateSamples() {
    #expect(Bootstrap.interval(of: 0, seed: 1, part: part) { _ in 1 } == nil)
    #expect(Bootstrap.interval(of: 1, seed: 1, part: part) { mean([7], $0) } == 7...7)
    #expect(Bootstrap.interval(of: 3, seed: 1, part: part) { _ in .nan } == nil)
  }
}
