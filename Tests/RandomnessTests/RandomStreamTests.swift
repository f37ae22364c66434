import Randomness
import Testing

@Suite struct RandomStreamTests {
  private func draws(_ count: Int, _ stream: RandomStream) -> [UInt64] {
    var stream = stream
    return (0..<count).map { _ in stream.next64() }
  }

  @Test func aNameFixesTheNumbers() {
    let part = RandomStream.Part("bootstrap")
    let first = draws(100, RandomStream(seed: 7, part: part, replicate: 3))
    #expect(first == draws(100, RandomStream(seed: 7, part: part, replicate: 3)))
    #expect(first != draws(100, RandomStream(seed: 8, part: part, replicate: 3)))
    #expect(first != draws(100, RandomStream(seed: 7, part: part, replicate: 4)))
    #expect(first != draws(100, RandomStream(seed: 7, part: .init("imputation"), replicate: 3)))
  }

  @Test func theFirstBlockIsPhiloxOfSeedReplicateAndPart() {
    let part = RandomStream.Part("bootstrap")
    var stream = RandomStream(seed: 0x1_0000_0002, part: part, replicate: 5)
    let block = Philox.block(SIMD4(0, 0, 5, part.number), key: SIMD2(2, 1))
    #expect((0..<4).map { _ in stream.next32() } == (0..<4).map { block[$0] })
  }

  @Test func uniformsStayInsideTheOpenInterval() {
    var stream = RandomStream(seed: 1, part: .init("test"))
    var sum = 0.0
    for _ in 0..<100_000 {
      let value = stream.uniform()
      #expect(value > 0 && value < 1)
      sum += value
    }
    // Standard error of the mean 0.0009.
    #expect(abs(sum / 100_000 - 0.5) < 0.004)
  }

  @Test func integersAreEven() {
    var stream = RandomStream(seed: 2, part: .init("test"))
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[stream.integer(in: -3...3) + 3] += 1 }
    // Chi-square with 6 degrees of freedom: 22.5 is the upper 0.1 % point.
    let chiSquare = counts.reduce(0.0) {
      $0 + (Double($1) - 10_000) * (Double($1) - 10_000) / 10_000
    }
    #expect(chiSquare < 22.5)
    #expect((0..<100).allSatisfy { _ in stream.integer(in: 4...4) == 4 })
    var places = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { places[stream.place(of: 7)] += 1 }
    let other = places.reduce(0.0) {
      $0 + (Double($1) - 10_000) * (Double($1) - 10_000) / 10_000
    }
    #expect(other < 22.5)
    #expect((0..<100).allSatisfy { _ in stream.place(of: 1) == 0 })
    // Without rejection one third of places of 3 * 2^30 would come twice as often.
    let wide = (0..<30_000).count { _ in stream.place(of: 3 << 30) % 3 == 0 }
    #expect(abs(wide - 10_000) < 300)
  }

  @Test func shufflesKeepAllElements() {
    var stream = RandomStream(seed: 3, part: .init("test"))
    var values = Array(0..<50)
    stream.shuffle(&values)
    #expect(values != Array(0..<50))
    #expect(values.sorted() == Array(0..<50))
  }
}
